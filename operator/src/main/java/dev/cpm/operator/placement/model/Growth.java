package dev.cpm.operator.placement.model;

import dev.cpm.operator.api.Cpm;
import java.util.List;

/** By how much a remedy may propose to scale up: bounded, so that few machines that come free concern few placements. */
public final class Growth {
    /** By how many replicas to scale up, if that is to be an advice. */
    public static final List<Integer> STEPS = List.of(1, 2, 3, 5, 8);

    private static final int LARGEST_STEP = STEPS.get(STEPS.size() - 1);

    private Growth() {}

    /**
     * The most replicas that a remedy scales a placement to.
     *
     * @param minAvailable how many must remain after the loss of a zone; 0 where nothing is asked for
     */
    public static int most(int replicas, int minAvailable) {
        // Half of them remain in two zones; what is uneven takes some more.
        return Math.min(Cpm.MAX_REPLICAS, 2 * Math.max(replicas, minAvailable) + LARGEST_STEP);
    }
}
