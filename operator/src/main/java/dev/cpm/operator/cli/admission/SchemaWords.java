package dev.cpm.operator.cli.admission;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Error;
import dev.cpm.operator.api.FieldError;
import dev.cpm.operator.api.FieldError.Type;
import dev.cpm.operator.api.ShapeCheck;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** What a schema refuses, in the words of this program. */
final class SchemaWords {
    private SchemaWords() {}

    /** {@code path} is where it is, {@code schema} what the definition says of the value there. */
    static FieldError of(Error error, String path, JsonNode schema) {
        JsonNode value = error.getInstanceNode();
        String keyword = error.getKeyword();
        JsonNode bound = schema.path(keyword);
        return switch (keyword) {
            case "required" ->
                new FieldError(
                        Paths.field(schema, path, error.getProperty()),
                        Type.REQUIRED,
                        null,
                        "the definition of this kind asks for it");
            case "type" ->
                value == null || value.isNull()
                        ? new FieldError(path, Type.REQUIRED, null, "must not be null")
                        : invalid(path, ShapeCheck.shown(value), "must be " + type(schema));
            case "enum" ->
                new FieldError(path, Type.UNSUPPORTED, ShapeCheck.shown(value), "supported values: " + listed(bound));
            case "pattern" -> invalid(path, ShapeCheck.shown(value), "must match " + bound.asText());
            case "minimum" -> invalid(path, ShapeCheck.shown(value), "must be at least " + bound.asText());
            case "maximum" -> invalid(path, ShapeCheck.shown(value), "must be at most " + bound.asText());
            case "minLength" -> invalid(path, ShapeCheck.shown(value), atLeast(bound, "characters long", "be"));
            case "maxLength" -> invalid(path, ShapeCheck.shown(value), atMost(bound, "characters long", "be"));
            case "minItems" -> invalid(path, value.size() + " items", atLeast(bound, "items", "have"));
            case "maxItems" -> invalid(path, value.size() + " items", atMost(bound, "items", "have"));
            case "minProperties" -> invalid(path, value.size() + " entries", atLeast(bound, "entries", "have"));
            case "maxProperties" -> invalid(path, value.size() + " entries", atMost(bound, "entries", "have"));
            default -> invalid(path, value == null ? null : ShapeCheck.shown(value), error.getMessage());
        };
    }

    private static FieldError invalid(String path, String value, String message) {
        return new FieldError(path, Type.INVALID, value, message);
    }

    private static String atLeast(JsonNode bound, String what, String verb) {
        return "must " + verb + " at least " + bound.asText() + " " + what;
    }

    private static String atMost(JsonNode bound, String what, String verb) {
        return "must " + verb + " at most " + bound.asText() + " " + what;
    }

    private static String type(JsonNode schema) {
        if (schema.path("x-kubernetes-int-or-string").asBoolean()) {
            return "a whole number or text";
        }
        return switch (schema.path("type").asText()) {
            case "array" -> "a list";
            case "boolean" -> "true or false";
            case "integer" -> "a whole number";
            case "number" -> "a number";
            case "string" -> "text";
            default -> "an object";
        };
    }

    private static String listed(JsonNode values) {
        return StreamSupport.stream(values.spliterator(), false)
                .map(ShapeCheck::shown)
                .collect(Collectors.joining(", "));
    }
}
