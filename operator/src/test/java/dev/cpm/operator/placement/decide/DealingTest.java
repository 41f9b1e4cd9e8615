package dev.cpm.operator.placement.decide;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cpm.operator.api.PlacementStatus.ZoneAssignment;
import dev.cpm.operator.placement.model.Assignment;
import dev.cpm.operator.placement.model.Indexes;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Rules 4 and 6: which index goes where, and which go. Zones a, b, c stand in the order of preference. */
class DealingTest {

    @Test
    void indexesAreDealtInTurn() {
        assertThat(deal(has("", "", ""), 2, 2, 1)).isEqualTo(has("0,3", "1,4", "2"));
    }

    @Test
    void theEmptierZoneGetsTheLowerIndexes() {
        assertThat(deal(has("0,1", "", "2"), 3, 3, 2)).isEqualTo(has("0,1,6", "3,4,7", "2,5"));
    }

    @Test
    void aZoneThatGetsNothingIsPassedOver() {
        assertThat(deal(has("", "", ""), 3, 0, 1)).isEqualTo(has("0,2,3", "", "1"));
    }

    @Test
    void freeIndexesAreTakenLowestFirst() {
        assertThat(deal(has("1", "4", ""), 2, 2, 1)).isEqualTo(has("1,2", "3,4", "0"));
    }

    @Test
    void theFullestZoneGivesItsHighestIndex() {
        assertThat(release(has("0,3,5", "1,4", "2"), 1)).isEqualTo(has("0,3", "1,4", "2"));
        assertThat(release(has("0,3,5", "1,4", "2"), 3))
                .isEqualTo(has("0", "1", "2").with(kept("b", "1")));
    }

    @Test
    void ofEquallyFullZonesTheLastGives() {
        assertThat(release(has("0,3", "1,4", "2,5"), 1)).isEqualTo(has("0,3", "1,4", "2"));
        assertThat(release(has("0", "1", "2"), 2)).isEqualTo(has("0", "", ""));
    }

    @Test
    void allCanGo() {
        assertThat(release(has("0,3", "1", "2"), 4)).isEqualTo(Assignment.NONE);
    }

    /** Ten thousand replicas in a thousand zones; about a millisecond, so that a second means that something is wrong. */
    @Test
    void manyAreDealtEvenly() {
        List<String> names = IntStream.range(0, 1000).mapToObj(z -> "zone-" + z).toList();
        List<String> sorted = names.stream().sorted().toList();
        List<Site> sites = names.stream()
                .map(name -> new Site(name, "r1", null, sorted.indexOf(name), true, 0, 0))
                .toList();
        int[] counts = new int[1000];
        Arrays.fill(counts, 10);
        Assignment dealt = Dealing.deal(Assignment.NONE, sites, counts);
        assertThat(dealt.count("zone-999")).isEqualTo(10);
        assertThat(dealt.shares().get("zone-7").indexes())
                .isEqualTo(
                        Indexes.of(IntStream.range(0, 10).map(i -> 7 + 1000 * i).toArray()));
        assertThat(dealt.indexes()).hasToString("0-9999");
    }

    private static final List<String> ZONES = List.of("a", "b", "c");

    private static Assignment deal(Assignment now, int... counts) {
        return Dealing.deal(now, sites(now), counts);
    }

    private static Assignment release(Assignment now, int surplus) {
        return Dealing.release(now, sites(now), surplus);
    }

    private static List<Site> sites(Assignment now) {
        return ZONES.stream()
                .map(name -> new Site(name, "r1", null, ZONES.indexOf(name), true, now.count(name), 0))
                .toList();
    }

    private static Assignment has(String... indexes) {
        return Assignment.of(IntStream.range(0, indexes.length)
                .mapToObj(z -> new ZoneAssignment(ZONES.get(z), "r1", null, indexes[z]))
                .toList());
    }

    private static Map<String, Assignment.Share> kept(String zone, String indexes) {
        return new TreeMap<>(Map.of(zone, new Assignment.Share("r1", Indexes.parse(indexes))));
    }
}
