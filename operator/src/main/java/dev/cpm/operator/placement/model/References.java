package dev.cpm.operator.placement.model;

import dev.cpm.operator.api.PlacementSpec;
import dev.cpm.operator.api.PlacementSpec.AffinityTerm;
import java.util.Objects;
import java.util.stream.Stream;

/** Which other placements a spec names. */
public final class References {
    private References() {}

    /** The placements that the spec of one names, as peers or in its affinity; some of them more than once. */
    public static Stream<PlacementKey> of(PlacementKey key, PlacementSpec spec) {
        Stream<PlacementSpec.PlacementReference> terms = spec.affinity() == null
                ? Stream.of()
                : Stream.concat(spec.affinity().colocateWith().stream(), spec.affinity().separateFrom().stream())
                        .filter(Objects::nonNull)
                        .map(AffinityTerm::reference);
        return Stream.concat(spec.peers().stream(), terms)
                .filter(reference -> reference != null && reference.name() != null)
                .map(key::referredTo);
    }
}
