package dev.cpm.operator.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.re2j.Pattern;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import io.fabric8.kubernetes.client.CustomResource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a current API server says of an object: the CRD's schema with defaults, list types and RE2 patterns, then its CEL
 * rules. Only as much of it as our CRDs use.
 */
final class ApiServer {
    private static final Map<String, JSONSchemaProps> SCHEMAS = new HashMap<>();
    private static final Map<String, Pattern> PATTERNS = new HashMap<>();

    static {
        for (Class<? extends CustomResource<?, ?>> kind : CrdFiles.KINDS) {
            SCHEMAS.put(kind.getSimpleName(), schema(kind));
        }
    }

    static JSONSchemaProps schema(Class<? extends CustomResource<?, ?>> kind) {
        return CrdFiles.definition(kind)
                .getSpec()
                .getVersions()
                .get(0)
                .getSchema()
                .getOpenAPIV3Schema();
    }

    static JSONSchemaProps schema(String kind) {
        return SCHEMAS.get(kind);
    }

    /** What refuses the manifest on create; empty if nothing does. */
    static List<String> create(JsonNode manifest) {
        return update(null, manifest);
    }

    /** What refuses the manifest as an edit of the old one. CEL is not asked where the schema refuses already. */
    static List<String> update(JsonNode old, JsonNode manifest) {
        List<String> errors =
                schemaErrors(manifest).stream().map(Error::toString).toList();
        return errors.isEmpty() ? celErrors(old, manifest) : errors;
    }

    static List<Error> schemaErrors(JsonNode manifest) {
        JSONSchemaProps schema = schema(manifest.get("kind").asText());
        List<Error> errors = new ArrayList<>();
        check("", schema, defaulted(schema, manifest), errors);
        return errors;
    }

    /** The messages of the CEL rules that the manifest breaks. */
    static List<String> celErrors(JsonNode old, JsonNode manifest) {
        JSONSchemaProps schema = schema(manifest.get("kind").asText());
        return CelRules.broken(schema, defaulted(schema, manifest), old == null ? null : defaulted(schema, old));
    }

    record Error(String path, String message) {
        @Override
        public String toString() {
            return path + ": " + message;
        }
    }

    /** A copy without null properties, and with the schema's defaults; a default's own defaults are not needed. */
    static JsonNode defaulted(JSONSchemaProps schema, JsonNode value) {
        JsonNode copy = value.deepCopy();
        fill(schema, copy);
        return copy;
    }

    private static void fill(JSONSchemaProps schema, JsonNode value) {
        if (value instanceof ObjectNode object && !schema.getProperties().isEmpty()) {
            object.properties().removeIf(field -> field.getValue().isNull());
            schema.getProperties().forEach((name, property) -> {
                if (!object.has(name) && property.getDefault() != null) {
                    object.set(name, property.getDefault());
                }
                if (object.has(name)) {
                    fill(property, object.get(name));
                }
            });
        } else if (value.isArray() && schema.getItems() != null) {
            value.forEach(item -> fill(schema.getItems().getSchema(), item));
        }
    }

    private static void check(String path, JSONSchemaProps schema, JsonNode value, List<Error> errors) {
        if (value.isNull()) {
            errors.add(new Error(path, "Required value"));
        } else if (!typed(schema, value)) {
            errors.add(new Error(path, "Invalid value: must be of type " + schema.getType()));
        } else if (value.isTextual()) {
            text(path, schema, value.asText(), errors);
        } else if (value.isNumber()) {
            outside(path, value.asDouble(), schema.getMinimum(), schema.getMaximum(), errors);
        } else if (value.isArray()) {
            array(path, schema, value, errors);
        } else if (value.isObject()) {
            object(path, schema, value, errors);
        }
    }

    private static boolean typed(JSONSchemaProps schema, JsonNode value) {
        if (Boolean.TRUE.equals(schema.getXKubernetesIntOrString())) {
            return value.isIntegralNumber() || value.isTextual();
        }
        return switch (schema.getType()) {
            case "integer" -> value.isIntegralNumber();
            case "string" -> value.isTextual();
            case "boolean" -> value.isBoolean();
            case "array" -> value.isArray();
            default -> value.isObject();
        };
    }

    private static void text(String path, JSONSchemaProps schema, String text, List<Error> errors) {
        outside(path, text.codePointCount(0, text.length()), schema.getMinLength(), schema.getMaxLength(), errors);
        if (schema.getPattern() != null
                && !PATTERNS.computeIfAbsent(schema.getPattern(), Pattern::compile)
                        .matcher(text)
                        .find()) {
            errors.add(new Error(path, "Invalid value: should match " + schema.getPattern()));
        }
        List<JsonNode> values = schema.getEnum();
        if (!values.isEmpty()
                && values.stream().noneMatch(value -> value.asText().equals(text))) {
            errors.add(new Error(path, "Unsupported value"));
        }
    }

    private static void object(String path, JSONSchemaProps schema, JsonNode object, List<Error> errors) {
        for (String name : schema.getRequired()) {
            if (!object.has(name)) {
                errors.add(new Error(join(path, name), "Required value"));
            }
        }
        schema.getProperties().forEach((name, property) -> {
            if (object.has(name)) {
                check(join(path, name), property, object.get(name), errors);
            }
        });
        if (schema.getAdditionalProperties() != null) {
            outside(path, object.size(), schema.getMinProperties(), schema.getMaxProperties(), errors);
            object.properties()
                    .forEach(field -> check(
                            path + "[" + field.getKey() + "]",
                            schema.getAdditionalProperties().getSchema(),
                            field.getValue(),
                            errors));
        }
    }

    private static void array(String path, JSONSchemaProps schema, JsonNode array, List<Error> errors) {
        outside(path, array.size(), schema.getMinItems(), schema.getMaxItems(), errors);
        Set<List<JsonNode>> seen = new HashSet<>();
        for (int i = 0; i < array.size(); i++) {
            JsonNode item = array.get(i);
            check(path + "[" + i + "]", schema.getItems().getSchema(), item, errors);
            List<JsonNode> key = key(schema, item);
            if (!key.isEmpty() && !seen.add(key)) {
                errors.add(new Error(path + "[" + i + "]", "Duplicate value"));
            }
        }
    }

    /** What makes an item of the list unique; empty if nothing does. */
    static List<JsonNode> key(JSONSchemaProps list, JsonNode item) {
        if ("set".equals(list.getXKubernetesListType()) && !item.isNull()) {
            return List.of(item);
        }
        List<String> keys = list.getXKubernetesListMapKeys();
        return keys.stream().allMatch(item::has) ? keys.stream().map(item::get).toList() : List.of();
    }

    private static void outside(String path, double value, Number min, Number max, List<Error> errors) {
        if ((min != null && value < min.doubleValue()) || (max != null && value > max.doubleValue())) {
            errors.add(new Error(path, "Invalid value: should be between " + min + " and " + max));
        }
    }

    private static String join(String path, String name) {
        return path.isEmpty() ? name : path + "." + name;
    }

    private ApiServer() {}
}
