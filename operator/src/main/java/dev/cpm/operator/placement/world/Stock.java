package dev.cpm.operator.placement.world;

import dev.cpm.operator.placement.fill.Slot;
import dev.cpm.operator.placement.model.Allocations;
import dev.cpm.operator.placement.model.Assignment;
import dev.cpm.operator.placement.model.Known;
import dev.cpm.operator.placement.model.Shard;
import dev.cpm.operator.placement.model.Snapshot;
import dev.cpm.operator.placement.model.ZoneInfo;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The machines that zones have left, and what it comes to there that placements take some or give them back. Mutable, for
 * one owner.
 */
final class Stock {
    private final Shard shard;
    private final Ledger ledger;
    private final Geography geography;

    Stock(Shard shard, Ledger ledger, Geography geography) {
        this.shard = shard;
        this.ledger = ledger;
        this.geography = geography;
    }

    /**
     * A placement holds something else from now on; either is null where there is no placement.
     *
     * @return what came or went by that, for those who may have it
     */
    Change recount(Known before, Known after) {
        List<MachineShift> shifts = new ArrayList<>();
        Set<String> overcommitted = new HashSet<>();
        Set<String> elsewhere = new HashSet<>();
        ledger.recount(before, after, (zone, type, more) -> {
            boolean here = grantedHere(zone);
            if (overcommits(zone, type, more) || !here && endsOvercommitment(zone, type, more)) {
                overcommitted.add(zone);
            }
            if (here) {
                shifted(type, zone, 0, -more).ifPresent(shifts::add);
            } else {
                elsewhere.add(zone);
            }
        });
        return new Change(shifts, overcommitted, elsewhere);
    }

    /**
     * What of a change others are to be told.
     *
     * @param shifts machines that came or went, by zone and type
     * @param overcommitted zones that have more machines allocated by it than there are, and had not before: whoever
     *     shares one is told so. That it is over they learn by {@code shifts}, as all who are unhappy; of a zone that is
     *     granted elsewhere there are none, so it is among these then, too
     * @param elsewhere zones that are granted elsewhere, in which machines came or went
     */
    record Change(List<MachineShift> shifts, Set<String> overcommitted, Set<String> elsewhere) {}

    /** What is left after all where some did not get what they were to have. */
    List<MachineShift> missed(Collection<Missed> decided) {
        Allocations missed = new Allocations();
        Set<String> zones = new TreeSet<>();
        for (Missed one : decided) {
            // What it was to give back was nobody's yet: it is free once the smaller assignment is stored.
            one.assignment().shares().forEach((zone, share) -> {
                int more = share.indexes().size() - one.known().assignment().count(zone);
                if (more > 0 && grantedHere(zone)) {
                    missed.take(zone, one.known().spec().machineType(), more);
                    zones.add(zone);
                }
            });
        }
        List<MachineShift> shifts = new ArrayList<>();
        zones.forEach(zone -> missed.in(zone)
                .forEach((type, taken) -> shifted(type, zone, -taken, 0).ifPresent(shifts::add)));
        return shifts;
    }

    /** A placement, and what it was to have. */
    record Missed(Known known, Assignment assignment) {}

    /** From what is left of a zone's machines now to what was left in a snapshot. */
    MachineShift since(Snapshot then, String zone, String machineType) {
        return MachineShift.between(
                machineType, zone, left(geography.snapshot(), zone, machineType), left(then, zone, machineType));
    }

    /** Nothing where there is no limit: no machine is missed there, nor does one come free. */
    private Optional<MachineShift> shifted(String type, String zone, int fewer, int more) {
        int left = left(geography.snapshot(), zone, type);
        return left >= Slot.UNLIMITED
                ? Optional.empty()
                : Optional.of(MachineShift.between(type, zone, left + fewer, left + more));
    }

    private static int left(Snapshot snapshot, String zone, String machineType) {
        return snapshot.left(zone, snapshot.zone(zone), machineType);
    }

    /** Machines of zones that are granted elsewhere come and go without anybody here being able to have them. */
    private boolean grantedHere(String zone) {
        ZoneInfo known = geography.zone(zone);
        return shard.all() || known == null || shard.owns(known.region());
    }

    /** Whether so many more are the first that are too many. */
    private boolean overcommits(String zone, String machineType, int more) {
        ZoneInfo known = geography.zone(zone);
        int taken = ledger.allocations().taken(zone, machineType);
        return known != null && taken <= known.capacityOf(machineType) && taken + more > known.capacityOf(machineType);
    }

    /** Whether there are no longer too many with so many more. */
    private boolean endsOvercommitment(String zone, String machineType, int more) {
        ZoneInfo known = geography.zone(zone);
        int taken = ledger.allocations().taken(zone, machineType);
        return known != null && taken > known.capacityOf(machineType) && taken + more <= known.capacityOf(machineType);
    }
}
