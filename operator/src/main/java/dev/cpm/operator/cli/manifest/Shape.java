package dev.cpm.operator.cli.manifest;

import dev.cpm.operator.api.FieldError;
import dev.cpm.operator.cli.manifest.Node.Field;
import dev.cpm.operator.cli.manifest.Node.Mapping;
import dev.cpm.operator.cli.manifest.Node.Scalar;
import dev.cpm.operator.cli.manifest.Node.Sequence;
import io.fabric8.kubernetes.api.model.IntOrString;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ObjIntConsumer;
import java.util.stream.Collectors;

/**
 * Compares a manifest with the API class that it becomes: fields that are not there, and values of another type. Null
 * is as good as absent, as on the API server; what the values mean is for {@code SpecCheck}.
 */
final class Shape {
    private final ObjIntConsumer<String> mistakes;

    /** Each mistake goes to {@code mistakes} with its line. */
    Shape(ObjIntConsumer<String> mistakes) {
        this.mistakes = mistakes;
    }

    /** Whether the value of a field can be read as a type; {@code line} is the field's. */
    void check(Type type, Node node, String path, int line) {
        if (node == null || node.isNull()) {
            return;
        }
        if (type instanceof ParameterizedType generic && generic.getRawType() == List.class) {
            list(generic.getActualTypeArguments()[0], node, path, line);
        } else if (type instanceof ParameterizedType generic && generic.getRawType() == Map.class) {
            map(generic.getActualTypeArguments()[1], node, path, line);
        } else if (type instanceof Class<?> record && record.isRecord()) {
            object(record, node, path, line);
        } else if (type instanceof Class<?> choice && choice.isEnum()) {
            choice(choice, node, path, line);
        } else {
            scalar(type, node, path, line);
        }
    }

    private void object(Class<?> record, Node node, String path, int line) {
        if (!(node instanceof Mapping mapping)) {
            wrong(path, node, "must be an object", line);
            return;
        }
        Map<String, Type> known = new LinkedHashMap<>();
        for (RecordComponent component : record.getRecordComponents()) {
            known.put(component.getName(), component.getGenericType());
        }
        for (Map.Entry<String, Field> entry : mapping.fields().entrySet()) {
            String name = entry.getKey();
            Field field = entry.getValue();
            if (known.containsKey(name)) {
                check(known.get(name), field.node(), path + "." + name, field.line());
            } else {
                String message = unknownWord(path + "." + name, "field", name, List.copyOf(known.keySet()));
                mistakes.accept(message, field.line());
            }
        }
    }

    /** What to say of a word that is not among the known ones. */
    static String unknownWord(String path, String what, String word, List<String> known) {
        return path + ": unknown " + what + "; "
                + Suggestion.closest(word, known)
                        .map(meant -> "did you mean " + meant + "?")
                        .orElse("known are " + String.join(", ", known));
    }

    private void list(Type item, Node node, String path, int line) {
        if (!(node instanceof Sequence sequence)) {
            wrong(path, node, "must be a list", line);
            return;
        }
        for (int i = 0; i < sequence.items().size(); i++) {
            Node at = sequence.items().get(i);
            check(item, at, path + "[" + i + "]", at.line());
        }
    }

    private void map(Type value, Node node, String path, int line) {
        if (node instanceof Mapping mapping) {
            mapping.fields().forEach((key, field) -> check(value, field.node(), path + "[" + key + "]", field.line()));
        } else {
            wrong(path, node, "must be an object", line);
        }
    }

    private void choice(Class<?> choice, Node node, String path, int line) {
        List<String> values =
                Arrays.stream(choice.getEnumConstants()).map(String::valueOf).toList();
        Object given = node instanceof Scalar ? node.value() : null;
        if (given != null && values.contains(given)) {
            return;
        }
        List<String> ways = new ArrayList<>();
        Suggestion.closest(String.valueOf(given), values).ifPresent(meant -> ways.add("did you mean " + meant + "?"));
        ways.add("supported values: " + values.stream().map(v -> '"' + v + '"').collect(Collectors.joining(", ")));
        FieldError error = new FieldError(path, FieldError.Type.UNSUPPORTED, node.shown(), String.join(" ", ways));
        mistakes.accept(error.toString(), line);
    }

    private void scalar(Type type, Node node, String path, int line) {
        Object value = node instanceof Scalar ? node.value() : null;
        if (type == String.class && !(value instanceof String)) {
            wrong(path, node, node instanceof Scalar ? "must be text: put it in quotes" : "must be text", line);
        } else if (type == Integer.class && !(value instanceof Integer)) {
            wrong(path, node, wholeNumber(value), line);
        } else if (type == Boolean.class && !(value instanceof Boolean)) {
            wrong(path, node, "must be true or false" + (unquoted(value, "true|false")), line);
        } else if (type == IntOrString.class && !(value instanceof Integer) && !(value instanceof String)) {
            wrong(path, node, "must be a whole number or text", line);
        }
    }

    private static String wholeNumber(Object value) {
        boolean large = value instanceof Number && !(value instanceof Double);
        return large ? "is too large" : "must be a whole number" + unquoted(value, "-?[0-9]{1,9}");
    }

    private static String unquoted(Object value, String form) {
        return value instanceof String text && text.matches(form) ? ": remove the quotes" : "";
    }

    private void wrong(String path, Node node, String message, int line) {
        mistakes.accept(new FieldError(path, FieldError.Type.INVALID, node.shown(), message).toString(), line);
    }
}
