package dev.cpm.operator.placement.world;

import dev.cpm.operator.placement.model.Known;
import dev.cpm.operator.placement.model.PlacementKey;
import dev.cpm.operator.placement.model.Shard;
import dev.cpm.operator.placement.model.Snapshot;
import dev.cpm.operator.placement.model.Waits;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Which placements are to be looked at again (rule 8): those that something concerned; and of the unhappy, those for whom
 * it may matter that machines came or went. Those of other shards are nobody's business here. Mutable, for one owner.
 */
final class Waking {
    private final Map<PlacementKey, Known> placements;
    private final Interests interests;
    private final Shard shard;
    private final Unhappy unhappy;
    private final Set<PlacementKey> concerned = new TreeSet<>();
    /** What the unhappy were not woken for yet. */
    private final MachineShifts shifts = new MachineShifts();
    /** Zones that are granted elsewhere, in which machines came or went that the unhappy were not woken for yet. */
    private final Set<String> elsewhere = new HashSet<>();

    /** Those at which the operator failed when it answered them last, by a defect of its own. */
    private final Set<PlacementKey> failing = new HashSet<>();
    /** What those had been granted by decision, and did not get. */
    private final MachineShifts missed = new MachineShifts();

    private final Supplier<Snapshot> now;

    /** {@code placements} are those that exist, as they are known at any time; {@code now} is what is left at that time. */
    Waking(Map<PlacementKey, Known> placements, Interests interests, Shard shard, Supplier<Snapshot> now) {
        this.placements = placements;
        this.interests = interests;
        this.unhappy = new Unhappy(interests);
        this.shard = shard;
        this.now = now;
    }

    /** The placements that something concerned since the last call, in no order that matters. */
    Set<PlacementKey> take() {
        wakeUnhappy();
        Set<PlacementKey> taken = new TreeSet<>(concerned);
        taken.removeIf(key -> !placements.containsKey(key));
        concerned.clear();
        return taken;
    }

    boolean any() {
        wakeUnhappy();
        return !concerned.isEmpty();
    }

    /** So far: whom the machines that moved last concern is found out by {@link #any} and {@link #take}. */
    int count() {
        return concerned.size();
    }

    private void wakeUnhappy() {
        if (!shifts.isEmpty()) {
            concerned.addAll(unhappy(shifts, now.get()));
            shifts.clear();
        }
        for (String zone : elsewhere) {
            interests.leaving(zone).stream().filter(unhappy::contains).forEach(this::concern);
        }
        elsewhere.clear();
        if (!missed.isEmpty()) {
            Set<PlacementKey> others = unhappy(missed, now.get());
            others.removeAll(failing); // They would wake themselves, and each other, for ever.
            concerned.addAll(others);
            missed.clear();
        }
    }

    void concern(PlacementKey key) {
        Known known = placements.get(key);
        if (known != null && shard.owns(known)) {
            concerned.add(key);
        }
    }

    void concern(Collection<PlacementKey> keys) {
        keys.forEach(this::concern);
    }

    /** Those that name a placement, and those that wait for such in turn: what they are told of a circle may change. */
    void concernNaming(PlacementKey key) {
        concernInTurn(interests.naming(key), new HashSet<>(Set.of(key)));
    }

    /** Some placements, and those that wait for such of them as have no replica. */
    void concernWithWaiting(Set<PlacementKey> keys) {
        concernInTurn(keys, new HashSet<>());
    }

    private void concernInTurn(Collection<PlacementKey> first, Set<PlacementKey> told) {
        Collection<PlacementKey> next = first;
        for (int row = 0; row < Waits.LONGEST && !next.isEmpty(); row++) {
            List<PlacementKey> waiting = new ArrayList<>();
            for (PlacementKey key : next) {
                if (told.add(key)) {
                    concern(key);
                    waitingFor(key).forEach(waiting::add);
                }
            }
            next = waiting;
        }
    }

    /** Those that wait for a placement; nobody where it has replicas. */
    private Stream<PlacementKey> waitingFor(PlacementKey key) {
        return waits(key) ? interests.naming(key).stream().filter(other -> waitsFor(other, key)) : Stream.of();
    }

    private boolean waits(PlacementKey key) {
        Known known = placements.get(key);
        return known != null && known.assignment().total() == 0;
    }

    private boolean waitsFor(PlacementKey key, PlacementKey other) {
        return Waits.of(key, placements.get(key).spec()).contains(other);
    }

    /** A placement is another shard's from now on, or no more. */
    void forget(PlacementKey key) {
        concerned.remove(key);
        unhappy.remove(key);
        failing.remove(key);
    }

    void concernUnhappy() {
        concerned.addAll(unhappy.all());
    }

    boolean concerns(PlacementKey key) {
        return concerned.contains(key);
    }

    /** A placement was answered, and nothing has happened to it since. */
    void done(PlacementKey key) {
        concerned.remove(key);
    }

    /** Machines of a type came or went, which is news to the unhappy. */
    void moved(MachineShift shift) {
        shifts.add(shift);
    }

    /** Machines came or went in a zone that is granted elsewhere: that is news to the unhappy who are to leave it. */
    void movedElsewhere(String zone) {
        elsewhere.add(zone);
    }

    /**
     * The operator failed at a placement: what the others of its round were told of its machines is not true, nor what
     * those that name it were told of where it is.
     */
    void failed(Known known) {
        interests.naming(known.key()).stream()
                .filter(key -> !failing.contains(key))
                .forEach(this::concern);
        failing.add(known.key());
        missed.add(MachineShift.any(known.machineType()));
    }

    /** Something else is known of a placement from now on. */
    void changed(Known known) {
        if (unhappy.contains(known.key())) {
            unhappy.put(known);
        }
    }

    void happy(PlacementKey key, boolean isHappy) {
        failing.remove(key);
        Known known = placements.get(key);
        if (isHappy || known == null) {
            unhappy.remove(key);
        } else {
            unhappy.put(known);
        }
    }

    /**
     * The unhappy placements for whom it may matter that machines came or went. Of two that wait for each other, each is
     * told whether the other one could go first, which is a matter of machines that may be of another type.
     */
    Set<PlacementKey> unhappy(MachineShifts moved, Snapshot then) {
        Set<PlacementKey> concerned = unhappy.concernedBy(moved, then);
        for (PlacementKey key : List.copyOf(concerned)) {
            waitingFor(key)
                    .filter(other -> unhappy.contains(other) && waits(other) && waitsFor(key, other))
                    .forEach(concerned::add);
        }
        return concerned;
    }
}
