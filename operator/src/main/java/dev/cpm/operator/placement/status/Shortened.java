package dev.cpm.operator.placement.status;

import dev.cpm.operator.api.BlockerReason;
import dev.cpm.operator.api.Bounds;
import dev.cpm.operator.api.LoadBalancerStatus.LoadBalancerViolation;
import dev.cpm.operator.api.PlacementStatus.Blocker;
import dev.cpm.operator.api.Violation;
import dev.cpm.operator.placement.decide.Refusal;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Keeps statuses readable, and far from what an object may be large, where there are hundreds of zones. The assignment is
 * always whole. Of what explains it, some stand for all where there are too many, and it is said how many more there are.
 */
final class Shortened {
    /** Sentences in one message. */
    private static final int SENTENCES = 10;

    /** Of each reason, once there are more blockers than {@link Bounds#BLOCKERS}. */
    private static final int OF_A_REASON = Bounds.BLOCKERS / BlockerReason.values().length;

    private Shortened() {}

    /** The blocker of every zone; of very many zones the first few for each reason, of which the last counts the rest. */
    static List<Blocker> blockers(Map<String, Refusal> refusals) {
        boolean all = refusals.size() <= Bounds.BLOCKERS;
        Map<BlockerReason, Long> left = refusals.values().stream()
                .collect(Collectors.groupingBy(
                        Refusal::reason, () -> new EnumMap<>(BlockerReason.class), Collectors.counting()));
        Map<BlockerReason, Integer> listed = new EnumMap<>(BlockerReason.class);
        List<Blocker> blockers = new ArrayList<>();
        refusals.forEach((zone, refusal) -> {
            int number = listed.merge(refusal.reason(), 1, Integer::sum);
            long more = left.get(refusal.reason()) - number;
            if (all || number < OF_A_REASON || more == 0 && number == OF_A_REASON) {
                blockers.add(new Blocker(zone, refusal.reason(), refusal.message()));
            } else if (number == OF_A_REASON) {
                blockers.add(new Blocker(
                        zone, refusal.reason(), refusal.message() + "; and " + more + " more zone(s) for this reason"));
            }
        });
        return blockers;
    }

    /** The same violation with no more zones and regions listed than a status may have; its message counts them all. */
    static Violation violation(Violation v) {
        return v.listing(names(v.zones()), names(v.regions()));
    }

    /** The same of a load balancer. */
    static LoadBalancerViolation violation(LoadBalancerViolation v) {
        return v.listing(names(v.zones()), names(v.regions()));
    }

    private static List<String> names(List<String> names) {
        return names.size() <= Bounds.CONCERNED ? names : names.subList(0, Bounds.CONCERNED);
    }

    /** Many sentences in one, of which the first ones are given. */
    static String sentences(List<String> sentences) {
        String given = sentences.stream().limit(SENTENCES).collect(Collectors.joining("; "));
        int more = sentences.size() - SENTENCES;
        return more <= 0 ? given : given + "; and " + more + " more";
    }
}
