package dev.cpm.operator.placement;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The other placements, the load balancers and the accounts that a decision may look at. A batch writes down what it
 * decides, so that the next decision sees it; the rest stays as it is for as long as the snapshot is used.
 */
public final class Neighbours {
    private final Function<PlacementKey, Neighbour> placements;
    private final Function<PlacementKey, LoadBalancerInfo> loadBalancers;
    private final Function<String, String> accountLabels;
    private final Map<PlacementKey, Assignment> decided = new HashMap<>();

    /** Each function answers null for what does not exist; {@code accountLabels} goes by namespace. */
    public Neighbours(
            Function<PlacementKey, Neighbour> placements,
            Function<PlacementKey, LoadBalancerInfo> loadBalancers,
            Function<String, String> accountLabels) {
        this.placements = placements;
        this.loadBalancers = loadBalancers;
        this.accountLabels = accountLabels;
    }

    /** Nobody else. */
    public static Neighbours none() {
        return new Neighbours(key -> null, key -> null, namespace -> null);
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

    public Optional<LoadBalancerInfo> loadBalancer(PlacementKey key) {
        return Optional.ofNullable(loadBalancers.apply(key));
    }

    /** The account label of a namespace, or null. */
    public String accountLabel(String namespace) {
        return accountLabels.apply(namespace);
    }

    /** From now on, the replicas of a placement are there. */
    void decided(PlacementKey key, Assignment assignment) {
        decided.put(key, assignment);
    }

    private Optional<Neighbour> any(PlacementKey key) {
        Neighbour known = placements.apply(key);
        Assignment next = decided.get(key);
        return Optional.ofNullable(known)
                .map(other -> next == null ? other : new Neighbour(other.key(), other.account(), other.spec(), next));
    }
}
