package dev.cpm.operator.cli;

import dev.cpm.operator.controller.Clients;
import dev.cpm.operator.controller.CpmOperator;
import dev.cpm.operator.controller.Settings;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.time.Duration;
import picocli.CommandLine.ExitCode;

/**
 * Loads most of what the operator does for its start, without a cluster: {@code deploy/image} has the JVM keep that, so that
 * the next start need not look for it. It decides what {@link Rehearsal} has, and does {@code run} where nobody answers.
 */
public final class StartRehearsal {
    /** The discard port of this machine. */
    private static final String NOBODY = "https://127.0.0.1:9";

    private StartRehearsal() {}

    /** Throws {@link IllegalStateException} where it could reach a cluster, or {@code run} does not end as expected. */
    public static void main(String[] args) throws IOException {
        if (System.getenv("KUBECONFIG") != null) {
            throw new IllegalStateException("KUBECONFIG names a cluster; a rehearsal is to reach none: unset it");
        }
        Rehearsal.main(args);
        System.setProperty(Config.KUBERNETES_AUTH_TRYKUBECONFIG_SYSTEM_PROPERTY, "false");
        System.setProperty(Config.KUBERNETES_AUTH_TRYSERVICEACCOUNT_SYSTEM_PROPERTY, "false");
        System.setProperty(Config.KUBERNETES_MASTER_SYSTEM_PROPERTY, NOBODY);
        Settings settings = new Settings(Duration.ZERO, true, "default", "rehearsal", 0);
        try (KubernetesClient client =
                        Clients.builder(new ConfigBuilder().build()).build();
                CpmOperator operator = new CpmOperator(client, settings)) {
            System.out.println("Rehearses " + operator.getClass().getName());
        }
        String[] run = {"run", "--health-port=0", "--wait-for-server=0s"};
        int code = Program.run(Main::commandLine, run, System.out, System.err);
        if (code != ExitCode.SOFTWARE) {
            throw new IllegalStateException("run ended with " + code + " where nobody answers");
        }
    }
}
