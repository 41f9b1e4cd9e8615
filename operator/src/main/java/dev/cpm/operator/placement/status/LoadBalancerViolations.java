package dev.cpm.operator.placement.status;

import dev.cpm.operator.api.LoadBalancerStatus.Backend;
import dev.cpm.operator.api.LoadBalancerStatus.LoadBalancerViolation;
import dev.cpm.operator.api.LoadBalancerStatus.LoadBalancerViolation.Type;
import dev.cpm.operator.api.Severity;
import dev.cpm.operator.api.ZoneState;
import dev.cpm.operator.placement.decide.Deciding;
import dev.cpm.operator.placement.decide.Scene;
import dev.cpm.operator.placement.model.Account;
import dev.cpm.operator.placement.model.Assignment;
import dev.cpm.operator.placement.model.Known;
import dev.cpm.operator.placement.model.LoadBalancerInfo;
import dev.cpm.operator.placement.model.Neighbour;
import dev.cpm.operator.placement.model.Request;
import dev.cpm.operator.placement.model.Snapshot;
import dev.cpm.operator.placement.model.Words;
import dev.cpm.operator.placement.model.ZoneInfo;
import dev.cpm.operator.placement.rules.Rules;
import dev.cpm.operator.placement.status.LoadBalancerStatuses.Backends;
import dev.cpm.operator.placement.world.World;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What is wrong with a load balancer and its backends, errors first, then by type.
 *
 * @param account who owns it
 */
record LoadBalancerViolations(LoadBalancerInfo info, Account account, Backends backends, World world) {
    /** How many of the placements behind it are asked where else they could go; the first stand for the others. */
    private static final int TRIED = 8;

    /** How many zones that open later are tried. */
    private static final int OPENED = 3;

    List<LoadBalancerViolation> all() {
        return Stream.of(accountMismatch(), crossRegion(), unknownRegion(), singleZone())
                .flatMap(Optional::stream)
                .toList();
    }

    private Optional<LoadBalancerViolation> accountMismatch() {
        if (account.mismatch()) {
            return Optional.of(error(
                    Type.LoadBalancerAccountMismatch,
                    account.message(),
                    account.remedy("the load balancer"),
                    List.of(),
                    List.of()));
        }
        if (backends.foreign() == 0) {
            return Optional.empty();
        }
        // Which ones, is none of this account's business.
        boolean one = backends.foreign() == 1;
        return Optional.of(error(
                Type.LoadBalancerAccountMismatch,
                (one ? "1 placement" : backends.foreign() + " placements") + " of another account "
                        + (one ? "names" : "name") + " it; "
                        + (one ? "its" : "their") + " machines cannot be bound",
                "take " + info.key().name() + " out of spec.loadBalancers "
                        + (one ? "of that placement" : "of those placements") + "; those of this account are bound all"
                        + " the same",
                List.of(),
                List.of()));
    }

    private Optional<LoadBalancerViolation> crossRegion() {
        Map<String, String> regions = regions();
        List<Backend> outside = backends.list().stream()
                .filter(backend -> !info.region().equals(regions.get(backend.zone())))
                .toList();
        if (outside.isEmpty()) {
            return Optional.empty();
        }
        int replicas = outside.stream().mapToInt(Backend::replicas).sum();
        List<String> zones = outside.stream().map(Backend::zone).distinct().toList();
        List<String> names =
                outside.stream().map(Backend::placement).distinct().sorted().toList();
        return Optional.of(error(
                Type.LoadBalancerCrossRegion,
                Words.replicas(replicas) + " of " + Words.list(names) + " in " + Words.list(zones)
                        + " cannot be bound: it binds machines of " + info.region() + " only",
                "the status of " + Words.list(names) + " says what mends it" + another(outside),
                zones,
                zones.stream()
                        .map(regions::get)
                        .filter(region -> !region.isEmpty())
                        .distinct()
                        .toList()));
    }

    /** Another load balancer in its place, where all that are outside are wholly in one other region. */
    private String another(List<Backend> outside) {
        Set<String> names = outside.stream().map(Backend::placement).collect(Collectors.toSet());
        Set<String> theirs = world.behind(info.key()).stream()
                .filter(placement -> names.contains(placement.key().name()))
                .flatMap(placement -> placement.assignment().shares().entrySet().stream())
                .map(share -> world.snapshot().regionOf(share.getKey(), share.getValue()))
                .collect(Collectors.toSet());
        return theirs.size() != 1 || theirs.contains("")
                ? ""
                : "; or create a load balancer in " + theirs.iterator().next() + ", and name that one in its place";
    }

