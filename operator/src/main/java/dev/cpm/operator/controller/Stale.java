package dev.cpm.operator.controller;

import dev.cpm.operator.api.Interconnect;
import dev.cpm.operator.api.LoadBalancer;
import dev.cpm.operator.api.LoadBalancerStatus;
import dev.cpm.operator.api.LoadBalancerStatus.LoadBalancerViolation;
import dev.cpm.operator.controller.Mirror.Key;
import dev.cpm.operator.placement.model.PlacementKey;
import dev.cpm.operator.placement.status.Summing.Summed;
import dev.cpm.operator.placement.world.World;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Which load balancers and interconnects may have a status that is not true any more: those that changed, or what is behind
 * them; all where the catalogue changed, of which there may be very many. For the engine's thread only.
 *
 * <p>A load balancer all of whose backends are in one zone is told where others could go, which any change may change. So
 * such are looked at again after any, but few at once.
 */
final class Stale {
    private static final int FEW = 100;

    private final Mirror mirror;
    private final Set<Key> stale = new LinkedHashSet<>();
    private final Set<Key> maybe = new LinkedHashSet<>();
    private final Set<Key> inOneZone = new HashSet<>();
    private boolean changed;
    private long catalogue;

    Stale(Mirror mirror) {
        this.mirror = mirror;
    }

    /** Something changed that a summary counts, or may name. */
    void changed() {
        changed = true;
    }

    /** Something of an object changed. */
    void changed(HasMetadata object) {
        changed = true;
        if (object instanceof Interconnect) {
            stale.add(Key.of(object)); // The world hears of its spec only.
        }
    }

    /** What an object is told is to be found out once more. */
    void again(Key key) {
        stale.add(key);
    }

    /** Whether there is anything to find out. */
    boolean any() {
        return changed || !stale.isEmpty() || !maybe.isEmpty();
    }

    /** Those to be found out now. */
    Set<Key> take() {
        World world = mirror.world();
        if (world.catalogue() != catalogue) {
            catalogue = world.catalogue();
            mirror.all(LoadBalancer.class).forEach(object -> stale.add(Key.of(object)));
            mirror.all(Interconnect.class).forEach(object -> stale.add(Key.of(object)));
        }
        for (PlacementKey key : world.takeChangedLoadBalancers()) {
            stale.add(new Key(LoadBalancer.class, key.namespace(), key.name()));
        }
        if (changed) {
            maybe.addAll(inOneZone);
        }
        changed = false;
        Set<Key> taken = new LinkedHashSet<>(stale);
        stale.clear();
        Iterator<Key> few = maybe.iterator();
        for (int i = 0; i < FEW && few.hasNext(); i++) {
            taken.add(few.next());
            few.remove();
        }
        taken.stream().filter(key -> mirror.get(key) == null).forEach(inOneZone::remove);
        return taken;
    }

    /** What a load balancer is told from now on; one at which the operator failed is tried again after any change, too. */
    void told(Key key, Summed<LoadBalancerStatus> summed) {
        boolean one = summed.status().violations().stream()
                .anyMatch(violation -> violation.type() == LoadBalancerViolation.Type.SingleZone);
        if (one || summed.failure() != null) {
            inOneZone.add(key);
        } else {
            inOneZone.remove(key);
        }
    }
}
