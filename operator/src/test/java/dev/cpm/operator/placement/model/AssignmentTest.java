package dev.cpm.operator.placement.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cpm.operator.api.PlacementStatus.ZoneAssignment;
import dev.cpm.operator.placement.model.Assignment.Share;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is assigned, read from a status and written to it. */
class AssignmentTest {

    @Test
    void isReadAndWrittenByZoneName() {
        Assignment read = Assignment.of(List.of(zone("r1-b", 2, "1,3"), zone("r1-a", 3, "0,2,4")));
        assertThat(read.total()).isEqualTo(5);
        assertThat(read.count("r1-b")).isEqualTo(2);
        assertThat(read.indexes()).hasToString("0-4");
        assertThat(read.toStatus()).containsExactly(zone("r1-a", 3, "0,2,4"), zone("r1-b", 2, "1,3"));
        assertThat(Assignment.of(read.toStatus())).isEqualTo(read);
    }

    @Test
    void anIndexInTwoZonesCountsInTheFirst() {
        Assignment read = Assignment.of(List.of(zone("r1-b", 2, "0,1"), zone("r1-a", 1, "0")));
        assertThat(read.toStatus()).containsExactly(zone("r1-a", 1, "0"), zone("r1-b", 1, "1"));
    }

    @Test
    void aZoneThatIsListedTwiceHasAllOfIt() {
        Assignment read = Assignment.of(List.of(zone("r1-a", 1, "2"), zone("r1-a", 2, "0,1")));
        assertThat(read.toStatus()).containsExactly(zone("r1-a", 3, "0-2"));
    }

    @Test
    void aStatusEditedByHandIsReadAsFarAsItGoes() {
        List<ZoneAssignment> edited = new ArrayList<>();
        edited.add(null);
        edited.add(new ZoneAssignment(null, "r1", 1, "5"));
        edited.add(new ZoneAssignment("r1-a", null, 77, "0,none"));
        edited.add(new ZoneAssignment("r1-b", "r1", 3, null));
        Assignment read = Assignment.of(edited);
        assertThat(read.total()).isEqualTo(1);
        assertThat(read.toStatus()).containsExactly(new ZoneAssignment("r1-a", null, 1, "0"));
    }

    @Test
    void aZoneWithoutReplicasIsNotThere() {
        Assignment two = Assignment.of(List.of(zone("r1-a", 1, "0"), zone("r1-b", 1, "1")));
        Assignment one = two.with(Map.of("r1-a", new Share("r1", Indexes.NONE)));
        assertThat(one.shares()).containsOnlyKeys("r1-b");
        assertThat(two.shares()).as("never changes").containsOnlyKeys("r1-a", "r1-b");
    }

    private static ZoneAssignment zone(String name, int replicas, String indexes) {
        return new ZoneAssignment(name, "r1", replicas, indexes);
    }
}
