package dev.cpm.operator.placement.decide;

import dev.cpm.operator.placement.fill.Fill;
import dev.cpm.operator.placement.fill.Problem;
import java.util.Arrays;

/**
 * What placing found: how many replicas each site ends with.
 *
 * @param eligible whether each site may take replicas, in the order of the scene's sites
 * @param counts replicas at each site, old and new
 * @param errors rules of severity Error that the assignment breaks
 * @param warnings rules of severity Warning that the assignment breaks
 */
public record Outcome(Scene scene, boolean[] eligible, Problem problem, int[] counts, int errors, int warnings) {

    /** Replicas in all sites. */
    public int total() {
        return Arrays.stream(counts).sum();
    }

    /** Replicas that were placed anew. */
    public int added() {
        return total() - scene.current().total();
    }

    /** Rule 4 across sets of regions; the set with more eligible sites wins a tie, since it says more. */
    boolean betterThan(Outcome other) {
        int[] mine = {-total(), errors, warnings};
        int order = Arrays.compare(mine, new int[] {-other.total(), other.errors, other.warnings});
        if (order == 0) {
            order = Fill.compare(problem, counts, other.counts);
        }
        return order != 0 ? order < 0 : eligibleSites() > other.eligibleSites();
    }

    private int eligibleSites() {
        int sites = 0;
        for (boolean site : eligible) {
            sites += site ? 1 : 0;
        }
        return sites;
    }
}
