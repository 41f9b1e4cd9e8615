package dev.cpm.operator.cli.admission;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Iterator;
import java.util.Map;

/** What an API server makes of an object before it judges it: null is as good as absent, and what is absent gets its default. */
final class Defaulting {
    private Defaulting() {}

    /** A copy of the object with all that. A null that stands in a list stays: it is an item. */
    static JsonNode filled(JsonNode schema, JsonNode object) {
        JsonNode copy = object.deepCopy();
        prune(schema, copy);
        fill(schema, copy);
        return copy;
    }

    /** The schema of a field; missing where there is none. */
    static JsonNode field(JsonNode schema, String name) {
        JsonNode property = schema.path("properties").path(name);
        return property.isMissingNode() ? schema.path("additionalProperties") : property;
    }

    private static void prune(JsonNode schema, JsonNode value) {
        if (value.isObject()) {
            Iterator<Map.Entry<String, JsonNode>> fields = value.properties().iterator();
            while (fields.hasNext()) {
                Map.Entry<String, JsonNode> field = fields.next();
                JsonNode its = field(schema, field.getKey());
                if (refusesNull(its, field.getValue()) && !its.has("default")) {
                    fields.remove();
                } else {
                    prune(its, field.getValue());
                }
            }
        } else if (value.isArray()) {
            value.forEach(item -> prune(schema.path("items"), item));
        }
    }

    private static boolean refusesNull(JsonNode schema, JsonNode value) {
        return value.isNull() && schema.isObject() && !schema.path("nullable").asBoolean();
    }

    private static void fill(JsonNode schema, JsonNode value) {
        if (value instanceof ObjectNode object) {
            schema.path("properties").properties().forEach(property -> {
                JsonNode given = object.get(property.getKey());
                if (property.getValue().has("default") && (given == null || refusesNull(property.getValue(), given))) {
                    object.set(
                            property.getKey(),
                            property.getValue().get("default").deepCopy());
                }
            });
            object.properties().forEach(field -> {
                JsonNode its = field(schema, field.getKey());
                if (refusesNull(its, field.getValue()) && its.has("default")) {
                    field.setValue(its.get("default").deepCopy());
                }
                fill(its, field.getValue());
            });
        } else if (value instanceof ArrayNode list) {
            JsonNode items = schema.path("items");
            for (int i = 0; i < list.size(); i++) {
                if (refusesNull(items, list.get(i)) && items.has("default")) {
                    list.set(i, items.get("default").deepCopy());
                }
                fill(items, list.get(i));
            }
        }
    }
}
