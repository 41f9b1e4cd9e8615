package dev.cpm.operator.placement.world;

import dev.cpm.operator.placement.model.Known;
import dev.cpm.operator.placement.model.PlacementKey;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;

/** The load balancers of which something changed, or of what is behind them. Mutable, for one owner. */
final class Fronts {
    private final Set<PlacementKey> changed = new HashSet<>();

    void changed(PlacementKey loadBalancer) {
        changed.add(loadBalancer);
    }

    /** Those that a placement wants to be behind; null for none. */
    void changedBefore(Known placement) {
        if (placement != null) {
            placement.spec().loadBalancers().stream()
                    .filter(Objects::nonNull)
                    .map(placement.key()::sibling)
                    .forEach(changed::add);
        }
    }

    /** Those that changed since the last call. */
    Set<PlacementKey> take() {
        Set<PlacementKey> taken = Set.copyOf(changed);
        changed.clear();
        return taken;
    }
}
