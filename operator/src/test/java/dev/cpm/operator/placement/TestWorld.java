package dev.cpm.operator.placement;

import dev.cpm.operator.api.InterconnectSpec;
import dev.cpm.operator.api.InterconnectState;
import dev.cpm.operator.api.LoadBalancer;
import dev.cpm.operator.api.LoadBalancerSpec;
import dev.cpm.operator.api.LoadBalancerStatus;
import dev.cpm.operator.api.PlacementStatus;
import dev.cpm.operator.api.PlacementStatus.ZoneAssignment;
import dev.cpm.operator.api.Violation;
import dev.cpm.operator.api.ZoneState;
import dev.cpm.operator.placement.model.Assignment;
import dev.cpm.operator.placement.model.Known;
import dev.cpm.operator.placement.model.PlacementKey;
import dev.cpm.operator.placement.model.Shard;
import dev.cpm.operator.placement.model.ZoneInfo;
import dev.cpm.operator.placement.status.LoadBalancerStatuses;
import dev.cpm.operator.placement.world.World;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A small world for tests that read as stories: zones and requests in a line each, then what came of it. */
final class TestWorld {
    static final String NOW = "2026-01-01T00:00:00Z";

    private final World world;
    private final Map<PlacementKey, LoadBalancer> loadBalancers = new TreeMap<>();
    private String now = NOW;

    TestWorld() {
        this(Shard.ALL);
    }

    /** As the operator sees it that owns this. */
    TestWorld(Shard shard) {
        world = new World(shard);
    }

    World world() {
        return world;
    }

    /** Later, for what must not change with time. */
    TestWorld later() {
        now = "2026-06-01T00:00:00Z";
        return this;
    }

    /** A zone in the region that its name starts with ("r1-a" is in r1); {@code machines} below 0: no limit. */
    TestWorld zone(String name, int machines) {
        return zone(name, ZoneState.Available, machines);
    }

    TestWorld zone(String name, ZoneState state, int machines) {
        return zone(name, state, machines < 0 ? null : Map.of("m1", machines), Map.of());
    }

    TestWorld zone(String name, ZoneState state, Map<String, Integer> capacity, Map<String, String> labels) {
        String region = name.substring(0, name.lastIndexOf('-'));
        world.region(region, true);
        world.zone(name, new ZoneInfo(name, region, name, state, labels, capacity));
        return this;
    }

    TestWorld noZone(String name) {
        world.zone(name, null);
        return this;
    }

    TestWorld region(String name) {
        world.region(name, true);
        return this;
    }

    TestWorld link(String account, String a, String b, InterconnectState state) {
        world.interconnect(account + "-" + a + "-" + b, new InterconnectSpec(account, List.of(a, b), state));
        return this;
    }

    TestWorld noRegion(String name) {
        world.region(name, false);
        return this;
    }

    TestWorld noLink(String account, String a, String b) {
        world.interconnect(account + "-" + a + "-" + b, null);
        return this;
    }

    /** A load balancer of a region, of the account that its namespace has. */
    TestWorld loadBalancer(String name, String region) {
        return loadBalancer(name, null, region);
    }

    TestWorld loadBalancer(String name, String account, String region) {
        PlacementKey key = key(name);
        LoadBalancer loadBalancer = new LoadBalancer();
        loadBalancer.setMetadata(new ObjectMetaBuilder()
                .withNamespace(key.namespace())
                .withName(key.name())
                .withGeneration(1L)
                .build());
        loadBalancer.setSpec(new LoadBalancerSpec(account, region));
        loadBalancers.put(key, loadBalancer);
        world.put(loadBalancer);
        return this;
    }

    TestWorld noLoadBalancer(String name) {
        world.remove(loadBalancers.remove(key(name)));
        return this;
    }

    TestWorld namespace(String name, String account) {
        world.namespace(name, account);
        return this;
    }

