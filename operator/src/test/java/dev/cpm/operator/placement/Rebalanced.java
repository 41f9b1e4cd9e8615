package dev.cpm.operator.placement;

import dev.cpm.operator.api.PlacementStatus.LastProposal;
import dev.cpm.operator.api.PlacementStatus.Proposal;
import dev.cpm.operator.api.ZoneState;

/** What stories of {@code spec.rebalance} have in common: the placement web, to which moves are proposed. */
final class Rebalanced {
    private Rebalanced() {}

    /** Four replicas in the only open zone; then a second one opens. */
    static TestWorld crowded(Ask ask) {
        return new TestWorld()
                .zone("r1-a", 10)
                .zone("r1-b", ZoneState.ComingSoon, 10)
                .apply(ask)
                .settle()
                .zone("r1-b", 10)
                .settle();
    }

    /** What is proposed, or null. */
    static Proposal proposal(TestWorld world) {
        return world.status("web").proposal();
    }

    /** What became of the last approval. */
    static LastProposal last(TestWorld world) {
        return world.status("web").lastProposal();
    }

    /** Approves what is proposed. */
    static TestWorld approve(TestWorld world) {
        return world.approve("web", proposal(world).id()).settle();
    }
}
