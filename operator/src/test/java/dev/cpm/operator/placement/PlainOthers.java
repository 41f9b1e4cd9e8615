package dev.cpm.operator.placement;

import java.util.List;
import java.util.Set;
import java.util.function.BiPredicate;

/**
 * What the other objects that a request names mean for it, in the words of the contract and nothing else.
 *
 * @param loadBalancers the regions of those of its load balancers that exist
 * @param peers the regions that hold replicas, of each of its peers
 * @param terms its affinity
 */
record PlainOthers(List<String> loadBalancers, List<Set<String>> peers, List<Term> terms) {
    static final PlainOthers NONE = new PlainOthers(List.of(), List.of(), List.of());

    /**
     * One affinity term.
     *
     * @param domains the zones, or regions, that hold replicas of the other placement
     */
    record Term(boolean together, boolean byRegion, boolean hard, Set<String> domains) {
        boolean keeps(String zone, String region) {
            return domains.contains(byRegion ? region : zone) == together;
        }
    }

    /** Rule 3: "load balancer's region, peers reachable, hard affinity". */
    boolean allow(String zone, String region, BiPredicate<String, String> linked) {
        return loadBalancers.stream().allMatch(region::equals)
                && peers.stream().allMatch(regions -> regions.stream().allMatch(other -> linked.test(region, other)))
                && terms.stream().filter(Term::hard).allMatch(term -> term.keeps(zone, region));
    }

    List<Term> softTerms() {
        return terms.stream().filter(term -> !term.hard()).toList();
    }
}
