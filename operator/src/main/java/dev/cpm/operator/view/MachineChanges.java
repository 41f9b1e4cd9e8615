package dev.cpm.operator.view;

import dev.cpm.operator.view.Change.Taken;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Machines that are allocated after a change and not before, or the other way around. */
final class MachineChanges {
    private MachineChanges() {}

    static List<Taken> of(Inventory before, Inventory after) {
        SortedMap<String, SortedMap<String, Machines>> old = machines(before);
        SortedMap<String, SortedMap<String, Machines>> now = machines(after);
        List<Taken> taken = new ArrayList<>();
        Keys.ofEither(old, now).forEach(zone -> {
            SortedMap<String, Machines> had = old.getOrDefault(zone, new TreeMap<>());
            SortedMap<String, Machines> has = now.getOrDefault(zone, new TreeMap<>());
            Keys.ofEither(had, has).forEach(type -> {
                int was = had.containsKey(type) ? had.get(type).allocated() : 0;
                int is = has.containsKey(type) ? has.get(type).allocated() : 0;
                if (was != is) {
                    Integer capacity = (has.containsKey(type) ? has.get(type) : had.get(type)).capacity();
                    taken.add(new Taken(zone, type, capacity, was, is));
                }
            });
        });
        return taken;
    }

    private static SortedMap<String, SortedMap<String, Machines>> machines(Inventory inventory) {
        SortedMap<String, SortedMap<String, Machines>> machines = new TreeMap<>();
        Topology topology = Topologies.of(inventory);
        topology.zones()
                .forEach(zone -> zone.machines()
                        .forEach(of -> machines.computeIfAbsent(zone.name(), z -> new TreeMap<>())
                                .put(of.machineType(), topology.gone(zone) ? none(of) : of)));
        return machines;
    }

    /** A zone that is gone has no machines, whatever is held in it yet. */
    private static Machines none(Machines held) {
        return new Machines(held.machineType(), 0, held.allocated());
    }
}
