package dev.cpm.operator.cli;

import io.fabric8.kubernetes.client.Config;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;

/**
 * Runs the operator until it has decided once, against nothing but a server of its own: {@code deploy/image} has the JVM keep
 * what this loads, so that the next start need not look for it. It is {@code run} as it is, from its options to the lease
 * given back; of what a cluster has besides, TLS, HTTP/2 and WebSockets are missing.
 */
public final class StartRehearsal {
    private static final Duration LONGEST = Duration.ofMinutes(2);

    private StartRehearsal() {}

    public static void main(String[] args) throws IOException {
        StandIn server = new StandIn();
        server.namespace("default");
        server.namespace("cpm-system");
        try (InputStream world = StartRehearsal.class.getResourceAsStream("rehearsal.yaml")) {
            server.manifests(world);
        }
        // Nobody's cluster is looked at, wherever this runs; nor is a proxy asked for a server in this process.
        System.setProperty(Config.KUBERNETES_AUTH_TRYKUBECONFIG_SYSTEM_PROPERTY, "false");
        System.setProperty(Config.KUBERNETES_AUTH_TRYSERVICEACCOUNT_SYSTEM_PROPERTY, "false");
        System.setProperty(Config.KUBERNETES_NO_PROXY, "127.0.0.1");
        System.setProperty(Config.KUBERNETES_MASTER_SYSTEM_PROPERTY, "http://" + server.authority());
        new Thread(() -> System.exit(answered(server) ? 0 : 1), "rehearsal").start();
        Main.main(new String[] {"run", "--settle=20ms", "--health-port=0", "--lease-namespace=cpm-system"});
    }

    private static boolean answered(StandIn server) {
        try {
            boolean answered = server.awaitAnswers(LONGEST);
            if (!answered) {
                System.err.println("The operator has not answered within " + LONGEST.toSeconds() + " s.");
            }
            return answered;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
