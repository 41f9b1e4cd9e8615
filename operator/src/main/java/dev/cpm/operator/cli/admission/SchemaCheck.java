package dev.cpm.operator.cli.admission;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.re2j.Pattern;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.dialect.Dialects;
import com.networknt.schema.path.NodePath;
import dev.cpm.operator.api.FieldError;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The schema of a definition, which is JSON Schema in the dialect of OpenAPI 3.0, and a little more. */
final class SchemaCheck {
    /** These say nothing of a value, or what this program says itself: {@link Defaulting}, {@link ListTypes}, {@link ValidationRules}. */
    private static final Set<String> PASSED_OVER = Set.of(
            "description",
            "default",
            "format",
            "x-kubernetes-int-or-string",
            "x-kubernetes-list-map-keys",
            "x-kubernetes-list-type",
            "x-kubernetes-map-type",
            "x-kubernetes-validations");

    /** Within these are schemas by name, and no keywords. */
    private static final String PROPERTIES = "properties";

    /** Where one of these is broken, an API server does not ask the rules: they could not be judged. */
    private static final Set<String> BLOCKING =
            Set.of("type", "required", "enum", "maxLength", "maxItems", "maxProperties");

    private static final SchemaRegistry REGISTRY = SchemaRegistry.withDialect(
            Dialects.getOpenApi30(),
            builder -> builder.schemaRegistryConfig(SchemaRegistryConfig.builder()
                    .regularExpressionFactory(SchemaCheck::regularExpression)
                    .build()));

    private final JsonNode definition;
    private final Schema schema;

    /** {@code definition} is an {@code openAPIV3Schema}. */
    SchemaCheck(JsonNode definition) {
        this.definition = definition;
        this.schema = REGISTRY.getSchema(plain(definition));
    }

    /**
     * What came of it.
     *
     * @param errors what is wrong
     * @param blocking whether the rules cannot be judged for that
     */
    record Found(List<FieldError> errors, boolean blocking) {}

    Found check(JsonNode object) {
        List<FieldError> errors = new ArrayList<>();
        boolean blocking = false;
        for (Error error : schema.validate(object)) {
            errors.add(
                    SchemaWords.of(error, path(error.getInstanceLocation()), definition(error.getInstanceLocation())));
            blocking |= BLOCKING.contains(error.getKeyword());
        }
        return new Found(errors, blocking);
    }

    /** Go's expressions are not Java's; RE2's are. They are found anywhere in a text. */
    private static com.networknt.schema.regex.RegularExpression regularExpression(String text) {
        Pattern pattern = Pattern.compile(text);
        return value -> pattern.matcher(value).find();
    }

    /** What of a schema is JSON Schema. */
    private static JsonNode plain(JsonNode schema) {
        if (!schema.isObject()) {
            return schema;
        }
        ObjectNode plain = JsonNodeFactory.instance.objectNode();
        for (var keyword : schema.properties()) {
            if (keyword.getKey().equals(PROPERTIES)) {
                ObjectNode properties = plain.putObject(PROPERTIES);
                keyword.getValue()
                        .properties()
                        .forEach(property -> properties.set(property.getKey(), plain(property.getValue())));
            } else if (!PASSED_OVER.contains(keyword.getKey())) {
                plain.set(keyword.getKey(), plain(keyword.getValue()));
            }
        }
        if (schema.path("x-kubernetes-int-or-string").asBoolean()) {
            plain.remove("anyOf");
            plain.putArray("type").add("integer").add("string");
        }
        return plain;
    }

    private String path(NodePath location) {
        String path = "";
        JsonNode at = definition;
        for (int i = 0; i < location.getNameCount(); i++) {
            if (location.getElement(i) instanceof Integer index) {
                path = Paths.item(path, index);
                at = at.path("items");
            } else {
                path = Paths.field(at, path, location.getName(i));
                at = Defaulting.field(at, location.getName(i));
            }
        }
        return path;
    }

    /** What the definition says of the value at a place. */
    private JsonNode definition(NodePath location) {
        JsonNode at = definition;
        for (int i = 0; i < location.getNameCount(); i++) {
            at = location.getElement(i) instanceof Integer
                    ? at.path("items")
                    : Defaulting.field(at, location.getName(i));
        }
        return at;
    }
}
