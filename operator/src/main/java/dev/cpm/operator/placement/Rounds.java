package dev.cpm.operator.placement;

import dev.cpm.operator.placement.model.PlacementKey;
import dev.cpm.operator.placement.world.World;
import java.util.List;
import java.util.Set;

/** Answers the placements that a round concerns. The operator's is {@link #BY_THE_RULES}; tests give others. */
@FunctionalInterface
public interface Rounds {
    /** By {@link Round}. */
    Rounds BY_THE_RULES = new Rounds() {
        @Override
        public List<RoundAnswer> of(World world, Set<PlacementKey> concerned, String now) {
            return Round.of(world, concerned, now);
        }

        @Override
        public List<DueAnswer> begin(World world, Set<PlacementKey> concerned, String now) {
            return Round.begin(world, concerned, now);
        }
    };

    /** The answers to the concerned placements, and to those whose explanation this changes. */
    List<RoundAnswer> of(World world, Set<PlacementKey> concerned, String now);

    /** The same answers, each found out when it is asked for. */
    default List<DueAnswer> begin(World world, Set<PlacementKey> concerned, String now) {
        return of(world, concerned, now).stream()
                .map(answer -> new DueAnswer(answer.known().key(), true, answer.assignment(), Set.of(), () -> answer))
                .toList();
    }
}
