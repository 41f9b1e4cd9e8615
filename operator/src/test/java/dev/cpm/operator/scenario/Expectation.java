package dev.cpm.operator.scenario;

import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.cpm.operator.api.BlockerReason;
import dev.cpm.operator.api.Condition;
import dev.cpm.operator.api.LoadBalancer;
import dev.cpm.operator.api.LoadBalancerStatus;
import dev.cpm.operator.api.LoadBalancerStatus.LoadBalancerViolation;
import dev.cpm.operator.api.Placement;
import dev.cpm.operator.api.PlacementStatus;
import dev.cpm.operator.api.ViolationType;
import dev.cpm.operator.api.Zone;
import dev.cpm.operator.api.ZoneStatus;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What must be true once all has settled. What it does not name may be anything. */
public record Expectation(
        Map<String, OfPlacement> placements, Map<String, OfLoadBalancer> loadBalancers, Map<String, OfZone> zones) {

    /** Zones, and violations unless they are included, are exact; conditions and blockers are those named. */
    record OfPlacement(
            Integer placed,
            Map<String, Integer> zones,
            Set<ViolationType> violations,
            Set<ViolationType> violationsInclude,
            Map<String, String> conditions,
            Map<String, BlockerReason> blockers) {}

    /** As of a placement. */
    record OfLoadBalancer(
            Set<LoadBalancerViolation.Type> violations,
            Set<LoadBalancerViolation.Type> violationsInclude,
            Map<String, String> conditions) {}

    /** {@code allocated} names machine types. */
    record OfZone(Map<String, Integer> allocated, Map<String, String> conditions) {}

    /** Conditions that are absent unless True. */
    private static final Set<String> WHILE_TRUE = Set.of("Reconciling", "Stalled");

    static Expectation read(Path file) {
        try {
            return new YAMLMapper().readValue(Files.readString(file), Expectation.class);
        } catch (IOException e) {
            throw new UncheckedIOException(file + ": " + e.getMessage(), e);
        }
    }

    /** Every difference between this and some objects, one a line; none if all is as expected. */
    public List<String> differences(Collection<? extends HasMetadata> objects) {
        List<String> differences = new ArrayList<>();
        each(placements, Placement.class, objects, differences, Expectation::placement);
        each(loadBalancers, LoadBalancer.class, objects, differences, Expectation::loadBalancer);
        each(zones, Zone.class, objects, differences, Expectation::zone);
        return differences;
    }

    /** Compares what is expected of one object with the object. */
    private interface Comparison<E, O> {
        void compare(E expected, O actual, Differences differences);
    }

    /** Collects the differences of one object. */
    private record Differences(String object, List<String> all) {
        void same(String what, Object expected, Object actual) {
            if (expected != null && !expected.equals(actual)) {
                all.add(object + ": " + what + ": expected " + expected + ", was " + actual);
            }
        }

        /** Of a map, the entries that are expected. */
        void named(String what, Map<String, ?> expected, Map<String, ?> actual) {
            (expected == null ? Map.<String, Object>of() : expected)
                    .forEach((name, value) -> same(what + " " + name, value, actual.get(name)));
        }

        <T> void included(String what, Collection<T> expected, Collection<T> actual) {
            if (expected != null && !actual.containsAll(expected)) {
                all.add(object + ": " + what + ": expected " + expected + " among others, was " + actual);
            }
        }
    }

    private static <E, O extends HasMetadata> void each(
            Map<String, E> expected,
            Class<O> kind,
            Collection<? extends HasMetadata> objects,
            List<String> differences,
            Comparison<E, O> comparison) {
        Map<String, O> byName = objects.stream()
                .filter(kind::isInstance)
                .map(kind::cast)
                .collect(Collectors.toMap(Expectation::name, object -> object));
        (expected == null ? Map.<String, E>of() : new TreeMap<>(expected)).forEach((name, wanted) -> {
            String title = kind.getSimpleName() + " " + name;
            if (byName.containsKey(name)) {
                comparison.compare(wanted, byName.get(name), new Differences(title, differences));
            } else {
                differences.add(title + ": does not exist");
            }
        });
    }

    private static String name(HasMetadata object) {
        String namespace = object.getMetadata().getNamespace();
        return (namespace == null ? "" : namespace + "/") + object.getMetadata().getName();
    }

    private static void placement(OfPlacement expected, Placement placement, Differences differences) {
        PlacementStatus status = placement.getStatus();
        if (status == null) {
            differences.same("status", "one", null);
            return;
        }
        Map<String, Integer> zones = new TreeMap<>();
        status.zones().forEach(zone -> zones.put(zone.zone(), zone.replicas()));
        Map<String, BlockerReason> blockers = new TreeMap<>();
        status.blockers().forEach(blocker -> blockers.put(blocker.zone(), blocker.reason()));
        Set<ViolationType> violations =
                status.violations().stream().map(v -> v.type()).collect(Collectors.toSet());
        differences.same("placed", expected.placed(), status.placed());
        differences.same("zones", expected.zones(), zones);
        differences.same("violations", expected.violations(), violations);
        differences.included("violations", expected.violationsInclude(), violations);
        differences.named("blocker of", expected.blockers(), blockers);
        differences.named("condition", expected.conditions(), conditions(status.conditions()));
    }

    private static void loadBalancer(OfLoadBalancer expected, LoadBalancer loadBalancer, Differences differences) {
        LoadBalancerStatus status = loadBalancer.getStatus();
        if (status == null) {
            differences.same("status", "one", null);
            return;
        }
        Set<LoadBalancerViolation.Type> violations =
                status.violations().stream().map(v -> v.type()).collect(Collectors.toSet());
        differences.same("violations", expected.violations(), violations);
        differences.included("violations", expected.violationsInclude(), violations);
        differences.named("condition", expected.conditions(), conditions(status.conditions()));
    }

    private static void zone(OfZone expected, Zone zone, Differences differences) {
        ZoneStatus status = zone.getStatus();
        if (status == null) {
            differences.same("status", "one", null);
            return;
        }
        Map<String, Integer> allocated = new TreeMap<>();
        status.allocations().forEach(machines -> allocated.put(machines.machineType(), machines.allocated()));
        differences.named("allocated", expected.allocated(), allocated);
        differences.named("condition", expected.conditions(), conditions(status.conditions()));
    }

    private static Map<String, String> conditions(List<Condition> conditions) {
        Map<String, String> byType = new TreeMap<>();
        WHILE_TRUE.forEach(type -> byType.put(type, "False"));
        conditions.forEach(condition -> byType.put(condition.type(), Objects.toString(condition.status())));
        return byType;
    }
}
