package dev.cpm.operator.cli.admission;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cpm.operator.api.FieldError;

/** Paths to fields, as Kubernetes writes them: {@code spec.capacity[0].count}, and a map's key in brackets. */
final class Paths {
    private Paths() {}

    static String field(JsonNode schema, String path, String name) {
        boolean key = schema.path("properties").path(name).isMissingNode() && schema.has("additionalProperties");
        return key ? path + "[" + FieldError.brief(name) + "]" : path.isEmpty() ? name : path + "." + name;
    }

    static String item(String path, int index) {
        return path + "[" + index + "]";
    }
}
