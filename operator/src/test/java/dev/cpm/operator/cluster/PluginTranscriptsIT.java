package dev.cpm.operator.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cpm.operator.api.Build;
import dev.cpm.operator.api.Cpm;
import dev.cpm.operator.cli.Readme;
import dev.cpm.operator.cli.ReadmeBlocks;
import dev.cpm.operator.cli.Recording;
import dev.cpm.operator.local.LocalControlPlane;
import dev.cpm.operator.local.OperatorAccess;
import dev.cpm.operator.local.RealApiServer;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the commands print of a cluster, whole: one with deploy/samples, before the operator runs and after; and the
 * stories of what somebody does then, with the README's files at hand. {@code -Dgolden.renew=true} renews them. A story is
 * a file with its commands alone, to begin with. The README shows some of them.
 */
@ExtendWith(RealApiServer.class)
class PluginTranscriptsIT {
    private static final Path DEPLOYMENT = Path.of("..", "deploy", "base", "operator.yaml");
    private static final String OF_THE_PLUGIN = "kubectl cpm ";
    private static final String STORY = "story";

    private static final boolean RENEW = Boolean.getBoolean("golden.renew");

    @Test
    void areWhatTheCommandsPrint(LocalControlPlane controlPlane, @TempDir Path folder) throws IOException {
        try (Cluster cluster = new Cluster(controlPlane);
                Plugin plugin = new Plugin(controlPlane, folder)) {
            for (Map.Entry<String, String> file :
                    ReadmeBlocks.files(Readme.text()).entrySet()) {
                Files.writeString(folder.resolve(file.getKey()), file.getValue());
            }
            cluster.forgetLease();
            cluster.kubectl(Files.readString(DEPLOYMENT), "apply", "-f", "-");
            try {
                cluster.kubectl("", "apply", "-f", "../deploy/samples");
                compare("before", cluster, plugin);
                ready(cluster, 2);
                cluster.startOperator();
                cluster.converge();
                lead(cluster);
                compare("after", cluster, plugin);
                compare(STORY, cluster, plugin);
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

    private static void compare(String when, Cluster cluster, Plugin plugin) {
        List<Recording> recordings = Recording.of(when);
        assertThat(recordings).isNotEmpty();
        for (Recording recording : recordings) {
            List<Recording.Step> steps = new ArrayList<>();
            for (Recording.Step step : recording.steps()) {
                steps.add(now(step.command(), plugin));
                if (when.equals(STORY)) {
                    rest(cluster);
                }
            }
            Recording now = new Recording(recording.file(), steps);
            if (RENEW) {
                now.write();
            } else {
                assertThat(recording.text()).as("%s", recording.file()).isEqualTo(now.text());
            }
        }
    }

    private static Recording.Step now(String command, Plugin plugin) {
        Plugin.Printed printed = plugin.type(command);
        String text = printed.err() + printed.out();
        return Recording.Step.of(
                command, command.startsWith(OF_THE_PLUGIN) ? text : Ages.settled(text), printed.exitCode());
    }

    /** What was done is answered, and told in Events, which come after the answers. */
    private static void rest(Cluster cluster) {
        cluster.converge();
        int told;
        do {
            told = events(cluster);
            Cluster.pause(Duration.ofSeconds(1));
        } while (events(cluster) != told);
    }

    private static int events(Cluster cluster) {
        return cluster.client().v1().events().inAnyNamespace().list().getItems().size();
    }
}
