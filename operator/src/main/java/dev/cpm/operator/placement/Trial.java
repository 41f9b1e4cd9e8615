package dev.cpm.operator.placement;

import dev.cpm.operator.api.Cpm;
import dev.cpm.operator.api.ViolationType;
import java.util.List;

/**
 * What a change would do about a violation of one kind, found by deciding: no remedy promises what does not come true.
 * A change is given as the scene that it leads to.
 */
public final class Trial {
    /** By how many replicas to scale up, if that is to be an advice. */
    public static final List<Integer> GROWTH = List.of(1, 2, 3, 5, 8);

    private final Judged now;
    private final ViolationType type;
    private final boolean waiting;

    /** {@code waiting}: replicas are unplaced because of it, so that to place more of them is help too. */
    public Trial(Findings findings, ViolationType type, boolean waiting) {
        this(Judged.of(findings), type, waiting);
    }

    Trial(Judged now, ViolationType type, boolean waiting) {
        this.now = now;
        this.type = type;
        this.waiting = waiting;
    }

    /** Whether it is mended once the unplaced replicas found what zones they can. */
    public boolean mends(Scene changed) {
        return better(settled(changed));
    }

    /** Whether it is mended by the moves that would be proposed. */
    public boolean mendsByMoves(Scene changed) {
        return Proposals.beginning(settled(changed))
                .filter(beginning -> helps(beginning.plan().then()))
                .isPresent();
    }

    /** Whether a change that is no edit of the numbers could bring replicas to another zone by itself. */
    public boolean restless() {
        return now.findings().unplaced() > 0
                || Replacing.lost(now.findings().scene()).total() > 0;
    }

    /** Whether it is mended by so many more replicas, all of them placed. */
    public boolean mendsByGrowth(Scene changed, int more) {
        int wanted = changed.request().replicas() + more;
        if (wanted > Cpm.MAX_REPLICAS) {
            return false;
        }
        Judged grown = settled(with(changed, changed.request().edited(spec -> spec.replicas(wanted))));
        return grown.placed() == wanted && fewer(grown);
    }

    /** Whether it is mended by recreating the placement, so that all its replicas are decided from nothing. */
    public boolean mendsAnew(Scene changed) {
        return better(settled(changed.moved(Assignment.NONE)));
    }

    private static Scene with(Scene scene, Request request) {
        return scene.with(request, scene.snapshot());
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

    private int suffering(Judged judged) {
        return judged.breaches().stream()
                .filter(breach -> breach.type() == type)
                .mapToInt(breach -> judged.findings().count(breach.zones()))
                .sum();
    }
}
