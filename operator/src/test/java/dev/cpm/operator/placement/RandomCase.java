package dev.cpm.operator.placement;

import dev.cpm.operator.api.Cpm;
import dev.cpm.operator.api.InterconnectState;
import dev.cpm.operator.api.LoadBalancerSpec;
import dev.cpm.operator.api.PlacementSpec;
import dev.cpm.operator.api.PlacementSpec.TopologySpreadConstraint.CapacityPolicy;
import dev.cpm.operator.api.PlacementStatus.ZoneAssignment;
import dev.cpm.operator.api.WhenUnsatisfiable;
import dev.cpm.operator.api.ZoneState;
import dev.cpm.operator.placement.decide.Scene;
import dev.cpm.operator.placement.model.Allocations;
import dev.cpm.operator.placement.model.Assignment;
import dev.cpm.operator.placement.model.Links;
import dev.cpm.operator.placement.model.LoadBalancerInfo;
import dev.cpm.operator.placement.model.Neighbour;
import dev.cpm.operator.placement.model.Neighbours;
import dev.cpm.operator.placement.model.PlacementKey;
import dev.cpm.operator.placement.model.Request;
import dev.cpm.operator.placement.model.Shard;
import dev.cpm.operator.placement.model.Snapshot;
import dev.cpm.operator.placement.model.ZoneInfo;
import dev.cpm.operator.placement.rules.Rules;
import io.fabric8.kubernetes.api.model.IntOrString;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;

