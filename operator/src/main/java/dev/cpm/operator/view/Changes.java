package dev.cpm.operator.view;

import dev.cpm.operator.api.Condition;
import dev.cpm.operator.api.ConditionReasons;
import dev.cpm.operator.api.ConditionStatuses;
import dev.cpm.operator.api.ConditionTypes;
import dev.cpm.operator.api.Defaults;
import dev.cpm.operator.api.LoadBalancer;
import dev.cpm.operator.api.Placement;
import dev.cpm.operator.api.PlacementSpec;
import dev.cpm.operator.api.PlacementStatus;
import dev.cpm.operator.api.PlacementStatus.LastProposal;
import dev.cpm.operator.api.Severity;
import dev.cpm.operator.api.Titles;
import dev.cpm.operator.api.Zone;
import dev.cpm.operator.placement.Assignment;
import dev.cpm.operator.placement.PlacementKey;
import dev.cpm.operator.view.Change.Broken;
import dev.cpm.operator.view.Change.Edit;
import dev.cpm.operator.view.Change.Kind;
import dev.cpm.operator.view.Change.Of;
import dev.cpm.operator.view.Change.State;
import dev.cpm.operator.view.Change.Taken;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.CustomResource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Compares two inventories. */
public final class Changes {
    private static final Comparator<Of> WORST_FIRST =
            Comparator.comparing((Of of) -> !of.worse()).thenComparing(Of::key);

    /** How the message begins of what has a replica without a zone. */
    private static final String PLACED = "^\\d+/\\S+ replicas placed: ";

    private Changes() {}

    public static Change of(Inventory before, Inventory after) {
        List<Of> placements = differing(before.placements(), after.placements(), Changes::side, Changes::side);
        List<Of> loadBalancers = loadBalancers(before, after);
        int touched = (int) placements.stream()
                .filter(of -> of.kind() != Kind.Deleted || of.deletion() != null)
                .count();
        int unchanged = after.placements().size() - touched;
        return new Change(catalogue(before, after), placements, loadBalancers, machines(before, after), unchanged);
    }

    private static List<Of> loadBalancers(Inventory before, Inventory after) {
        Losses old = new Losses(before);
        Losses now = new Losses(after);
        return differing(
                before.loadBalancers(),
                after.loadBalancers(),
                loadBalancer -> side(loadBalancer, old),
                loadBalancer -> side(loadBalancer, now));
    }

    private static <R extends HasMetadata> List<Of> differing(
            List<R> before, List<R> after, Function<R, Side> sideBefore, Function<R, Side> sideAfter) {
        SortedMap<PlacementKey, R> old = byKey(before);
        SortedMap<PlacementKey, R> now = byKey(after);
        return both(old, now)
                .map(key -> of(key, sideBefore.apply(old.get(key)), sideAfter.apply(now.get(key))))
                .flatMap(Optional::stream)
                .sorted(WORST_FIRST)
                .toList();
    }

    private static List<Edit> catalogue(Inventory before, Inventory after) {
        SortedMap<String, List<Object>> old = specs(before);
        SortedMap<String, List<Object>> now = specs(after);
        Map<String, Deletion> ended = deletions(before);
        Map<String, Deletion> ends = deletions(after);
        return both(old, now)
                .filter(title -> !Defaults.same(old.get(title), now.get(title))
                        || ended.containsKey(title) != ends.containsKey(title))
                .map(title -> new Edit(
                        title,
                        kind(
                                old.containsKey(title),
                                ended.containsKey(title),
                                now.containsKey(title),
                                ends.containsKey(title)),
                        ends.get(title)))
                .toList();
    }

    /** What begins to be deleted is deleted, although it may be there for a while. */
    private static Kind kind(boolean was, boolean ended, boolean is, boolean ends) {
        return !was ? Kind.Created : !is || ends && !ended ? Kind.Deleted : Kind.Changed;
    }

    private static Map<String, Deletion> deletions(Inventory inventory) {
        Map<String, Deletion> deletions = new TreeMap<>();
        Stream.of(inventory.regions(), inventory.zones(), inventory.interconnects())
                .<CustomResource<?, ?>>flatMap(List::stream)
                .filter(object -> Deletion.of(object) != null)
                .forEach(object -> deletions.put(Titles.of(object), Deletion.of(object)));
        return deletions;
    }

    /** What an answer depends on of each object: its spec, and of a zone its labels, which a selector may ask for. */
    private static SortedMap<String, List<Object>> specs(Inventory inventory) {
        SortedMap<String, List<Object>> specs = new TreeMap<>();
        Stream.of(inventory.regions(), inventory.zones(), inventory.interconnects())
                .<CustomResource<?, ?>>flatMap(List::stream)
                .forEach(object -> specs.put(Titles.of(object), Arrays.asList(object.getSpec(), labels(object))));
        return specs;
    }

