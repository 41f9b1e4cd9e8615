package dev.cpm.operator.placement.moves;

import dev.cpm.operator.api.Bounds;
import dev.cpm.operator.api.Digest;
import dev.cpm.operator.api.PlacementStatus;
import dev.cpm.operator.api.PlacementStatus.Move;
import dev.cpm.operator.api.PlacementStatus.Proposal;
import dev.cpm.operator.api.Violation;
import dev.cpm.operator.api.ZoneState;
import dev.cpm.operator.placement.decide.Findings;
import dev.cpm.operator.placement.decide.Scene;
import dev.cpm.operator.placement.decide.Site;
import dev.cpm.operator.placement.model.Assignment;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * {@code status.proposal}: moves that wait for approval. A moved replica is away until its new machine is in service,
 * which nobody tells the operator; so one proposal moves no more than {@code minAvailable} can spare, and the rest is
 * proposed when those were moved.
 */
public final class Proposals {
    /** As hexadecimal digits behind an m, with which it is no number in YAML: to be told apart, and typed. */
    private static final int ID_BYTES = 5;

    private static final int ONE_BY_ONE = 32;

    /**
     * What is proposed.
     *
     * @param all moves that are to come in all, those of this proposal first
     * @param then what is said once all of them are made
     */
    public record Offer(Proposal proposal, int all, Judged now, Judged then) {

        /** Whether the violations of its type are gone then, or less, and that is not to the good of others alone. */
        boolean mends(Violation violation) {
            boolean helps = new Trial(now, violation.type(), false).helps(then);
            return helps && (violation.remedy().equals(Trial.APPROVE) || !then.leaves(violation, now));
        }
    }

    /** As many of a plan's moves as can be made at once. */
    record Beginning(Rebalancing.Plan plan, List<Move> moves) {

        /** Whether these are all of them. */
        boolean whole() {
            return moves.size() == plan.moves().size();
        }
    }

    private Proposals() {}

    /**
     * What is to be proposed.
     *
     * @param told the last status, or null
     * @param lastId the id that was approved last, whatever became of it, or null
     */
    public static Optional<Offer> of(Findings findings, PlacementStatus told, String lastId) {
        if (!findings.request().movesOnApproval()) {
            return Optional.empty();
        }
        Judged now = Judged.of(findings);
        return beginning(now).map(beginning -> offer(beginning, now, told, lastId));
    }

    /** What could be proposed, were moves asked for: the best plan, and the moves of it that come first. */
    static Optional<Beginning> beginning(Judged now) {
        Findings findings = now.findings();
        boolean settled = findings.heldBack() == null
                && findings.outcome().added() == 0
                && findings.assignment().total() <= findings.request().replicas();
        return settled ? Rebalancing.best(now).flatMap(plan -> beginning(plan, now)) : Optional.empty();
    }

    private static Offer offer(Beginning beginning, Judged now, PlacementStatus told, String lastId) {
        Rebalancing.Plan plan = beginning.plan();
        List<Move> moves = beginning.moves();
        Scene scene = now.findings().scene();
        int after = moves.size() == plan.moves().size()
                ? plan.then().zoneSkew()
                : Judged.after(scene, Moving.apply(scene, moves)).zoneSkew();
        Proposal proposal = new Proposal(id(scene, moves, told, lastId), moves, now.zoneSkew(), after);
        return new Offer(proposal, plan.moves().size(), now, plan.then());
    }

    /** As many of the moves as can be made at once, break no hard rule and make nothing worse. */
    private static Optional<Beginning> beginning(Rebalancing.Plan plan, Judged now) {
        List<Move> affordable = affordable(plan.moves(), now.findings());
        for (int n = affordable.size(); n > 0; n -= Math.max(1, n / ONE_BY_ONE)) {
            List<Move> moves = affordable.subList(0, n);
            if (allowed(plan, moves, now)) {
                return Optional.of(new Beginning(plan, List.copyOf(moves)));
            }
        }
        return Optional.empty();
    }

    /**
     * The moves that leave {@code minAvailable} replicas in service: all of those that are lost already, which come
     * first, and as many of the others as can be spared.
     */
    private static List<Move> affordable(List<Move> moves, Findings findings) {
        Set<String> lost = findings.occupied().stream()
                .filter(site -> site.zone() != null && site.zone().state() == ZoneState.Unavailable)
                .map(Site::name)
                .collect(Collectors.toSet());
        int inService = findings.assignment().total() - findings.count(lost);
        int spared = Math.max(0, inService - findings.request().minAvailable());
        return Stream.concat(
                        moves.stream().filter(move -> lost.contains(move.from())),
                        moves.stream()
                                .filter(move -> !lost.contains(move.from()))
                                .limit(spared))
                .limit(Bounds.MOVES)
                .toList();
    }

    private static boolean allowed(Rebalancing.Plan plan, List<Move> moves, Judged now) {
        Scene scene = now.findings().scene();
        Assignment moved = Moving.apply(scene, moves);
        if (!plan.arena().allows(Moving.counts(scene, moved))) {
            return false;
        }
        boolean all = moves.size() == plan.moves().size();
        Judged then = all ? plan.then() : Judged.after(scene, moved);
        return all
                || then.noWorseThan(now)
                        && then.zoneSkew()
                                <= Math.max(now.zoneSkew(), plan.then().zoneSkew())
                        && staysLinked(scene, moved, then.findings());
    }

    /** Nobody goes to a region that does not reach all the others, unless some are there already. */
    private static boolean staysLinked(Scene scene, Assignment moved, Findings then) {
        List<Site> sites = then.scene().sites();
        return IntStream.range(0, sites.size())
                .filter(i -> moved.count(sites.get(i).name())
                        > scene.current().count(sites.get(i).name()))
                .allMatch(i -> then.outcome().eligible()[i]
                        || scene.occupiedRegions().contains(sites.get(i).region()));
    }

    /**
     * Keeps the id while the same moves are proposed for the same assignment. A new one is a hash of the placement's name,
     * the assignment, the moves, and the id that was approved last: so no approval fits twice, even if all comes back to
     * where it was.
     */
    private static String id(Scene scene, List<Move> moves, PlacementStatus told, String lastId) {
        Proposal before = told == null ? null : told.proposal();
        if (before != null
                && before.id() != null
                && !before.id().equals(lastId)
                && before.moves().equals(moves)
                && Assignment.of(told.zones()).equals(scene.current())) {
            return before.id();
        }
        byte[] digest = Digest.of(scene.request().key() + " " + scene.current() + " " + moves + " " + lastId);
        return "m" + HexFormat.of().formatHex(digest, 0, ID_BYTES);
    }
}
