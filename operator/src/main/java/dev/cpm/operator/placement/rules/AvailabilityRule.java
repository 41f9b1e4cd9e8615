package dev.cpm.operator.placement.rules;

import dev.cpm.operator.api.BlockerReason;
import dev.cpm.operator.api.MinAvailable;
import dev.cpm.operator.api.Severity;
import dev.cpm.operator.api.Violation;
import dev.cpm.operator.api.ViolationType;
import dev.cpm.operator.api.WhenUnsatisfiable;
import dev.cpm.operator.placement.Findings;
import dev.cpm.operator.placement.Outcome;
import dev.cpm.operator.placement.Refusal;
import dev.cpm.operator.placement.Request;
import dev.cpm.operator.placement.Rule;
import dev.cpm.operator.placement.Shape;
import dev.cpm.operator.placement.Site;
import dev.cpm.operator.placement.fill.Wish;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.Stream;

/**
 * {@code spec.availability}: "after the loss of any one zone at least minAvailable of spec.replicas remain". When hard,
 * no zone gets more than {@code replicas - minAvailable}.
 *
 * @param minAvailable replicas that must remain, 0 or more
 * @param replicas replicas that are wanted in all
 */
public record AvailabilityRule(int minAvailable, int replicas, boolean hard) implements Rule {

    /** The rule of a request, if it has one. */
    public static Stream<AvailabilityRule> of(Request request) {
        var availability = request.spec().availability();
        if (availability == null || availability.minAvailable() == null || request.replicas() == 0) {
            return Stream.empty();
        }
        int minAvailable =
                MinAvailable.of(availability.minAvailable(), request.replicas()).orElse(0);
        boolean hard = availability.whenUnsatisfiable() != WhenUnsatisfiable.ScheduleAnyway;
        return Stream.of(new AvailabilityRule(minAvailable, request.replicas(), hard));
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

    /** {@code AvailabilityAtRisk}: "losing one zone leaves less than minAvailable, or replicas unplaced because of it". */
    @Override
    public Stream<Violation> judge(Findings findings) {
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
        String loss = worst.isEmpty()
                ? "no replica is placed, and " + minAvailable + " must remain after the loss of a zone"
                : "the loss of " + Words.list(worst, "or") + " leaves " + Words.replicas(remain) + ", minAvailable is "
                        + minAvailable;
        String heldBack =
                findings.isCause(this) ? "; " + Words.replicasAre(findings.unplaced()) + " held back for it" : "";
        return Stream.of(Words.violation(
                ViolationType.AvailabilityAtRisk,
                hard ? Severity.Error : Severity.Warning,
                loss + heldBack,
                remedy(findings),
                worst,
                occupied.stream()
                        .filter(s -> worst.contains(s.name()))
                        .map(Site::region)
                        .distinct()
                        .toList()));
    }

    private String remedy(Findings findings) {
        int zones = Math.max(2, cap() == 0 ? 2 : (replicas + cap() - 1) / cap());
        String wish = cap() == 0
                ? "lower minAvailable below " + replicas + ", since any zone that holds a replica can be lost"
                : "spread " + replicas + " replicas over " + zones + " or more zones";
        return Catalogue.moreZones(findings).map(ways -> wish + ": " + ways).orElse(wish);
    }
}