    private static Map<String, String> labels(HasMetadata object) {
        Map<String, String> labels =
                object instanceof Zone ? object.getMetadata().getLabels() : null;
        return labels == null ? Map.of() : labels;
    }

    /** One object at one time; {@code spec} is what was asked for, to be compared only. */
    private record Side(
            Object spec,
            State state,
            Assignment assignment,
            List<Broken> broken,
            Optional<Condition> ready,
            LastProposal answered,
            Deletion deletion) {

        /** Nobody can mend what is being deleted. */
        Side {
            if (deletion != null) {
                broken = broken.stream()
                        .map(b -> new Broken(b.type(), b.error(), b.message(), "", b.places()))
                        .toList();
            }
        }

        boolean invalid() {
            return ready.filter(Changes::isInvalid).isPresent();
        }

        /** Whether this is the reason why it is not Ready. */
        boolean isWhy(Broken rule) {
            return rule.error()
                    && ready.filter(condition -> rule.type().equals(condition.reason()))
                            .isPresent();
        }

        /** Why it is not Ready, without the numbers that are told anyway. */
        String why() {
            return ready.filter(condition -> !ConditionStatuses.TRUE.equals(condition.status()))
                    .map(condition -> condition.reason() + ": "
                            + String.valueOf(condition.message()).replaceFirst(PLACED, ""))
                    .orElse("");
        }
    }

    private static Side side(Placement placement) {
        if (placement == null) {
            return null;
        }
        PlacementStatus status = placement.getStatus();
        Assignment assignment = status == null ? Assignment.NONE : Assignment.of(status.zones());
        List<Broken> broken = status == null
                ? List.of()
                : broken(
                        status.violations().stream()
                                .map(v -> broken(
                                        v.type(), v.severity(), v.message(), v.remedy(), v.zones(), v.regions())),
                        status.conditions());
        PlacementSpec spec = placement.getSpec();
        Optional<Condition> ready = Readiness.of(placement);
        boolean invalid = ready.filter(Changes::isInvalid).isPresent();
        return new Side(
                spec,
                new State(
                        Readiness.isReady(placement),
                        invalid ? assignment.total() : PlacementSpec.wanted(spec),
                        assignment.total(),
                        spec != null && Boolean.TRUE.equals(spec.suspend())),
                assignment,
                broken,
                ready,
                status == null ? null : status.lastProposal(),
                Deletion.of(placement));
    }

    private static Side side(LoadBalancer loadBalancer, Losses losses) {
        if (loadBalancer == null) {
            return null;
        }
        List<Broken> broken = loadBalancer.getStatus() == null
                ? List.of()
                : broken(
                        loadBalancer.getStatus().violations().stream()
                                .map(v -> broken(
                                        v.type(), v.severity(), v.message(), v.remedy(), v.zones(), v.regions())),
                        loadBalancer.getStatus().conditions());
        return new Side(
                loadBalancer.getSpec(),
                new State(Readiness.isReady(loadBalancer), 0, 0, false, losses.behind(PlacementKey.of(loadBalancer))),
                Assignment.NONE,
                broken,
                Readiness.of(loadBalancer),
                null,
                Deletion.of(loadBalancer));
    }

    /** An invalid spec is no violation: there is only its condition. */
    private static List<Broken> broken(Stream<Broken> violations, List<Condition> conditions) {
        Stream<Broken> invalid = conditions.stream()
                .filter(condition -> ConditionTypes.READY.equals(condition.type()))
                .filter(Changes::isInvalid)
                .map(condition -> new Broken(condition.reason(), true, condition.message(), "", List.of()));
        return Stream.concat(invalid, violations).toList();
    }

    private static Broken broken(
            Enum<?> type, Severity severity, String message, String remedy, List<String> zones, List<String> regions) {
        return new Broken(String.valueOf(type), severity == Severity.Error, message, remedy, places(zones, regions));
    }

    private static boolean isInvalid(Condition condition) {
        return ConditionReasons.INVALID_SPEC.equals(condition.reason());
    }

