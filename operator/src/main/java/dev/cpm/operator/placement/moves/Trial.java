package dev.cpm.operator.placement.moves;

import dev.cpm.operator.api.Cpm;
import dev.cpm.operator.api.ViolationType;
import dev.cpm.operator.placement.decide.Deciding;
import dev.cpm.operator.placement.decide.Effort;
import dev.cpm.operator.placement.decide.Explaining;
import dev.cpm.operator.placement.decide.Findings;
import dev.cpm.operator.placement.decide.Replacing;
import dev.cpm.operator.placement.decide.Scene;
import dev.cpm.operator.placement.decide.Site;
import dev.cpm.operator.placement.decide.SkewReport;
import dev.cpm.operator.placement.model.Assignment;
import dev.cpm.operator.placement.model.Request;
import java.util.Collection;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * What a change would do about a violation of one kind, found by deciding: no remedy promises what does not come true.
 * A change is given as the scene that it leads to.
 */
public final class Trial {
    /** What is said where moves are proposed and there is no other way; the proposal is named in its place. */
    public static final String APPROVE = "approve the moves that are proposed";

    /** To approve more proposals than this, one after the other, is no advice. */
    private static final int PROPOSALS = 8;

    /** What replicas suffer from where they are: it is as bad as these are many. */
    static final Set<ViolationType> SUFFERED = Set.of(
            ViolationType.ZoneNotAvailable,
            ViolationType.ZoneNotAllowed,
            ViolationType.ZoneOvercommitted,
            ViolationType.AffinityNotSatisfied,
            ViolationType.LoadBalancerCrossRegion);

    private final Judged now;
    private final ViolationType type;
    private final boolean waiting;
    private final int refusedBefore;

    /** {@code waiting}: replicas are unplaced because of it, so that to place more of them is help too. */
    public Trial(Findings findings, ViolationType type, boolean waiting) {
        this(Judged.of(findings), type, waiting);
    }

    Trial(Judged now, ViolationType type, boolean waiting) {
        this.now = now;
        this.type = type;
        this.waiting = waiting;
        this.refusedBefore = effort().refusals();
    }

    /** Whether something was not tried after all, since too much was tried already: then no other way may be said to be none. */
    public boolean leftUntried() {
        return effort().refusals() > refusedBefore;
    }

    /** Whether it is mended once the unplaced replicas found what zones they can. */
    public boolean mends(Scene changed) {
        return effort().decides(changed) && better(settled(changed));
    }

    /** Whether none of it, or less, is left then: more than that replicas were placed. */
    public boolean ends(Scene changed) {
        if (!effort().decides(changed)) {
            return false;
        }
        Judged then = settled(changed);
        return then.placed() >= now.placed() && fewer(then);
    }

    /** The same, and more replicas are placed. */
    public boolean endsPlacing(Scene changed) {
        if (now.findings().unplaced() == 0 || !effort().decides(changed)) {
            return false;
        }
        Judged then = settled(changed);
        return then.placed() > now.placed() && fewer(then);
    }

    /** Whether it is mended by the moves that would be proposed, once all are made that are proposed one after the other. */
    public boolean mendsByMoves(Scene changed) {
        if (!effort().decides(changed)) {
            return false;
        }
        Judged then = settled(changed);
        for (int proposals = 0; proposals < PROPOSALS && effort().moves(changed); proposals++) {
            Optional<Proposals.Beginning> next = Proposals.beginning(then);
            if (next.isEmpty()) {
                return proposals > 0 && helps(then);
            }
            if (next.get().whole()) {
                return helps(next.get().plan().then());
            }
            Scene scene = then.findings().scene();
            then = settled(scene.moved(Moving.apply(scene, next.get().moves())));
        }
        return false;
    }

    /** Whether replicas would be placed or replaced without an edit. */
    public boolean restless() {
        return now.findings().unplaced() > 0
                || Replacing.lost(now.findings().scene()).total() > 0;
    }

