package dev.cpm.operator.placement.world;

import dev.cpm.operator.api.Cpm;
import dev.cpm.operator.api.Interconnect;
import dev.cpm.operator.api.InterconnectSpec;
import dev.cpm.operator.api.LoadBalancer;
import dev.cpm.operator.api.Placement;
import dev.cpm.operator.api.Region;
import dev.cpm.operator.api.Zone;
import dev.cpm.operator.placement.model.Allocations;
import dev.cpm.operator.placement.model.Assignment;
import dev.cpm.operator.placement.model.InvalidSpec;
import dev.cpm.operator.placement.model.Known;
import dev.cpm.operator.placement.model.LoadBalancerInfo;
import dev.cpm.operator.placement.model.Neighbour;
import dev.cpm.operator.placement.model.Neighbours;
import dev.cpm.operator.placement.model.PlacementKey;
import dev.cpm.operator.placement.model.Request;
import dev.cpm.operator.placement.model.Shard;
import dev.cpm.operator.placement.model.Snapshot;
import dev.cpm.operator.placement.model.ZoneInfo;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * All objects as they are known now, and which placements a change concerns (rule 8). Mutable, for one owner; it does
 * no I/O and knows no time.
 *
 * <p>A change of the catalogue concerns the placements that could use what changed, and all that are unhappy, since
 * their remedies name what the catalogue has. A change of free machines concerns the unhappy ones of that type.
 */
public final class World {
    private final Shard shard;
    private final Map<String, String> accountLabels = new HashMap<>();
    private final TreeMap<PlacementKey, Known> placements = new TreeMap<>();
    private final Map<PlacementKey, LoadBalancerInfo> loadBalancers = new HashMap<>();
    private final Fronts fronts = new Fronts();
    private final Interests interests;
    private final Waking waking;
    private final Ledger ledger = new Ledger();
    private final Geography geography;
    private final Stock stock;
    private long catalogue;

    /** The world of an operator that owns all of it. */
    public World() {
        this(Shard.ALL);
    }

    /** The world of an operator that owns a part of it: all of it is known, and only the part is decided. */
    public World(Shard shard) {
        this.shard = shard;
        this.interests = new Interests(shard);
        this.geography = new Geography(shard, ledger.allocations(), neighbours());
        this.stock = new Stock(shard, ledger, geography);
        this.waking = new Waking(placements, interests, shard, geography::snapshot);
    }

    /** What is decided here. */
    public Shard shard() {
        return shard;
    }

    /** The placement of a key, or null. */
    public Known placement(PlacementKey key) {
        return placements.get(key);
    }

    public Collection<Known> placements() {
        return placements.values();
    }

    public Collection<ZoneInfo> zones() {
        return geography.zones();
    }

    public Set<String> regions() {
        return geography.regions();
    }

    /** Machines taken now, by all placements; not to be changed by the caller. */
    public Allocations allocations() {
        return ledger.allocations();
    }

    /** How many placements hold machines in a zone. */
    public int holders(String zone) {
        return ledger.holders(zone);
    }

    /** The request of a placement, with the account that its namespace's label gives it. */
    public Request request(Known known) {
        String label = accountLabels.get(known.key().namespace());
        return Request.of(known.key(), known.spec(), known.specAccount(), label, known.created());
    }

    /** The account label of a namespace, or null. */
    public String accountLabel(String namespace) {
        return accountLabels.get(namespace);
    }

    /** What a batch decides against, until the world changes; taking machines from it leaves the world as it is. */
    public Snapshot snapshot() {
        return geography.snapshot().with(ledger.allocations().overlay(), neighbours());
    }

    private Neighbours neighbours() {
        return new Neighbours(this::neighbour, loadBalancers::get, accountLabels::get, interests::inZone);
    }

    private Neighbour neighbour(PlacementKey key) {
        Known known = placements.get(key);
        return known == null ? null : new Neighbour(key, request(known).account(), known.spec(), known.assignment());
    }

    /** The load balancers of which something changed, or of what is behind them, since the last call. */
    public Set<PlacementKey> takeChangedLoadBalancers() {
        return fronts.take();
    }

    /** Grows whenever the regions, the zones or the interconnects change. */
    public long catalogue() {
        return catalogue;
    }

    /** The placements that want to be behind a load balancer, by name. */
    public List<Neighbour> behind(PlacementKey loadBalancer) {
        return interests.behind(loadBalancer).stream()
                .sorted()
                .map(this::neighbour)
                .toList();
    }

