package dev.cpm.operator.cli.report;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.cpm.operator.api.Condition;
import dev.cpm.operator.api.Kinds;
import java.lang.reflect.Field;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** The fields of specs and statuses, which the descriptions in the definitions explain. */
final class FieldWords {
    private static final String SPEC = "spec";
    private static final String STATUS = "status";

    /** As {@code kubectl explain} wants it: {@code placement.spec.replicas}. */
    private static final Pattern KIND =
            Pattern.compile("^(?:" + String.join("|", Kinds.NAMES) + ")s?\\.(?=spec|status)", Pattern.CASE_INSENSITIVE);

    private final List<Explanation> fields = new ArrayList<>();

    private FieldWords() {}

    /** Those of a name or of a path, such as {@code minAvailable} or {@code spec.availability}; of specs if any has it. */
    static List<Explanation> of(String word) {
        List<Explanation> found =
                all(SPEC).stream().filter(field -> isCalled(word, field.word())).toList();
        return !found.isEmpty()
                ? found
                : all(STATUS).stream()
                        .filter(field -> isCalled(word, field.word()))
                        .toList();
    }

    /** The names of all fields of specs, without where they are. */
    static List<String> names() {
        return all(SPEC).stream()
                .map(field -> field.word().substring(field.word().lastIndexOf('.') + 1))
                .distinct()
                .toList();
    }

    private static boolean isCalled(String word, String path) {
        String plain = path.replace("[]", "");
        String called = KIND.matcher(word.replace("[]", "")).replaceFirst("");
        return plain.equalsIgnoreCase(called)
                || plain.regionMatches(
                        true, plain.length() - called.length() - 1, "." + called, 0, called.length() + 1);
    }

    private static List<Explanation> all(String part) {
        FieldWords words = new FieldWords();
        Kinds.CLASSES.forEach(kind -> {
            Type[] parts = ((ParameterizedType) kind.getGenericSuperclass()).getActualTypeArguments();
            words.add(kind.getSimpleName(), part, parts[part.equals(SPEC) ? 0 : 1]);
        });
        return words.fields;
    }

    private void add(String kind, String path, Type type) {
        if (type instanceof ParameterizedType list && list.getRawType() == List.class) {
            add(kind, path + "[]", list.getActualTypeArguments()[0]);
        } else if (type instanceof Class<?> record && record.isRecord() && record != Condition.class) {
            for (RecordComponent component : record.getRecordComponents()) {
                String within = path + "." + component.getName();
                fields.add(new Explanation(
                        within, "Field of " + article(kind) + kind + ".", said(record, component), "", List.of()));
                add(kind, within, component.getGenericType());
            }
        }
    }

    private static String article(String kind) {
        return kind.equals("Interconnect") ? "an " : "a ";
    }

    private static String said(Class<?> record, RecordComponent component) {
        try {
            Field field = record.getDeclaredField(component.getName());
            JsonPropertyDescription description = field.getAnnotation(JsonPropertyDescription.class);
            return description == null ? "" : description.value();
        } catch (NoSuchFieldException e) {
            throw new IllegalStateException("a record has a field of each component", e);
        }
    }
}