    /** The region of each zone that has replicas behind it; empty where nobody knows. */
    private Map<String, String> regions() {
        Snapshot snapshot = world.snapshot();
        Map<String, String> regions = new HashMap<>();
        for (Neighbour placement : world.behind(info.key())) {
            placement.assignment().shares().forEach((zone, share) -> {
                String region = snapshot.regionOf(zone, share);
                regions.merge(zone, region, (known, other) -> known.isEmpty() ? other : known);
            });
        }
        return regions;
    }

    private Optional<LoadBalancerViolation> unknownRegion() {
        if (world.regions().contains(info.region())) {
            return Optional.empty();
        }
        return Optional.of(error(
                Type.UnknownRegion,
                "the spec names region " + info.region() + ", which does not exist",
                world.regions().isEmpty()
                        ? "create the Region; none exists yet"
                        : "recreate the load balancer in a region that exists (" + Words.list(world.regions())
                                + "), or create the Region",
                List.of(),
                List.of(info.region())));
    }

    private Optional<LoadBalancerViolation> singleZone() {
        List<String> zones = backends.zones();
        if (zones.size() != 1 || backends.replicas() < 2) {
            return Optional.empty();
        }
        String zone = zones.get(0);
        return Optional.of(new LoadBalancerViolation(
                Type.SingleZone,
                Severity.Warning,
                (backends.replicas() == 2 ? "both" : "all " + backends.replicas()) + " replicas behind it are in "
                        + zone + ": if that zone fails, none is left",
                spreading(zone),
                List.of(zone),
                Stream.of(regions().get(zone))
                        .filter(region -> !region.isEmpty())
                        .toList(),
                null));
    }

    /** Other zones of its region to which a placement behind it would grow now, or that open later. */
    private String spreading(String zone) {
        String another = "have a second load balancer with placements in another region";
        List<Known> behind = world.behind(info.key()).stream()
                .filter(backend -> backend.account().equals(account.owner()))
                .map(backend -> world.placement(backend.key()))
                .filter(known -> known.errors().isEmpty() && !known.terminating())
                .limit(TRIED)
                .toList();
        List<String> others = growing(behind, world.snapshot())
                .filter(name -> !name.equals(zone))
                .distinct()
                .sorted()
                .toList();
        if (!others.isEmpty()) {
            return "scale up what is behind it, since new replicas go to " + Words.list(others, "or");
        }
        List<String> later = world.zones().stream()
                .filter(other ->
                        other.region().equals(info.region()) && !other.name().equals(zone))
                .filter(other -> other.state() == ZoneState.ComingSoon)
                .map(ZoneInfo::name)
                .limit(OPENED)
                .filter(name -> growing(behind, world.snapshot().opened(name)).anyMatch(name::equals))
                .toList();
        return later.isEmpty()
                ? another + ", since no other zone of " + info.region() + " takes replicas of them now"
                : "scale up what is behind it once " + Words.list(later, "or") + " opens; or " + another;
    }

    /** The zones to which one more replica of any of some placements would bring new ones. */
    private Stream<String> growing(List<Known> some, Snapshot snapshot) {
        return some.stream()
                .map(known -> Rules.scene(world.request(known), snapshot, known.assignment()))
                .flatMap(scene -> growing(scene).stream());
    }

    /** The zones to which one more replica of a placement would bring new ones, as deciding shows. */
    private static List<String> growing(Scene scene) {
        Request grown =
                scene.request().edited(spec -> spec.replicas(scene.request().replicas() + 1));
        Assignment next = Deciding.decide(scene.with(grown, scene.snapshot()));
        return next.shares().keySet().stream()
                .filter(zone -> next.count(zone) > scene.current().count(zone))
                .toList();
    }

    private static LoadBalancerViolation error(
            Type type, String message, String remedy, List<String> zones, List<String> regions) {
        return new LoadBalancerViolation(type, Severity.Error, message, remedy, zones, regions, null);
    }
}
