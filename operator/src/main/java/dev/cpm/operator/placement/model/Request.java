package dev.cpm.operator.placement.model;

import dev.cpm.operator.api.Cpm;
import dev.cpm.operator.api.MinAvailable;
import dev.cpm.operator.api.PlacementSpec;
import dev.cpm.operator.api.SpecEdit;
import dev.cpm.operator.api.WhenUnsatisfiable;
import java.util.Comparator;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * One placement as the decision sees it: the spec with its defaults applied, and who asks.
 *
 * @param account the effective account
 * @param labelAccount the account that the namespace's label names, or null
 * @param created RFC 3339 creation time, or an empty string where it is not known
 */
public record Request(PlacementKey key, PlacementSpec spec, String account, String labelAccount, String created) {

    /** Rule 7: "by priority (high first), then creation time, then namespace/name". */
    public static final Comparator<Request> ORDER = Comparator.comparing(Request::priority)
            .reversed()
            .thenComparing(Request::created)
            .thenComparing(Request::key);

    /** The request of a placement in a namespace that has this account label, or none (null). */
    public static Request of(PlacementKey key, PlacementSpec spec, String labelAccount, String created) {
        return of(key, spec, spec.account(), labelAccount, created);
    }

    /** The same where another {@code spec.account} counts than the one that stands there. */
    public static Request of(
            PlacementKey key, PlacementSpec spec, String specAccount, String labelAccount, String created) {
        return new Request(
                key,
                spec,
                new Account(key.namespace(), labelAccount, specAccount).owner(),
                labelAccount,
                created == null ? "" : created);
    }

    public String machineType() {
        return spec.machineType();
    }

    public int replicas() {
        return PlacementSpec.wanted(spec);
    }

    public int priority() {
        return spec.priority() == null ? 0 : spec.priority();
    }

    public List<String> regions() {
        return spec.regions();
    }

    /** The same request with another creation time. */
    public Request createdAt(String time) {
        return new Request(key, spec, account, labelAccount, time);
    }

    /** The same request after an edit of its spec. */
    public Request edited(UnaryOperator<SpecEdit> edit) {
        return new Request(key, edit.apply(new SpecEdit(spec)).done(), account, labelAccount, created);
    }

    /** The other placements that the spec names, as peers or in its affinity. */
    public Stream<PlacementKey> named() {
        return References.of(key, spec);
    }

    public boolean privateNetwork() {
        return spec.privateNetwork() != PlacementSpec.PrivateNetwork.NotRequired;
    }

    public boolean suspended() {
        return Boolean.TRUE.equals(spec.suspend());
    }

    public boolean replacesLost() {
        return spec.onZoneUnavailable() == PlacementSpec.OnZoneUnavailable.Replace;
    }

    public boolean movesOnApproval() {
        return spec.rebalance() == PlacementSpec.Rebalance.OnApproval;
    }

    /** Replicas that must remain, by {@code spec.availability}; 0 where it asks for none. */
    public int minAvailable() {
        return MinAvailable.of(spec).orElse(0);
    }

    /** A spread constraint with its defaults applied; {@code minDomains} 0 means that none is asked for. */
    public record Spread(boolean overRegions, int maxSkew, int minDomains, boolean hard, boolean honorCapacity) {
        public static final Spread DEFAULT = new Spread(false, 1, 0, false, false);

        public Spread withMaxSkew(int other) {
            return new Spread(overRegions, other, minDomains, hard, honorCapacity);
        }

        public Spread withMinDomains(int other) {
            return new Spread(overRegions, maxSkew, other, hard, honorCapacity);
        }

        /** The same with {@code capacityPolicy: Honor}. */
        public Spread honoringCapacity() {
            return new Spread(overRegions, maxSkew, minDomains, hard, true);
        }

        /** The plural of what it spreads over. */
        public String domains() {
            return overRegions ? "regions" : "zones";
        }
    }

    /** The constraint whose skew over zones is told: the first over zones, or the default. */
    public Spread zoneSpread() {
        return spreads().stream()
                .filter(spread -> !spread.overRegions())
                .findFirst()
                .orElse(Spread.DEFAULT);
    }

    /** Its topology spread constraints; without any: over zones, maxSkew 1, ScheduleAnyway. */
    public List<Spread> spreads() {
        if (spec.topologySpreadConstraints().isEmpty()) {
            return List.of(Spread.DEFAULT);
        }
        return spec.topologySpreadConstraints().stream()
                .map(c -> new Spread(
                        Cpm.REGION_KEY.equals(c.topologyKey()),
                        c.maxSkew() == null ? 1 : c.maxSkew(),
                        c.minDomains() == null ? 0 : c.minDomains(),
                        c.whenUnsatisfiable() != WhenUnsatisfiable.ScheduleAnyway,
                        c.capacityPolicy() == PlacementSpec.TopologySpreadConstraint.CapacityPolicy.Honor))
                .toList();
    }
}
