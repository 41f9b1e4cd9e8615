package dev.cpm.operator.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cpm.operator.local.PrometheusBinaries;
import dev.cpm.operator.local.RealPrometheus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The alert rules say what they are for, and do it; promtool runs their unit tests. */
@ExtendWith(RealPrometheus.class)
class AlertRulesIT {
    static final Path FILES = DeployFiles.DEPLOY.resolve("observability");
    private static final Path ALERTS = FILES.resolve("alerts.yaml");
    private static final Path OPERATORS =
            DeployFiles.DEPLOY.resolve("components/prometheus-operator/prometheus-rule.yaml");

    static Stream<JsonNode> rules() {
        return DeployFiles.documents(ALERTS).get(0).findValues("rules").stream()
                .flatMap(rules -> StreamSupport.stream(rules.spliterator(), false));
    }

    private static Set<String> names(Stream<JsonNode> rules, String field) {
        return rules.map(rule -> rule.path(field).asText()).collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void theirUnitTestsPass(PrometheusBinaries prometheus) {
        assertThat(prometheus.promtool(FILES, "", "check", "rules", "alerts.yaml"))
                .startsWith("0 ");
        assertThat(prometheus.promtool(FILES, "", "test", "rules", "alerts_test.yaml"))
                .startsWith("0 ")
                .contains("SUCCESS");
    }

    /** And once where all is well. */
    @Test
    void eachIsTestedBothWhereItIsRaisedAndWhereItIsNot() {
        Set<String> raised = new TreeSet<>();
        Set<String> silent = new TreeSet<>();
        for (JsonNode tests :
                DeployFiles.documents(FILES.resolve("alerts_test.yaml")).get(0).findValues("alert_rule_test")) {
            tests.forEach(test -> (test.path("exp_alerts").isEmpty() ? silent : raised)
                    .add(test.path("alertname").asText()));
        }
        Set<String> all = names(rules(), "alert");
        assertThat(all).hasSizeGreaterThan(15);
        assertThat(raised).isEqualTo(all);
        assertThat(silent).isEqualTo(all);
    }

    @Test
    void eachSaysWhatItIsAndWhatToDo() {
        assertThat(rules()).allSatisfy(rule -> {
            assertThat(rule.path("alert").asText()).startsWith("Cpm");
            assertThat(rule.at("/labels/severity").asText()).isIn("critical", "warning", "info");
            for (String text : List.of("summary", "description", "runbook")) {
                assertThat(rule.at("/annotations/" + text).asText()).as(text).isNotBlank();
            }
            assertThat(rule.at("/annotations/runbook").asText())
                    .as("%s", rule.path("alert"))
                    .contains("kubectl");
        });
        // Most of them end with a command of the plugin.
        assertThat(rules().filter(
                                rule -> rule.at("/annotations/runbook").asText().contains("kubectl cpm ")))
                .hasSizeGreaterThan(15);
    }

    @Test
    void thePrometheusOperatorGetsTheSame() throws IOException {
        String text = Files.readString(ALERTS);
        String groups = text.substring(text.indexOf("groups:"));
        String header = Files.readString(OPERATORS);
        header = header.substring(0, header.indexOf("spec:\n") + "spec:\n".length());
        String same = header + groups.indent(2);
        if (Boolean.getBoolean("golden.renew")) {
            Files.writeString(OPERATORS, same);
        }
        assertThat(Files.readString(OPERATORS)).isEqualTo(same);
        assertThat(DeployFiles.documents(OPERATORS).get(0).path("spec"))
                .isEqualTo(DeployFiles.documents(ALERTS).get(0));
    }
}
