package dev.cpm.operator.cli.admission;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cpm.operator.api.FieldError;
import dev.cpm.operator.api.FieldError.Type;
import dev.cpm.operator.api.ShapeCheck;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.StreamSupport;

/** Lists that are sets, or maps by some keys of their items: nothing may be twice in them. */
final class ListTypes {
    private ListTypes() {}

    static void check(JsonNode schema, JsonNode value, String path, List<FieldError> errors) {
        if (value.isObject()) {
            value.properties()
                    .forEach(field -> check(
                            Defaulting.field(schema, field.getKey()),
                            field.getValue(),
                            Paths.field(schema, path, field.getKey()),
                            errors));
        } else if (value.isArray()) {
            Set<List<JsonNode>> seen = new HashSet<>();
            for (int i = 0; i < value.size(); i++) {
                List<JsonNode> key = key(schema, value.get(i));
                if (!key.isEmpty() && !seen.add(key)) {
                    errors.add(new FieldError(
                            Paths.item(path, i),
                            Type.DUPLICATE,
                            key.size() == 1 ? ShapeCheck.shown(key.get(0)) : null,
                            "must be there once: remove the repeated one"));
                }
                check(schema.path("items"), value.get(i), Paths.item(path, i), errors);
            }
        }
    }

    /** What makes an item the same as another; empty where nothing does. */
    static List<JsonNode> key(JsonNode list, JsonNode item) {
        return switch (list.path("x-kubernetes-list-type").asText()) {
            case "set" -> item.isNull() ? List.of() : List.of(item);
            case "map" -> item.isObject() ? keys(list, item) : List.of();
            default -> List.of();
        };
    }

    /** An item without a key is the same as another one without it; where it has to have one, that is told already. */
    private static List<JsonNode> keys(JsonNode list, JsonNode item) {
        List<JsonNode> keys = new ArrayList<>();
        for (JsonNode name : list.path("x-kubernetes-list-map-keys")) {
            JsonNode key = item.path(name.asText());
            if (key.isMissingNode() && contains(list.path("items").path("required"), name)) {
                return List.of();
            }
            keys.add(key);
        }
        return keys;
    }

    private static boolean contains(JsonNode list, JsonNode value) {
        return StreamSupport.stream(list.spliterator(), false).anyMatch(value::equals);
    }
}
