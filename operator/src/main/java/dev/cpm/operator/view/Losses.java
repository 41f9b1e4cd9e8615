package dev.cpm.operator.view;

import dev.cpm.operator.api.LoadBalancer;
import dev.cpm.operator.api.MinAvailable;
import dev.cpm.operator.api.Placement;
import dev.cpm.operator.api.PlacementSpec;
import dev.cpm.operator.api.PlacementSpec.OnZoneUnavailable;
import dev.cpm.operator.api.PlacementStatus;
import dev.cpm.operator.api.PlacementStatus.ZoneAssignment;
import dev.cpm.operator.api.Severity;
import dev.cpm.operator.api.Titles;
import dev.cpm.operator.api.Violation;
import dev.cpm.operator.api.ViolationType;
import dev.cpm.operator.api.Zone;
import dev.cpm.operator.api.ZoneState;
import dev.cpm.operator.placement.model.Known;
import dev.cpm.operator.placement.model.LoadBalancerInfo;
import dev.cpm.operator.placement.model.PlacementKey;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reckons a {@link Loss} from what is assigned now; one of these serves for any number of them. */
public final class Losses {
    /** The violations whose remedies help against the loss of a zone. */
    private static final Set<ViolationType> WARNED = Set.of(ViolationType.AvailabilityAtRisk, ViolationType.SingleZone);

    /** Placements that hold replicas in a zone, by its name. */
    private final Map<String, Set<Placement>> holding = new HashMap<>();

    /** Zones that are out of service by now, by name: what is in them is lost already. */
    private final Set<String> down = new HashSet<>();

    /** The replicas behind each load balancer. */
    private final Map<PlacementKey, List<ZoneAssignment>> backends = new HashMap<>();

    /** Load balancers that bind replicas in a zone, by its name. */
    private final Map<String, Set<PlacementKey>> binding = new HashMap<>();

    private final int all;

    /** Load balancers that placements with replicas name. */
    private final Set<PlacementKey> named = new TreeSet<>();

    /** Placements of which it cannot be read where their replicas are, and load balancers of which nobody has said it. */
    private final List<String> unknown;

    /** Placements with replicas in a zone of which their status says that it fails, and nobody has seen how: their titles. */
    private final Map<PlacementKey, String> perhapsDown = new HashMap<>();

    /** Of all that an inventory has. */
    public Losses(Inventory inventory) {
        inventory.zones().stream()
                .filter(zone -> zone.getSpec() != null && zone.getSpec().state() == ZoneState.Unavailable)
                .forEach(zone -> down.add(zone.getMetadata().getName()));
        for (Placement placement : inventory.placements()) {
            List<ZoneAssignment> held = held(placement);
            // By identity: what an object says of itself may be large.
            held.forEach(share -> holding.computeIfAbsent(
                            share.zone(), z -> Collections.newSetFromMap(new IdentityHashMap<>()))
                    .add(placement));
        }
        all = inventory.placements().size();
        Map<PlacementKey, LoadBalancer> known = new HashMap<>();
        inventory.loadBalancers().forEach(loadBalancer -> known.put(PlacementKey.of(loadBalancer), loadBalancer));
        inventory.placements().forEach(placement -> bind(placement, known));
        if (!inventory.read(Zone.class)) {
            inventory.placements().stream()
                    .filter(Losses::inBadZone)
                    .forEach(placement -> perhapsDown.put(PlacementKey.of(placement), Titles.of(placement)));
        }
        unknown = Stream.<HasMetadata>concat(
                        inventory.placements().stream()
                                .filter(placement ->
                                        !placement.unreadableStatus().isEmpty())
                                .filter(placement -> Known.of(placement).setAside()),
                        named.stream()
                                .map(known::get)
                                .filter(Objects::nonNull)
                                .filter(loadBalancer -> !Readiness.isAnswered(loadBalancer)))
                .map(Titles::of)
                .toList();
        backends.forEach((key, bound) -> bound.forEach(share ->
                binding.computeIfAbsent(share.zone(), z -> new HashSet<>()).add(key)));
    }

    /** What the loss of some zones takes, by name. */
    public static Loss of(Inventory inventory, Set<String> zones) {
        return new Losses(inventory).of(zones);
    }

