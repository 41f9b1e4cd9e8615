package dev.cpm.operator.placement.model;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The other placements, the load balancers and the accounts that a decision may look at. A batch writes down what it
 * decides, so that the next decision sees it; the rest stays as it is for as long as the snapshot is used.
 */
public final class Neighbours {
    private final Function<PlacementKey, Neighbour> placements;
    private final Function<PlacementKey, LoadBalancerInfo> loadBalancers;
    private final Function<String, String> accountLabels;
    private final Function<String, Collection<PlacementKey>> inZone;
    private final Map<PlacementKey, Assignment> decided = new HashMap<>();
    private final Map<String, Set<PlacementKey>> decidedIn = new HashMap<>();
    /** What was asked for since the last decision: by zone, machine type and account. */
    private final Map<List<String>, Integer> held = new HashMap<>();

    /**
     * Each function answers null for what does not exist; {@code accountLabels} goes by namespace, {@code inZone} names
     * those that may hold replicas in a zone.
     */
    public Neighbours(
            Function<PlacementKey, Neighbour> placements,
            Function<PlacementKey, LoadBalancerInfo> loadBalancers,
            Function<String, String> accountLabels,
            Function<String, Collection<PlacementKey>> inZone) {
        this.placements = placements;
        this.loadBalancers = loadBalancers;
        this.accountLabels = accountLabels;
        this.inZone = inZone;
    }

    /** A placement of this account. One of another account does not exist for it, whatever its name. */
    public Optional<Neighbour> placement(PlacementKey key, String account) {
        return any(key).filter(other -> account.equals(other.account()));
    }

    /**
     * Whether a placement of this name belongs to another account, or would: all that a namespace with an account label
     * holds is that account's, so this tells nobody what exists there.
     */
    public boolean isForeign(PlacementKey key, String account) {
        String label = accountLabels.apply(key.namespace());
        return label != null && !label.isEmpty()
                ? !label.equals(account)
                : any(key).filter(other -> !account.equals(other.account())).isPresent();
    }

    /** Machines of a type in a zone that the placements of an account hold. */
    public int held(String zone, String machineType, String account) {
        return held.computeIfAbsent(
                List.of(zone, machineType, account),
                h -> Stream.concat(inZone.apply(zone).stream(), decidedIn.getOrDefault(zone, Set.of()).stream())
                        .distinct()
                        .flatMap(key -> placement(key, account).stream())
                        .filter(other -> machineType.equals(other.spec().machineType()))
                        .mapToInt(other -> other.assignment().count(zone))
                        .sum());
    }

    public Optional<LoadBalancerInfo> loadBalancer(PlacementKey key) {
        return Optional.ofNullable(loadBalancers.apply(key));
    }

    /** The account label of a namespace, or null. */
    public String accountLabel(String namespace) {
        return accountLabels.apply(namespace);
    }

    /** From now on, the replicas of a placement are there. */
    public void decided(PlacementKey key, Assignment assignment) {
        decided.put(key, assignment);
        assignment
                .shares()
                .keySet()
                .forEach(zone ->
                        decidedIn.computeIfAbsent(zone, z -> new HashSet<>()).add(key));
        held.clear();
    }

    private Optional<Neighbour> any(PlacementKey key) {
        Neighbour known = placements.apply(key);
        Assignment next = decided.get(key);
        return Optional.ofNullable(known)
                .map(other -> next == null ? other : new Neighbour(other.key(), other.account(), other.spec(), next));
    }
}
