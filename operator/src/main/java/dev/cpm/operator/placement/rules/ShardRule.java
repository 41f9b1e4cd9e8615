package dev.cpm.operator.placement.rules;

import dev.cpm.operator.api.BlockerReason;
import dev.cpm.operator.placement.decide.Filter;
import dev.cpm.operator.placement.decide.Refusal;
import dev.cpm.operator.placement.decide.Rule;
import dev.cpm.operator.placement.decide.Scene;
import dev.cpm.operator.placement.decide.Site;
import dev.cpm.operator.placement.model.Shard;
import java.util.Optional;

/**
 * Where several operators share the regions: a zone gets new replicas from the operator that owns its region alone, so
 * that no machine can be granted twice. Replicas that are there already stay, and are well where they are.
 */
record ShardRule() implements Rule {

    @Override
    public Filter filter(Scene scene) {
        Shard shard = scene.snapshot().shard();
        return shard.all()
                ? Filter.NONE
                : site -> shard.owns(site.region()) ? Optional.empty() : Optional.of(elsewhere(site, scene));
    }

    private static Refusal elsewhere(Site site, Scene scene) {
        String region = site.region();
        return new Refusal(
                BlockerReason.ZoneExcluded,
                site.name() + " is granted by the operator that has region " + region
                        + ", and this placement is decided by the one that has "
                        + scene.request().regions().get(0) + ", the first of spec.regions; name " + region
                        + " first to have new replicas there, or make a placement of its own for " + region,
                "granted by the operator of another region");
    }

    @Override
    public boolean wantsOut() {
        return false;
    }
}