    private static Optional<Of> of(PlacementKey key, Side before, Side after) {
        Deletion deletion = after == null ? null : after.deletion();
        Kind kind = kind(before != null, before != null && before.deletion() != null, after != null, deletion != null);
        Assignment had = before == null ? Assignment.NONE : before.assignment();
        Assignment has = after == null ? Assignment.NONE : after.assignment();
        List<Broken> brokenBefore = before == null ? List.of() : before.broken();
        List<Broken> brokenAfter = after == null ? List.of() : after.broken();
        boolean deleted = kind == Kind.Deleted;
        Lasting lasting = new Lasting(
                Stream.of(before, after)
                        .filter(Objects::nonNull)
                        .map(Side::spec)
                        .toList(),
                brokenBefore,
                brokenAfter);
        boolean told = deleted
                || lasting.appeared().stream().anyMatch(Broken::error)
                || lasting.changed().stream().anyMatch(after::isWhy);
        Of of = new Of(
                key,
                kind,
                kind == Kind.Changed && !Defaults.same(before.spec(), after.spec()),
                before == null ? State.NONE : before.state(),
                after == null ? State.NONE : after.state(),
                difference(had, has),
                moved(had, has),
                deleted ? List.of() : lasting.appeared(),
                deleted ? List.of() : lasting.changed(),
                deleted ? List.of() : lasting.gone(),
                List.of(),
                told ? "" : after.why(),
                answer(before, after),
                deletion);
        of = judged(of, after);
        boolean same = kind == Kind.Changed
                && !of.edited()
                && alike(before.state(), after.state())
                && of.zones().isEmpty()
                && of.moved().isEmpty()
                && of.appeared().isEmpty()
                && of.lasting().isEmpty()
                && of.gone().isEmpty()
                && of.unjudged().isEmpty()
                && of.approval() == null;
        return same ? Optional.empty() : Optional.of(of);
    }

    /** The same, with what is not judged any more apart from what is gone: that a spec was invalid is told by any other. */
    private static Of judged(Of of, Side after) {
        boolean invalid = after != null && after.invalid();
        if (!invalid && !of.emptied()) {
            return of;
        }
        Map<Boolean, List<Broken>> gone = of.gone().stream()
                .collect(Collectors.partitioningBy(
                        broken -> !invalid && ConditionReasons.INVALID_SPEC.equals(broken.type())));
        return of.judging(gone.get(true), gone.get(false));
    }

    /** What the annotation cpm.dev/approve comes to, if that is not what it came to before. */
    private static LastProposal answer(Side before, Side after) {
        LastProposal now = after == null ? null : after.answered();
        LastProposal old = before == null ? null : before.answered();
        boolean known = now != null
                && old != null
                && Objects.equals(now.id(), old.id())
                && now.result() == old.result()
                && Objects.equals(now.message(), old.message());
        return known ? null : now;
    }

    /** How many replicas are behind a load balancer is told by their placements, but for whether there are any. */
    private static boolean alike(State before, State after) {
        return before.isBound() == after.isBound()
                && before.ready() == after.ready()
                && before.replicas() == after.replicas()
                && before.placed() == after.placed()
                && before.suspended() == after.suspended();
    }

    private static SortedMap<String, Integer> difference(Assignment had, Assignment has) {
        SortedMap<String, Integer> difference = new TreeMap<>();
        both(new TreeMap<>(had.shares()), new TreeMap<>(has.shares())).forEach(zone -> {
            int more = has.count(zone) - had.count(zone);
            if (more != 0) {
                difference.put(zone, more);
            }
        });
        return difference;
    }

    private static List<Integer> moved(Assignment had, Assignment has) {
        Map<Integer, String> zones = new TreeMap<>();
        had.shares().forEach((zone, share) -> share.indexes().stream().forEach(index -> zones.put(index, zone)));
        List<Integer> moved = new ArrayList<>();
        has.shares()
                .forEach((zone, share) -> share.indexes().stream()
                        .filter(index -> zones.containsKey(index) && !zone.equals(zones.get(index)))
                        .forEach(moved::add));
        return moved.stream().sorted().toList();
    }

    private static List<String> places(List<String> zones, List<String> regions) {
        return Stream.concat(zones.stream(), regions.stream()).distinct().toList();
    }

    private static List<Taken> machines(Inventory before, Inventory after) {
        SortedMap<String, SortedMap<String, Machines>> old = machines(before);
        SortedMap<String, SortedMap<String, Machines>> now = machines(after);
        List<Taken> taken = new ArrayList<>();
        both(old, now).forEach(zone -> {
            SortedMap<String, Machines> had = old.getOrDefault(zone, new TreeMap<>());
            SortedMap<String, Machines> has = now.getOrDefault(zone, new TreeMap<>());
            both(had, has).forEach(type -> {
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
        Topologies.of(inventory)
                .zones()
                .forEach(zone -> zone.machines()
                        .forEach(of -> machines.computeIfAbsent(zone.name(), z -> new TreeMap<>())
                                .put(of.machineType(), of)));
        return machines;
    }

    private static <K extends Comparable<K>> Stream<K> both(SortedMap<K, ?> some, SortedMap<K, ?> others) {
        SortedSet<K> keys = new TreeSet<>(some.keySet());
        keys.addAll(others.keySet());
        return keys.stream();
    }

    private static <R extends HasMetadata> SortedMap<PlacementKey, R> byKey(List<R> objects) {
        SortedMap<PlacementKey, R> byKey = new TreeMap<>();
        objects.forEach(object -> byKey.put(PlacementKey.of(object), object));
        return byKey;
    }
}
