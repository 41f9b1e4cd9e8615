package dev.cpm.operator.gitops;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelValidationException;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * {@code spec.healthCheckExprs} as Flux evaluates them: after {@code observedGeneration}, in the order inProgress, failed,
 * current; parsed and not type-checked; the fields of the object are the variables, and an absent one is an error.
 */
record FluxHealth(String apiVersion, String kind, String inProgress, String failed, String current) {
    private static final CelCompiler COMPILER = CelCompilerFactory.standardCelCompilerBuilder()
            .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
            .build();
    private static final CelRuntime RUNTIME =
            CelRuntimeFactory.plannerRuntimeBuilder().build();

    @SuppressWarnings("unchecked")
    static List<FluxHealth> of(Map<String, Object> kustomization) {
        List<FluxHealth> all = new ArrayList<>();
        Map<String, Object> spec = (Map<String, Object>) kustomization.get("spec");
        for (Map<String, String> exprs : (List<Map<String, String>>) spec.getOrDefault("healthCheckExprs", List.of())) {
            Map<String, String> rest = new TreeMap<>(exprs);
            all.add(new FluxHealth(
                    rest.remove("apiVersion"),
                    rest.remove("kind"),
                    rest.remove("inProgress"),
                    rest.remove("failed"),
                    Objects.requireNonNull(rest.remove("current"))));
            if (!rest.isEmpty()) {
                throw new IllegalArgumentException("no fields of healthCheckExprs: " + rest.keySet());
            }
        }
        return all;
    }

    Health judge(Map<String, Object> object) {
        Map<?, ?> status = (Map<?, ?>) object.getOrDefault("status", Map.of());
        Object observed = status.get("observedGeneration");
        if (observed != null && !observed.equals(((Map<?, ?>) object.get("metadata")).get("generation"))) {
            return Health.InProgress;
        }
        Map<String, Object> variables = new LinkedHashMap<>();
        object.forEach((field, value) -> variables.put(field, cel(value)));
        if (inProgress != null && holds(inProgress, variables)) {
            return Health.InProgress;
        }
        if (failed != null && holds(failed, variables)) {
            return Health.Failed;
        }
        return holds(current, variables) ? Health.Current : Health.InProgress;
    }

    private static boolean holds(String expression, Map<String, Object> variables) {
        try {
            CelAbstractSyntaxTree parsed = COMPILER.parse(expression).getAst();
            return (Boolean) RUNTIME.createProgram(parsed).eval(variables);
        } catch (CelValidationException | CelEvaluationException e) {
            throw new IllegalStateException(expression + ": " + e.getMessage(), e);
        }
    }

    private static Object cel(Object value) {
        if (value instanceof Map<?, ?> map) {
            Map<Object, Object> copy = new LinkedHashMap<>();
            map.forEach((key, field) -> copy.put(key, cel(field)));
            return copy;
        }
        if (value instanceof List<?> list) {
            return list.stream().map(FluxHealth::cel).toList();
        }
        return value instanceof Integer number ? (Object) number.longValue() : value;
    }
}
