package dev.cpm.operator.view;

import dev.cpm.operator.api.LoadBalancer;
import dev.cpm.operator.api.MinAvailable;
import dev.cpm.operator.api.Placement;
import dev.cpm.operator.api.PlacementSpec;
import dev.cpm.operator.api.PlacementSpec.OnZoneUnavailable;
import dev.cpm.operator.api.PlacementStatus;
import dev.cpm.operator.api.PlacementStatus.ZoneAssignment;
import dev.cpm.operator.api.Violation;
import dev.cpm.operator.api.ViolationType;
import dev.cpm.operator.placement.LoadBalancerInfo;
import dev.cpm.operator.placement.PlacementKey;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;

/** Reckons a {@link Loss} from what is assigned now. */
public final class Losses {
    /** The violations whose remedies help against the loss of a zone. */
    private static final Set<ViolationType> WARNED = Set.of(ViolationType.AvailabilityAtRisk, ViolationType.SingleZone);

    private Losses() {}

    /** What the loss of some zones takes, by name. */
    public static Loss of(Inventory inventory, Set<String> zones) {
        List<Loss.Hit> hits = new ArrayList<>();
        int untouched = 0;
        for (Placement placement : inventory.placements()) {
            List<ZoneAssignment> held = held(placement);
            int lost = replicas(held, zones);
            if (lost > 0) {
                hits.add(hit(placement, replicas(held), lost));
            } else if (!held.isEmpty()) {
                untouched++;
            }
        }
        hits.sort(Comparator.comparing(Loss.Hit::severity).thenComparing(Loss.Hit::placement));
        List<Loss.CutOff> cutOff = new ArrayList<>(inventory.loadBalancers().stream()
                .map(loadBalancer -> cutOff(loadBalancer, inventory, zones))
                .filter(cut -> cut.lost() > 0)
                .toList());
        cutOff.sort(
                Comparator.comparing((Loss.CutOff cut) -> !cut.everything()).thenComparing(Loss.CutOff::loadBalancer));
        return new Loss(new TreeSet<>(zones), List.copyOf(hits), List.copyOf(cutOff), untouched);
    }

    private static Loss.Hit hit(Placement placement, int held, int lost) {
        PlacementSpec spec = placement.getSpec();
        int replicas = spec == null ? held : spec.replicas() == null ? 1 : spec.replicas();
        OptionalInt asked = spec == null || spec.availability() == null
                ? OptionalInt.empty()
                : MinAvailable.of(spec.availability().minAvailable(), replicas);
        return new Loss.Hit(
                PlacementKey.of(placement),
                replicas,
                held,
                lost,
                asked.orElse(replicas / 2 + 1),
                asked.isPresent(),
                spec != null && spec.onZoneUnavailable() == OnZoneUnavailable.Replace,
                remedies(placement.getStatus()));
    }

    private static List<String> remedies(PlacementStatus status) {
        return status.violations().stream()
                .filter(violation -> violation.type() != null && WARNED.contains(violation.type()))
                .map(Violation::remedy)
                .filter(remedy -> remedy != null && !remedy.isEmpty())
                .distinct()
                .toList();
    }

    /**
     * By the placements that name it, since its status lists no more than the first backends; and without those in
     * another region, which it cannot bind.
     */
    private static Loss.CutOff cutOff(LoadBalancer loadBalancer, Inventory inventory, Set<String> zones) {
        PlacementKey key = PlacementKey.of(loadBalancer);
        LoadBalancerInfo known = LoadBalancerInfo.of(loadBalancer);
        int backends = 0;
        int lost = 0;
        for (Placement placement : inventory.placements()) {
            if (behind(placement, loadBalancer)) {
                List<ZoneAssignment> bound = held(placement).stream()
                        .filter(held -> Objects.equals(held.region(), known.region()))
                        .toList();
                backends += replicas(bound);
                lost += replicas(bound, zones);
            }
        }
        return new Loss.CutOff(key, backends, lost);
    }

    private static boolean behind(Placement placement, LoadBalancer loadBalancer) {
        return placement.getSpec() != null
                && placement.getStatus() != null
                && loadBalancer.getStatus() != null
                && placement
                        .getMetadata()
                        .getNamespace()
                        .equals(loadBalancer.getMetadata().getNamespace())
                && placement
                        .getSpec()
                        .loadBalancers()
                        .contains(loadBalancer.getMetadata().getName())
                && Objects.equals(
                        placement.getStatus().account(),
                        loadBalancer.getStatus().account());
    }

    private static List<ZoneAssignment> held(Placement placement) {
        return placement.getStatus() == null
                ? List.of()
                : placement.getStatus().zones().stream()
                        .filter(Objects::nonNull)
                        .filter(held -> held.zone() != null && held.replicas() != null && held.replicas() > 0)
                        .toList();
    }

    private static int replicas(List<ZoneAssignment> held) {
        return held.stream().mapToInt(ZoneAssignment::replicas).sum();
    }

    private static int replicas(List<ZoneAssignment> held, Set<String> zones) {
        return replicas(
                held.stream().filter(share -> zones.contains(share.zone())).toList());
    }
}