    /** What the loss of some zones takes, by name. */
    public Loss of(Set<String> zones) {
        Set<Placement> hit = Collections.newSetFromMap(new IdentityHashMap<>());
        Set<PlacementKey> cut = new HashSet<>();
        zones.forEach(zone -> {
            hit.addAll(holding.getOrDefault(zone, Set.of()));
            cut.addAll(binding.getOrDefault(zone, Set.of()));
        });
        List<Loss.Hit> hits = hit.stream()
                .map(placement -> {
                    List<ZoneAssignment> held = held(placement);
                    return hit(placement, replicas(held), replicas(held, zones), replicas(held, downBesides(zones)));
                })
                .sorted(Comparator.comparing(Loss.Hit::severity).thenComparing(Loss.Hit::placement))
                .toList();
        List<Loss.CutOff> cutOff = cut.stream()
                .map(key -> new Loss.CutOff(
                        key,
                        replicas(backends.get(key)),
                        replicas(backends.get(key), zones),
                        replicas(backends.get(key), downBesides(zones))))
                .sorted(Comparator.comparing((Loss.CutOff of) -> !of.everything())
                        .thenComparing(Loss.CutOff::loadBalancer))
                .toList();
        Predicate<Loss.Hit> uncertain =
                of -> of.severity() == Loss.Severity.Survives && perhapsDown.containsKey(of.placement());
        Stream<String> unseen = hits.stream().filter(uncertain).map(of -> perhapsDown.get(of.placement()));
        return new Loss(
                new TreeSet<>(zones),
                hits.stream().filter(uncertain.negate()).toList(),
                cutOff,
                all - hits.size(),
                titles(unseen));
    }

    /** Those of which nothing is known, with some more. */
    private List<String> titles(Stream<String> more) {
        return Stream.concat(unknown.stream(), more).distinct().sorted().toList();
    }

    /** Whether a status says that replicas are in a zone where none should be, which may be Unavailable or only closed. */
    private static boolean inBadZone(Placement placement) {
        return placement.getStatus() != null
                && placement.getStatus().violations().stream()
                        .anyMatch(violation -> violation != null
                                && violation.type() == ViolationType.ZoneNotAvailable
                                && violation.severity() == Severity.Error);
    }

    /** What the loss of each region takes, and of each zone, one at a time; all in the order of the topology. */
    public List<PlaceLoss> ofEach(Topology topology) {
        List<PlaceLoss> all = new ArrayList<>();
        topology.regions()
                .forEach(region -> all.add(PlaceLoss.ofRegion(
                        region.name(),
                        of(region.zones().stream().map(Topology.Zone::name).collect(Collectors.toSet())))));
        topology.zones().forEach(zone -> all.add(PlaceLoss.ofZone(zone.name(), of(Set.of(zone.name())))));
        return all;
    }

    /** Objects of which it is not known what they would lose, by kind and name. */
    public List<String> notJudged() {
        return titles(perhapsDown.values().stream());
    }

    /** How many replicas are behind a load balancer. */
    int behind(PlacementKey loadBalancer) {
        return replicas(backends.getOrDefault(loadBalancer, List.of()));
    }

    private Set<String> downBesides(Set<String> zones) {
        Set<String> besides = new HashSet<>(down);
        besides.removeAll(zones);
        return besides;
    }

    private static Loss.Hit hit(Placement placement, int held, int lost, int lostBefore) {
        PlacementSpec spec = placement.getSpec();
        Deletion deletion = Deletion.of(placement);
        int replicas = spec == null ? held : PlacementSpec.wanted(spec);
        OptionalInt asked = spec == null ? OptionalInt.empty() : MinAvailable.of(spec);
        return new Loss.Hit(
                PlacementKey.of(placement),
                replicas,
                held,
                lost,
                lostBefore,
                asked.orElse(replicas == 0 ? 0 : replicas / 2 + 1),
                asked.isPresent(),
                deletion == null
                        && spec != null
                        && spec.onZoneUnavailable() == OnZoneUnavailable.Replace
                        && !Boolean.TRUE.equals(spec.suspend()),
                deletion == null ? remedies(placement.getStatus()) : List.of(),
                deletion);
    }

    private static List<String> remedies(PlacementStatus status) {
        return status.violations().stream()
                .filter(violation -> violation != null && violation.type() != null && WARNED.contains(violation.type()))
                .map(Violation::remedy)
                .filter(remedy -> remedy != null && !remedy.isEmpty())
                .distinct()
                .toList();
    }

    /**
     * By the placements that name it, since its status lists no more than the first backends; and without those in
     * another region, which it cannot bind.
     */
    private void bind(Placement placement, Map<PlacementKey, LoadBalancer> known) {
        if (placement.getSpec() == null || placement.getStatus() == null) {
            return;
        }
        PlacementKey key = PlacementKey.of(placement);
        placement.getSpec().loadBalancers().stream()
                .distinct()
                .map(key::sibling)
                .forEach(name -> {
                    if (!held(placement).isEmpty()) {
                        named.add(name);
                    }
                    LoadBalancer loadBalancer = known.get(name);
                    if (loadBalancer != null
                            && loadBalancer.getStatus() != null
                            && Objects.equals(
                                    placement.getStatus().account(),
                                    loadBalancer.getStatus().account())) {
                        String region = LoadBalancerInfo.of(loadBalancer).region();
                        held(placement).stream()
                                .filter(held -> Objects.equals(held.region(), region))
                                .forEach(held -> backends.computeIfAbsent(name, n -> new ArrayList<>())
                                        .add(held));
                    }
                });
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