/** A random decision to make: one request, some of it assigned already, in a catalogue with links. */
public record RandomCase(
        PlacementSpec spec,
        List<ZoneInfo> catalogue,
        Set<Set<String>> links,
        List<ZoneAssignment> has,
        Map<String, Integer> taken,
        Map<PlacementKey, LoadBalancerSpec> loadBalancers,
        Map<PlacementKey, List<ZoneAssignment>> others) {

    private static final PlacementKey KEY = TestWorld.key("case");

    /** How large a case may be. */
    public record Size(int regions, int zones, int machines, int replicas) {}

    public static RandomCase draw(Random random, Size size) {
        int regions = 1 + random.nextInt(size.regions());
        List<String> names = IntStream.range(0, regions).mapToObj(r -> "r" + r).toList();
        List<ZoneInfo> zones = new ArrayList<>();
        int count = 1 + random.nextInt(size.zones());
        for (int z = 0; z < count; z++) {
            zones.add(zone("z" + z, names.get(random.nextInt(regions)), random, size));
        }
        Set<Set<String>> links = new TreeSet<>((a, b) -> a.toString().compareTo(b.toString()));
        int percent = new int[] {0, 40, 70, 100}[random.nextInt(4)];
        for (String a : names) {
            for (String b : names) {
                if (a.compareTo(b) < 0 && random.nextInt(100) < percent) {
                    links.add(new TreeSet<>(Set.of(a, b)));
                }
            }
        }
        int replicas = random.nextInt(size.replicas() + 1);
        Map<String, Integer> taken = new TreeMap<>();
        List<ZoneAssignment> has = random.nextInt(3) == 0 ? has(random, zones, replicas, taken) : List.of();
        for (ZoneInfo zone : zones) {
            if (random.nextInt(4) == 0) {
                taken.merge(zone.name(), random.nextInt(1 + size.machines() / 2), Integer::sum);
            }
        }
        Map<PlacementKey, LoadBalancerSpec> loadBalancers = new TreeMap<>();
        Map<PlacementKey, List<ZoneAssignment>> others = new TreeMap<>();
        Ask ask = ask(random, names, zones, replicas);
        if (random.nextInt(10) == 0) {
            loadBalancers.put(TestWorld.key("lb"), new LoadBalancerSpec(null, names.get(random.nextInt(regions))));
            ask.behind("lb");
        }
        others(random, ask, zones, others);
        return new RandomCase(ask.spec(), zones, links, has, taken, loadBalancers, others);
    }

    private static ZoneInfo zone(String name, String region, Random random, Size size) {
        ZoneState state = random.nextInt(8) == 0 ? ZoneState.Maintenance : ZoneState.Available;
        Map<String, Integer> capacity = switch (random.nextInt(10)) {
            case 0, 1, 2 -> null;
            case 3 -> Map.of("m2", 3);
            default -> Map.of("m1", random.nextInt(size.machines() + 1));
        };
        return new ZoneInfo(name, region, name, state, Map.of(), capacity);
    }

    private static List<ZoneAssignment> has(
            Random random, List<ZoneInfo> zones, int replicas, Map<String, Integer> taken) {
        List<ZoneAssignment> has = new ArrayList<>();
        int next = 0;
        for (ZoneInfo zone : zones) {
            int count = Math.min(replicas - next, random.nextInt(2) == 0 ? random.nextInt(2 + replicas / 3) : 0);
            if (count > 0) {
                String indexes = next + (count == 1 ? "" : "-" + (next + count - 1));
                has.add(new ZoneAssignment(zone.name(), zone.region(), count, indexes));
                taken.put(zone.name(), count);
                next += count;
            }
        }
        return has;
    }

    /** Peers and affinity: few, none, or as many as a spec can have; each to a placement in some of the zones. */
    private static void others(
            Random random, Ask ask, List<ZoneInfo> zones, Map<PlacementKey, List<ZoneAssignment>> others) {
        if (random.nextInt(6) == 0) {
            ask.peers(other("peer", random, 1, zones, others));
        }
        int most = new int[] {0, 0, 1, 2, 3, 8}[random.nextInt(6)];
        int spread = 1 + random.nextInt(zones.size());
        for (int term = 0; term < most; term++) {
            ask.colocateWith(
                    other("close" + term, random, spread, zones, others),
                    random.nextBoolean() ? Cpm.ZONE_KEY : Cpm.REGION_KEY,
                    random.nextInt(4 + 4 * most) == 0 ? null : WhenUnsatisfiable.ScheduleAnyway);
            ask.separateFrom(
                    other("away" + term, random, 1 + random.nextInt(3), zones, others),
                    random.nextBoolean() ? Cpm.ZONE_KEY : Cpm.REGION_KEY,
                    random.nextInt(4 + 4 * most) == 0 ? null : WhenUnsatisfiable.ScheduleAnyway);
        }
    }

    private static String other(
            String name,
            Random random,
            int most,
            List<ZoneInfo> zones,
            Map<PlacementKey, List<ZoneAssignment>> others) {
        List<ZoneInfo> some = new ArrayList<>(zones);
        Collections.shuffle(some, random);
        List<ZoneAssignment> has = new ArrayList<>();
        for (ZoneInfo zone : some.subList(0, Math.min(some.size(), random.nextInt(most + 1)))) {
            has.add(new ZoneAssignment(zone.name(), zone.region(), 1, String.valueOf(has.size())));
        }
        others.put(TestWorld.key(name), has);
        return name;
    }

    private static Ask ask(Random random, List<String> names, List<ZoneInfo> zones, int replicas) {
        List<String> regions = new ArrayList<>(names);
        Collections.shuffle(regions, random);
        if (regions.size() > 1 && random.nextInt(5) == 0) {
            regions.remove(0);
        }
        Ask ask = Ask.ask("case").account("acme").replicas(replicas).in(regions.toArray(String[]::new));
        if (random.nextInt(3) == 0) {
            ask.publicNetwork();
        }
        if (random.nextInt(6) == 0) {
            ask.notIn(zones.get(random.nextInt(zones.size())).name());
        }
        List<Integer> kinds = new ArrayList<>(List.of(0, 1, 2, 3));
        Collections.shuffle(kinds, random);
        for (int kind : kinds.subList(0, random.nextInt(5))) {
            ask.spread(
                    kind < 2 ? Cpm.ZONE_KEY : Cpm.REGION_KEY,
                    1 + random.nextInt(3),
                    random.nextInt(4) == 0 ? 1 + random.nextInt(4) : null,
                    kind % 2 == 0 ? WhenUnsatisfiable.DoNotSchedule : WhenUnsatisfiable.ScheduleAnyway,
                    random.nextInt(3) == 0 ? CapacityPolicy.Honor : null);
        }
        if (random.nextInt(3) == 0) {
            ask.survive(
                    random.nextBoolean()
                            ? new IntOrString("Quorum")
                            : random.nextBoolean() ? new IntOrString("34%") : new IntOrString(random.nextInt(4)),
                    random.nextBoolean() ? WhenUnsatisfiable.DoNotSchedule : WhenUnsatisfiable.ScheduleAnyway);
        }
        return ask;
    }

    boolean linked(String a, String b) {
        return links.contains(new TreeSet<>(Set.of(a, b)));
    }

    /** How the contract reads it. */
    public PlainRules plain() {
        return new PlainRules(
                spec,
                new PlainZones(
                        spec,
                        catalogue,
                        has,
                        taken,
                        this::linked,
                        PlainNames.others(KEY, spec, loadBalancers, others)));
    }

    /** What the decision is given. */
    public Scene scene() {
        Links active = new Links();
        links.forEach(pair -> active.add("acme", List.copyOf(pair), InterconnectState.Active));
        Allocations allocations = new Allocations();
        taken.forEach((zone, count) -> allocations.take(zone, "m1", count));
        Set<String> regions = new TreeSet<>();
        catalogue.forEach(zone -> regions.add(zone.region()));
        Neighbours neighbours = new Neighbours(
                key -> others.containsKey(key)
                        ? new Neighbour(key, "acme", spec, Assignment.of(others.get(key)))
                        : null,
                key -> loadBalancers.containsKey(key)
                        ? new LoadBalancerInfo(key, null, loadBalancers.get(key).region())
                        : null,
                namespace -> null,
                zone -> List.of());
        Request request = Request.of(KEY, spec, null, TestWorld.NOW);
        return Rules.scene(
                request,
                new Snapshot(regions, catalogue, active, allocations, neighbours, Shard.ALL),
                Assignment.of(has));
    }

    int wanted() {
        return spec.replicas() - has.stream().mapToInt(ZoneAssignment::replicas).sum();
    }
}
