package dev.cpm.operator.local;

import dev.cpm.operator.local.ControlPlaneBinaries.Search;
import io.fabric8.kubernetes.client.KubernetesClient;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.junit.jupiter.api.extension.ExtensionContext.StoreScope;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Runs a test class against a real API server: {@code @ExtendWith(RealApiServer.class)}.
 *
 * <p>All such classes of a JVM share one {@link LocalControlPlane}, so each leaves nothing behind that others would meet. It,
 * or its {@link KubernetesClient}, is passed to every method or constructor with a parameter of that type. Where the
 * binaries cannot be had, the class is skipped and says so; with {@code CI=true} it fails, for a CI that skips its
 * integration tests proves nothing.
 */
public final class RealApiServer implements ExecutionCondition, BeforeAllCallback, ParameterResolver {

    private static final boolean CI = Boolean.parseBoolean(System.getenv("CI"));

    /** A condition rather than an assumption in {@link #beforeAll}: the latter's class is missing in Maven's count. */
    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        Search search = search(context);
        return search.binaries().isPresent() || CI
                ? ConditionEvaluationResult.enabled("real API server")
                : ConditionEvaluationResult.disabled("no real API server: " + search.whyNot());
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        controlPlane(context);
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        return type == LocalControlPlane.class || type == KubernetesClient.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        LocalControlPlane controlPlane = controlPlane(context);
        return parameter.getParameter().getType() == LocalControlPlane.class ? controlPlane : controlPlane.client();
    }

    /** JUnit closes it, as all that is AutoCloseable in its stores, at the end of the session: see {@link #store}. */
    public static LocalControlPlane controlPlane(ExtensionContext context) {
        Search search = search(context);
        return store(context)
                .getOrComputeIfAbsent(
                        LocalControlPlane.class,
                        key -> LocalControlPlane.start(search.binaries()
                                .orElseThrow(() -> new AssertionError("CI=true, but " + search.whyNot()))),
                        LocalControlPlane.class);
    }

    /** Once for all classes, a failure included: a search can take as long as a build. */
    private static Search search(ExtensionContext context) {
        return store(context)
                .getOrComputeIfAbsent(
                        Search.class,
                        key -> {
                            Search search = ControlPlaneBinaries.obtain();
                            if (search.binaries().isEmpty()) {
                                System.err.printf("%n*** No tests against a real API server: %s%n%n", search.whyNot());
                            }
                            return search;
                        },
                        Search.class);
    }

    /** That of the session: Maven runs the classes of a JVM one by one, each with a root of its own. */
    private static Store store(ExtensionContext context) {
        return context.getStore(StoreScope.LAUNCHER_SESSION, Namespace.create(RealApiServer.class));
    }
}
