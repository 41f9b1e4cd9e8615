package dev.cpm.operator.placement.status;

import dev.cpm.operator.api.Bounds;
import dev.cpm.operator.api.ConditionReasons;
import dev.cpm.operator.api.ConditionTypes;
import dev.cpm.operator.api.FieldError;
import dev.cpm.operator.api.Zone;
import dev.cpm.operator.api.ZoneState;
import dev.cpm.operator.api.ZoneStatus;
import dev.cpm.operator.api.ZoneStatus.Allocation;
import dev.cpm.operator.placement.model.Allocations;
import dev.cpm.operator.placement.model.InvalidSpec;
import dev.cpm.operator.placement.model.ZoneInfo;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The status of a zone: how many machines of each type are allocated, to how many placements, and whether it is Ready. */
public final class ZoneStatuses {
    private ZoneStatuses() {}

    /**
     * The status of a zone; times stay as they are in its present status while nothing changes.
     *
     * @param placements how many placements hold replicas there
     * @param allocations the machines taken by all placements
     * @param now RFC 3339 in UTC with whole seconds
     */
    public static ZoneStatus of(Zone zone, int placements, Allocations allocations, String now) {
        ZoneStatus previous = zone.getStatus();
        Long generation = zone.getMetadata().getGeneration();
        List<FieldError> errors = InvalidSpec.errors(zone);
        Map<String, Integer> taken = allocations.in(zone.getMetadata().getName());
        List<Allocation> machines = machines(ZoneInfo.of(zone), taken);
        Conditions conditions = new Conditions(previous, generation, now);
        if (errors.isEmpty()) {
            ready(ZoneInfo.of(zone), machines, conditions);
        } else {
            conditions.add(ConditionTypes.READY, false, ConditionReasons.INVALID_SPEC, InvalidSpec.message(errors));
        }
        return new ZoneStatus(generation, region(zone, errors), machines, placements, conditions.toList());
    }

    /** The region as it was accepted first. */
    private static String region(Zone zone, List<FieldError> errors) {
        ZoneStatus previous = zone.getStatus();
        if (previous != null && previous.region() != null) {
            return previous.region();
        }
        return errors.isEmpty() ? zone.getSpec().region() : null;
    }

    /** Those that the capacity names, and those that placements hold. */
    private static List<Allocation> machines(ZoneInfo zone, Map<String, Integer> taken) {
        if (zone.capacity() == null) {
            return takenOnly(taken);
        }
        TreeSet<String> types = new TreeSet<>(zone.capacity().keySet());
        mostTaken(taken).filter(type -> types.size() < Bounds.ALLOCATIONS).forEach(types::add);
        return types.stream()
                .map(type -> {
                    int capacity = zone.capacityOf(type);
                    int allocated = taken.getOrDefault(type, 0);
                    return new Allocation(type, capacity, allocated, Math.max(0, capacity - allocated));
                })
                .toList();
    }

    /** Without limit, or with one that cannot be read: what is taken, and no word on what is left. */
    private static List<Allocation> takenOnly(Map<String, Integer> taken) {
        return mostTaken(taken)
                .limit(Bounds.ALLOCATIONS)
                .sorted()
                .map(type -> new Allocation(type, null, taken.get(type), null))
                .toList();
    }

    /** Where no capacity is listed, any name of a type is taken for one: who asks for thousands fills no status. */
    private static Stream<String> mostTaken(Map<String, Integer> taken) {
        return taken.keySet().stream()
                .sorted(Comparator.comparing((String type) -> -taken.get(type)).thenComparing(type -> type));
    }

    /** "False with reason = the state when not Available, Overcommitted when more is allocated than it has". */
    private static void ready(ZoneInfo zone, List<Allocation> machines, Conditions conditions) {
        String over = machines.stream()
                .filter(machine -> machine.capacity() != null && machine.allocated() > machine.capacity())
                .map(machine -> machine.allocated() + " " + machine.machineType() + " are allocated, it has "
                        + machine.capacity())
                .collect(Collectors.collectingAndThen(Collectors.toList(), Shortened::sentences));
        if (zone.state() != ZoneState.Available) {
            conditions.add(ConditionTypes.READY, false, zone.state().name(), closed(zone.state()));
        } else if (!over.isEmpty()) {
            conditions.add(ConditionTypes.READY, false, ConditionReasons.OVERCOMMITTED, over);
        } else {
            conditions.add(ConditionTypes.READY, true, ZoneState.Available.name(), "takes new replicas");
        }
    }

    private static String closed(ZoneState state) {
        return switch (state) {
            case ComingSoon -> "not open yet; it takes no replica until it is Available";
            case Maintenance -> "in maintenance: replicas stay, new ones go elsewhere";
            case Unavailable -> "out of service: it takes no new replica";
            case Retired -> "closed for good: it takes no new replica";
            case Available -> throw new IllegalArgumentException("an Available zone is open");
        };
    }
}
