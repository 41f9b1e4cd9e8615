package dev.cpm.operator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.cpm.operator.cli.Cli.Result;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Objects out of {@code plan -o yaml|json}, and objects with a status into it. */
class PlanObjectsTest {
    private static final String ZONES = """
            apiVersion: cpm.dev/v1alpha1
            kind: Region
            metadata: {name: r1}
            spec: {}
            ---
            apiVersion: cpm.dev/v1alpha1
            kind: Zone
            metadata: {name: r1-a}
            spec: {region: r1, capacity: [{machineType: m1, count: 3}]}
            ---
            apiVersion: cpm.dev/v1alpha1
            kind: Zone
            metadata: {name: r1-b}
            spec: {region: r1, capacity: [{machineType: m1, count: 3}]}
            """;

    /** As exported from a cluster: both replicas where a new placement would have put one. */
    private static final String WEB = """
            apiVersion: cpm.dev/v1alpha1
            kind: Placement
            metadata:
              name: web
              namespace: default
              creationTimestamp: 2025-01-01T00:00:00Z
              generation: 7
              managedFields: [{manager: kubectl, fieldsV1: {"f:spec": {}}}]
              annotations: {example.com/note: "on"}
            spec: {machineType: m1, replicas: 2, regions: [r1]}
            status:
              observedGeneration: 7
              somethingNewer: 1
              account: default
              machineType: m1
              zones: [{zone: r1-b, region: r1, replicas: 2, indexes: "0,1"}]
              violations:
                - {type: SingleZone, severity: Warning, message: old, since: "2025-02-02T00:00:00Z"}
              conditions:
                - {type: Ready, status: "True", reason: x, message: x, lastTransitionTime: "2025-03-03T00:00:00Z"}
            """;

    @TempDir
    private Path folder;

    private Cli cli;

    @BeforeEach
    void setUp() {
        cli = new Cli(folder).file("zones.yaml", ZONES).file("web.yaml", WEB);
    }

    @Test
    void whatIsAssignedStaysAndSinceWhen() throws IOException {
        JsonNode web = web(cli.plan("-o", "yaml"));
        JsonNode status = web.path("status");
        assertThat(status.path("zones").findValuesAsText("zone")).containsExactly("r1-b");
        assertThat(status.at("/zones/0/indexes").asText()).isEqualTo("0,1");
        assertThat(status.at("/violations/0/since").asText()).isEqualTo("2025-02-02T00:00:00Z");
        assertThat(status.at("/conditions/0/lastTransitionTime").asText()).isEqualTo("2025-03-03T00:00:00Z");
        assertThat(status.path("observedGeneration").asInt()).isEqualTo(7);
    }

    @Test
    void whatWasWrittenIsUntouched() throws IOException {
        JsonNode web = web(cli.plan("-o", "yaml"));
        assertThat(web.path("spec")).isEqualTo(new YAMLMapper().readTree(WEB).path("spec"));
        assertThat(web.at("/metadata/annotations/example.com~1note").asText()).isEqualTo("on");
        assertThat(web.at("/metadata/managedFields/0/manager").asText()).isEqualTo("kubectl");
        assertThat(web.at("/metadata/creationTimestamp").asText()).isEqualTo("2025-01-01T00:00:00Z");
    }

    @Test
    void objectsComeByKindNamespaceAndName() throws IOException {
        JsonNode list = new YAMLMapper().readTree(cli.plan("-o", "yaml").out());
        assertThat(list.path("kind").asText()).isEqualTo("List");
        assertThat(list.path("apiVersion").asText()).isEqualTo("v1");
        assertThat(list.path("items"))
                .extracting(item -> item.path("kind").asText() + " "
                        + item.at("/metadata/name").asText())
                .containsExactly("Placement web", "Region r1", "Zone r1-a", "Zone r1-b");
    }

    @Test
    void jsonAndYamlAreTheSame() throws IOException {
        String yaml = cli.plan("-o", "yaml").out();
        cli.file("again/all.yaml", yaml);
        Result json = cli.run("plan", "-o", "json", "DIR/again");
        assertThat(new ObjectMapper().readTree(json.out())).isEqualTo(new YAMLMapper().readTree(yaml));
    }

    @Test
    void planningThePlanChangesNothing() {
        String first = cli.plan("-o", "yaml").out();
        Result second = cli.runWithInput(first, "plan", "-o", "yaml", "-");
        assertThat(second.out()).isEqualTo(first);
    }

    @Test
    void olderOnesComeFirstAndNewOnesLast() throws IOException {
        String taken = WEB.substring(0, WEB.indexOf("status:")).replace("replicas: 2", "replicas: 6");
        cli.file("web.yaml", taken.replace("name: web", "name: zz"))
                .file("new.yaml", taken.replace("name: web", "name: aa").replaceAll("  creationTimestamp.*\n", ""));
        assertThat(cli.plan().out()).containsPattern("default/zz +True").containsPattern("default/aa +False");
    }

    private static JsonNode web(Result result) throws IOException {
        assertThat(result.err()).isEmpty();
        return new YAMLMapper().readTree(result.out()).path("items").get(0);
    }
}
