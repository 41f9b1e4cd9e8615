package dev.cpm.operator.placement;

import dev.cpm.operator.api.PlacementSpec.Rebalance;
import dev.cpm.operator.api.PlacementSpec.TopologySpreadConstraint.CapacityPolicy;
import dev.cpm.operator.api.PlacementStatus;
import dev.cpm.operator.placement.model.Assignment;
import dev.cpm.operator.placement.model.Known;
import dev.cpm.operator.placement.status.Defect;
import dev.cpm.operator.placement.world.World;

/**
 * What a placement is told.
 *
 * @param known the placement as it was when it was decided
 * @param assignment its assignment from now on
 * @param status its status from now on; equal to the known one where nothing changed
 * @param certain whether what is said of its skew stays true whatever machines come and go
 * @param again whether it is to be decided again at once: there is more to give it than this round did
 * @param failure the defect of the operator for which there is no better answer, or null
 */
public record RoundAnswer(
        Known known,
        Assignment assignment,
        PlacementStatus status,
        boolean certain,
        boolean again,
        RuntimeException failure) {

    /** It keeps what it has. */
    public static RoundAnswer failed(Known known, RuntimeException failure, String now) {
        return new RoundAnswer(known, known.assignment(), Defect.status(known, now), false, false, failure);
    }

    public boolean changed() {
        return !status.equals(known.status());
    }

    /** Tells the world that it is stored, over the placement as it was when it was decided. */
    public void storedIn(World world) {
        storedIn(world, known);
    }

    /** The same, over the placement as it is known now. */
    public void storedIn(World world, Known now) {
        world.answered(now.stored(assignment, status), happy());
        decideAgain(world);
    }

    /** Tells the world that it says nothing new. */
    public void unchangedIn(World world) {
        world.happy(known.key(), happy());
        decideAgain(world);
    }

    private void decideAgain(World world) {
        if (again) {
            world.concern(known.key());
        }
    }

    /** Whether it assigns or releases any replica, or says that one is in another region than before. */
    public boolean moves() {
        return !assignment.equals(known.assignment());
    }

    /** Nothing is left to wish for: all placed, no rule broken, and no other placement can change that. */
    private boolean happy() {
        return certain
                && status.placed() >= status.replicas()
                && status.violations().isEmpty()
                && !mindsFreeMachines()
                && !mayMove();
    }

    /** What is proposed changes with the machines that are free. */
    private boolean mayMove() {
        return known.spec().rebalance() == Rebalance.OnApproval
                && status.topology() != null
                && status.topology().zoneSkew() > 0;
    }

    /** Under {@code Honor} the skew of what is placed changes with the machines that are free. */
    private boolean mindsFreeMachines() {
        return known.spec().topologySpreadConstraints().stream()
                .anyMatch(constraint -> constraint != null && constraint.capacityPolicy() == CapacityPolicy.Honor);
    }
}
