package dev.cpm.operator.placement;

import dev.cpm.operator.api.Cpm;
import dev.cpm.operator.api.LoadBalancerSpec;
import dev.cpm.operator.api.PlacementSpec;
import dev.cpm.operator.api.PlacementSpec.AffinityTerm;
import dev.cpm.operator.api.PlacementStatus.ZoneAssignment;
import dev.cpm.operator.placement.model.Known;
import dev.cpm.operator.placement.model.PlacementKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The other objects that a placement names, as a reader of its spec would find them. */
final class PlainNames {
    private PlainNames() {}

    static PlacementKey of(PlacementKey key, String name, String namespace) {
        return new PlacementKey(namespace == null ? key.namespace() : namespace, name);
    }

    /** The placements that it names, as peers or in its affinity. */
    static Set<PlacementKey> of(Known known) {
        Set<PlacementKey> named = new TreeSet<>();
        known.spec().peers().forEach(peer -> named.add(of(known.key(), peer.name(), peer.namespace())));
        if (known.spec().affinity() != null) {
            List<AffinityTerm> terms = new ArrayList<>(known.spec().affinity().colocateWith());
            terms.addAll(known.spec().affinity().separateFrom());
            terms.forEach(term -> named.add(of(known.key(), term.name(), term.namespace())));
        }
        return named;
    }

    /**
     * What they mean for it.
     *
     * @param visible where the placements of its account are
     */
    static PlainOthers others(
            PlacementKey key,
            PlacementSpec spec,
            Map<PlacementKey, LoadBalancerSpec> loadBalancers,
            Map<PlacementKey, List<ZoneAssignment>> visible) {
        List<String> regions = spec.loadBalancers().stream()
                .map(name -> loadBalancers.get(new PlacementKey(key.namespace(), name)))
                .filter(found -> found != null && found.region() != null)
                .map(LoadBalancerSpec::region)
                .toList();
        List<Set<String>> peers = spec.peers().stream()
                .map(peer -> visible.getOrDefault(of(key, peer.name(), peer.namespace()), List.of()))
                .map(zones -> names(zones, ZoneAssignment::region))
                .toList();
        List<PlainOthers.Term> terms = new ArrayList<>();
        if (spec.affinity() != null) {
            spec.affinity().colocateWith().forEach(term -> terms.add(term(key, true, term, visible)));
            spec.affinity().separateFrom().forEach(term -> terms.add(term(key, false, term, visible)));
        }
        return new PlainOthers(regions, peers, terms);
    }

    private static PlainOthers.Term term(
            PlacementKey key, boolean together, AffinityTerm term, Map<PlacementKey, List<ZoneAssignment>> visible) {
        boolean byRegion = term.topologyKey().equals(Cpm.REGION_KEY);
        List<ZoneAssignment> zones = visible.getOrDefault(of(key, term.name(), term.namespace()), List.of());
        return new PlainOthers.Term(
                together,
                byRegion,
                PlainRules.hard(term.whenUnsatisfiable()),
                names(zones, byRegion ? ZoneAssignment::region : ZoneAssignment::zone));
    }

    private static Set<String> names(List<ZoneAssignment> zones, Function<ZoneAssignment, String> of) {
        return zones.stream().map(of).collect(Collectors.toSet());
    }
}
