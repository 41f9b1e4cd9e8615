package dev.cpm.operator.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cpm.operator.api.Build;
import dev.cpm.operator.api.Cpm;
import dev.cpm.operator.local.LocalControlPlane;
import dev.cpm.operator.local.OperatorAccess;
import dev.cpm.operator.local.RealApiServer;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the commands print of a cluster, whole: one with the stories of deploy/samples, before the operator runs and after.
 * {@code -Dgolden.renew=true} renews them. The README shows some of them.
 */
@ExtendWith(RealApiServer.class)
class PluginTranscriptsIT {
    private static final Path FOLDER = Path.of("src", "test", "resources", "transcripts-of-a-cluster");
    private static final Path DEPLOYMENT = Path.of("..", "deploy", "base", "operator.yaml");
    private static final String PROMPT = "$ kubectl cpm ";
    private static final String OF_KUBECTL = "$ kubectl ";

    private static final boolean RENEW = Boolean.getBoolean("golden.renew");

    @Test
    void areWhatTheCommandsPrint(LocalControlPlane controlPlane, @TempDir Path folder) throws IOException {
        try (Cluster cluster = new Cluster(controlPlane);
                Plugin plugin = new Plugin(controlPlane, folder)) {
            cluster.forgetLease();
            cluster.kubectl(Files.readString(DEPLOYMENT), "apply", "-f", "-");
            try {
                cluster.kubectl("", "apply", "-f", "../deploy/samples");
                transcripts("before").forEach(file -> compare(file, cluster, plugin));
                ready(cluster, 2);
                cluster.startOperator();
                cluster.converge();
                lead(cluster);
                transcripts("after").forEach(file -> compare(file, cluster, plugin));
            } finally {
                cluster.forgetLease();
                cluster.kubectl("", "delete", "-f", DEPLOYMENT.toString());
            }
        }
    }

    /** Nobody starts pods here: as if somebody had. */
    private static void ready(Cluster cluster, int pods) {
        cluster.client()
                .apps()
                .deployments()
                .inNamespace(OperatorAccess.NAMESPACE)
                .withName("cpm-operator")
                .editStatus(deployment -> {
                    Deployment ready = deployment;
                    ready.getStatus().setReplicas(pods);
                    ready.getStatus().setReadyReplicas(pods);
                    return ready;
                });
    }

    /** Its operator decides without an election: as if it had won one. */
    private static void lead(Cluster cluster) {
        cluster.client()
                .resource(new LeaseBuilder()
                        .withNewMetadata()
                        .withNamespace(OperatorAccess.NAMESPACE)
                        .withName("cpm-operator")
                        .withAnnotations(Map.of(Cpm.VERSION_ANNOTATION, Build.version()))
                        .endMetadata()
                        .withNewSpec()
                        .withHolderIdentity("cpm-operator-0")
                        .withRenewTime(ZonedDateTime.now(ZoneOffset.UTC))
                        .endSpec()
                        .build())
                .create();
    }

    private static List<Path> transcripts(String when) throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            List<Path> such = files.filter(file -> file.getFileName().toString().startsWith(when + "-"))
                    .sorted()
                    .toList();
            assertThat(such).isNotEmpty();
            return such;
        }
    }

    /** The same table where all are half a minute old. */
    private static String aged(String table) {
        List<String[]> rows = table.lines().map(line -> line.split(" {2,}")).toList();
        int age = List.of(rows.get(0)).indexOf("AGE");
        rows.stream().skip(1).forEach(row -> row[age] = "30s");
        StringBuilder aged = new StringBuilder();
        for (String[] row : rows) {
            for (int i = 0; i < row.length; i++) {
                int column = i;
                int width = rows.stream()
                        .mapToInt(other -> other[column].length())
                        .max()
                        .orElse(0);
                aged.append(i == row.length - 1 ? row[i] + "\n" : ("%-" + width + "s   ").formatted(row[i]));
            }
        }
        return aged.toString();
    }

    private static String[] words(String command, String prompt) {
        assertThat(command).startsWith(prompt);
        return command.substring(prompt.length()).split(" ");
    }

    private static void compare(Path file, Cluster cluster, Plugin plugin) {
        try {
            String command = Files.readString(file).lines().findFirst().orElse("");
            Plugin.Printed printed = command.startsWith(PROMPT)
                    ? plugin.run(words(command, PROMPT))
                    : new Plugin.Printed(0, aged(cluster.kubectl("", words(command, OF_KUBECTL))), "");
            String now = command + "\n" + printed.err() + printed.out()
                    + (printed.exitCode() == 0 ? "" : "(exit code " + printed.exitCode() + ")\n");
            if (RENEW) {
                Files.writeString(file, now);
            }
            assertThat(Files.readString(file)).isEqualTo(now);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
