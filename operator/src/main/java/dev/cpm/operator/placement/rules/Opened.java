package dev.cpm.operator.placement.rules;

import dev.cpm.operator.placement.Refusal;
import dev.cpm.operator.placement.Rule;
import dev.cpm.operator.placement.Scene;
import dev.cpm.operator.placement.Site;
import java.util.Optional;

/** A filter that lets one zone through: to see what would be placed if it did. */
record Opened(Rule filter, String zone) implements Rule {

    /** How many zones are tried, one by one; the first by name stand for the others. */
    static final int TRIED = 8;

    @Override
    public Optional<Refusal> refuses(Site site, Scene scene) {
        return site.name().equals(zone) ? Optional.empty() : filter.refuses(site, scene);
    }
}
