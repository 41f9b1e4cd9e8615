package dev.cpm.operator.placement;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cpm.operator.api.BlockerReason;
import dev.cpm.operator.api.Severity;
import dev.cpm.operator.api.Violation;
import dev.cpm.operator.api.ViolationType;
import dev.cpm.operator.placement.decide.Breach;
import dev.cpm.operator.placement.model.Known;
import dev.cpm.operator.placement.model.PlacementKey;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A violation that a placement was told of, with what is known of it before anything is done.
 *
 * @param before what was decided and found then
 */
record Complaint(Known known, Violation violation, Result before) {
    private static final Pattern TERM = Pattern.compile(
            "held back by (?:colocateWith|separateFrom) ([^\\s,]+)|but ([^\\s,]+), which the placement is to be");

    private static final Set<ViolationType> LINKS =
            Set.of(ViolationType.CrossRegionWithoutInterconnect, ViolationType.InterconnectNotActive);
    private static final Map<ViolationType, Set<BlockerReason>> BLOCKERS = Map.of(
            ViolationType.CapacityExceeded, Set.of(BlockerReason.InsufficientCapacity),
            ViolationType.SkewExceeded, Set.of(BlockerReason.MaxSkewExceeded),
            ViolationType.AvailabilityAtRisk, Set.of(BlockerReason.AvailabilityCap),
            ViolationType.AffinityNotSatisfied, Set.of(BlockerReason.AffinityNotSatisfied),
            ViolationType.LoadBalancerCrossRegion, Set.of(BlockerReason.LoadBalancerCrossRegion),
            ViolationType.CrossRegionWithoutInterconnect,
                    Set.of(BlockerReason.NoInterconnect, BlockerReason.PeerUnreachable),
            ViolationType.InterconnectNotActive, Set.of(BlockerReason.NoInterconnect, BlockerReason.PeerUnreachable));

    ViolationType type() {
        return violation.type();
    }

    boolean overRegions() {
        return violation.message().contains(" over regions")
                || violation.message().contains(" regions that minDomains");
    }

    boolean hard() {
        return violation.severity() == Severity.Error;
    }

    /** Whether replicas are unplaced because of it, as its message or a blocker says. */
    boolean waiting() {
        Set<BlockerReason> reasons = BLOCKERS.getOrDefault(type(), Set.of());
        return violation.message().matches(".* (held back|unplaced because|no machine).*")
                || known.status().blockers().stream().anyMatch(blocker -> reasons.contains(blocker.reason()));
    }

    /** The placement that an affinity is about. */
    String other() {
        Matcher term = TERM.matcher(violation.message());
        assertThat(term.find()).as(violation.message()).isTrue();
        return term.group(1) != null ? term.group(1) : term.group(2);
    }

    /** The key that a name in the text stands for. */
    PlacementKey key(String name) {
        return name.contains("/")
                ? TestWorld.key(name)
                : new PlacementKey(known.key().namespace(), name);
    }

    String account() {
        return before.judged().findings().request().account();
    }

    String machineType() {
        return before.judged().findings().request().machineType();
    }

    List<String> regions() {
        return known.spec().regions();
    }

    /** It is gone or less, or more are placed where some were unplaced because of it; and nobody lost his place. */
    void helped(Result after) {
        assertThat(after.placed())
                .as("placed, %s after %s", after.zones(), before.zones())
                .isGreaterThanOrEqualTo(before.placed());
        boolean more = waiting() && after.placed() > before.placed();
        assertThat(more || less(after))
                .as(
                        "helps: %s after %s: %s",
                        after.zones(),
                        before.zones(),
                        after.of(type()).stream().map(Breach::message).toList())
                .isTrue();
    }

    private Stream<String> saidBy(Result after) {
        return after.of(type()).stream().map(Breach::message);
    }

    private boolean less(Result after) {
        if (LINKS.contains(type()) && saidBy(after).noneMatch(violation.message()::equals)) {
            // Another pair of regions may be what is missing next.
            return true;
        }
        int fewer = before.of(type()).size() - after.of(type()).size();
        return fewer > 0 || fewer == 0 && after.amount(type()) < before.amount(type());
    }

    /** This very thing is not said any more; something else of its kind may be. */
    void saidNoMore(Result after) {
        assertThat(saidBy(after)).doesNotContain(violation.message());
    }

    /** Nothing of its kind is said any more. */
    void gone(Result after) {
        helped(after);
        assertThat(after.of(type())).extracting(Breach::message).isEmpty();
    }
}