    /** Whether it is mended by moves that are proposed as things are. */
    public boolean mendsAsProposed() {
        return now.findings().request().movesOnApproval()
                && new Trial(now, type, false).mendsByMoves(now.findings().scene());
    }

    /** Whether it is mended by so many more replicas, all of them placed. */
    public boolean mendsByGrowth(Scene changed, int more) {
        return grown(changed, more).filter(this::fewer).isPresent();
    }

    /** The same with all new ones in some zones or regions. */
    public boolean mendsByGrowth(Scene changed, int more, Collection<String> domains) {
        return grown(changed, more)
                .filter(this::fewer)
                .filter(grown -> grown.findings().occupied().stream()
                        .filter(site -> site.held() > changed.current().count(site.name()))
                        .allMatch(site -> domains.contains(site.name()) || domains.contains(site.region())))
                .isPresent();
    }

    /** With so many more replicas, if all of them are placed. */
    private Optional<Judged> grown(Scene changed, int more) {
        int wanted = changed.request().replicas() + more;
        return wanted > Cpm.MAX_REPLICAS || !effort().decides(changed)
                ? Optional.empty()
                : Optional.of(settled(with(changed, changed.request().edited(spec -> spec.replicas(wanted)))))
                        .filter(grown -> grown.placed() == wanted);
    }

    /** Whether it is mended by recreating the placement, so that all its replicas are decided from nothing. */
    public boolean mendsAnew(Scene changed) {
        return effort().decides(changed) && better(settled(changed.moved(Assignment.NONE)));
    }

    private Effort effort() {
        return now.findings().effort();
    }

    private static Scene with(Scene scene, Request request) {
        return scene.with(request, scene.snapshot());
    }

    /** The most replicas, fewer than there are, of which none suffer from it; empty where there is no such number. */
    public OptionalInt mostWithout(Scene scene) {
        int low = 0;
        int high = scene.current().total() - 1;
        while (low < high && effort().decides(scene)) {
            int middle = low + (high - low + 1) / 2;
            if (count(settled(scaled(scene, middle))) == 0) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low == high && count(settled(scaled(scene, low))) == 0 ? OptionalInt.of(low) : OptionalInt.empty();
    }

    private static Scene scaled(Scene scene, int replicas) {
        return with(scene, scene.request().edited(spec -> spec.replicas(replicas)));
    }

    private static Judged settled(Scene scene) {
        Assignment next = Deciding.decide(scene);
        return Judged.of(Explaining.explain(next.equals(scene.current()) ? scene : scene.moved(next)));
    }

    private boolean better(Judged then) {
        return waiting && then.placed() > now.placed() || then.placed() >= now.placed() && fewer(then);
    }

    private boolean fewer(Judged then) {
        return count(then) < count(now);
    }

    private long count(Judged judged) {
        return judged.breaches().stream()
                .filter(breach -> breach.type() == type)
                .count();
    }

    /** Whether moves that come to this help: they may leave some of it, if fewer replicas suffer from it. */
    boolean helps(Judged then) {
        return better(then) || then.onlyBetterThan(now) && suffering(then) < suffering(now);
    }

    /** How bad it is, where that has a measure: how far beyond what is asked for, or how many replicas suffer from it. */
    private int suffering(Judged judged) {
        Findings findings = judged.findings();
        return switch (type) {
            case SkewExceeded ->
                findings.request().spreads().stream()
                        .mapToInt(spread ->
                                SkewReport.of(findings.outcome(), spread).skew() - spread.maxSkew())
                        .map(beyond -> Math.max(0, beyond))
                        .sum();
            case AvailabilityAtRisk ->
                findings.occupied().stream().mapToInt(Site::held).max().orElse(0);
            default ->
                judged.breaches().stream()
                        .filter(breach -> breach.type() == type && SUFFERED.contains(type))
                        .mapToInt(breach -> findings.count(breach.zones()))
                        .sum();
        };
    }
}
