package dev.cpm.operator.api;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The defaults of the definitions. An API server writes them into what is applied; a manifest read from a file has none. */
public final class Defaults {
    /** By record and field, as the marks on those say; a test compares the two. */
    static final Map<String, String> ALL = Map.ofEntries(
            Map.entry("InterconnectSpec.state", "Requested"),
            Map.entry("ZoneSpec.state", "Available"),
            Map.entry("PlacementSpec.replicas", "1"),
            Map.entry("PlacementSpec.privateNetwork", "Required"),
            Map.entry("PlacementSpec.priority", "0"),
            Map.entry("PlacementSpec.onZoneUnavailable", "Keep"),
            Map.entry("PlacementSpec.rebalance", "Never"),
            Map.entry("PlacementSpec.suspend", "false"),
            Map.entry("TopologySpreadConstraint.maxSkew", "1"),
            Map.entry("TopologySpreadConstraint.whenUnsatisfiable", "DoNotSchedule"),
            Map.entry("TopologySpreadConstraint.capacityPolicy", "Ignore"),
            Map.entry("Availability.whenUnsatisfiable", "DoNotSchedule"),
            Map.entry("AffinityTerm.whenUnsatisfiable", "DoNotSchedule"));

    private Defaults() {}

    /** Whether two specs, or parts of specs, mean the same, whether their defaults are written in or not. */
    public static boolean same(Object one, Object other) {
        return Objects.equals(whole(one), whole(other));
    }

    private static Object whole(Object value) {
        if (value instanceof Record spec) {
            Map<String, Object> fields = new LinkedHashMap<>();
            for (RecordComponent component : spec.getClass().getRecordComponents()) {
                Object field = whole(read(spec, component));
                String usual = ALL.get(spec.getClass().getSimpleName() + "." + component.getName());
                fields.put(component.getName(), field == null ? usual : field);
            }
            return fields;
        } else if (value instanceof List<?> list) {
            List<Object> items = new ArrayList<>();
            list.forEach(item -> items.add(whole(item)));
            return items;
        } else if (value instanceof Enum<?> || value instanceof Number || value instanceof Boolean) {
            return value.toString();
        }
        return value;
    }

    private static Object read(Record spec, RecordComponent component) {
        try {
            return component.getAccessor().invoke(spec);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("the fields of a public record can be read", e);
        }
    }
}
