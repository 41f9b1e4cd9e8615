package dev.cpm.operator.view;

import dev.cpm.operator.api.Cpm;
import dev.cpm.operator.view.Change.Edit;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/** Namespaces that give what is in them to another account than before: nothing else of a Namespace counts. */
public final class NamespaceChanges {
    private NamespaceChanges() {}

    /** Between some objects and those that are there afterwards, by name. */
    public static List<Edit> of(Collection<? extends HasMetadata> before, Collection<? extends HasMetadata> after) {
        SortedMap<String, String> old = accounts(before);
        SortedMap<String, String> now = accounts(after);
        return Keys.ofEither(old, now)
                .filter(name -> !Objects.equals(label(old, name), label(now, name)))
                .map(name -> new Edit(
                        "Namespace " + name,
                        new Presence(old.containsKey(name), false).to(new Presence(now.containsKey(name), false)),
                        List.of("label " + Cpm.ACCOUNT_LABEL + " " + label(old, name) + " → " + label(now, name)),
                        null))
                .toList();
    }

    /** By the name of each Namespace; empty where it has no such label. */
    private static SortedMap<String, String> accounts(Collection<? extends HasMetadata> objects) {
        SortedMap<String, String> accounts = new TreeMap<>();
        objects.stream().filter(Namespace.class::isInstance).forEach(namespace -> {
            Map<String, String> labels = namespace.getMetadata().getLabels();
            String account = labels == null ? null : labels.get(Cpm.ACCOUNT_LABEL);
            accounts.put(namespace.getMetadata().getName(), account == null ? "" : account);
        });
        return accounts;
    }

    private static String label(Map<String, String> accounts, String name) {
        String account = accounts.getOrDefault(name, "");
        return account.isEmpty() ? "none" : account;
    }
}
