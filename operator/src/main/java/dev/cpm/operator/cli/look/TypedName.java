package dev.cpm.operator.cli.look;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Names that say of which kind they are, as kubectl takes them: {@code TYPE/NAME}. Where a name may have a namespace before
 * it, for certain only with the group, as {@code kubectl get -o name} prints it: a namespace may be called {@code pl}, too.
 */
final class TypedName {
    private TypedName() {}

    /** The name alone, where its type is one of those that kubectl knows the kind by; else as it is. */
    static String without(String name, Class<? extends HasMetadata> kind) {
        int slash = name.indexOf('/');
        return slash > 0 && types(kind).contains(name.substring(0, slash).toLowerCase(Locale.ROOT))
                ? name.substring(slash + 1)
                : name;
    }

    /** Of a kind that has namespaces: the name alone, where what is before it may be the kind, or a namespace of that name. */
    static String perhapsWithout(String name, Class<? extends HasMetadata> kind) {
        int slash = name.indexOf('/');
        String before = slash < 0 ? "" : name.substring(0, slash).toLowerCase(Locale.ROOT);
        return Set.of(HasMetadata.getSingular(kind), HasMetadata.getPlural(kind))
                        .contains(before)
                ? name.substring(slash + 1)
                : name;
    }

    /** Whether what is before the name is a short name of the kind, which kubectl takes for it, and here is a namespace. */
    static boolean isShort(String name, Class<? extends HasMetadata> kind) {
        int slash = name.indexOf('/');
        return slash > 0
                && List.of(kind.getAnnotation(ShortNames.class).value())
                        .contains(name.substring(0, slash).toLowerCase(Locale.ROOT));
    }

    private static Set<String> types(Class<? extends HasMetadata> kind) {
        String group = "." + HasMetadata.getGroup(kind);
        return Stream.concat(
                        Stream.of(kind.getAnnotation(ShortNames.class).value()),
                        Stream.of(HasMetadata.getSingular(kind), HasMetadata.getPlural(kind)))
                .flatMap(type -> Stream.of(type, type + group, type + "." + HasMetadata.getVersion(kind) + group))
                .filter(type -> type.contains(".") || !Namespaced.class.isAssignableFrom(kind))
                .collect(Collectors.toSet());
    }
}
