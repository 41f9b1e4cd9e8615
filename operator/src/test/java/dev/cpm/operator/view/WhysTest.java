package dev.cpm.operator.view;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.cpm.operator.api.Placement;
import dev.cpm.operator.api.Region;
import dev.cpm.operator.api.Zone;
import dev.cpm.operator.cli.report.Paint;
import dev.cpm.operator.cli.report.WhyText;
import dev.cpm.operator.placement.model.PlacementKey;
import dev.cpm.operator.placement.world.World;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.Help.Ansi;

/** What {@code why} says of zones that are not as they should be. */
class WhysTest {
    @Test
    void aZoneMayNameNoRegion() throws JsonProcessingException {
        ObjectMapper mapper = new ObjectMapper();
        World world = new World();
        world.put(mapper.readValue("{\"metadata\": {\"name\": \"lost\"}, \"spec\": {}}", Zone.class));
        world.put(mapper.readValue("{\"metadata\": {\"name\": \"bare\"}}", Zone.class));
        String web = "{\"metadata\": {\"name\": \"web\", \"namespace\": \"shop\"},"
                + " \"spec\": {\"machineType\": \"m1\", \"regions\": [\"r1\"]}}";
        world.put(mapper.readValue(web, Placement.class));
        Why why = Whys.of(world, new PlacementKey("shop", "web")).orElseThrow();
        assertThat(why.zones())
                .extracting(Why.Zone::message)
                .containsExactly("the Zone names no region", "the Zone names no region");
        assertThat(String.join("\n", new WhyText(why, new Paint(Ansi.OFF), 80).lines()))
                .endsWith("\nNot in spec.regions: (no region) (bare, lost).");
    }

    /** Who has hundreds is not shown hundreds of lines that say one and the same. */
    @Test
    void zonesOfOtherRegionsAreNamedWhileTheyAreFew() throws JsonProcessingException {
        assertThat(others(20))
                .startsWith("Not in spec.regions: r2 (z01, z02, z03,")
                .endsWith("z19, z20).");
        assertThat(others(21)).isEqualTo("Not in spec.regions: r2 (21 zones). -o yaml names them.");
    }

    /** Without a zone there is no row that could tell it. */
    @Test
    void aRegionThatDoesNotExistIsToldOf() throws JsonProcessingException {
        assertThat(askingFor("nowhere"))
                .containsExactly(
                        "shop/web wants 1 replica, and 0 have a zone. No zone takes one more.",
                        "spec.regions names nowhere: there is no such Region; none exists yet.");
        assertThat(askingFor("nowhere", "ap-beijing", "ap-shanghai"))
                .contains("spec.regions names nowhere: there is no such Region; there are ap-beijing and ap-shanghai.");
        assertThat(askingFor("ap-bejing", "ap-beijing", "ap-shanghai"))
                .contains("spec.regions names ap-bejing: there is no such Region; did you mean ap-beijing?");
        assertThat(askingFor("ap-beijing", "ap-beijing")).hasSize(1);
    }

    private static List<String> askingFor(String region, String... existing) throws JsonProcessingException {
        ObjectMapper mapper = new ObjectMapper();
        World world = new World();
        for (String name : existing) {
            world.put(mapper.readValue("{\"metadata\": {\"name\": \"" + name + "\"}, \"spec\": {}}", Region.class));
        }
        String web = "{\"metadata\": {\"name\": \"web\", \"namespace\": \"shop\"},"
                + " \"spec\": {\"machineType\": \"m1\", \"regions\": [\"" + region + "\"]}}";
        world.put(mapper.readValue(web, Placement.class));
        return new WhyText(Whys.of(world, new PlacementKey("shop", "web")).orElseThrow(), new Paint(Ansi.OFF), 200)
                .lines();
    }

    private static String others(int zones) throws JsonProcessingException {
        ObjectMapper mapper = new ObjectMapper();
        World world = new World();
        for (int i = 1; i <= zones; i++) {
            String zone = "{\"metadata\": {\"name\": \"z%02d\"}, \"spec\": {\"region\": \"r2\"}}";
            world.put(mapper.readValue(zone.formatted(i), Zone.class));
        }
        String web = "{\"metadata\": {\"name\": \"web\", \"namespace\": \"shop\"},"
                + " \"spec\": {\"machineType\": \"m1\", \"regions\": [\"r1\"]}}";
        world.put(mapper.readValue(web, Placement.class));
        Why why = Whys.of(world, new PlacementKey("shop", "web")).orElseThrow();
        List<String> lines = new WhyText(why, new Paint(Ansi.OFF), 400).lines();
        return lines.get(lines.size() - 1);
    }
}
