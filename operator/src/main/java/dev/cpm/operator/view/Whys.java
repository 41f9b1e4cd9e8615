package dev.cpm.operator.view;

import dev.cpm.operator.api.FieldError;
import dev.cpm.operator.api.Suggestion;
import dev.cpm.operator.placement.decide.Explaining;
import dev.cpm.operator.placement.decide.Refusal;
import dev.cpm.operator.placement.model.Assignment;
import dev.cpm.operator.placement.model.Assignment.Share;
import dev.cpm.operator.placement.model.InvalidSpec;
import dev.cpm.operator.placement.model.Known;
import dev.cpm.operator.placement.model.PlacementKey;
import dev.cpm.operator.placement.model.Request;
import dev.cpm.operator.placement.model.Words;
import dev.cpm.operator.placement.model.ZoneInfo;
import dev.cpm.operator.placement.rules.Rules;
import dev.cpm.operator.placement.world.World;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** Asks the decision itself why a zone takes no replica, so that nothing is said here that it would not say. */
public final class Whys {
    private static final String DELETED = "the placement is being deleted, and gets no more";

    private Whys() {}

    /** Of one placement; empty where there is none of that name. */
    public static Optional<Why> of(World world, PlacementKey key) {
        return of(world, key, List.of());
    }

    /** The same; {@code finalizers} are those of the placement, for which it waits should it be being deleted. */
    public static Optional<Why> of(World world, PlacementKey key, List<String> finalizers) {
        Known known = world.placement(key);
        return known == null
                ? Optional.empty()
                : Optional.of(of(world, known, known.terminating() ? new Deletion(finalizers) : null));
    }

    private static Why of(World world, Known known, Deletion deletion) {
        Request request = world.request(known);
        List<FieldError> errors = known.errors();
        SortedMap<String, Refusal> refusals = errors.isEmpty() && deletion == null
                ? Explaining.refusals(Rules.scene(request, world.snapshot(), known.assignment()))
                : new TreeMap<>();
        Set<String> regions = new LinkedHashSet<>(request.regions());
        List<Why.Zone> zones = new ArrayList<>();
        for (String region : regions) {
            world.zones().stream()
                    .filter(zone -> zone.region().equals(region))
                    .forEach(zone -> zones.add(requested(
                            zone,
                            known.assignment(),
                            deletion == null ? refusals.get(zone.name()) : null,
                            deletion != null)));
        }
        world.zones().stream()
                .filter(zone -> !regions.contains(zone.region()))
                .forEach(zone -> zones.add(other(zone, known.assignment())));
        Set<String> exist = new HashSet<>();
        world.zones().forEach(zone -> exist.add(zone.name()));
        for (Map.Entry<String, Share> share : known.assignment().shares().entrySet()) {
            if (!exist.contains(share.getKey())) {
                zones.add(gone(share.getKey(), share.getValue(), regions));
            }
        }
        return new Why(
                known.key(),
                request.replicas(),
                known.assignment().total(),
                errors.isEmpty() ? null : InvalidSpec.message(errors),
                deletion,
                regions.stream()
                        .filter(region -> region != null && !world.regions().contains(region))
                        .map(region -> unknown(region, world.regions()))
                        .toList(),
                List.copyOf(zones));
    }

    private static Why.UnknownRegion unknown(String region, Set<String> known) {
        return new Why.UnknownRegion(
                region,
                "there is no such Region; "
                        + Suggestion.closest(region, known)
                                .map(closest -> "did you mean " + closest + "?")
                                .orElse(
                                        known.isEmpty()
                                                ? "none exists yet"
                                                : "there " + (known.size() == 1 ? "is " : "are ")
                                                        + Words.list(new TreeSet<>(known))));
    }

    private static Why.Zone requested(ZoneInfo zone, Assignment assignment, Refusal refusal, boolean deleted) {
        return new Why.Zone(
                zone.name(),
                zone.region(),
                zone.state(),
                zone.invalid(),
                assignment.count(zone.name()),
                true,
                refusal == null ? null : refusal.reason().name(),
                deleted ? DELETED : refusal == null ? null : refusal.message());
    }

    private static Why.Zone other(ZoneInfo zone, Assignment assignment) {
        return new Why.Zone(
                zone.name(),
                zone.region(),
                zone.state(),
                zone.invalid(),
                assignment.count(zone.name()),
                false,
                null,
                zone.region().isEmpty() ? "the Zone names no region" : zone.region() + " is not in spec.regions");
    }

    private static Why.Zone gone(String name, Share share, Set<String> regions) {
        return new Why.Zone(
                name,
                share.region(),
                null,
                false,
                share.indexes().size(),
                regions.contains(share.region()),
                null,
                "there is no such Zone any more");
    }
}
