package dev.cpm.operator.placement.rules;

import dev.cpm.operator.api.Severity;
import dev.cpm.operator.api.ViolationType;
import dev.cpm.operator.placement.decide.Breach;
import dev.cpm.operator.placement.decide.Findings;
import dev.cpm.operator.placement.decide.Rule;
import dev.cpm.operator.placement.decide.Shape;
import dev.cpm.operator.placement.decide.Site;
import dev.cpm.operator.placement.fill.Wish;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** {@code SingleZone}: "two or more replicas, all in one zone". */
record SingleZoneRule() implements Rule {

    @Override
    public void shape(Shape shape) {
        if (shape.replicasWanted() >= 2) {
            shape.wish(new Wish.Survive(false, 1));
        }
    }

    @Override
    public Stream<Breach> judge(Findings findings) {
        List<Site> occupied = findings.occupied();
        if (occupied.size() != 1 || findings.assignment().total() < 2) {
            return Stream.empty();
        }
        Site site = occupied.get(0);
        return Stream.of(Breach.of(
                ViolationType.SingleZone,
                Severity.Warning,
                (findings.assignment().total() == 2
                                ? "both"
                                : "all " + findings.assignment().total()) + " replicas are in " + site.name()
                        + ": if that zone fails, none is left",
                () -> remedy(findings, site),
                List.of(site.name()),
                List.of(site.region())));
    }

    private static String remedy(Findings findings, Site site) {
        List<String> roomy = new ArrayList<>();
        for (int i = 0; i < findings.scene().sites().size(); i++) {
            Site other = findings.scene().sites().get(i);
            if (findings.outcome().eligible()[i] && other != site && other.free() > 0) {
                roomy.add(other.name());
            }
        }
        return Remedies.outOf(ViolationType.SingleZone, findings)
                .growing(1, roomy)
                .moves()
                .openedAndUsed()
                .orNone("no other zone in the catalogue could take a replica now; it stays a single point of failure");
    }
}
