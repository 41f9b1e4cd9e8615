package dev.cpm.operator.cli.look;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cpm.operator.cli.Readme;
import dev.cpm.operator.cli.admission.Definitions;
import dev.cpm.operator.cli.report.CheckText;
import dev.cpm.operator.cli.report.Paint;
import dev.cpm.operator.view.Check;
import dev.cpm.operator.view.Check.Result;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.Help.Ansi;

/** What {@code check} says of the definitions in a cluster. */
class DefinitionChecksTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final JsonNode PRESENT = version("36");
    private static final String SCHEMA = "/spec/versions/0/schema/openAPIV3Schema/properties/spec";

    private static JsonNode version(String minor) {
        return MAPPER.createObjectNode()
                .set("serverVersion", MAPPER.createObjectNode().put("minor", minor));
    }

    /** As an API server gives them back: with more in them than was written, and numbers with a point. */
    private static ObjectNode installed() {
        ArrayNode items = MAPPER.createArrayNode();
        for (String kind : List.of("Interconnect", "LoadBalancer", "Placement", "Region", "Zone")) {
            ObjectNode definition = Definitions.of(kind).deepCopy();
            ((ObjectNode) definition.get("spec"))
                    .set("conversion", MAPPER.createObjectNode().put("strategy", "None"));
            ((ObjectNode) definition.at("/spec/names")).put("listKind", kind + "List");
            ObjectNode condition =
                    MAPPER.createObjectNode().put("type", "Established").put("status", "True");
            definition.putObject("status").putArray("conditions").add(condition);
            definition.findParents("maximum").forEach(schema -> {
                if (schema.get("maximum").isNumber()) {
                    ((ObjectNode) schema).put("maximum", schema.get("maximum").doubleValue());
                }
            });
            items.add(definition);
        }
        ObjectNode list = MAPPER.createObjectNode();
        list.set("items", items);
        return list;
    }

    private static ObjectNode placements(JsonNode installed) {
        return (ObjectNode) StreamSupport.stream(installed.get("items").spliterator(), false)
                .filter(item -> item.at("/metadata/name").asText().equals("placements.cpm.dev"))
                .findFirst()
                .orElseThrow();
    }

    private static Check check(JsonNode version, Consumer<ObjectNode> change) {
        ObjectNode installed = installed();
        change.accept(placements(installed));
        List<Check> checks = DefinitionChecks.of(installed, version);
        assertThat(checks).hasSize(3);
        assertThat(checks.subList(0, 2)).allMatch(check -> check.result() == Result.Ok);
        return checks.get(2);
    }

    @Test
    void thoseOfThisVersionAreWell() {
        Check check = check(PRESENT, placements -> {});
        assertThat(check)
                .isEqualTo(Check.of("definitions", "they are those of this version", Result.Warning, List.of(), ""));
    }

    @Test
    void otherWordsAreNoDifference() {
        assertThat(check(PRESENT, placements -> ((ObjectNode) placements.at(SCHEMA)).put("description", "old"))
                        .result())
                .isEqualTo(Result.Ok);
    }

    @Test
    void anOlderOneLacksFields() {
        Check check = check(
                PRESENT,
                placements -> ((ObjectNode) placements.at(SCHEMA + "/properties"))
                        .remove(List.of("rebalance", "suspend", "affinity", "peers")));
        assertThat(check.result()).isEqualTo(Result.Warning);
        assertThat(check.why())
                .containsExactly("placements.cpm.dev is older, or was edited: it lacks spec.affinity, spec.peers,"
                        + " spec.rebalance and 1 more");
        assertThat(check.command()).isEqualTo("kubectl replace -k crds");
    }

    /** {@code -Dgolden.renew=true} renews it. */
    @Test
    void theReadmeShowsHowThatIsSaid() {
        Check check = check(
                PRESENT,
                placements ->
                        ((ObjectNode) placements.at(SCHEMA + "/properties")).remove(List.of("rebalance", "suspend")));
        String printed = String.join("\n", new CheckText(List.of(check), new Paint(Ansi.OFF), 80).lines());
        assertThat(printed).startsWith("definitions\n").endsWith("\n\n1 to look at.");
        Readme.says(
                Pattern.compile("```text\n(\\Q‼ " + check.sentence() + "\\E\n[^`]*)```"),
                printed.replaceFirst("^definitions\n", "").replaceFirst("\n\n.*$", "\n"));
    }

    @Test
    void aNewerOneHasMore() {
        Check check = check(
                PRESENT,
                placements -> ((ObjectNode) placements.at(SCHEMA + "/properties"))
                        .putObject("tolerations")
                        .put("type", "object"));
        assertThat(check.why())
                .containsExactly("placements.cpm.dev is newer, or was edited: it has spec.tolerations besides");
        assertThat(check.hint()).startsWith("use the plugin of the version that is installed");
    }

    @Test
    void anEditedOneIsToldByWhatWasEdited() {
        Check check = check(PRESENT, placements -> {
            ((ObjectNode) placements.at(SCHEMA + "/properties/replicas")).put("maximum", 50);
            ((ObjectNode) placements.at(SCHEMA + "/properties/rebalance")).remove("enum");
            ((ObjectNode) placements.at(SCHEMA)).remove("x-kubernetes-validations");
            ((ObjectNode) placements.at("/spec/versions/0/subresources")).remove("scale");
        });
        assertThat(check.why())
                .containsExactly(
                        "placements.cpm.dev is another one: spec: other rules, spec.rebalance: enum is not set,"
                                + " here [\"Never\",\"OnApproval\"], spec.replicas: maximum is 50, here 10000 and 1 more");
    }

    @Test
    void anOldApiServerHasNoRulesToKeep() throws JsonProcessingException {
        Consumer<ObjectNode> dropped =
                placements -> ((ObjectNode) placements.at(SCHEMA)).remove("x-kubernetes-validations");
        assertThat(check(version("20+"), dropped).result()).isEqualTo(Result.Ok);
        assertThat(check(version("25"), dropped).result()).isEqualTo(Result.Warning);
        assertThat(check(MAPPER.readTree("{}"), dropped).result()).isEqualTo(Result.Warning);
    }

    @Test
    void whatIsNotThereIsNotComparedEither() {
        ObjectNode installed = installed();
        ((ArrayNode) installed.get("items")).remove(0);
        List<Check> checks = DefinitionChecks.of(installed, PRESENT);
        assertThat(checks).extracting(Check::result).containsExactly(Result.Error, Result.Ok, Result.Ok);
        assertThat(checks.get(0).why()).containsExactly("interconnects.cpm.dev");
    }
}
