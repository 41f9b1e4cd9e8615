package dev.cpm.operator.api;

import java.lang.reflect.RecordComponent;
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
        return Objects.equals(plain(one), plain(other));
    }

    /** The fields of a spec, or of a part of one, by name: those that are absent have their defaults, or are null. */
    public static Map<String, Object> fields(Record spec) {
        Map<String, Object> fields = new LinkedHashMap<>();
        for (RecordComponent component : spec.getClass().getRecordComponents()) {
            Object field = read(spec, component);
            fields.put(component.getName(), field == null ? usual(spec, component) : field);
        }
        return fields;
    }

    /** The same without what would mean the same if it were left out. */
    public static Map<String, Object> written(Record spec) {
        Map<String, Object> fields = new LinkedHashMap<>();
        for (RecordComponent component : spec.getClass().getRecordComponents()) {
            Object field = read(spec, component);
            if (field != null && !String.valueOf(field).equals(usual(spec, component))) {
                fields.put(component.getName(), field);
            }
        }
        return fields;
    }

    /** In values that can be compared whatever records they come from. */
    private static Object plain(Object value) {
        if (value instanceof Record spec) {
            Map<String, Object> fields = fields(spec);
            fields.replaceAll((name, field) -> plain(field));
            return fields;
        } else if (value instanceof List<?> list) {
            return list.stream().map(Defaults::plain).toList();
        }
        return value instanceof Enum<?> || value instanceof Number || value instanceof Boolean
                ? value.toString()
                : value;
    }

    private static String usual(Record spec, RecordComponent component) {
        return ALL.get(spec.getClass().getSimpleName() + "." + component.getName());
    }

    private static Object read(Record spec, RecordComponent component) {
        try {
            return component.getAccessor().invoke(spec);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("the fields of a public record can be read", e);
        }
    }
}
