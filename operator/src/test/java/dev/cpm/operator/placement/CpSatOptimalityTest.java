package dev.cpm.operator.placement;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.ortools.Loader;
import dev.cpm.operator.placement.RandomCase.Size;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The whole decision against an independent solver, on cases too large to try every assignment. */
class CpSatOptimalityTest {

    @BeforeAll
    static void loadSolver() {
        Loader.loadNativeLibraries();
    }

    @ParameterizedTest(name = "seed {0}: up to {1} regions, {2} zones, {3} machines a zone, {4} replicas")
    @CsvSource({"1, 3, 12, 20, 60, 80", "2, 6, 40, 30, 300, 80", "3, 6, 20, 8, 100, 60", "4, 16, 40, 8, 80, 80"})
    void noAssignmentIsBetter(long seed, int regions, int zones, int machines, int replicas, int cases) {
        Random random = new Random(seed);
        for (int n = 0; n < cases; n++) {
            RandomCase drawn = RandomCase.draw(random, new Size(regions, zones, machines, replicas));
            PlainRules rules = drawn.plain();
            int[] decided = rules.zones().counts(RegionSetOptimalityTest.decided(drawn));
            assertThat(leastBroken(rules, decided))
                    .as("is allowed: seed %d, case %d: %s", seed, n, drawn)
                    .isNotNull();
            assertThat(betterExists(rules, drawn.wanted(), decided))
                    .as("a better one exists: seed %d, case %d: %s", seed, n, drawn)
                    .isFalse();
        }
    }

    /** The order of rule 4 is total, so whatever else is allowed must be worse, and the solver must see that. */
    @Test
    void theSolverIsNotContentWithLess() {
        Random random = new Random(4);
        int worse = 0;
        while (worse < 40) {
            RandomCase drawn = RandomCase.draw(random, new Size(4, 12, 12, 60));
            PlainRules rules = drawn.plain();
            int[] counts = rules.zones().counts(RegionSetOptimalityTest.decided(drawn));
            if (counts.length == 0) {
                continue;
            }
            int from = random.nextInt(counts.length);
            int to = random.nextInt(counts.length);
            counts[from]--;
            counts[to] += random.nextBoolean() ? 1 : 0;
            boolean differs = from != to && counts[from] >= rules.zones().held()[from];
            if (differs && leastBroken(rules, counts) != null) {
                worse++;
                assertThat(betterExists(rules, drawn.wanted(), counts))
                        .as("%s is not the best of %s", counts, drawn)
                        .isTrue();
            }
        }
    }

    private static boolean betterExists(PlainRules rules, int wanted, int[] counts) {
        int[] broken = leastBroken(rules, counts);
        return rules.eligible().stream()
                .map(eligible -> new CpSatModel(rules, eligible, wanted))
                .anyMatch(model -> new CpSatBetter(model).exists(counts, broken[0], broken[1]));
    }

    /** What the assignment breaks, over the set of regions that it was made for; null if none allows it. */
    private static int[] leastBroken(PlainRules rules, int[] counts) {
        int[] least = null;
        for (boolean[] eligible : rules.eligible()) {
            if (rules.allowed(counts, eligible)) {
                int[] broken = rules.broken(counts, eligible);
                least = least == null || Arrays.compare(broken, least) < 0 ? broken : least;
            }
        }
        return least;
    }
}
