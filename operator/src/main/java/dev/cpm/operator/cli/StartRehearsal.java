package dev.cpm.operator.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.client.Config;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import picocli.CommandLine.ExitCode;

/**
 * Does what {@code run} does from its start to its end, without a cluster: {@code deploy/image} has the JVM keep what that
 * loads, so that the next start need not look for it. The operator decides the world of {@link Rehearsal} on a
 * {@link StandIn}.
 */
public final class StartRehearsal {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String LEASES_IN = "cpm-system";

    /** In which all of it is to be done. */
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    /** No exit code. */
    private static final int STILL_RUNS = -1;

    private StartRehearsal() {}

    /** Ends with 1 where it could reach a cluster, or does not come to its end. */
    public static void main(String[] args) {
        limit();
        try {
            rehearse();
        } catch (IOException | InterruptedException | RuntimeException | Error e) {
            e.printStackTrace();
            System.exit(ExitCode.SOFTWARE); // What waits and listens would keep the process alive.
        }
        System.exit(ExitCode.OK); // As when the kubelet says so: the lease is given back.
    }

    /** Whoever builds an image would wait for ever. */
    private static void limit() {
        Thread limit = new Thread(
                () -> {
                    try {
                        Thread.sleep(PATIENCE.multipliedBy(3).toMillis());
                        System.err.println("the rehearsal does not come to its end");
                        Runtime.getRuntime().halt(ExitCode.SOFTWARE);
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                },
                "limit");
        limit.setDaemon(true);
        limit.start();
    }

    private static void rehearse() throws IOException, InterruptedException {
        if (System.getenv("KUBECONFIG") != null) {
            throw new IllegalStateException("KUBECONFIG names a cluster; a rehearsal is to reach none: unset it");
        }
        // Also in a pod of a cluster, and behind a proxy, which builders of images pass on.
        System.setProperty(Config.KUBERNETES_AUTH_TRYKUBECONFIG_SYSTEM_PROPERTY, "false");
        System.setProperty(Config.KUBERNETES_AUTH_TRYSERVICEACCOUNT_SYSTEM_PROPERTY, "false");
        System.setProperty(
                Config.KUBERNETES_NO_PROXY, InetAddress.getLoopbackAddress().getHostAddress());
        StandIn standIn = standIn(world());
        failToConnect();
        System.setProperty(Config.KUBERNETES_MASTER_SYSTEM_PROPERTY, "http://" + standIn.address());
        AtomicInteger ended = new AtomicInteger(STILL_RUNS);
        Thread run = new Thread(() -> ended.set(run("--settle=0s", "--metrics-port=0")), "run");
        run.setDaemon(true);
        run.start();
        if (!standIn.awaitAnswers(PATIENCE)) {
            throw new IllegalStateException("not all was answered within " + PATIENCE
                    + (ended.get() == STILL_RUNS ? "" : ", since run has ended with " + ended)
                    + "; what it said is above");
        }
    }

    /** The objects as the API server would have them. */
    private static JsonNode world() throws IOException {
        Path folder = Files.createTempDirectory("cpm-operator-");
        Path world = Rehearsal.world(folder);
        try {
            return JSON.readTree(Rehearsal.run(Rehearsal.AS_PRINTED, folder));
        } finally {
            Files.delete(world);
            Files.delete(folder);
        }
    }

    private static StandIn standIn(JsonNode world) throws IOException {
        StandIn standIn = new StandIn();
        for (String namespace : new String[] {"default", LEASES_IN}) {
            ObjectNode object = JSON.createObjectNode().put("apiVersion", "v1").put("kind", "Namespace");
            object.putObject("metadata").put("name", namespace);
            standIn.put(object);
        }
        long uid = 0;
        for (JsonNode object : world.path("items")) {
            ObjectNode stored = object.deepCopy();
            stored.remove("status");
            stored.withObject("/metadata").put("uid", "" + ++uid).put("generation", 1);
            standIn.put(stored);
        }
        return standIn;
    }

    /** Whoever answers here hangs up. So {@code run} fails, but what it needs to begin a TLS handshake is loaded. */
    private static void failToConnect() throws IOException {
        try (ServerSocket nobody = new ServerSocket(0, 0, InetAddress.getLoopbackAddress())) {
            Thread door = new Thread(() -> shut(nobody), "door");
            door.setDaemon(true);
            door.start();
            System.setProperty(
                    Config.KUBERNETES_MASTER_SYSTEM_PROPERTY,
                    "https://" + nobody.getInetAddress().getHostAddress() + ":" + nobody.getLocalPort());
            int code = run();
            if (code != ExitCode.SOFTWARE) {
                throw new IllegalStateException("run ended with " + code + " where everybody hangs up");
            }
        }
    }

    /** Hears whoever comes, and shuts the door. */
    private static void shut(ServerSocket nobody) {
        while (true) {
            try (Socket socket = nobody.accept()) {
                socket.getInputStream().read();
            } catch (IOException e) {
                return; // It is closed: all is said.
            }
        }
    }

    /** The exit code of {@code run}, here as everywhere. */
    private static int run(String... options) {
        Stream<String> words =
                Stream.of("run", "--health-port=0", "--wait-for-server=0s", "--lease-namespace=" + LEASES_IN);
        return Program.run(
                () -> Main.commandLine("run"),
                Stream.concat(words, Stream.of(options)).toArray(String[]::new),
                System.out,
                System.err);
    }
}
