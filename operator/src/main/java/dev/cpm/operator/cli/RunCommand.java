package dev.cpm.operator.cli;

import dev.cpm.operator.cli.look.NamespaceConverter;
import dev.cpm.operator.cli.look.RegionsConverter;
import dev.cpm.operator.controller.CpmOperator;
import dev.cpm.operator.controller.Health;
import dev.cpm.operator.controller.HealthServer;
import dev.cpm.operator.controller.Settings;
import dev.cpm.operator.placement.model.Shard;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.javaoperatorsdk.operator.OperatorException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
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
    private static final Logger log = LoggerFactory.getLogger(RunCommand.class);

    /** Of a process that was told to end, at most; less than the 10 s that are promised. */
    private static final Duration END = Duration.ofSeconds(9);

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
            names = "--regions",
            paramLabel = "REGIONS",
            converter = RegionsConverter.class,
            description = "Decide only what is at home in these regions, as in ap-beijing,ap-shanghai; or in all but"
                    + " some, as in '!ap-beijing,!ap-shanghai'. Other operators decide the rest: see Many operators in"
                    + " README.md. Default: all.")
    private Shard regions;

    @Option(
            names = "--leader-election",
            negatable = true,
            defaultValue = "true",
            fallbackValue = "true",
            description = "Wait for the lease before deciding anything: " + Settings.LEASE + ", or with --regions the"
                    + " one of these. Turn it off only where one operator runs for sure, and nothing that one before it"
                    + " sent can still arrive. Default: true.")
    private boolean leaderElection;

    @Option(
            names = "--lease-namespace",
            paramLabel = "NAMESPACE",
            converter = NamespaceConverter.class,
            description = "Namespace of the lease. Default: the operator's own, or cpm-system outside a cluster.")
    private String leaseNamespace;

    @Option(
            names = "--health-port",
            paramLabel = "PORT",
            defaultValue = "8080",
            description = "Port of /livez, /readyz and /statusz; 0 takes any free one, -1 none."
                    + " Default: ${DEFAULT-VALUE}.")
    private int healthPort;

    @Option(
            names = "--metrics-port",
            paramLabel = "PORT",
            defaultValue = "-1",
            description =
                    "Port of /metrics, for Prometheus; 0 takes any free one, -1 none. It tells how many placements"
                            + " there are and how full the zones are. Default: ${DEFAULT-VALUE}.")
    private int metricsPort;

    @Option(
            names = "--page",
            description = "Also show the topology page, at / of --metrics-port: to whoever reaches the port it tells"
                    + " which placements there are, in which namespaces, and where each has its replicas.")
    private boolean page;

    @Option(
            names = "--wait",
            paramLabel = "DURATION",
            defaultValue = "30s",
            converter = DurationConverter.class,
            description = "How long to wait for resource definitions that are not installed yet, as when everything is"
                    + " applied at once. Default: ${DEFAULT-VALUE}.")
    private Duration wait;

    @Option(
            names = "--wait-for-server",
            paramLabel = "DURATION",
            converter = DurationConverter.class,
            description =
                    "How long to wait at the start for an API server that does not answer, and up to 30s of it for one"
                            + " that refuses, as it does just after its own start. Default: 60m inside a cluster, where a"
                            + " restart would only come later and later; 0s elsewhere.")
    private Duration waitForServer;

    @Override
    public Integer call() throws InterruptedException {
        requirePort("--health-port", healthPort);
        requirePort("--metrics-port", metricsPort);
        if (page && metricsPort < 0) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--page: it is shown on the port of --metrics-port; name one, as in"
                            + " --metrics-port=9090, or leave out --page");
        }
        if (regions != null && !leaderElection) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--regions: " + regions + " needs the lease, by which operators see whether they share a region;"
                            + " leave out --no-leader-election, or --regions");
        }
        try (HealthServer health = healthServer();
                Exposed exposed = Exposed.on(metricsPort, page)) {
            Config config = Kubeconfig.find(System.getenv("KUBECONFIG"));
            // Before anything is waited for: that nobody leads is to be seen even if nobody ever gets further.
            exposed.startsFor(settings(config, "").lease());
            try (Connection connection = Connection.to(
                    config, patience(), what -> health.ask(() -> Health.starting("waiting for " + what)))) {
                connection.awaitKinds(wait);
                if (leaderElection) {
                    connection.requireNamespace(leaseNamespace(config));
                }
                String identity = connection.identity(System.getenv("HOSTNAME"));
                serve(connection.client(), settings(config, identity), health, exposed);
                return CommandLine.ExitCode.OK;
            }
        } catch (NoStartException e) {
            spec.commandLine().getErr().println("cpm-operator: " + e.getMessage());
            log.debug("It cannot start.", e);
            return CommandLine.ExitCode.SOFTWARE;
        }
    }

    private Settings settings(Config config, String identity) {
        return new Settings(settle, leaderElection, leaseNamespace(config), identity, healthPort)
                .owning(regions == null ? Shard.ALL : regions);
    }

    private void requirePort(String option, int port) {
        if (port < -1 || port > 65535) {
            throw new ParameterException(
                    spec.commandLine(), option + ": " + port + " is no port; it must be -1 or 0 to 65535");
        }
    }

    private HealthServer healthServer() throws NoStartException {
        try {
            return new HealthServer(healthPort);
        } catch (UncheckedIOException e) {
            throw new NoStartException(
                    e.getMessage() + " (" + NoStartException.reason(e) + "); --health-port names another");
        }
    }

    private Duration patience() {
        if (waitForServer != null) {
            return waitForServer;
        }
        return inCluster() ? Duration.ofMinutes(60) : Duration.ZERO;
    }

    private static void serve(KubernetesClient client, Settings settings, HealthServer health, Exposed exposed)
            throws InterruptedException, NoStartException {
        CountDownLatch ended = new CountDownLatch(1);
        try {
            CpmOperator operator = new CpmOperator(client, settings, health, exposed.observer());
            exposed.show(operator);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> end(operator, ended), "shutdown"));
            operator.start();
        } catch (OperatorException | KubernetesClientException e) {
            throw new NoStartException("cannot watch the cluster: " + NoStartException.reason(e), e);
        }
        ended.await();
    }

    /** In time, come what may: what is left undone then, the next leader does. */
    private static void end(CpmOperator operator, CountDownLatch ended) {
        Thread limit = new Thread(
                () -> {
                    try {
                        Thread.sleep(END.toMillis());
                        log.error("The end takes more than {} s; the process ends without it.", END.toSeconds());
                        Runtime.getRuntime().halt(1);
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                },
                "end");
        limit.setDaemon(true);
        limit.start();
        operator.close();
        ended.countDown();
    }

    private String leaseNamespace(Config config) {
        if (leaseNamespace != null) {
            return leaseNamespace;
        }
        return inCluster() && config.getNamespace() != null ? config.getNamespace() : "cpm-system";
    }

    private static boolean inCluster() {
        return System.getenv("KUBERNETES_SERVICE_HOST") != null;
    }
}
