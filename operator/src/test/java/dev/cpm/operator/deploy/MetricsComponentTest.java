package dev.cpm.operator.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.cpm.operator.cli.Readme;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** The components for metrics fit the base that they are added to. */
class MetricsComponentTest {
    private static final Path COMPONENTS = DeployFiles.DEPLOY.resolve("components");
    private static final Path METRICS = COMPONENTS.resolve("metrics");
    private static final String PORT = "metrics";

    /** The base's object of a kind, with what the component adds to it. */
    private static JsonNode patched(String kind) {
        ObjectNode object = DeployFiles.only(DeployFiles.BASE, kind).deepCopy();
        for (JsonNode patch : DeployFiles.kustomization(METRICS).path("patches")) {
            if (patch.at("/target/kind").asText().equals(kind)) {
                assertThat(object.at("/metadata/name").asText())
                        .matches(patch.at("/target/name").asText());
                for (JsonNode step : tree(patch.path("patch").asText())) {
                    assertThat(step.path("op").asText()).isEqualTo("add");
                    String list = step.path("path").asText().replaceAll("/-$", "");
                    assertThat(object.at(list).isArray()).as(list).isTrue();
                    ((ArrayNode) object.at(list)).add(step.path("value"));
                }
            }
        }
        return object;
    }

    private static JsonNode tree(String yaml) {
        try {
            return new YAMLMapper().readTree(yaml);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<JsonNode> all(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false);
    }

    @Test
    void theOperatorListensWhereItSaysSo() {
        JsonNode container = patched("Deployment").at("/spec/template/spec/containers/0");
        JsonNode port = all(container.path("ports"))
                .filter(one -> one.path("name").asText().equals(PORT))
                .findFirst()
                .orElseThrow();
        assertThat(all(container.path("args")).map(JsonNode::asText))
                .containsExactly(
                        "run", "--metrics-port=" + port.path("containerPort").asInt());
    }

    @Test
    void whoMonitorsGetsThroughAndNobodyElse() {
        JsonNode rules = patched("NetworkPolicy").at("/spec/ingress");
        assertThat(rules).hasSize(2);
        assertThat(all(rules).filter(rule -> rule.findValuesAsText("port").contains(PORT)))
                .hasSize(1)
                .allSatisfy(
                        rule -> assertThat(rule.at("/from/0/namespaceSelector/matchLabels/kubernetes.io~1metadata.name")
                                        .asText())
                                .isEqualTo("monitoring"));
    }

    @Test
    void theServiceAndThePodMonitorFindThePods() {
        JsonNode pod = patched("Deployment").at("/spec/template/metadata/labels");
        JsonNode service =
                DeployFiles.documents(METRICS.resolve("service.yaml")).get(0);
        JsonNode monitor = DeployFiles.documents(COMPONENTS.resolve("prometheus-operator/pod-monitor.yaml"))
                .get(0);
        for (JsonNode labels :
                new JsonNode[] {service.at("/spec/selector"), monitor.at("/spec/selector/matchLabels")}) {
            assertThat(labels).isNotEmpty();
            labels.properties()
                    .forEach(label -> assertThat(pod.path(label.getKey())).isEqualTo(label.getValue()));
        }
        assertThat(service.at("/spec/ports/0/targetPort").asText()).isEqualTo(PORT);
        assertThat(monitor.at("/spec/podMetricsEndpoints/0/port").asText()).isEqualTo(PORT);
    }

    @Test
    void theReadmeSaysHowManyAlertRulesThereAre() {
        Readme.says(
                Pattern.compile("has (\\d+) alert rules"),
                Long.toString(AlertRulesIT.rules().count()));
    }
}
