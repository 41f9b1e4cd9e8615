package dev.cpm.operator.placement.decide;

import java.util.Optional;

/** What one rule closes of one scene: a question that is asked for each site. */
@FunctionalInterface
public interface Filter {
    /** Of a rule that closes no site of the scene; it need not be asked. */
    Filter NONE = site -> Optional.empty();

    /** Why a site takes no new replica, if it does not. */
    Optional<Refusal> refuses(Site site);
}