    /** The placements that something concerned since the last call, in no order that matters. */
    public Set<PlacementKey> takeConcerned() {
        return waking.take();
    }

    public boolean hasConcerned() {
        return waking.any();
    }

    /** How many placements something concerned since they were taken last, as far as is known without finding out. */
    public int concerned() {
        return waking.count();
    }

    /** Whether something concerned a placement since they were taken last. */
    public boolean concerns(PlacementKey key) {
        return waking.concerns(key);
    }

    public void concern(PlacementKey key) {
        waking.concern(key);
    }

    /** Takes in an object of any kind, as it is now. */
    public void put(HasMetadata object) {
        take(object, true);
    }

    /** Takes in that an object of any kind is gone. */
    public void remove(HasMetadata object) {
        take(object, false);
    }

    private void take(HasMetadata object, boolean exists) {
        String name = object.getMetadata().getName();
        if (object instanceof Placement placement && exists) {
            placement(Known.of(placement));
        } else if (object instanceof Placement placement) {
            remove(PlacementKey.of(placement));
        } else if (object instanceof Zone zone) {
            zone(name, exists ? ZoneInfo.of(zone) : null);
        } else if (object instanceof Region) {
            region(name, exists);
        } else if (object instanceof Interconnect interconnect) {
            // An invalid one, or one whose regions were changed, connects nothing.
            boolean connects = exists && InvalidSpec.errors(interconnect).isEmpty();
            interconnect(name, connects ? interconnect.getSpec() : null);
        } else if (object instanceof LoadBalancer loadBalancer) {
            loadBalancer(PlacementKey.of(loadBalancer), exists ? LoadBalancerInfo.of(loadBalancer) : null);
        } else if (object instanceof Namespace) {
            Map<String, String> labels = exists ? object.getMetadata().getLabels() : null;
            namespace(name, labels == null ? null : labels.get(Cpm.ACCOUNT_LABEL));
        }
    }

    public void region(String name, boolean exists) {
        newsFor(geography.region(name, exists));
    }

    /** A zone as it is now; null where it is gone. */
    public void zone(String name, ZoneInfo zone) {
        String before = regionOf(geography.zone(name));
        Collection<String> regions = geography.zone(name, zone);
        newsFor(regions);
        if (!regions.isEmpty()) {
            waking.concern(interests.inZone(name));
        }
        if (!Objects.equals(regionOf(zone), before)) {
            // Whoever has to be near its replicas, or away from them, may find them in another region.
            List.copyOf(interests.inZone(name)).forEach(waking::concernNaming);
        }
    }

    private static String regionOf(ZoneInfo zone) {
        return zone == null ? null : zone.region();
    }

    /** An interconnect as it is now; null where it is gone, or connects nothing. */
    public void interconnect(String name, InterconnectSpec spec) {
        newsFor(geography.interconnect(name, spec));
    }

    /** A load balancer as it is now; null where it is gone. */
    private void loadBalancer(PlacementKey key, LoadBalancerInfo info) {
        LoadBalancerInfo before = info == null ? loadBalancers.remove(key) : loadBalancers.put(key, info);
        fronts.changed(key);
        if (!Objects.equals(before, info)) {
            waking.concernWithWaiting(interests.behind(key));
        }
    }

    /** The account label of a namespace; null where it has none or is gone. */
    public void namespace(String name, String accountLabel) {
        String before = accountLabel == null ? accountLabels.remove(name) : accountLabels.put(name, accountLabel);
        if (!Objects.equals(before, accountLabel)) {
            loadBalancers.keySet().stream()
                    .filter(key -> key.namespace().equals(name))
                    .forEach(fronts::changed);
            waking.concern(PlacementKey.within(placements, name).keySet());
            waking.concern(interests.namingIn(name));
            waking.concernUnhappy();
        }
    }

    /**
     * Takes in a newer version of a placement. What this operator assigned wins over what somebody wrote into the status.
     * What another operator assigned wins over ours: where the placement was or is one of its own, and where the status
     * answers a newer generation than ours, since then it went there and back unseen.
     */
    public void seen(Known now) {
        placement(newer(placements.get(now.key()), now));
    }

    /** Keeps another copy of what is known of a placement instead, so that one stays in memory; nothing if it differs. */
    public void same(Known copy) {
        if (copy.equals(placements.get(copy.key()))) {
            placements.put(copy.key(), copy);
            waking.changed(copy);
        }
    }

    private Known newer(Known before, Known now) {
        boolean decidedHere = before != null
                && (shard.all() || shard.owns(before) && shard.owns(now) && now.answersUpTo() <= before.answersUpTo());
        return decidedHere ? before.updatedFrom(now) : now;
    }

