package dev.cpm.operator.view;

import dev.cpm.operator.api.PlacementStatus.LastProposal;
import dev.cpm.operator.placement.model.Assignment;
import dev.cpm.operator.placement.model.PlacementKey;
import dev.cpm.operator.view.Change.Broken;
import dev.cpm.operator.view.Change.Kind;
import dev.cpm.operator.view.Change.ObjectChange;
import dev.cpm.operator.view.Change.State;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Compares two inventories. */
public final class Changes {
    private static final Comparator<ObjectChange> WORST_FIRST =
            Comparator.comparing((ObjectChange of) -> !of.worse()).thenComparing(ObjectChange::key);

    private Changes() {}

    public static Change of(Inventory before, Inventory after) {
        List<ObjectChange> placements = differing(before.placements(), after.placements(), Side::of, Side::of);
        List<ObjectChange> loadBalancers = loadBalancers(before, after);
        int touched = (int) placements.stream()
                .filter(of -> of.kind() != Kind.Deleted || of.deletion() != null)
                .count();
        int unchanged = after.placements().size() - touched;
        return new Change(
                CatalogueChanges.of(before, after),
                placements,
                loadBalancers,
                MachineChanges.of(before, after),
                unchanged);
    }

    private static List<ObjectChange> loadBalancers(Inventory before, Inventory after) {
        Losses old = new Losses(before);
        Losses now = new Losses(after);
        return differing(
                before.loadBalancers(),
                after.loadBalancers(),
                loadBalancer -> Side.of(loadBalancer, old),
                loadBalancer -> Side.of(loadBalancer, now));
    }

    private static <R extends HasMetadata> List<ObjectChange> differing(
            List<R> before, List<R> after, Function<R, Side> sideBefore, Function<R, Side> sideAfter) {
        SortedMap<PlacementKey, R> old = byKey(before);
        SortedMap<PlacementKey, R> now = byKey(after);
        return Keys.ofEither(old, now)
                .map(key -> of(key, side(old.get(key), sideBefore), side(now.get(key), sideAfter)))
                .flatMap(Optional::stream)
                .sorted(WORST_FIRST)
                .toList();
    }

    /** Null where there is no object. */
    private static <R extends HasMetadata> Side side(R object, Function<R, Side> of) {
        return object == null ? null : of.apply(object);
    }

    private static Optional<ObjectChange> of(PlacementKey key, Side before, Side after) {
        Deletion deletion = after == null ? null : after.deletion();
        Kind kind = new Presence(before != null, before != null && before.deletion() != null)
                .to(new Presence(after != null, deletion != null));
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
        ObjectChange of = new ObjectChange(
                key,
                kind,
                kind == Kind.Changed ? SpecDifferences.of(before.spec(), after.spec()) : List.of(),
                before == null ? State.NONE : before.state(),
                after == null ? State.NONE : after.state(),
                difference(had, has),
                moved(had, has),
                deleted ? List.of() : lasting.appeared(),
                deleted ? List.of() : lasting.changed(),
                deleted ? List.of() : lasting.gone(),
                List.of(),
                told ? "" : after.why(),
                told ? "" : after.remedy(),
                answer(before, after),
                deletion);
        of = judged(of, after);
        boolean same = kind == Kind.Changed
                && of.differences().isEmpty()
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
    private static ObjectChange judged(ObjectChange of, Side after) {
        Map<Boolean, List<Broken>> gone =
                of.gone().stream().collect(Collectors.partitioningBy(broken -> isJudged(broken, of, after)));
        return of.judging(gone.get(true), gone.get(false));
    }

    private static boolean isJudged(Broken broken, ObjectChange of, Side after) {
        if (after != null && after.invalid()) {
            return false;
        }
        if (of.emptied()) {
            return broken.invalid();
        }
        boolean unsought = after != null && after.heldBack() && of.after().missing() > 0;
        return !unsought || !broken.ofWaiting();
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
        Keys.ofEither(new TreeMap<>(had.shares()), new TreeMap<>(has.shares())).forEach(zone -> {
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

    private static <R extends HasMetadata> SortedMap<PlacementKey, R> byKey(List<R> objects) {
        SortedMap<PlacementKey, R> byKey = new TreeMap<>();
        objects.forEach(object -> byKey.put(PlacementKey.of(object), object));
        return byKey;
    }
}
