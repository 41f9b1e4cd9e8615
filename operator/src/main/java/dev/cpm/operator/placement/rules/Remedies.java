package dev.cpm.operator.placement.rules;

import dev.cpm.operator.api.SpecEdit;
import dev.cpm.operator.api.ViolationType;
import dev.cpm.operator.placement.decide.Findings;
import dev.cpm.operator.placement.decide.Refusal;
import dev.cpm.operator.placement.decide.Scene;
import dev.cpm.operator.placement.model.Request;
import dev.cpm.operator.placement.model.Snapshot;
import dev.cpm.operator.placement.model.Words;
import dev.cpm.operator.placement.moves.Trial;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** Collects the ways out of a violation, which together are its remedy. Those that are tried are said only if they help. */
final class Remedies {
    private static final String WITH_OTHERS = ", and mend what else holds the replicas back";

    private static final String RESUME = "set spec.suspend to false";

    private static final String UNTIL_THEN = ": until then no replica is assigned or moved";

    /** Ends a way that does not help by itself. */
    static final String NOT_ALONE = WITH_OTHERS + ": neither places more by itself";

    /** Instead of "there is none". */
    private static final String LEFT_UNTRIED =
            "there are so many zones that not every way out was tried; kubectl cpm plan"
                    + " -f FILE --against live tells what comes of an edit";

    private final Findings findings;
    private final Trial trial;
    private final List<String> said = new ArrayList<>();
    private Collection<String> apart = List.of();
    private boolean placing;

    private Remedies(Findings findings, Trial trial) {
        this.findings = findings;
        this.trial = trial;
    }

    /** Remedies out of something that replicas suffer from where they are. */
    static Remedies outOf(ViolationType type, Findings findings) {
        return new Remedies(findings, new Trial(findings, type, false));
    }

    /** The same of something for which replicas may be unplaced: to place more of them is a way out too. */
    static Remedies outOf(ViolationType type, Findings findings, boolean waiting) {
        return new Remedies(findings, new Trial(findings, type, waiting));
    }

    /** How to have moves proposed, or to make those that will be. */
    static String moves(Request request) {
        return request.movesOnApproval()
                ? "approve the moves that will be proposed"
                : "set spec.rebalance to OnApproval to have moves proposed";
    }

    /** Zones that are spoken of otherwise, when they are closed. */
    Remedies apartFrom(Collection<String> zones) {
        apart = zones;
        return this;
    }

    Remedies say(String way) {
        said.add(way);
        return this;
    }

    Remedies say(Optional<String> way) {
        way.ifPresent(said::add);
        return this;
    }

    /** A way that is said if the scene it leads to is better. */
    Remedies tried(String way, Scene changed) {
        return trial.mends(changed) ? say(way) : this;
    }

    /** A way that is said of those of some zones where it is enough by itself; of the first ones that were tried. */
    Remedies either(Collection<String> zones, Function<String, Snapshot> change, UnaryOperator<String> way) {
        List<String> helping = zones.stream()
                .limit(Opened.TRIED)
                .filter(zone -> trial.mends(findings.scene().with(findings.request(), change.apply(zone))))
                .toList();
        return helping.isEmpty() ? this : say(way.apply(Words.list(helping, "or")));
    }

    /** The machines that are lacking, if they are enough. */
    Remedies provided() {
        Map<String, Integer> lacking = CapacityRule.lacking(findings);
        String type = findings.request().machineType();
        Snapshot provided = findings.snapshot();
        for (Map.Entry<String, Integer> zone : lacking.entrySet()) {
            provided = provided.provided(zone.getKey(), type, zone.getValue());
        }
        return lacking.isEmpty()
                ? this
                : tried(
                        "provide " + CapacityRule.words(lacking, type),
                        findings.scene().with(findings.request(), provided));
    }

    /** Suspended no longer, if that is enough. */
    Remedies resumed() {
        return say(resuming());
    }

    private Optional<String> resuming() {
        if (!findings.request().suspended()) {
            return Optional.empty();
        }
        Request resumed = findings.request().edited(SpecEdit::resumed);
        Scene then = findings.scene().with(resumed, findings.snapshot());
        if (trial.mends(then)) {
            return Optional.of(RESUME + UNTIL_THEN);
        }
        return resumed.movesOnApproval() && trial.mendsByMoves(then)
                ? Optional.of(RESUME + " and " + moves(resumed))
                : Optional.empty();
    }

    /** Moves, where there are some that help; those that are proposed already are said elsewhere. */
    Remedies moves() {
        placing = true;
        boolean helps = !findings.request().movesOnApproval() && trial.mendsByMoves(findings.scene());
        return helps ? say(moves(findings.request())) : this;
    }

    /** Scaling up by so many, since new replicas go to some zones or regions first. */
    Remedies growing(int by, Collection<String> domains) {
        return !domains.isEmpty() && trial.mendsByGrowth(findings.scene(), by, domains)
                ? say("scale up by " + by + ", since new replicas go to " + Words.list(domains, "or") + " first")
                : this;
    }

    /** Scaling down, which takes from the zones that have most: to so many that none of it is left. */
    Remedies shrinking() {
        OptionalInt most = trial.mostWithout(findings.scene());
        return most.orElse(0) > 0 ? say("scale down to " + most.getAsInt()) : this;
    }

    /** All replicas decided from nothing; {@code where} they come to then. */
    Remedies anew(String where) {
        return trial.mendsAnew(findings.scene())
                ? say("recreate the placement to have its replicas assigned " + where)
                : this;
    }

    /** More zones that mend by themselves; where nothing does, those that place more at least. */
    Remedies opened() {
        Openings openings = new Openings(findings, trial, apart);
        say(openings.ending());
        return said.isEmpty() ? say(openings.mending()) : this;
    }

    /** More zones, with what it takes for the replicas to come there. */
    Remedies openedAndUsed() {
        return say(new Openings(findings, trial, apart).used());
    }

    /** The same if there is no way yet. */
    Remedies orOpenedAndUsed() {
        return said.isEmpty() ? openedAndUsed() : this;
    }

    boolean none() {
        return said.isEmpty();
    }

    /** All that was said, or what holds everything back, or else that this helps only with what else it takes. */
    String orTogether(String way) {
        return or(() -> way + (trial.leftUntried() ? WITH_OTHERS : NOT_ALONE));
    }

    /** The same, or else that there is no way, if all were tried. */
    String orNone(String none) {
        return orNone("", none);
    }

    /** The same, or else a way, and why there is no other, if all were tried. */
    String orNone(String way, String none) {
        return or(() -> !trial.leftUntried() ? way + none : way.isEmpty() ? LEFT_UNTRIED : way);
    }

    /** The same, or else this. */
    String or(String otherwise) {
        return or(() -> otherwise);
    }

    private String or(Supplier<String> otherwise) {
        if (!said.isEmpty()) {
            return String.join("; or ", said);
        }
        if (trial.mendsAsProposed()) {
            return Trial.APPROVE;
        }
        Refusal heldBack = findings.heldBack();
        if (heldBack == null || findings.request().suspended() && !placing) {
            return otherwise.get();
        }
        if (!findings.request().suspended()) {
            return "mend first what holds back the whole placement: " + heldBack.message();
        }
        return resuming().orElse(RESUME + " first" + UNTIL_THEN);
    }
}
