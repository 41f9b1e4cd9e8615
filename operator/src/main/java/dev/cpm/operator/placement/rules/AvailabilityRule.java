package dev.cpm.operator.placement.rules;

import dev.cpm.operator.api.BlockerReason;
import dev.cpm.operator.api.MinAvailable;
import dev.cpm.operator.api.Severity;
import dev.cpm.operator.api.ViolationType;
import dev.cpm.operator.api.WhenUnsatisfiable;
import dev.cpm.operator.placement.decide.Alternative;
import dev.cpm.operator.placement.decide.Breach;
import dev.cpm.operator.placement.decide.Findings;
import dev.cpm.operator.placement.decide.Outcome;
import dev.cpm.operator.placement.decide.Placing;
import dev.cpm.operator.placement.decide.Refusal;
import dev.cpm.operator.placement.decide.Rule;
import dev.cpm.operator.placement.decide.Shape;
import dev.cpm.operator.placement.decide.Site;
import dev.cpm.operator.placement.fill.Wish;
import dev.cpm.operator.placement.model.Growth;
import dev.cpm.operator.placement.model.Request;
import dev.cpm.operator.placement.model.Words;
import dev.cpm.operator.placement.moves.Trial;
import io.fabric8.kubernetes.api.model.IntOrString;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * {@code spec.availability}: "after the loss of any one zone at least minAvailable of spec.replicas remain". When hard,
 * no zone gets more than {@code replicas - minAvailable}.
 *
 * @param asked {@code minAvailable} as the spec has it: a number, a percentage or Quorum
 * @param minAvailable replicas that must remain, 0 or more
 * @param replicas replicas that are wanted in all
 */
record AvailabilityRule(IntOrString asked, int minAvailable, int replicas, boolean hard) implements Rule {
    /** How many larger numbers of replicas are tried before it is taken that more would not do. */
    private static final int LARGER = 32;

    /** How many smaller wishes are tried. */
    private static final int SMALLER = 8;

    /** The rule of a request, if it has one. */
    static void add(Request request, Consumer<Rule> rules) {
        var availability = request.spec().availability();
        if (availability != null && availability.minAvailable() != null && request.replicas() > 0) {
            boolean hard = availability.whenUnsatisfiable() != WhenUnsatisfiable.ScheduleAnyway;
            rules.accept(of(availability.minAvailable(), request.replicas(), hard));
        }
    }

    private static AvailabilityRule of(IntOrString asked, int replicas, boolean hard) {
        return new AvailabilityRule(asked, MinAvailable.of(asked, replicas).orElse(0), replicas, hard);
    }

    private int cap() {
        return Math.max(0, replicas - minAvailable);
    }

    @Override
    public void shape(Shape shape) {
        if (hard) {
            shape.capEach(cap());
        }
        shape.wish(new Wish.Survive(hard, minAvailable));
    }

    @Override
    public IntFunction<Optional<Refusal>> limits(Outcome outcome) {
        return site -> hard && outcome.counts()[site] >= cap()
                ? Optional.of(new Refusal(
                        BlockerReason.AvailabilityCap,
                        outcome.scene().sites().get(site).name() + " may hold " + cap() + " of " + replicas
                                + " replicas: " + minAvailable + " must remain if it is lost"))
                : Optional.empty();
    }

    @Override
    public boolean canLeaveUnplaced() {
        return hard;
    }

    /** The largest minAvailable that places more. */
    @Override
    public Stream<Alternative> alternatives(Findings findings) {
        return hard
                ? Alternative.smallest(1, minAvailable, findings, less -> lowered(minAvailable - less, findings))
                        .stream()
                        .mapToObj(less -> lowered(minAvailable - less, findings))
                : Stream.empty();
    }

    private Alternative lowered(int remaining, Findings findings) {
        return Alternative.instead(
                "minAvailable " + remaining,
                findings,
                this,
                new AvailabilityRule(new IntOrString(remaining), remaining, replicas, hard));
    }

