package dev.cpm.operator.placement.decide;

import dev.cpm.operator.api.PlacementStatus.Topology;
import dev.cpm.operator.api.PlacementStatus.ZoneLoss;
import dev.cpm.operator.placement.model.Assignment;
import dev.cpm.operator.placement.model.Request;
import dev.cpm.operator.placement.model.Request.Spread;
import java.util.Comparator;

/** Where the replicas are, in numbers. */
public final class TopologyStatuses {
    private TopologyStatuses() {}

    public static Topology of(Findings findings) {
        var occupied = findings.occupied();
        int regions = (int) occupied.stream().map(Site::region).distinct().count();
        int skew = SkewReport.of(findings.outcome(), spread(findings.request())).skew();
        ZoneLoss worst = occupied.stream()
                .max(Comparator.comparingInt(Site::held).thenComparing(Site::name, Comparator.reverseOrder()))
                .map(site -> loss(site, findings.assignment()))
                .orElse(null);
        return new Topology(occupied.size(), regions, skew, worst);
    }

    /** The constraint whose skew over zones is told: the first over zones, or the default. */
    public static Spread spread(Request request) {
        return request.spreads().stream()
                .filter(s -> !s.overRegions())
                .findFirst()
                .orElse(Spread.DEFAULT);
    }

    private static ZoneLoss loss(Site site, Assignment assignment) {
        int replicas = assignment.count(site.name());
        int percent = (replicas * 100 + assignment.total() - 1) / assignment.total();
        return new ZoneLoss(site.name(), replicas, percent);
    }
}
