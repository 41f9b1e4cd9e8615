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
import java.util.Locale;
import picocli.CommandLine.ExitCode;

/**
 * Does what {@code run} does from its start to its end, without a cluster: {@code deploy/image} has the JVM keep what that
 * loads, so that the next start need not look for it. The operator decides the world of {@link Rehearsal} on a
 * {@link StandIn}.
 */
public final class StartRehearsal {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String NAMESPACE = "/api/v1/namespaces/";
    private static final String LEASES_IN = "cpm-system";

    /** In which all of it is to be done. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private StartRehearsal() {}

    /** Throws {@link IllegalStateException} where it could reach a cluster, or does not come to its end. */
    public static void main(String[] args) throws IOException, InterruptedException {
        if (System.getenv("KUBECONFIG") != null) {
            throw new IllegalStateException("KUBECONFIG names a cluster; a rehearsal is to reach none: unset it");
        }
        System.setProperty(Config.KUBERNETES_AUTH_TRYKUBECONFIG_SYSTEM_PROPERTY, "false");
        System.setProperty(Config.KUBERNETES_AUTH_TRYSERVICEACCOUNT_SYSTEM_PROPERTY, "false");
        JsonNode world = world();
        StandIn standIn = standIn(world);
        greetWithoutAnAnswer();
        System.setProperty(Config.KUBERNETES_MASTER_SYSTEM_PROPERTY, "http://" + standIn.address());
        Thread run = new Thread(() -> run("run", "--settle=0s", "--health-port=0", "--metrics-port=0"), "run");
        run.setDaemon(true);
        run.start();
        if (!standIn.awaitAnswers(PATIENCE)) {
            throw new IllegalStateException("the rehearsal did not come to its end; what it said is above");
        }
        System.exit(ExitCode.OK); // As when the kubelet says so: it gives its lease back.
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
            standIn.put(NAMESPACE + namespace, object);
        }
        long uid = 0;
        for (JsonNode object : world.path("items")) {
            ObjectNode stored = object.deepCopy();
            stored.remove("status");
            stored.withObject("/metadata").put("uid", "" + ++uid).put("generation", 1);
            standIn.put(path(stored), stored);
        }
        return standIn;
    }

    private static String path(JsonNode object) {
        String namespace = object.at("/metadata/namespace").asText();
        return "/apis/" + object.path("apiVersion").asText()
                + (namespace.isEmpty() ? "" : "/namespaces/" + namespace)
                + "/" + object.path("kind").asText().toLowerCase(Locale.ROOT) + "s" // as all our plurals are
                + "/" + object.at("/metadata/name").asText();
    }

    /** Where a connection ends at once, this fails; what a handshake begins with is loaded by then. */
    private static void greetWithoutAnAnswer() throws IOException {
        try (ServerSocket nobody = new ServerSocket(0, 0, InetAddress.getLoopbackAddress())) {
            Thread door = new Thread(() -> shut(nobody), "door");
            door.setDaemon(true);
            door.start();
            System.setProperty(
                    Config.KUBERNETES_MASTER_SYSTEM_PROPERTY,
                    "https://" + nobody.getInetAddress().getHostAddress() + ":" + nobody.getLocalPort());
            int code = run("run", "--health-port=0", "--wait-for-server=0s");
            if (code != ExitCode.SOFTWARE) {
                throw new IllegalStateException("run ended with " + code + " where nobody answers");
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

    private static int run(String... words) {
        return Program.run(Main::commandLine, words, System.out, System.err);
    }
}
