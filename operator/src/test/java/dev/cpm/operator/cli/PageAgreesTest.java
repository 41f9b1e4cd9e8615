package dev.cpm.operator.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.cpm.operator.api.Placement;
import dev.cpm.operator.page.About;
import dev.cpm.operator.page.Page;
import dev.cpm.operator.placement.model.PlacementKey;
import dev.cpm.operator.view.Inventory;
import dev.cpm.operator.view.Loss;
import dev.cpm.operator.view.Losses;
import dev.cpm.operator.view.Readiness;
import dev.cpm.operator.view.Topologies;
import dev.cpm.operator.view.Topology;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The page says what {@code lose} and {@code status} say, for each folder of manifests that tests have. */
class PageAgreesTest {
    private static final Path RESOURCES = Path.of("src", "test", "resources");
    private static final Path SAMPLES = Path.of("..", "deploy", "samples");
    private static final Pattern DATA =
            Pattern.compile("<script type=\"application/json\" id=\"data\">(.*?)</script>", Pattern.DOTALL);

    @TestFactory
    Stream<DynamicTest> withWhatIsThere() {
        return Stream.concat(
                        Stream.of("golden", "violations")
                                .flatMap(folder -> ManifestFolder.in(RESOURCES.resolve(folder)).stream()),
                        Stream.of(new ManifestFolder(SAMPLES)))
                .map(folder -> dynamicTest(folder.path().toString(), () -> compare(Inventory.of(folder.planned()))));
    }

    private static JsonNode data(String html) throws IOException {
        var data = DATA.matcher(html);
        assertThat(data.find()).isTrue();
        return new ObjectMapper().readTree(data.group(1));
    }

    private static void compare(Inventory inventory) throws IOException {
        String html = Page.html(inventory, About.of("Planned"));
        JsonNode data = data(html);
        Topology topology = Topologies.of(inventory);
        List<Topology.Zone> zones = topology.zones().toList();
        assertThat(data.path("z")).hasSameSizeAs(zones);
        for (int i = 0; i < zones.size(); i++) {
            loss(
                    data,
                    data.path("z").get(i),
                    Losses.of(inventory, Set.of(zones.get(i).name())));
        }
        assertThat(data.path("r")).hasSameSizeAs(topology.regions());
        for (int i = 0; i < topology.regions().size(); i++) {
            Set<String> within = topology.regions().get(i).zones().stream()
                    .map(Topology.Zone::name)
                    .collect(Collectors.toSet());
            loss(data, data.path("r").get(i), Losses.of(inventory, within));
        }
        held(data, inventory);
        for (Placement placement : inventory.placements()) {
            String key = PlacementKey.of(placement).toString();
            String row = row(html, data, key);
            boolean none = placement.getStatus().violations().isEmpty();
            String tone = Readiness.isSuspended(placement)
                    ? "suspended"
                    : !Readiness.isReady(placement) ? "bad" : none ? "good" : "warning";
            assertThat(row).contains("data-tone=\"" + tone + "\"");
            placement
                    .getStatus()
                    .violations()
                    .forEach(violation -> assertThat(row).contains("<b>" + violation.type() + "</b>"));
        }
    }

    private static void loss(JsonNode data, JsonNode page, Loss loss) {
        assertThat(page.path("lp")).hasSize(loss.placements().size());
        for (int i = 0; i < loss.placements().size(); i++) {
            Loss.Hit hit = loss.placements().get(i);
            JsonNode told = page.path("lp").get(i);
            assertThat(data.path("p").get(told.get(0).asInt()).asText())
                    .isEqualTo(hit.placement().toString());
            assertThat(told.get(1).asInt()).isEqualTo(hit.lost());
            assertThat(data.path("t").get(told.get(2).asInt()).asText()).isEqualTo(hit.left() + "/" + hit.replicas());
            assertThat(told.get(5).asInt()).isEqualTo(hit.severity().ordinal());
        }
        assertThat(page.path("lb")).hasSize(loss.loadBalancers().size());
        for (int i = 0; i < loss.loadBalancers().size(); i++) {
            Loss.CutOff cut = loss.loadBalancers().get(i);
            JsonNode told = page.path("lb").get(i);
            assertThat(told.get(0).asText()).isEqualTo(cut.loadBalancer().toString());
            assertThat(told.get(3).asInt() == 0).isEqualTo(cut.everything());
        }
    }

    /** Who holds what where is what the statuses say. */
    private static void held(JsonNode data, Inventory inventory) {
        Map<String, String> told = new TreeMap<>();
        data.path("z")
                .forEach(zone -> zone.path("h")
                        .forEach(holder -> told.put(
                                data.path("p").get(holder.get(0).asInt()).asText() + " in "
                                        + zone.path("n").asText(),
                                holder.get(1).asInt() + ": "
                                        + data.path("t")
                                                .get(holder.get(2).asInt())
                                                .asText())));
        Map<String, String> statuses = new TreeMap<>();
        inventory
                .placements()
                .forEach(placement -> placement
                        .getStatus()
                        .zones()
                        .forEach(share -> statuses.put(
                                PlacementKey.of(placement) + " in " + share.zone(),
                                share.replicas() + ": " + share.indexes())));
        assertThat(told).isEqualTo(statuses);
    }

    private static String row(String html, JsonNode data, String key) {
        int p = 0;
        while (!data.path("p").get(p).asText().equals(key)) {
            p++;
        }
        int from = html.indexOf("id=\"p" + p + "\"");
        return html.substring(from, html.indexOf("</details>", from));
    }

    @Test
    void inTheWordsOfTheCommands() throws IOException {
        Cli cli = new Cli(Path.of(".."));
        String html = cli.run("map", "-f", SAMPLES.toString(), "--html", "-").out();
        JsonNode data = data(html);
        for (JsonNode zone : data.path("z")) {
            String said = cli.run("lose", zone.path("n").asText(), "-f", SAMPLES.toString())
                    .out()
                    .split("\n\n")[0];
            assertThat(zone.path("l").asText())
                    .isEqualTo(said.replace('\n', ' ').strip());
        }
        String verdict = cli.run("status", "-A", "-f", SAMPLES.toString()).out().split("\n\n")[0];
        assertThat(html).contains(verdict.replace('\n', ' ').strip());
    }
}
