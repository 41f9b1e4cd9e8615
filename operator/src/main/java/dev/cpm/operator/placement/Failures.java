package dev.cpm.operator.placement;

import dev.cpm.operator.placement.model.PlacementKey;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** The placements at which one round failed, by a defect of the operator, and how. Mutable, for one owner. */
final class Failures {
    private final Map<PlacementKey, RuntimeException> failures = new HashMap<>();

    /** Does what concerns one placement alone. Nothing comes out if it fails, or is null. */
    <T> Optional<T> attempt(PlacementKey key, Supplier<T> part) {
        try {
            return Optional.ofNullable(part.get());
        } catch (RuntimeException e) {
            failures.put(key, e);
            return Optional.empty();
        }
    }

    boolean has(PlacementKey key) {
        return failures.containsKey(key);
    }

    /** How it failed, or null. */
    RuntimeException of(PlacementKey key) {
        return failures.get(key);
    }
}
