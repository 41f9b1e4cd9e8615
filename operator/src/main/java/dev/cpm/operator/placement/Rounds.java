package dev.cpm.operator.placement;

import java.util.List;
import java.util.Set;

/** How whoever runs rounds has them answered: by {@link Round#of}. */
public interface Rounds {

    /** The answers to the concerned placements, and to those whose explanation this changes. */
    List<Round.Answer> of(World world, Set<PlacementKey> concerned, String now);
}
