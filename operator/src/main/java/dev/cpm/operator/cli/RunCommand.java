package dev.cpm.operator.cli;

import dev.cpm.operator.controller.CpmOperator;
import dev.cpm.operator.controller.Settings;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.javaoperatorsdk.operator.OperatorException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code run}: the operator, against the cluster of KUBECONFIG or the one it runs in. */
@Command(
        name = "run",
        description = "Runs the operator against the cluster that KUBECONFIG names, or the one it runs in.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class RunCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--settle",
            paramLabel = "DURATION",
            defaultValue = "1s",
            converter = DurationConverter.class,
            description = "How long nothing must change before waiting placements are decided, such as 500ms or 2s;"
                    + " at most ten times that passes. Default: ${DEFAULT-VALUE}.")
    private Duration settle;

    @Option(
            names = "--leader-election",
            negatable = true,
            defaultValue = "true",
            fallbackValue = "true",
            description = "Wait for the lease " + Settings.LEASE + " before deciding anything. Turn it off only where"
                    + " one operator runs for sure. Default: true.")
    private boolean leaderElection;

    @Option(
            names = "--lease-namespace",
            paramLabel = "NAMESPACE",
            description = "Namespace of the lease. Default: the operator's own, or cpm-system outside a cluster.")
    private String leaseNamespace;

    @Option(
            names = "--health-port",
            paramLabel = "PORT",
            defaultValue = "8080",
            description = "Port of /healthz and /readyz; 0 takes any free one, -1 none. Default: ${DEFAULT-VALUE}.")
    private int healthPort;

    @Option(
            names = "--wait",
            paramLabel = "DURATION",
            defaultValue = "30s",
            converter = DurationConverter.class,
            description = "How long to wait for resource definitions that are not installed yet, as when everything is"
                    + " applied at once. Default: ${DEFAULT-VALUE}.")
    private Duration wait;

    @Override
    public Integer call() throws InterruptedException {
        if (healthPort < -1 || healthPort > 65535) {
            throw new ParameterException(
                    spec.commandLine(), "--health-port: " + healthPort + " is no port; it must be -1 or 0 to 65535");
        }
        try {
            Config config = Kubeconfig.find(System.getenv("KUBECONFIG"));
            try (Connection connection = Connection.to(config)) {
                connection.awaitKinds(wait);
                if (leaderElection) {
                    connection.requireNamespace(leaseNamespace(config));
                }
                serve(connection.client(), config);
                return CommandLine.ExitCode.OK;
            }
        } catch (NoStartException e) {
            spec.commandLine().getErr().println("cpm-operator: " + e.getMessage());
            return CommandLine.ExitCode.SOFTWARE;
        }
    }

    private void serve(KubernetesClient client, Config config) throws InterruptedException, NoStartException {
        Settings settings = new Settings(settle, leaderElection, leaseNamespace(config), identity(), healthPort);
        CountDownLatch ended = new CountDownLatch(1);
        try {
            CpmOperator operator = new CpmOperator(client, settings);
            Runtime.getRuntime()
                    .addShutdownHook(new Thread(
                            () -> {
                                operator.close();
                                ended.countDown();
                            },
                            "shutdown"));
            operator.start();
        } catch (UncheckedIOException e) {
            throw new NoStartException(
                    e.getMessage() + " (" + NoStartException.reason(e) + "); --health-port names another");
        } catch (OperatorException | KubernetesClientException e) {
            throw new NoStartException("cannot watch the cluster: " + NoStartException.reason(e));
        }
        ended.await();
    }

    private String leaseNamespace(Config config) {
        if (leaseNamespace != null) {
            return leaseNamespace;
        }
        boolean inCluster = System.getenv("KUBERNETES_SERVICE_HOST") != null;
        return inCluster && config.getNamespace() != null ? config.getNamespace() : "cpm-system";
    }

    private static String identity() {
        String pod = System.getenv("HOSTNAME");
        return (pod == null ? "cpm-operator" : pod) + "-"
                + UUID.randomUUID().toString().substring(0, 8);
    }
}
