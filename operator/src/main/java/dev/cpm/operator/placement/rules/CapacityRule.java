package dev.cpm.operator.placement.rules;

import dev.cpm.operator.api.BlockerReason;
import dev.cpm.operator.api.Severity;
import dev.cpm.operator.api.Violation;
import dev.cpm.operator.api.ViolationType;
import dev.cpm.operator.placement.Findings;
import dev.cpm.operator.placement.Outcome;
import dev.cpm.operator.placement.Refusal;
import dev.cpm.operator.placement.Rule;
import dev.cpm.operator.placement.Scene;
import dev.cpm.operator.placement.Shape;
import dev.cpm.operator.placement.Site;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.Stream;

/**
 * Free machines. {@code CapacityExceeded}: "replicas unplaced for want of free machines". {@code ZoneOvercommitted}:
 * "holds replicas in a zone with more allocated than capacity"; nothing is moved for it (rule 7).
 */
public record CapacityRule() implements Rule {

    @Override
    public void shape(Shape shape) {
        List<Site> sites = shape.scene().sites();
        for (int i = 0; i < sites.size(); i++) {
            shape.limitFree(i, shape.scene().free(sites.get(i)));
        }
    }

    @Override
    public IntFunction<Optional<Refusal>> limits(Outcome outcome) {
        return site -> limit(site, outcome);
    }

    private static Optional<Refusal> limit(int site, Outcome outcome) {
        Scene scene = outcome.scene();
        Site at = scene.sites().get(site);
        int added = outcome.counts()[site] - at.held();
        if (added < scene.free(at)) {
            return Optional.empty();
        }
        String type = scene.request().machineType();
        int held = outcome.counts()[site];
        int capacity = at.zone().capacityOf(type);
        return Optional.of(new Refusal(
                BlockerReason.InsufficientCapacity,
                "no free " + type + " in " + at.zone().displayName()
                        + (capacity == 0
                                ? ": it has none"
                                : ": it has " + capacity + ", " + held + " of them for this placement")));
    }

    @Override
    public boolean canLeaveUnplaced() {
        return true;
    }

    @Override
    public Stream<Violation> judge(Findings findings) {
        return Stream.concat(exceeded(findings), overcommitted(findings));
    }

    private Stream<Violation> exceeded(Findings findings) {
        if (!findings.isCause(this)) {
            return Stream.empty();
        }
        String type = findings.request().machineType();
        List<String> full = findings.zonesRefusedFor(EnumSet.of(BlockerReason.InsufficientCapacity));
        return Stream.of(Words.violation(
                ViolationType.CapacityExceeded,
                Severity.Error,
                Words.replicas(findings.unplaced()) + (findings.unplaced() == 1 ? " has" : " have")
                        + " no machine: no free " + type + " in " + Words.list(full),
                remedy(findings, full),
                full,
                full.stream()
                        .map(zone -> findings.snapshot().zone(zone).region())
                        .distinct()
                        .toList()));
    }

    /** The machines that would do, as the decision itself would use them; or machines that are there elsewhere. */
    private String remedy(Findings findings, List<String> full) {
        String type = findings.request().machineType();
        List<String> ways = new ArrayList<>();
        List<String> needed = findings.zonesWithout(this).entrySet().stream()
                .map(zone ->
                        missing(findings, zone.getKey(), zone.getValue()) + " more " + type + " in " + zone.getKey())
                .filter(need -> !need.startsWith("0 "))
                .toList();
        if (!needed.isEmpty()) {
            ways.add("provide " + Words.list(needed));
        }
        Catalogue.regionWithFree(findings).ifPresent(ways::add);
        ways.add("scale down or delete a placement that holds " + type
                + (full.isEmpty() ? "" : " in " + Words.list(full, "or")));
        return String.join("; or ", ways);
    }

    private static int missing(Findings findings, String zone, int wanted) {
        return Math.max(
                0,
                wanted
                        - findings.snapshot()
                                .free(
                                        findings.snapshot().zone(zone),
                                        findings.request().machineType()));
    }

    private static Stream<Violation> overcommitted(Findings findings) {
        String type = findings.request().machineType();
        List<Site> over = findings.occupied().stream()
                .filter(site -> site.zone() != null && site.left() < 0)
                .toList();
        if (over.isEmpty()) {
            return Stream.empty();
        }
        List<String> names = over.stream().map(Site::name).toList();
        List<String> numbers = over.stream()
                .map(site -> site.name() + " has only " + site.zone().capacityOf(type) + " " + type)
                .toList();
        return Stream.of(Words.violation(
                ViolationType.ZoneOvercommitted,
                Severity.Warning,
                "more replicas are assigned than there are machines: " + Words.list(numbers),
                "correct the capacity of Zone " + Words.list(names, "or")
                        + ", or scale down; nothing is moved by itself",
                names,
                over.stream().map(Site::region).distinct().toList()));
    }
}
