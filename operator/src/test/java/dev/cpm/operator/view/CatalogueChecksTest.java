package dev.cpm.operator.view;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.cpm.operator.api.Interconnect;
import dev.cpm.operator.api.Region;
import dev.cpm.operator.view.Check.Result;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What {@code check} says of a catalogue that does not fit together. */
class CatalogueChecksTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private static Check joined(String... interconnects) throws JsonProcessingException {
        List<HasMetadata> objects = new ArrayList<>();
        objects.add(MAPPER.readValue("{\"metadata\": {\"name\": \"r1\"}, \"spec\": {}}", Region.class));
        for (String interconnect : interconnects) {
            objects.add(MAPPER.readValue(interconnect, Interconnect.class));
        }
        return CatalogueChecks.of(Inventory.of(objects)).stream()
                .filter(check -> check.sentence().equals("every Interconnect joins Regions that exist"))
                .findFirst()
                .orElseThrow();
    }

    private static String interconnect(String name, String spec) {
        return "{\"metadata\": {\"name\": \"" + name + "\"}, \"spec\": {" + spec + "}}";
    }

    /** An account may have several to one region. */
    @Test
    void anInterconnectThatJoinsNothingIsNamed() throws JsonProcessingException {
        Check check = joined(
                interconnect("one", "\"account\": \"acme\", \"regions\": [\"r1\", \"gone\"]"),
                interconnect("two", "\"account\": \"acme\", \"regions\": [\"lost\", \"gone\"]"),
                interconnect("three", "\"regions\": [\"gone\", null]"));
        assertThat(check.result()).isEqualTo(Result.Warning);
        assertThat(check.why())
                .containsExactlyInAnyOrder(
                        "one of account acme names gone, which does not exist",
                        "two of account acme names lost, which does not exist",
                        "two of account acme names gone, which does not exist",
                        "three names gone, which does not exist");
    }

    @Test
    void oneWithoutASpecNamesNothing() throws JsonProcessingException {
        assertThat(joined("{\"metadata\": {\"name\": \"bare\"}}").result()).isEqualTo(Result.Ok);
    }
}
