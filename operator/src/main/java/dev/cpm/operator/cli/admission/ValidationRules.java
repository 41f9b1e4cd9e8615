package dev.cpm.operator.cli.admission;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cpm.operator.api.FieldError;
import dev.cpm.operator.api.FieldError.Type;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The rules of a definition, each judged on every value that it is about. One that compares with what was there before
 * is judged where that can be told: not on create, and not within lists that have no keys.
 */
final class ValidationRules {
    private static final Pattern OLD = Pattern.compile("\\boldSelf\\b");

    private final List<FieldError> errors;

    private ValidationRules(List<FieldError> errors) {
        this.errors = errors;
    }

    /** {@code before} is null on create. */
    static void check(JsonNode schema, JsonNode object, JsonNode before, List<FieldError> errors) {
        new ValidationRules(errors).walk(schema, "", object, before);
    }

    private void walk(JsonNode schema, String path, JsonNode self, JsonNode before) {
        for (JsonNode rule : schema.path("x-kubernetes-validations")) {
            judge(rule, schema, path, self, before);
        }
        if (self.isObject()) {
            boolean whole = schema.path("x-kubernetes-map-type").asText().equals("atomic");
            self.properties()
                    .forEach(field -> walk(
                            Defaulting.field(schema, field.getKey()),
                            Paths.field(schema, path, field.getKey()),
                            field.getValue(),
                            whole || before == null ? null : before.get(field.getKey())));
        } else if (self.isArray()) {
            for (int i = 0; i < self.size(); i++) {
                walk(schema.path("items"), Paths.item(path, i), self.get(i), same(schema, self.get(i), before));
            }
        }
    }

    /** The item that was the same before: only lists with keys have one. */
    private static JsonNode same(JsonNode list, JsonNode item, JsonNode before) {
        if (before != null && list.path("x-kubernetes-list-type").asText().equals("map")) {
            List<JsonNode> key = ListTypes.key(list, item);
            for (JsonNode old : before) {
                if (!key.isEmpty() && key.equals(ListTypes.key(list, old))) {
                    return old;
                }
            }
        }
        return null;
    }

    private void judge(JsonNode rule, JsonNode schema, String path, JsonNode self, JsonNode before) {
        String expression = rule.path("rule").asText().strip();
        boolean compares = OLD.matcher(expression).find();
        if (compares && before == null && !rule.path("optionalOldSelf").asBoolean()) {
            return;
        }
        Map<String, Object> variables = new HashMap<>();
        variables.put("self", CelValues.of(schema, self));
        if (compares && before != null) {
            variables.put("oldSelf", CelValues.of(schema, before));
        }
        try {
            if (rule.path("optionalOldSelf").asBoolean()) {
                throw new Cel.NotJudged("optionalOldSelf is not known here");
            }
            if (!Cel.holds(expression, variables)) {
                String message = rule.path("message").asText().strip();
                error(path, message.isEmpty() ? "failed rule: " + expression : message);
            }
        } catch (Cel.NotJudged e) {
            error(path, "the rule " + expression + " cannot be judged: " + e.getMessage());
        }
    }

    /** A rule about the object as a whole is about its spec: there is nothing else that one could edit. */
    private void error(String path, String message) {
        errors.add(new FieldError(path.isEmpty() ? "spec" : path, Type.INVALID, null, message));
    }
}
