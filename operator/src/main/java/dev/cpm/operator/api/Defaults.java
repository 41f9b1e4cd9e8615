package dev.cpm.operator.api;

import io.fabric8.kubernetes.api.model.IntOrString;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
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

    /**
     * What a spec means, by field: parts that are absent have their defaults, and items of lists have none written in.
     * Values are maps by field, lists, texts, and null where there is nothing.
     */
    public static Object whole(Object value) {
        return value instanceof Record spec ? fields(spec) : bare(value);
    }

    private static Map<String, Object> fields(Record spec) {
        Map<String, Object> fields = new LinkedHashMap<>();
        for (RecordComponent component : spec.getClass().getRecordComponents()) {
            Object value = read(spec, component);
            Class<?> type = component.getType();
            Object field = value == null && type.isRecord() ? fields(absent(type)) : whole(value);
            fields.put(component.getName(), field == null ? usual(spec, component) : field);
        }
        return fields;
    }

    /** Without what would mean the same if it were left out. */
    private static Object bare(Object value) {
        if (value instanceof Record item) {
            Map<String, Object> fields = new LinkedHashMap<>();
            for (RecordComponent component : item.getClass().getRecordComponents()) {
                Object field = bare(read(item, component));
                if (field != null && !List.of().equals(field) && !field.equals(usual(item, component))) {
                    fields.put(component.getName(), field);
                }
            }
            return fields;
        } else if (value instanceof List<?> list) {
            return list.stream().map(Defaults::bare).toList();
        } else if (value instanceof IntOrString number) {
            return String.valueOf(number.getValue());
        }
        return value == null || value instanceof Map<?, ?> ? value : value.toString();
    }

    private static String usual(Record spec, RecordComponent component) {
        return ALL.get(spec.getClass().getSimpleName() + "." + component.getName());
    }

    /** A part that says nothing. */
    private static Record absent(Class<?> type) {
        RecordComponent[] components = type.getRecordComponents();
        Class<?>[] types =
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        try {
            return (Record) type.getDeclaredConstructor(types).newInstance(new Object[components.length]);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("the parts of a spec are public records that may lack any field", e);
        }
    }

    private static Object read(Record spec, RecordComponent component) {
        try {
            return component.getAccessor().invoke(spec);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("the fields of a public record can be read", e);
        }
    }
}