    /** Creates or edits a placement, as {@code kubectl apply} does. */
    TestWorld apply(Ask ask) {
        Known before = world.placement(ask.key());
        long generation =
                before == null ? 1 : before.generation() + (before.spec().equals(ask.spec()) ? 0 : 1);
        world.placement(
                before == null
                        ? new Known(
                                ask.key(),
                                ask.spec(),
                                generation,
                                ask.createdAt(),
                                Assignment.NONE,
                                null,
                                null,
                                null,
                                false,
                                null,
                                List.of(),
                                List.of())
                        : new Known(
                                ask.key(),
                                ask.spec(),
                                generation,
                                before.created(),
                                before.assignment(),
                                before.heldType(),
                                before.status(),
                                before.told(),
                                false,
                                before.approval(),
                                List.of(),
                                List.of()));
        return this;
    }

    /** The same placement as another operator would have left it. */
    static Known held(Known known, String zone, String region, int replicas) {
        return held(known, new ZoneAssignment(zone, region, replicas, replicas == 1 ? "0" : "0-" + (replicas - 1)));
    }

    static Known held(Known known, ZoneAssignment... zones) {
        return new Known(
                known.key(),
                known.spec(),
                known.generation(),
                known.created(),
                Assignment.of(List.of(zones)),
                known.spec().machineType(),
                known.status(),
                known.told(),
                false,
                null,
                List.of(),
                List.of());
    }

    /** Approves a proposal, as {@code kubectl annotate} does. */
    TestWorld approve(String name, String id) {
        new Change.Approve(key(name), id).to(world);
        return this;
    }

    TestWorld delete(String name) {
        world.remove(key(name));
        return this;
    }

    /** Runs rounds until nothing changes. */
    TestWorld settle() {
        for (int round = 0; world.hasConcerned(); round++) {
            if (round > 50) {
                throw new AssertionError("does not settle: " + world.takeConcerned());
            }
            Set<PlacementKey> concerned = world.takeConcerned();
            for (RoundAnswer answer : Round.of(world, concerned, now)) {
                if (answer.changed()) {
                    answer.storedIn(world);
                } else {
                    answer.unchangedIn(world);
                }
            }
        }
        loadBalancers.values().forEach(lb -> lb.setStatus(LoadBalancerStatuses.of(lb, world, now)));
        return this;
    }

    PlacementStatus status(String name) {
        return world.placement(key(name)).status();
    }

    /** Zone to replicas. */
    Map<String, Integer> zones(String name) {
        Map<String, Integer> zones = new TreeMap<>();
        status(name).zones().forEach(zone -> zones.put(zone.zone(), zone.replicas()));
        return zones;
    }

    /** Region to replicas. */
    Map<String, Integer> regions(String name) {
        Map<String, Integer> regions = new TreeMap<>();
        status(name).zones().forEach(zone -> regions.merge(zone.region(), zone.replicas(), Integer::sum));
        return regions;
    }

    LoadBalancerStatus loadBalancer(String name) {
        return loadBalancers.get(key(name)).getStatus();
    }

    List<String> loadBalancerViolations(String name) {
        return loadBalancer(name).violations().stream()
                .map(violation -> violation.type().name())
                .toList();
    }

    List<String> violations(String name) {
        return status(name).violations().stream()
                .map(Violation::type)
                .map(Enum::name)
                .toList();
    }

    Map<String, String> blockers(String name) {
        return new TreeMap<>(status(name).blockers().stream()
                .collect(Collectors.toMap(
                        PlacementStatus.Blocker::zone, b -> b.reason().name())));
    }

    String condition(String name, String type) {
        return status(name).conditions().stream()
                .filter(c -> c.type().equals(type))
                .map(c -> c.status())
                .findFirst()
                .orElse("absent");
    }

    static PlacementKey key(String name) {
        String[] parts = name.split("/");
        return parts.length == 2 ? new PlacementKey(parts[0], parts[1]) : new PlacementKey("default", name);
    }
}
