package dev.cpm.operator.local;

import dev.cpm.operator.controller.Clients;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A real etcd and kube-apiserver of this machine's own, on loopback only; started in seconds, gone with the JVM.
 *
 * <p>There is no controller-manager: nothing garbage-collects, ends a deleted namespace, or makes default service
 * accounts. Binaries, certificates and flags are kube-api-test's; its {@code KubeAPIServer} is not, because it takes etcd
 * down with the API server and comes back on another port, so that there is no outage to test, and because it listens on
 * every network interface.
 */
public final class LocalControlPlane implements AutoCloseable {

    private static final Duration START_TIMEOUT = Duration.ofSeconds(120);

    private final ControlPlaneBinaries binaries;
    private final VanishingDirectory directory;
    private final Path home;
    private final AdminAccess access;
    private final URI etcdUrl;
    private final List<String> apiServerCommand;
    private final KubernetesClient client;
    private ServerProcess etcd;
    private ServerProcess apiServer;
    private int starts;

    private LocalControlPlane(ControlPlaneBinaries binaries, List<String> extraFlags) throws IOException {
        this.binaries = binaries;
        directory = VanishingDirectory.create(Path.of(System.getProperty("java.io.tmpdir")), "control-plane-");
        home = directory.path();
        int apiServerPort = freePort();
        int etcdPort = freePort();
        access = new AdminAccess(home, apiServerPort);
        client = newClient();
        List<String> flags = new ArrayList<>(AuditLog.flags(home));
        flags.addAll(extraFlags);
        apiServerCommand = ServerCommands.kubeApiServer(binaries, home, access, apiServerPort, etcdPort, flags);
        etcdUrl = URI.create("http://127.0.0.1:" + etcdPort);
        etcd = newEtcd();
    }

    private ServerProcess newEtcd() {
        // The word is asked for by etcd 3.4 on arm64 and read nowhere else.
        Map<String, String> environment = Map.of("ETCD_UNSUPPORTED_ARCH", "arm64");
        return ServerProcess.start(
                "etcd", home.resolve("etcd.log"), environment, ServerCommands.etcd(binaries, home, etcdUrl));
    }

    /**
     * Starts both servers and returns once the API server answers.
     *
     * @param apiServerFlags further flags, such as {@code --event-ttl=1m}; they win over the usual ones
     */
    public static LocalControlPlane start(ControlPlaneBinaries binaries, String... apiServerFlags) {
        LocalControlPlane started;
        try {
            started = new LocalControlPlane(binaries, List.of(apiServerFlags));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start a local control plane", e);
        }
        try {
            started.startApiServer();
            return started;
        } catch (RuntimeException e) {
            started.close();
            throw e;
        }
    }

    /** A kubeconfig file for kubectl in another terminal, good until {@link #close()}; {@code ~/.kube} is not touched. */
    public Path kubeconfig() {
        return access.kubeconfig();
    }

    /** The kubectl of the API server's own version. */
    public Path kubectl() {
        return binaries.kubectl();
    }

    /** The Kubernetes version, such as {@code 1.20.2}. */
    public String version() {
        return binaries.version();
    }

    /** A client with every right, shared by all callers; {@link #close()} closes it. */
    public KubernetesClient client() {
        return client;
    }

    /** Another client with every right, the caller's own to close. */
    public KubernetesClient newClient() {
        return Clients.builder(access.config()).build();
    }

    /** What {@link #client()} connects with, to copy and change: another user, other timeouts. */
    public Config clientConfig() {
        return access.config();
    }

    /** What the operator will ask for from now on. */
    public AuditLog auditLog() {
        return AuditLog.fromNowOn(home);
    }

    /** The API server that runs now, to ask the operating system about. */
    public synchronized ProcessHandle apiServerProcess() {
        if (apiServer == null) {
            throw new IllegalStateException("the API server is stopped");
        }
        return apiServer.handle();
    }

    /** How often the API server was started. */
    public synchronized int apiServerStarts() {
        return starts;
    }

    /** Where etcd listens, for a look past the API server. */
    public URI etcdUrl() {
        return etcdUrl;
    }

    /** Kills etcd: the API server answers with errors until {@link #startEtcd()}. */
    public synchronized void stopEtcd() {
        etcd.stop();
    }

    /** Starts etcd again, with the same data at the same address, and returns once the API server answers. */
    public synchronized void startEtcd() {
        if (!etcd.isRunning()) {
            etcd.stop(); // one that died by itself has left its guard
            etcd = newEtcd();
        }
        startApiServer();
        waitUntilReady();
    }

    /** Kills the API server: an outage. Its data stay in etcd, and clients are refused until {@link #startApiServer()}. */
    public synchronized void stopApiServer() {
        if (apiServer != null) {
            apiServer.stop();
            apiServer = null;
        }
    }

    /** Ends an outage: the API server is back at the same address with the same data, and answers. */
    public synchronized void startApiServer() {
        if (apiServer != null && apiServer.isRunning()) {
            return;
        }
        stopApiServer(); // one that died by itself has left its guard
        Path log = home.resolve("kube-apiserver.log");
        starts++;
        apiServer = ServerProcess.start("kube-apiserver", log, Map.of(), apiServerCommand);
        waitUntilReady();
    }

    /** Stops both servers and deletes their data. */
    @Override
    public synchronized void close() {
        client.close();
        stopApiServer();
        etcd.stop();
        try {
            directory.close();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete " + home, e);
        }
    }

    @Override
    public String toString() {
        return "Kubernetes " + version() + " at " + access.config().getMasterUrl();
    }

    private void waitUntilReady() {
        Config impatient = new ConfigBuilder(access.config())
                .withRequestRetryBackoffLimit(0)
                .withRequestTimeout(5_000)
                .build();
        long deadline = System.nanoTime() + START_TIMEOUT.toNanos();
        try (KubernetesClient probe =
                new KubernetesClientBuilder().withConfig(impatient).build()) {
            while (!answers(probe)) {
                if (!apiServer.isRunning() || !etcd.isRunning() || System.nanoTime() > deadline) {
                    throw new IllegalStateException(
                            "no API server; " + etcd.lastWords() + "\n" + apiServer.lastWords());
                }
                Thread.sleep(100);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the API server was starting", e);
        }
    }

    private static boolean answers(KubernetesClient probe) {
        try {
            // The default namespace comes a little after /readyz says ok, and most tests need it at once.
            return "ok".equals(probe.raw("/readyz"))
                    && probe.namespaces().withName("default").get() != null;
        } catch (KubernetesClientException e) {
            return false;
        }
    }

    /** A port below those that kernels give to outgoing connections, so that nobody takes it during an outage. */
    public static int freePort() throws IOException {
        for (int attempt = 0; attempt < 100; attempt++) {
            int port = ThreadLocalRandom.current().nextInt(20_000, 32_000);
            try (ServerSocket free = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                return free.getLocalPort();
            } catch (IOException taken) {
                // the next one
            }
        }
        throw new IOException("no free port between 20000 and 32000");
    }
}
