package dev.cpm.operator.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.cpm.operator.hostile.HostileRow;
import dev.cpm.operator.hostile.HostileRow.Report;
import dev.cpm.operator.local.LocalControlPlane;
import dev.cpm.operator.local.RealApiServer;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.yaml.snakeyaml.Yaml;

/**
 * The whole table of hostile manifests at once, on a real API server, beside a tenant who did nothing. What is refused is
 * chosen by the server's version: before 1.25 it knows no CEL, and nobody is strict.
 */
@ExtendWith(RealApiServer.class)
class HostileIT {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    @TempDir
    private Path folder;

    @Test
    void eachIsRefusedOrReportedAndNobodyElseNotices(LocalControlPlane controlPlane) throws IOException {
        boolean withCel = minor(controlPlane.version()) >= 25;
        try (Cluster cluster = new Cluster(controlPlane)) {
            cluster.forgetLease();
            try (OperatorProcess operator = new OperatorProcess(cluster.access(), "hostile")) {
                cluster.apply(HostileRow.WORLD);
                HostileRow.all().stream()
                        .filter(row -> row.before() != null)
                        .forEach(row -> cluster.apply(row.before()));
                Cluster.await("the innocent is placed", () -> innocent(cluster).equals(Map.of("r1-a", 2, "r1-b", 2)));
                cluster.converge();
                String printed = apply(cluster, withCel);
                cluster.converge();

                SoftAssertions softly = new SoftAssertions();
                Map<String, HasMetadata> objects = cluster.objects().stream()
                        .collect(Collectors.toMap(
                                o -> o.getKind() + "/" + o.getMetadata().getName(), o -> o, (a, b) -> a));
                HostileRow.all().forEach(row -> check(row, withCel, printed, objects, softly));
                softly.assertThat(innocent(cluster)).isEqualTo(Map.of("r1-a", 2, "r1-b", 2));
                softly.assertThat(operator.log()).doesNotContain("[ERROR]");
                softly.assertThat(operator.alive()).isTrue();
                softly.assertAll();

                Map<String, String> before = cluster.versions();
                Cluster.pause(Duration.ofSeconds(5));
                assertThat(cluster.versions())
                        .as("a converged cluster is quiet")
                        .isEqualTo(before);
                cluster.apply(SmallWorld.placement("late", 2));
                Cluster.await("who comes later is placed as well", () -> cluster.placed("late") == 2);
            }
        }
    }

    private static int minor(String version) {
        return Integer.parseInt(version.split("\\.")[1]);
    }

    private static Map<String, Integer> innocent(Cluster cluster) {
        return cluster.zones("innocent", "web");
    }

    /** All rows by one command; what it printed, which includes all that was refused. */
    private String apply(Cluster cluster, boolean withCel) throws IOException {
        for (HostileRow row : HostileRow.all()) {
            Files.writeString(folder.resolve(row.name() + ".yaml"), row.manifest());
        }
        try {
            return cluster.kubectl("", "apply", "--validate=" + withCel, "-f", folder.toString());
        } catch (AssertionError refused) {
            return refused.getMessage();
        }
    }

    private void check(
            HostileRow row, boolean withCel, String printed, Map<String, HasMetadata> objects, SoftAssertions softly) {
        String refusal = refusal(printed, folder.resolve(row.name() + ".yaml"));
        if (!row.refused(withCel)) {
            softly.assertThat(refusal).as("%s is accepted", row).isEmpty();
        } else {
            String field = row.refused().field() == null ? "" : row.refused().field();
            softly.assertThat(refusal)
                    .as("%s is refused", row)
                    .contains(withCel ? field : field.replaceAll("\\[\\d+]", ""))
                    .contains(withCel ? row.refused().says() : "");
            softly.assertThat(refusal).as("%s is refused", row).isNotEmpty();
        }
        if (refusal.isEmpty() && row.reported() != null) {
            Map<String, Object> manifest = new Yaml().load(row.manifest().replaceAll("!!java\\S+", ""));
            String name = (String) ((Map<?, ?>) manifest.get("metadata")).get("name");
            check(row, row.reported(), objects.get(manifest.get("kind") + "/" + name), softly);
        }
    }

    private static void check(HostileRow row, Report expected, HasMetadata object, SoftAssertions softly) {
        JsonNode status = MAPPER.valueToTree(object).path("status");
        for (JsonNode condition : status.path("conditions")) {
            if (condition.path("type").asText().equals("Ready")) {
                softly.assertThat(condition.path("reason").asText())
                        .as("%s, reason", row)
                        .isEqualTo(expected.reason());
                softly.assertThat(condition.path("message").asText())
                        .as("%s, message", row)
                        .contains(expected.says() == null ? "" : expected.says());
            }
        }
        softly.assertThat(status.path("conditions").toString())
                .as("%s is reported", row)
                .contains("\"Ready\"");
        if (expected.placed() != null) {
            softly.assertThat(status.path("summary").path("placed").asText())
                    .as("%s, placed", row)
                    .isEqualTo(expected.placed());
        }
    }

    /** What is said of a file after its name; empty where it was accepted. */
    private static String refusal(String printed, Path file) {
        return printed.lines()
                .filter(line -> line.contains(file.toString()))
                .map(line -> line.substring(
                        line.indexOf(file.toString()) + file.toString().length()))
                .findFirst()
                .orElse("");
    }
}
