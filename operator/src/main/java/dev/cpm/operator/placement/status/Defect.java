package dev.cpm.operator.placement.status;

import dev.cpm.operator.api.Answer;
import dev.cpm.operator.api.Condition;
import dev.cpm.operator.api.ConditionReasons;
import dev.cpm.operator.api.ConditionTypes;
import dev.cpm.operator.api.Interconnect;
import dev.cpm.operator.api.InterconnectStatus;
import dev.cpm.operator.api.LoadBalancer;
import dev.cpm.operator.api.LoadBalancerStatus;
import dev.cpm.operator.api.PlacementStatus;
import dev.cpm.operator.api.PlacementStatus.Summary;
import dev.cpm.operator.api.Region;
import dev.cpm.operator.api.RegionStatus;
import dev.cpm.operator.api.Titles;
import dev.cpm.operator.api.Zone;
import dev.cpm.operator.api.ZoneStatus;
import dev.cpm.operator.placement.model.Known;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import java.util.List;

/**
 * What is said where the operator fails by a defect of its own, which nobody must take for a fault of theirs. What is
 * assigned stays and is shown, nothing is judged. The details are for the log: they help whoever mends the operator.
 */
public final class Defect {
    private static final String FAILED = "the operator failed";

    private Defect() {}

    /** The status of a placement at which a round failed. */
    public static PlacementStatus status(Known known, String now) {
        PlacementStatus told = known.told();
        PlacementStatus kept = Statuses.invalid(known, told == null ? null : told.account(), List.of(), now);
        String placed = kept.placed() + "/" + kept.replicas();
        boolean allPlaced = kept.placed() >= kept.replicas();
        List<Condition> conditions = new Conditions(told, known.generation(), now)
                .add(
                        ConditionTypes.READY,
                        false,
                        ConditionReasons.INTERNAL_ERROR,
                        message("Placement", "Placement " + known.key(), "what is assigned stays"))
                .add(
                        ConditionTypes.SCHEDULED,
                        allPlaced,
                        allPlaced ? ConditionReasons.ALL_PLACED : ConditionReasons.INTERNAL_ERROR,
                        placed + " replicas placed" + (allPlaced ? "" : ": " + FAILED))
                .addUnknown(ConditionTypes.TOPOLOGY_SATISFIED, ConditionReasons.INTERNAL_ERROR, "not judged: " + FAILED)
                .add(
                        ConditionTypes.RECONCILING,
                        true,
                        ConditionReasons.INTERNAL_ERROR,
                        "it is decided again when anything that concerns it changes, or the operator starts anew")
                .toList();
        return kept.with(new Summary(placed, kept.summary().zones(), ConditionReasons.INTERNAL_ERROR), conditions);
    }

    /** The status of a zone that could not be summed up; its numbers stay as they were. */
    static ZoneStatus status(Zone zone, String now) {
        ZoneStatus was = zone.getStatus();
        return new ZoneStatus(
                zone.getMetadata().getGeneration(),
                was == null ? null : was.region(),
                was == null ? null : was.allocations(),
                was == null ? null : was.placements(),
                notReady(zone, was, now));
    }

    /** The same of a region. */
    static RegionStatus status(Region region, String now) {
        RegionStatus was = region.getStatus();
        return new RegionStatus(
                region.getMetadata().getGeneration(),
                was == null ? null : was.zones(),
                was == null ? null : was.availableZones(),
                notReady(region, was, now));
    }

    /** The same of an interconnect. */
    static InterconnectStatus status(Interconnect interconnect, String now) {
        InterconnectStatus was = interconnect.getStatus();
        return new InterconnectStatus(
                interconnect.getMetadata().getGeneration(),
                was == null ? null : was.account(),
                was == null ? null : was.regions(),
                notReady(interconnect, was, now));
    }

    /** The same of a load balancer; nothing is judged. */
    static LoadBalancerStatus status(LoadBalancer loadBalancer, String now) {
        LoadBalancerStatus was = loadBalancer.getStatus();
        return new LoadBalancerStatus(
                loadBalancer.getMetadata().getGeneration(),
                was == null ? null : was.account(),
                was == null ? null : was.specAccount(),
                was == null ? null : was.region(),
                was == null ? null : was.backends(),
                List.of(),
                notReady(loadBalancer, was, now));
    }

    private static List<Condition> notReady(HasMetadata object, Answer before, String now) {
        ObjectMeta meta = object.getMetadata();
        return new Conditions(before, meta.getGeneration(), now)
                .add(
                        ConditionTypes.READY,
                        false,
                        ConditionReasons.INTERNAL_ERROR,
                        message(object.getKind(), Titles.of(object), "what is shown is from before"))
                .toList();
    }

    private static String message(String kind, String title, String kept) {
        return FAILED + " by a defect of its own; nothing is known to be wrong with this " + kind + ", and " + kept
                + ". Please report it, with what the operator's log says of " + title;
    }
}
