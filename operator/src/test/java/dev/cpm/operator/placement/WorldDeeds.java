package dev.cpm.operator.placement;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cpm.operator.api.InterconnectSpec;
import dev.cpm.operator.api.InterconnectState;
import dev.cpm.operator.api.LoadBalancerSpec;
import dev.cpm.operator.api.PlacementSpec;
import dev.cpm.operator.api.PlacementStatus.ZoneAssignment;
import dev.cpm.operator.placement.model.Assignment;
import dev.cpm.operator.placement.model.Known;
import dev.cpm.operator.placement.model.PlacementKey;
import dev.cpm.operator.placement.model.ZoneInfo;
import dev.cpm.operator.placement.world.World;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a person does to the catalogue and to other placements, who follows advice to the letter. It is undone at the
 * end, so that a story can go on.
 */
class WorldDeeds implements AutoCloseable {
    private final Story story;
    private final Deque<Runnable> undo = new ArrayDeque<>();

    WorldDeeds(Story story) {
        this.story = story;
    }

    final World world() {
        return story.world();
    }

    /** The objects besides placements as they were before. */
    final Change.Catalogue catalogue() {
        return story.catalogue();
    }

    final void undoBy(Runnable deed) {
        undo.push(deed);
    }

    void link(String account, String a, String b) {
        String name = "advised-" + undo.size();
        world().interconnect(name, new InterconnectSpec(account, List.of(a, b), InterconnectState.Active));
        undoBy(() -> world().interconnect(name, null));
    }

    /** A zone as it is now. */
    final ZoneInfo zone(String name) {
        return world().zones().stream()
                .filter(zone -> zone.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("there is no zone " + name));
    }

    void open(String name) {
        zone(zone(name).opened());
    }

    void machines(String name, String type, int more) {
        ZoneInfo z = zone(name);
        assertThat(z.capacity()).as("the list of machines of %s", name).isNotNull();
        Map<String, Integer> capacity = new TreeMap<>(z.capacity());
        capacity.merge(type, more, Integer::sum);
        zone(new ZoneInfo(name, z.region(), z.displayName(), z.state(), z.labels(), capacity));
    }

    /** Corrects the capacity of a zone to what is allocated there. */
    void machinesForAll(String name, String type) {
        ZoneInfo z = zone(name);
        machines(name, type, world().allocations().taken(name, type) - z.capacityOf(type));
    }

    final void label(String name, Map<String, String> labels) {
        ZoneInfo z = zone(name);
        zone(new ZoneInfo(name, z.region(), z.displayName(), z.state(), labels, z.capacity()));
    }

    /** Applies a zone; it may be new. */
    void zone(ZoneInfo zone) {
        world().zone(zone.name(), zone);
        undoBy(() -> world().zone(zone.name(), catalogue().zones.get(zone.name())));
    }

    void region(String name) {
        world().region(name, true);
        undoBy(() -> world().region(name, catalogue().regions.contains(name)));
    }

    void namespace(String name, String account) {
        world().namespace(name, account);
        undoBy(() -> world().namespace(name, catalogue().labels.get(name)));
    }

    void loadBalancer(PlacementKey key, String account, String region) {
        new Change.SetLoadBalancer(key, new LoadBalancerSpec(account, region)).to(world());
        undoBy(() -> new Change.SetLoadBalancer(key, catalogue().loadBalancers.get(key)).to(world()));
    }

    /** Creates a placement of an account, as it is once it has a replica in each of some zones. */
    void create(PlacementKey key, String account, Collection<String> zones) {
        String label = world().accountLabel(key.namespace());
        assertThat(label == null || label.isEmpty() ? account : label)
                .as("the account of namespace %s", key.namespace())
                .isEqualTo(account);
        Known foreign = world().placement(key);
        if (foreign != null && foreign.machineType() != null) {
            // There is none of this account, and of others nothing is told; but machines are not had by magic.
            world().reserve(foreign.machineType(), foreign.holds());
            undoBy(() -> world().reserve(foreign.machineType(), negative(foreign.holds())));
        }
        PlacementSpec spec =
                Ask.ask(key.toString()).account(account).type("theirs").spec();
        other(new Known(key, spec, 1L, TestWorld.NOW, in(zones), null, null, null, false, null, List.of(), List.of()));
    }

    /** Another placement, as it is once it has a replica in each of some zones. */
    void placed(PlacementKey key, Collection<String> zones) {
        other(with(world().placement(key), world().placement(key).spec(), in(zones)));
    }

    private static Map<String, Integer> negative(Map<String, Integer> counts) {
        Map<String, Integer> negative = new TreeMap<>(counts);
        negative.replaceAll((zone, count) -> -count);
        return negative;
    }

    private Assignment in(Collection<String> zones) {
        List<ZoneAssignment> all = new ArrayList<>();
        zones.forEach(zone -> all.add(new ZoneAssignment(zone, zone.substring(0, 2), 1, String.valueOf(all.size()))));
        return Assignment.of(all);
    }

    /** Scales down whatever has machines of a type in a zone, so that nobody but one placement has any there. */
    void freed(String zone, String type, PlacementKey except) {
        for (Known known : List.copyOf(world().placements())) {
            if (!known.key().equals(except)
                    && type.equals(known.machineType())
                    && known.assignment().count(zone) > 0) {
                Assignment rest = known.assignment().in(other -> !other.equals(zone));
                other(with(known, known.spec(), rest));
            }
        }
    }

    static Known with(Known k, PlacementSpec spec, Assignment assignment) {
        return new Known(
                k.key(),
                spec,
                k.generation(),
                k.created(),
                assignment,
                k.heldType(),
                k.status(),
                k.told(),
                k.terminating(),
                k.approval(),
                List.of(),
                List.of());
    }

    final void other(Known known) {
        Known before = world().placement(known.key());
        world().placement(known);
        undoBy(() -> {
            if (before == null) {
                world().remove(known.key());
            } else {
                world().placement(before);
            }
        });
    }

    @Override
    public void close() {
        undo.forEach(Runnable::run);
    }
}
