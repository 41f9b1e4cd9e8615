package dev.cpm.operator.placement.rules;

import dev.cpm.operator.placement.decide.Filter;
import dev.cpm.operator.placement.decide.Rule;
import dev.cpm.operator.placement.decide.Scene;
import java.util.Optional;

/** A rule that lets one zone through: to see what would be placed if it did. */
record Opened(Rule rule, String zone) implements Rule {

    /** How many zones are tried, one by one; the first by name stand for the others. */
    static final int TRIED = 8;

    @Override
    public Filter filter(Scene scene) {
        Filter filter = rule.filter(scene);
        return site -> site.name().equals(zone) ? Optional.empty() : filter.refuses(site);
    }
}
