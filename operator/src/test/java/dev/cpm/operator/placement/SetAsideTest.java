package dev.cpm.operator.placement;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cpm.operator.api.FieldError;
import dev.cpm.operator.api.Placement;
import dev.cpm.operator.api.ZoneSpec;
import dev.cpm.operator.placement.model.Indexes;
import dev.cpm.operator.placement.model.Known;
import dev.cpm.operator.placement.model.PlacementKey;
import dev.cpm.operator.placement.model.ZoneInfo;
import dev.cpm.operator.placement.world.World;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A placement whose status tells what is assigned in a way that cannot be read: it keeps it, whatever it is. */
class SetAsideTest {
    private static final PlacementKey OLD = new PlacementKey("default", "old");
    private static final PlacementKey NEW = new PlacementKey("default", "new");
    private static final KubernetesSerialization SERIALIZATION = new KubernetesSerialization();

    private final World world = new World();

    @BeforeEach
    void threeMachines() {
        world.region("r1", true);
        var machines = List.of(new ZoneSpec.Capacity("m1", 3));
        world.zone("r1-a", ZoneInfo.of("r1-a", Map.of(), new ZoneSpec("r1", null, null, machines)));
    }

    private static Known known(PlacementKey key, int replicas, String status) {
        return Known.of(SERIALIZATION.unmarshal("""
                {"apiVersion": "cpm.dev/v1alpha1", "kind": "Placement",
                 "metadata": {"name": "%s", "namespace": "default", "generation": 1},
                 "spec": {"machineType": "m1", "replicas": %d, "regions": ["r1"]}, "status": %s}
                """.formatted(key.name(), replicas, status), Placement.class));
    }

    /** As another version of the operator might have written it. */
    private static String status(String indexes) {
        return """
                {"machineType": "m1", "zones": [{"zone": "r1-a", "region": "r1", "replicas": 2, "indexes": %s}]}
                """.formatted(indexes);
    }

    private int placed(PlacementKey key) {
        return Round.of(world, Set.of(OLD, NEW), TestWorld.NOW).stream()
                .filter(answer -> answer.known().key().equals(key))
                .mapToInt(answer -> answer.assignment().total())
                .sum();
    }

    @Test
    void itsMachinesAreTakenAndNothingIsDecided() {
        Known old = known(OLD, 2, status("[0, 1]"));
        assertThat(old.lost())
                .extracting(FieldError::toString)
                .containsExactly("status.zones[0].indexes: Invalid value: a list: must be text");
        world.placement(old);
        world.placement(known(NEW, 3, "{}"));
        assertThat(placed(NEW)).isEqualTo(1);
        assertThat(Round.of(world, Set.of(OLD, NEW), TestWorld.NOW))
                .extracting(answer -> answer.known().key())
                .containsExactly(NEW);
    }

    /** Somebody edited it while no operator was there to put it right. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", quoteCharacter = '\'', textBlock = """
            "0;1"     | Invalid value: "0;1": tells where 0 of 2 replicas are
            "0,one"   | Invalid value: "0,one": tells where 1 of 2 replicas are
            "0-"      | Invalid value: "0-": tells where 0 of 2 replicas are
            "0"       | Invalid value: "0": tells where 1 of 2 replicas are
            "1,1"     | Invalid value: "1,1": tells where 1 of 2 replicas are
            "0-10000" | Invalid value: "0-10000": tells where 0 of 2 replicas are
            ""        | Invalid value: "": tells where 0 of 2 replicas are
            null      | Required value: tells where 0 of 2 replicas are
            """)
    void indexesThatAreFewerThanTheReplicasLeaveNoMachineForAnother(String indexes, String error) {
        Known old = known(OLD, 2, status(indexes));
        assertThat(old.lost())
                .extracting(FieldError::toString)
                .containsExactly("status.zones[0].indexes: " + error + "; write each index once, such as \"0,2,4-6\"");
        world.placement(old);
        world.placement(known(NEW, 3, "{}"));
        assertThat(placed(NEW)).isEqualTo(1);
        assertThat(placed(OLD)).isZero();
    }

    /** What the status lacks then is written again. */
    @ParameterizedTest
    @ValueSource(strings = {"\"0-2\"", "\"0,1,x\"", "\" 1, 0\""})
    void indexesThatAreAsManyAreRead(String indexes) {
        Known old = known(OLD, 2, status(indexes));
        assertThat(old.setAside()).isFalse();
        assertThat(old.assignment().total()).isGreaterThanOrEqualTo(2);
    }

    @Test
    void anIndexThatIsInTwoZonesStandsForTwoMachines() {
        Known old = known(OLD, 2, """
                {"machineType": "m1", "zones": [{"zone": "r0-a", "region": "r1", "replicas": 2, "indexes": "0,1"},
                 {"zone": "r1-a", "region": "r1", "replicas": 2, "indexes": "0,1"}]}""");
        assertThat(old.setAside()).isTrue();
        world.placement(old);
        world.placement(known(NEW, 3, "{}"));
        assertThat(placed(NEW)).isEqualTo(1);
    }

    @Test
    void indexesWithoutANumberAreReadOrSetAside() {
        assertThat(known(OLD, 1, "{\"zones\": [{\"zone\": \"r1-a\", \"indexes\": \"none\"}]}")
                        .setAside())
                .isTrue();
        assertThat(known(OLD, 1, "{\"zones\": [{\"zone\": \"r1-a\", \"indexes\": \"7\"}]}")
                        .setAside())
                .isFalse();
    }

    @Test
    void onceItIsPutRightTheStatusCounts() {
        Known old = known(OLD, 2, status("[3, 7]"));
        Known mended = old.updatedFrom(known(OLD, 2, status("\"3,7\"")));
        assertThat(mended.setAside()).isFalse();
        assertThat(mended.assignment().indexes()).isEqualTo(Indexes.of(3, 7));
    }

    @Test
    void whoeverSpoilsAStatusDoesNotSpoilWhatIsKnown() {
        Known before = known(OLD, 2, status("\"3,7\""));
        Known spoiled = before.updatedFrom(known(OLD, 2, status("[0]")));
        assertThat(spoiled.setAside()).isFalse();
        assertThat(spoiled.assignment().indexes()).isEqualTo(Indexes.of(3, 7));
        assertThat(before.updatedFrom(known(OLD, 2, status("\"x\""))).setAside())
                .isFalse();
        world.placement(spoiled);
        RoundAnswer answer = Round.of(world, Set.of(OLD), TestWorld.NOW).get(0);
        assertThat(answer.changed()).as("what cannot be read is written over").isTrue();
    }

    @Test
    void aStatusOfWhichNothingCanBeReadMayTellOfAnyMachines() {
        Known old = known(OLD, 2, "\"r1-a: 2\"");
        assertThat(old.setAside()).isTrue();
        world.placement(old);
        assertThat(Round.of(world, Set.of(OLD), TestWorld.NOW)).isEmpty();
    }

    @Test
    void whatOnlyExplainsIsWrittenOver() {
        Known known = known(OLD, 1, "{\"violations\": 5, \"conditions\": [null, 7], \"placed\": \"many\"}");
        assertThat(known.setAside()).isFalse();
        world.placement(known);
        assertThat(placed(OLD)).isEqualTo(1);
    }
}