    /** A placement as it is known now. What it holds counts at once. */
    public void placement(Known known) {
        replaced(known).forEach(waking::moved);
        if (!shard.owns(known)) {
            waking.forget(known.key());
        }
        waking.concern(known.key());
        waking.concernNaming(known.key());
    }

    /**
     * A placement whose answer was stored; it is answered, so it concerns only others. What it took was gone for the
     * others of its round already; what it gave back is news to them.
     */
    public void answered(Known known, boolean isHappy) {
        boolean waiting = waking.concerns(known.key());
        Known before = placements.get(known.key());
        List<MachineShift> shifts = replaced(known);
        if (before != null && givesBack(before.holds(), known.holds())) {
            shifts.forEach(waking::moved);
        }
        if (before == null || !before.assignment().equals(known.assignment())) {
            waking.concernNaming(known.key());
        }
        happy(known.key(), isHappy);
        if (!waiting) {
            waking.done(known.key());
        }
    }

    /** The operator failed at a placement, by a defect of its own, whatever the others of its round were decided for. */
    public void failed(Known known) {
        waking.failed(known);
    }

    /** An answer was not stored: what the others of its round were told of its machines is not true. */
    public void unanswered(Known known) {
        waking.moved(MachineShift.any(known.machineType()));
        waking.concernNaming(known.key());
    }

    /**
     * Decisions that were not carried out: what the others of their round were told of these machines is not true.
     *
     * @param decided what each was to have
     */
    public void undone(Map<PlacementKey, Assignment> decided) {
        List<Stock.Missed> missed = new ArrayList<>();
        decided.forEach((key, assignment) -> {
            Known known = placements.get(key);
            if (known != null) {
                missed.add(new Stock.Missed(known, assignment));
                if (!assignment.equals(known.assignment())) {
                    waking.concernNaming(key);
                }
            }
        });
        stock.missed(missed).forEach(waking::moved);
    }

    /**
     * Machines that a placement may hold without its being certain: they are taken, until given back by negative counts.
     */
    public void reserve(String machineType, Map<String, Integer> machines) {
        machines.forEach((zone, count) -> ledger.take(zone, machineType, count));
    }

    private static boolean givesBack(Map<String, Integer> had, Map<String, Integer> has) {
        return had.entrySet().stream().anyMatch(zone -> has.getOrDefault(zone.getKey(), 0) < zone.getValue());
    }

    /** The unhappy placements for whom it may matter what a batch decided for others, who took it from a snapshot. */
    public Set<PlacementKey> unhappy(Map<PlacementKey, Assignment> decided, Snapshot then) {
        MachineShifts shifts = new MachineShifts();
        decided.forEach((key, assignment) -> {
            Known known = placements.get(key);
            String type = known.spec().machineType();
            Stream.of(known.assignment(), assignment)
                    .flatMap(some -> some.shares().keySet().stream())
                    .forEach(zone -> shifts.add(stock.since(then, zone, type)));
        });
        return waking.unhappy(shifts, then);
    }

    /** A placement that is gone; its machines are free. */
    public void remove(PlacementKey key) {
        Known before = placements.remove(key);
        if (before != null) {
            interests.remove(before);
            fronts.changedBefore(before);
            recount(before, null).forEach(waking::moved);
            waking.forget(key);
            waking.concernNaming(key);
        }
    }

    /** Whether a placement has anything to wish for; such are looked at again whenever machines come or go. */
    public void happy(PlacementKey key, boolean isHappy) {
        waking.happy(key, isHappy);
    }

    private void newsFor(Collection<String> regions) {
        if (!regions.isEmpty()) {
            catalogue++;
            regions.forEach(region -> waking.concern(interests.inRegion(region)));
            waking.concernUnhappy();
        }
    }

    /** Puts a placement in the place of what was known of it; the machines that came or went by that. */
    private List<MachineShift> replaced(Known known) {
        Known before = placements.put(known.key(), known);
        if (before != null) {
            interests.remove(before);
        }
        interests.add(known);
        fronts.changedBefore(before);
        fronts.changedBefore(known);
        waking.changed(known);
        return recount(before, known);
    }

    private List<MachineShift> recount(Known before, Known after) {
        Stock.Change change = stock.recount(before, after);
        change.overcommitted().forEach(zone -> waking.concern(interests.inZone(zone)));
        change.elsewhere().forEach(waking::movedElsewhere);
        return change.shifts();
    }
}
