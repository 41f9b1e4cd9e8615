package dev.cpm.operator.placement;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cpm.operator.placement.RandomCase.Size;
import dev.cpm.operator.placement.decide.Deciding;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The whole decision against brute force: every set of regions, with every assignment, judged by the words of rules 2
 * to 5; on many thousands of small cases.
 */
class RegionSetOptimalityTest {

    @ParameterizedTest(name = "seed {0}: up to {1} regions, {2} zones, {3} machines a zone, {4} replicas")
    @CsvSource({"1, 3, 4, 4, 6, 8000", "2, 4, 5, 3, 5, 6000", "3, 5, 5, 2, 4, 6000", "4, 2, 3, 9, 12, 4000"})
    void noAssignmentIsBetter(long seed, int regions, int zones, int machines, int replicas, int cases) {
        Random random = new Random(seed);
        for (int n = 0; n < cases; n++) {
            RandomCase drawn = RandomCase.draw(random, new Size(regions, zones, machines, replicas));
            PlainRules rules = drawn.plain();
            int[] best = PlainBest.counts(rules, drawn.wanted());
            assertThat(rules.zones().counts(decided(drawn)))
                    .as("seed %d, case %d: %s in %s", seed, n, drawn, rules.zones())
                    .isEqualTo(best);
        }
    }

    static Map<String, Integer> decided(RandomCase drawn) {
        Map<String, Integer> byZone = new TreeMap<>();
        Deciding.decide(drawn.scene())
                .shares()
                .forEach((zone, share) -> byZone.put(zone, share.indexes().size()));
        return byZone;
    }
}
