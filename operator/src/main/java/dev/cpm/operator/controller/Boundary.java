package dev.cpm.operator.controller;

import dev.cpm.operator.api.Interconnect;
import dev.cpm.operator.api.InterconnectSpec;
import dev.cpm.operator.api.InterconnectState;
import dev.cpm.operator.placement.model.InvalidSpec;
import dev.cpm.operator.placement.model.Shard;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Where the regions of a shard are joined with those of others. Each operator places new replicas in its own regions
 * alone, so a link across the boundary serves no placement that is decided here.
 */
final class Boundary {
    /** So many are named. */
    private static final int MOST = 10;

    private Boundary() {}

    /** A sentence for each Active Interconnect that crosses the boundary, and one for those that are too many to name. */
    static List<String> crossed(Shard shard, Collection<Interconnect> all) {
        List<Interconnect> crossing = all.stream()
                .filter(link -> InvalidSpec.errors(link).isEmpty())
                .filter(link -> link.getSpec().state() == InterconnectState.Active)
                .filter(link ->
                        link.getSpec().regions().stream().filter(shard::owns).count() == 1)
                .toList();
        List<String> sentences = new ArrayList<>();
        crossing.stream().limit(MOST).forEach(link -> sentences.add(sentence(shard, link)));
        if (crossing.size() > MOST) {
            sentences.add("The boundary of this operator's regions is crossed by %s."
                    .formatted(Counted.of(crossing.size() - MOST, "more Interconnect")));
        }
        return sentences;
    }

    private static String sentence(Shard shard, Interconnect link) {
        InterconnectSpec spec = link.getSpec();
        boolean first = shard.owns(spec.regions().get(0));
        return "Interconnect %s of account %s joins %s with %s, which another operator decides: placements that name both"
                        .formatted(
                                link.getMetadata().getName(),
                                spec.account(),
                                spec.regions().get(first ? 0 : 1),
                                spec.regions().get(first ? 1 : 0))
                + " are placed on one side only.";
    }
}
