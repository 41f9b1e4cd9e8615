package dev.cpm.operator.cli.admission;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cel.common.values.NullValue;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** An object as the rules see it. */
final class CelValues {
    /** Words of CEL that cannot be a field's name there. */
    private static final Set<String> RESERVED = Set.of(
            "as",
            "break",
            "const",
            "continue",
            "else",
            "false",
            "for",
            "function",
            "if",
            "import",
            "in",
            "let",
            "loop",
            "namespace",
            "null",
            "package",
            "return",
            "true",
            "var",
            "void",
            "while");

    private CelValues() {}

    /** A value, by its schema. Fields that the schema does not have are dropped before they are stored. */
    static Object of(JsonNode schema, JsonNode value) {
        if (value.isObject()) {
            return object(schema, value);
        } else if (value.isArray()) {
            return list(schema, value);
        } else if (value.isBoolean()) {
            return value.booleanValue();
        } else if (value.isNull()) {
            return NullValue.NULL_VALUE;
        } else if (value.isTextual()) {
            return value.textValue();
        }
        return schema.path("type").asText().equals("number") ? (Object) value.doubleValue() : value.longValue();
    }

    private static Map<String, Object> object(JsonNode schema, JsonNode value) {
        Map<String, Object> fields = new HashMap<>();
        value.properties().forEach(field -> {
            JsonNode property = schema.path("properties").path(field.getKey());
            if (property.isObject()) {
                fields.put(escaped(field.getKey()), of(property, field.getValue()));
            } else if (schema.path("additionalProperties").isObject()) {
                fields.put(field.getKey(), of(schema.path("additionalProperties"), field.getValue()));
            }
        });
        return fields;
    }

    /** Sets and maps have no order, so two with the same items are equal. */
    private static List<Object> list(JsonNode schema, JsonNode value) {
        List<JsonNode> items = new ArrayList<>();
        value.forEach(items::add);
        String type = schema.path("x-kubernetes-list-type").asText();
        if (type.equals("set") || type.equals("map")) {
            items.sort(Comparator.comparing(item -> ListTypes.key(schema, item).toString()));
        }
        List<Object> list = new ArrayList<>();
        items.forEach(item -> list.add(of(schema.path("items"), item)));
        return list;
    }

    /** The name of a field as rules spell it; the keys of a map are as they are. */
    static String escaped(String name) {
        return RESERVED.contains(name)
                ? "__" + name + "__"
                : name.replace("__", "__underscores__")
                        .replace(".", "__dot__")
                        .replace("-", "__dash__")
                        .replace("/", "__slash__");
    }
}
