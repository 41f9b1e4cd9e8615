package dev.cpm.operator.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.IntOrString;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Compares what was written with the API class that it becomes: values of another type, and fields that there are not.
 * Null is as good as absent, as on the API server; what the values mean is for {@link SpecCheck}.
 */
public final class ShapeCheck {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    /** Is told what does not fit. */
    public interface Mistakes {
        /** A value that cannot be read. */
        void wrong(FieldError error);

        /** A field that there is not, which an API server drops. */
        default void unknown(String field, String message) {}
    }

    /** The fields of a record by name, in their order; looking them up each time costs more than all the rest. */
    private static final ClassValue<Map<String, Type>> FIELDS = new ClassValue<>() {
        @Override
        protected Map<String, Type> computeValue(Class<?> record) {
            Map<String, Type> fields = new LinkedHashMap<>();
            for (RecordComponent component : record.getRecordComponents()) {
                fields.put(component.getName(), component.getGenericType());
            }
            return fields;
        }
    };

    /** The values of an enum by name, in their order. */
    private static final ClassValue<List<String>> VALUES = new ClassValue<>() {
        @Override
        protected List<String> computeValue(Class<?> choice) {
            return Arrays.stream(choice.getEnumConstants()).map(String::valueOf).toList();
        }
    };

    private final Mistakes mistakes;

    private ShapeCheck(Mistakes mistakes) {
        this.mistakes = mistakes;
    }

    /**
     * What can be read of a value, which any mapper makes a {@code type} of; null where nothing can.
     *
     * @param field path of the value, such as {@code spec}
     */
    public static JsonNode readable(Type type, JsonNode value, String field, Mistakes mistakes) {
        return new ShapeCheck(mistakes).read(type, value, () -> field);
    }

    /** {@code path} is asked for only where something is wrong. */
    private JsonNode read(Type type, JsonNode value, Supplier<String> path) {
        if (value == null || value.isNull()) {
            return null;
        }
        if (type instanceof ParameterizedType generic && generic.getRawType() == List.class) {
            return list(generic.getActualTypeArguments()[0], value, path);
        } else if (type instanceof ParameterizedType generic && generic.getRawType() == Map.class) {
            return map(generic.getActualTypeArguments()[1], value, path);
        } else if (type instanceof Class<?> record && record.isRecord()) {
            return object(record, value, path);
        } else if (type instanceof Class<?> choice && choice.isEnum()) {
            return choice(choice, value, path);
        }
        return scalar(type, value, path);
    }

    private JsonNode object(Class<?> record, JsonNode value, Supplier<String> path) {
        if (!value.isObject()) {
            return wrong(path, value, "must be an object");
        }
        Map<String, Type> known = FIELDS.get(record);
        ObjectNode read = null;
        for (Map.Entry<String, JsonNode> entry : value.properties()) {
            String name = entry.getKey();
            Type type = known.get(name);
            if (type == null) {
                mistakes.unknown(path.get() + "." + name, unknownWord("field", name, List.copyOf(known.keySet())));
            }
            JsonNode field = type == null ? null : read(type, entry.getValue(), () -> path.get() + "." + name);
            read = with(name, field, read, (ObjectNode) value);
        }
        return read == null ? value : read;
    }

    /** Another field in a copy of the value, which is made when there is a first other field. */
    private static ObjectNode with(String name, JsonNode field, ObjectNode copy, ObjectNode value) {
        if (field == value.get(name)) {
            return copy;
        }
        ObjectNode changed = copy == null ? NODES.objectNode().setAll(value) : copy;
        if (field == null) {
            changed.remove(name);
        } else {
            changed.set(name, field);
        }
        return changed;
    }

    /** What to say of a word that is not among the known ones. */
    public static String unknownWord(String what, String word, List<String> known) {
        return "unknown " + what + "; "
                + Suggestion.closest(word, known)
                        .map(meant -> "did you mean " + meant + "?")
                        .orElse("known are " + String.join(", ", known));
    }

    /** An item that cannot be read is null in its place. */
    private JsonNode list(Type item, JsonNode value, Supplier<String> path) {
        if (!value.isArray()) {
            return wrong(path, value, "must be a list");
        }
        ArrayNode read = null;
        for (int i = 0; i < value.size(); i++) {
            int at = i;
            JsonNode element = read(item, value.get(at), () -> path.get() + "[" + at + "]");
            if (element != value.get(at)) {
                read = read == null ? NODES.arrayNode().addAll((ArrayNode) value) : read;
                read.set(at, element);
            }
        }
        return read == null ? value : read;
    }

    private JsonNode map(Type type, JsonNode value, Supplier<String> path) {
        if (!value.isObject()) {
            return wrong(path, value, "must be an object");
        }
        ObjectNode read = null;
        for (Map.Entry<String, JsonNode> entry : value.properties()) {
            String name = entry.getKey();
            JsonNode field = entry.getValue();
            JsonNode element =
                    field.isNull() ? field : read(type, field, () -> path.get() + "[" + FieldError.brief(name) + "]");
            read = with(name, element, read, (ObjectNode) value);
        }
        return read == null ? value : read;
    }

    private JsonNode choice(Class<?> choice, JsonNode value, Supplier<String> path) {
        List<String> values = VALUES.get(choice);
        String given = value.isTextual() ? value.textValue() : null;
        if (given != null && values.contains(given)) {
            return value;
        }
        List<String> ways = new ArrayList<>();
        Suggestion.closest(String.valueOf(given), values).ifPresent(meant -> ways.add("did you mean " + meant + "?"));
        ways.add("supported values: " + values.stream().map(v -> '"' + v + '"').collect(Collectors.joining(", ")));
        mistakes.wrong(new FieldError(path.get(), FieldError.Type.UNSUPPORTED, shown(value), String.join(" ", ways)));
        return null;
    }

    private JsonNode scalar(Type type, JsonNode value, Supplier<String> path) {
        if (type == String.class && !value.isTextual()) {
            return wrong(path, value, value.isContainerNode() ? "must be text" : "must be text: put it in quotes");
        } else if (type == Integer.class && !value.isInt()
                || type == Long.class && !(value.isIntegralNumber() && value.canConvertToLong())) {
            return wrong(path, value, wholeNumber(value));
        } else if (type == Boolean.class && !value.isBoolean()) {
            return wrong(path, value, "must be true or false" + (unquoted(value, "true|false")));
        } else if (type == IntOrString.class && !value.isInt() && !value.isTextual()) {
            return wrong(path, value, "must be a whole number or text");
        }
        return value;
    }

    private static String wholeNumber(JsonNode value) {
        return value.isIntegralNumber() ? "is too large" : "must be a whole number" + unquoted(value, "-?[0-9]{1,9}");
    }

    private static String unquoted(JsonNode value, String form) {
        return value.isTextual() && value.textValue().matches(form) ? ": remove the quotes" : "";
    }

    private JsonNode wrong(Supplier<String> path, JsonNode value, String message) {
        mistakes.wrong(new FieldError(path.get(), FieldError.Type.INVALID, shown(value), message));
        return null;
    }

    /** A value as people read it: strings in quotes, anything large by its kind. */
    public static String shown(JsonNode value) {
        if (value.isContainerNode()) {
            return value.isArray() ? "a list" : "an object";
        }
        return value.isTextual() ? Checks.shown(value.textValue()) : FieldError.brief(value.asText());
    }
}
