package dev.cpm.operator.local;

import dev.cpm.operator.local.PrometheusBinaries.Search;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives a test class Prometheus and promtool: {@code @ExtendWith(RealPrometheus.class)}. Where they cannot be had, the
 * class is skipped and says so; with {@code CI=true} it fails.
 */
public final class RealPrometheus implements ExecutionCondition, ParameterResolver {
    private static final boolean CI = Boolean.parseBoolean(System.getenv("CI"));

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        Search search = search(context);
        return search.binaries().isPresent() || CI
                ? ConditionEvaluationResult.enabled("Prometheus")
                : ConditionEvaluationResult.disabled("no Prometheus: " + search.whyNot());
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == PrometheusBinaries.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Search search = search(context);
        return search.binaries().orElseThrow(() -> new AssertionError("CI=true, but " + search.whyNot()));
    }

    /** Once for all classes, a failure included. */
    private static Search search(ExtensionContext context) {
        return context.getRoot()
                .getStore(Namespace.create(RealPrometheus.class))
                .getOrComputeIfAbsent(
                        Search.class,
                        key -> {
                            Search search = PrometheusBinaries.obtain();
                            if (search.binaries().isEmpty()) {
                                System.err.printf("%n*** No tests with Prometheus: %s%n%n", search.whyNot());
                            }
                            return search;
                        },
                        Search.class);
    }
}