    /** {@code AvailabilityAtRisk}: "losing one zone leaves less than minAvailable, or replicas unplaced because of it". */
    @Override
    public Stream<Breach> judge(Findings findings) {
        int total = findings.assignment().total();
        List<Site> occupied = findings.occupied();
        int largest = occupied.stream().mapToInt(Site::held).max().orElse(0);
        int remain = total - largest;
        if (remain >= minAvailable && !findings.isCause(this)) {
            return Stream.empty();
        }
        List<String> worst = occupied.stream()
                .filter(site -> site.held() == largest)
                .map(Site::name)
                .toList();
        String loss = minAvailable > replicas
                ? "minAvailable is " + minAvailable + ", and only " + Words.replicasAre(replicas) + " wanted"
                : worst.isEmpty()
                        ? "no replica is placed, and " + minAvailable + " must remain after the loss of a zone"
                        : "the loss of " + Words.list(worst, "or") + " leaves " + Words.replicas(remain)
                                + ", minAvailable is " + minAvailable;
        String heldBack =
                findings.isCause(this) ? "; " + Words.replicasAre(findings.heldBackBy(this)) + " held back for it" : "";
        return Stream.of(Breach.of(
                ViolationType.AvailabilityAtRisk,
                hard ? Severity.Error : Severity.Warning,
                loss + heldBack,
                () -> remedy(findings),
                worst,
                occupied.stream()
                        .filter(s -> worst.contains(s.name()))
                        .map(Site::region)
                        .distinct()
                        .toList()));
    }

    /** More replicas over the zones there are; other zones; a smaller wish. */
    private String remedy(Findings findings) {
        Remedies ways = Remedies.outOf(ViolationType.AvailabilityAtRisk, findings, findings.isCause(this))
                .say(enough(findings))
                .moves();
        if (ways.none()) {
            ways.provided().anew("anew");
        }
        ways.openedAndUsed();
        int zones = usable(findings);
        int kept = replicas - (replicas + zones - 1) / Math.max(1, zones);
        OptionalInt less = lower(Math.min(kept, minAvailable - 1), findings);
        if (less.isPresent()) {
            ways.say("lower minAvailable to " + less.getAsInt());
        }
        return replicas == 1
                ? ways.or("take availability out of the spec: a single replica does not outlive its zone")
                : ways.orNone(spread(), "; those that could take them now are not enough");
    }

    private String spread() {
        int half = replicas / 2;
        int needed = cap() > 0 ? (replicas + cap() - 1) / cap() : 2;
        return (cap() > 0 ? "" : "lower minAvailable to " + half + " and ") + "spread " + Words.replicas(replicas)
                + " over " + Math.max(2, needed) + " or more zones";
    }

    /** The largest wish, this or a little smaller, that is kept without holding a replica back, as the decision finds. */
    private OptionalInt lower(int most, Findings findings) {
        Trial trial = new Trial(findings, ViolationType.AvailabilityAtRisk, false);
        return IntStream.iterate(most, wish -> wish > Math.max(0, most - SMALLER), wish -> wish - 1)
                .filter(wish -> trial.mends(findings.scene()
                        .with(findings.request().edited(spec -> spec.minAvailable(wish)), findings.snapshot())))
                .findFirst();
    }

    /** How many zones take replicas or hold some. */
    private int usable(Findings findings) {
        int zones = 0;
        for (int i = 0; i < findings.outcome().eligible().length; i++) {
            zones += findings.outcome().eligible()[i] || findings.outcome().counts()[i] > 0 ? 1 : 0;
        }
        return zones;
    }

    /** "9 replicas over 3 zones keep 6 after a loss": the fewest replicas that would do, as the decision finds. */
    private Optional<String> enough(Findings findings) {
        int zones = findings.heldBack() == null ? usable(findings) : 0;
        int tried = 0;
        int most = Growth.most(replicas, minAvailable);
        for (int wanted = replicas + 1; zones > 1 && tried < LARGER && wanted <= most; wanted++) {
            AvailabilityRule grown = of(asked, wanted, hard);
            int evenly = wanted - (wanted + zones - 1) / zones;
            if (evenly < grown.minAvailable()) {
                continue;
            }
            tried++;
            int remaining = grown.remaining(wanted, findings);
            if (remaining >= grown.minAvailable()) {
                return Optional.of("scale to " + wanted + " replicas, since " + wanted + " replicas over " + zones
                        + " zones keep " + remaining + " after the loss of one");
            }
        }
        return Optional.empty();
    }

    /** What would be left after the worst loss if so many were wanted; -1 if not all of them found a place. */
    private int remaining(int wanted, Findings findings) {
        List<Rule> rules = new ArrayList<>(findings.rules());
        rules.replaceAll(rule -> rule instanceof AvailabilityRule ? this : rule);
        Outcome outcome = Placing.place(
                findings.scene(), rules, wanted - findings.assignment().total());
        return outcome.total() < wanted
                ? -1
                : wanted - Arrays.stream(outcome.counts()).max().orElse(0);
    }
}
