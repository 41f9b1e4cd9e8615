package dev.cpm.operator.api;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cel.common.CelValidationException;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import io.fabric8.kubernetes.api.model.apiextensions.v1.ValidationRule;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Evaluates the CEL rules of a CRD over an object, transition rules included, as a current API server does. */
final class CelRules {
    private static final CelCompiler COMPILER = CelCompilerFactory.standardCelCompilerBuilder()
            .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
            .addVar("self", SimpleType.DYN)
            .addVar("oldSelf", SimpleType.DYN)
            .build();
    private static final CelRuntime RUNTIME =
            CelRuntimeFactory.standardCelRuntimeBuilder().build();
    private static final Map<String, CelRuntime.Program> PROGRAMS = new ConcurrentHashMap<>();

    private final List<String> broken = new ArrayList<>();

    /** The messages of the rules that the object breaks; old is null on create. */
    static List<String> broken(JSONSchemaProps schema, JsonNode object, JsonNode old) {
        CelRules rules = new CelRules();
        rules.walk(schema, object, old);
        return rules.broken;
    }

    /** All rules of a schema. */
    static List<ValidationRule> of(JSONSchemaProps schema) {
        List<ValidationRule> rules = new ArrayList<>(schema.getXKubernetesValidations());
        schema.getProperties().values().forEach(property -> rules.addAll(of(property)));
        if (schema.getItems() != null) {
            rules.addAll(of(schema.getItems().getSchema()));
        }
        return rules;
    }

    private void walk(JSONSchemaProps schema, JsonNode self, JsonNode oldSelf) {
        for (ValidationRule rule : schema.getXKubernetesValidations()) {
            boolean transition = rule.getRule().contains("oldSelf");
            if ((oldSelf != null || !transition) && !holds(rule.getRule(), schema, self, oldSelf)) {
                broken.add(rule.getMessage());
            }
        }
        schema.getProperties().forEach((name, property) -> {
            if (self.has(name)) {
                walk(property, self.get(name), oldSelf == null ? null : oldSelf.get(name));
            }
        });
        if (schema.getItems() != null) {
            for (JsonNode item : self) {
                walk(schema.getItems().getSchema(), item, same(schema, item, oldSelf));
            }
        }
    }

    /** The old item with the same keys: only lists with keys have one. */
    private static JsonNode same(JSONSchemaProps list, JsonNode item, JsonNode oldList) {
        if (oldList != null && "map".equals(list.getXKubernetesListType())) {
            for (JsonNode old : oldList) {
                if (ApiServer.key(list, old).equals(ApiServer.key(list, item))) {
                    return old;
                }
            }
        }
        return null;
    }

    private static boolean holds(String expression, JSONSchemaProps schema, JsonNode self, JsonNode oldSelf) {
        Map<String, Object> variables = new HashMap<>();
        variables.put("self", value(schema, self));
        if (oldSelf != null) {
            variables.put("oldSelf", value(schema, oldSelf));
        }
        try {
            return (Boolean)
                    PROGRAMS.computeIfAbsent(expression, CelRules::program).eval(variables);
        } catch (CelEvaluationException e) {
            throw new IllegalStateException(expression + " cannot be evaluated", e);
        }
    }

    private static CelRuntime.Program program(String expression) {
        try {
            return RUNTIME.createProgram(COMPILER.compile(expression).getAst());
        } catch (CelValidationException | CelEvaluationException e) {
            throw new IllegalStateException(expression + " is not CEL", e);
        }
    }

    /** A field whose name CEL reserves is spelled {@code __name__} there; the keys of a map are not. */
    private static Object value(JSONSchemaProps schema, JsonNode node) {
        if (node.isObject()) {
            Map<String, Object> map = new HashMap<>();
            node.properties().forEach(field -> {
                JSONSchemaProps property =
                        schema == null ? null : schema.getProperties().get(field.getKey());
                boolean escaped = property != null && field.getKey().equals("namespace");
                map.put(escaped ? "__namespace__" : field.getKey(), value(property, field.getValue()));
            });
            return map;
        }
        if (node.isArray()) {
            List<Object> list = new ArrayList<>();
            node.forEach(item ->
                    list.add(value(schema == null ? null : schema.getItems().getSchema(), item)));
            return list;
        }
        if (node.isBoolean()) {
            return node.booleanValue();
        }
        return node.isIntegralNumber() ? (Object) node.longValue() : node.asText();
    }

    private CelRules() {}
}
