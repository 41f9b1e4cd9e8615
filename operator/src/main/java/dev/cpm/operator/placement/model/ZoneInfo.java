package dev.cpm.operator.placement.model;

import dev.cpm.operator.api.SpecCheck;
import dev.cpm.operator.api.Zone;
import dev.cpm.operator.api.ZoneSpec;
import dev.cpm.operator.api.ZoneState;
import dev.cpm.operator.api.ZoneStatus;
import dev.cpm.operator.placement.fill.Slot;
import java.util.Map;
import java.util.TreeMap;

/**
 * A zone as the decision sees it, defaults applied.
 *
 * @param region empty where the Zone names none, which makes its spec invalid
 * @param capacity machines by type; null means every type without limit
 * @param invalid its spec is, so that nobody knows what it has, nor in what state it is: it is as in Maintenance, where
 *     it takes no replica and keeps those it has, and nothing is counted against it
 */
public record ZoneInfo(
        String name,
        String region,
        String displayName,
        ZoneState state,
        Map<String, String> labels,
        Map<String, Integer> capacity,
        boolean invalid) {

    public ZoneInfo {
        region = region == null ? "" : region;
    }

    /** One whose spec is valid. */
    public ZoneInfo(
            String name,
            String region,
            String displayName,
            ZoneState state,
            Map<String, String> labels,
            Map<String, Integer> capacity) {
        this(name, region, displayName, state, labels, capacity, false);
    }

    /** The zone of an object; its region is the one that was accepted, should the spec have changed since. */
    public static ZoneInfo of(Zone zone) {
        ZoneSpec spec = zone.getSpec() == null ? new ZoneSpec(null, null, null, null) : zone.getSpec();
        boolean invalid =
                !zone.unreadableSpec().isEmpty() || !SpecCheck.check(spec).isEmpty();
        ZoneStatus status = zone.getStatus();
        String region = status != null && status.region() != null ? status.region() : spec.region();
        ZoneInfo read = of(
                zone.getMetadata().getName(),
                zone.getMetadata().getLabels(),
                new ZoneSpec(
                        region,
                        spec.displayName(),
                        invalid ? ZoneState.Maintenance : spec.state(),
                        invalid ? null : spec.capacity()));
        return invalid
                ? new ZoneInfo(read.name, read.region, read.displayName, read.state, read.labels, null, true)
                : read;
    }

    public static ZoneInfo of(String name, Map<String, String> labels, ZoneSpec spec) {
        Map<String, Integer> capacity = null;
        if (spec.capacity() != null) {
            capacity = new TreeMap<>();
            for (ZoneSpec.Capacity entry : spec.capacity()) {
                capacity.put(entry.machineType(), entry.count() == null ? 0 : entry.count());
            }
        }
        return new ZoneInfo(
                name,
                spec.region(),
                spec.displayName() == null ? name : spec.displayName(),
                spec.state() == null ? ZoneState.Available : spec.state(),
                labels == null ? Map.of() : labels,
                capacity);
    }

    /** The same zone, Available; nothing opens one whose spec is invalid. */
    public ZoneInfo opened() {
        return invalid || state == ZoneState.Available
                ? this
                : new ZoneInfo(name, region, displayName, ZoneState.Available, labels, capacity);
    }

    /** The same zone with so many machines of a type more; without a list it has any number anyway. */
    ZoneInfo provided(String machineType, int more) {
        if (capacity == null) {
            return this;
        }
        Map<String, Integer> larger = new TreeMap<>(capacity);
        larger.merge(machineType, more, Integer::sum);
        return new ZoneInfo(name, region, displayName, state, labels, larger);
    }

    public boolean offers(String machineType) {
        return capacity == null || capacity.containsKey(machineType);
    }

    /** Machines of a type that the zone has; {@link Slot#UNLIMITED} without limit, 0 where it is not offered. */
    public int capacityOf(String machineType) {
        return capacity == null ? Slot.UNLIMITED : capacity.getOrDefault(machineType, 0);
    }
}
