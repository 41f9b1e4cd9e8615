package dev.cpm.operator.local;

import io.fabric8.kubernetes.client.KubernetesClient;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.opentest4j.TestAbortedException;

/**
 * Runs a test class against a real API server: {@code @ExtendWith(RealApiServer.class)}.
 *
 * <p>All such classes of a JVM share one {@link LocalControlPlane}, so each keeps to namespaces and names of its own. It,
 * or its {@link KubernetesClient}, is passed to every method or constructor that has a parameter of that type. Where the
 * binaries cannot be had, the tests are skipped and say so; with {@code CI=true} they fail, for a CI that quietly skips
 * its integration tests proves nothing.
 */
public final class RealApiServer implements BeforeAllCallback, ParameterResolver {

    @Override
    public void beforeAll(ExtensionContext context) {
        shared(context);
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        return type == LocalControlPlane.class || type == KubernetesClient.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        LocalControlPlane controlPlane = shared(context);
        return parameter.getParameter().getType() == LocalControlPlane.class ? controlPlane : controlPlane.client();
    }

    private static LocalControlPlane shared(ExtensionContext context) {
        Shared shared = context.getRoot()
                .getStore(Namespace.create(RealApiServer.class))
                .getOrComputeIfAbsent(Shared.class, key -> Shared.start(), Shared.class);
        if (shared.controlPlane != null) {
            return shared.controlPlane;
        }
        if (Boolean.parseBoolean(System.getenv("CI"))) {
            throw new AssertionError("CI=true, and no real API server to test with: " + shared.whyNot);
        }
        throw new TestAbortedException("no real API server: " + shared.whyNot);
    }

    /** What the JVM shares, a failure included: the next class need not search, or wait for a build, again. */
    private record Shared(LocalControlPlane controlPlane, String whyNot) implements AutoCloseable {

        static Shared start() {
            ControlPlaneBinaries.Search search = ControlPlaneBinaries.obtain();
            if (search.binaries().isEmpty()) {
                System.err.printf(
                        "%n***%n*** The tests that need a real API server do not run: %s.%n***%n%n", search.whyNot());
                return new Shared(null, search.whyNot());
            }
            return new Shared(LocalControlPlane.start(search.binaries().get()), "");
        }

        /** Called by JUnit at the end of the whole run. */
        @Override
        public void close() {
            if (controlPlane != null) {
                controlPlane.close();
            }
        }
    }
}
