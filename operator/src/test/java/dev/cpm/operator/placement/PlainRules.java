package dev.cpm.operator.placement;

import dev.cpm.operator.api.Cpm;
import dev.cpm.operator.api.PlacementSpec;
import dev.cpm.operator.api.PlacementSpec.PrivateNetwork;
import dev.cpm.operator.api.PlacementSpec.TopologySpreadConstraint;
import dev.cpm.operator.api.PlacementSpec.TopologySpreadConstraint.CapacityPolicy;
import dev.cpm.operator.api.WhenUnsatisfiable;
import io.fabric8.kubernetes.api.model.IntOrString;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Rules 2, 4, 5, the availability and the soft affinity of one request, in the words of the contract and nothing else: what may be, what
 * it breaks, what is better. Independent of the decision; it judges finished counts and finds none.
 */
public final class PlainRules {
    private final PlacementSpec spec;
    private final PlainZones zones;

    PlainRules(PlacementSpec spec, PlainZones zones) {
        this.spec = spec;
        this.zones = zones;
    }

    public PlainZones zones() {
        return zones;
    }

    /** Rule 2: for every set of regions that may hold the replicas, the zones that may take new ones. */
    List<boolean[]> eligible() {
        if (spec.privateNetwork() == PrivateNetwork.NotRequired) {
            return List.of(zones.open().clone());
        }
        List<String> open = zones.openRegions();
        // New replicas must reach each other and all that are there; whether those do is no matter of theirs.
        int[] reaches = open.stream().mapToInt(a -> reached(a, open)).toArray();
        List<boolean[]> sets = new ArrayList<>();
        for (int set = 0; set < 1 << open.size(); set++) {
            if (together(set, reaches) && largest(set, reaches)) {
                int chosen = set;
                sets.add(zones.openWithin(IntStream.range(0, open.size())
                        .filter(r -> (chosen & 1 << r) != 0)
                        .mapToObj(open::get)
                        .toList()));
            }
        }
        return sets;
    }

    /** The open regions that a region is linked to, as bits; none if it is not linked to all that hold replicas. */
    private int reached(String region, List<String> open) {
        return zones.heldRegions().stream().allMatch(held -> zones.linked(region, held))
                ? IntStream.range(0, open.size())
                        .filter(r -> zones.linked(region, open.get(r)))
                        .map(r -> 1 << r)
                        .sum()
                : 0;
    }

    private static boolean together(int set, int[] reaches) {
        return IntStream.range(0, reaches.length)
                .filter(r -> (set & 1 << r) != 0)
                .allMatch(r -> (reaches[r] & set) == set);
    }

    /** "Eligible: may take a replica as far as rules other than free capacity go": nothing that may is left out. */
    private static boolean largest(int set, int[] reaches) {
        return IntStream.range(0, reaches.length)
                .filter(r -> (set & 1 << r) == 0)
                .noneMatch(r -> together(set | 1 << r, reaches));
    }

    /** Whether new replicas, the difference to what is held, break no hard rule and fit the free machines. */
    public boolean allowed(int[] counts, boolean[] eligible) {
        for (int i = 0; i < counts.length; i++) {
            int added = counts[i] - zones.held()[i];
            if (added > 0 && (!eligible[i] || added > zones.free()[i] || counts[i] > cap())) {
                return false;
            }
        }
        return spreads().stream()
                .filter(c -> hard(c.whenUnsatisfiable()))
                .allMatch(c -> skew(c, counts, eligible, true) <= maxSkew(c));
    }

    /** Rules that the finished assignment breaks: errors, warnings. */
    int[] broken(int[] counts, boolean[] eligible) {
        int[] broken = new int[2];
        int placed = IntStream.of(counts).sum();
        int largest = IntStream.of(counts).max().orElse(0);
        if (minAvailable() > 0 && placed - largest < minAvailable()) {
            broken[hardAvailability() ? 0 : 1]++;
        }
        if (placed >= 2 && largest == placed) {
            broken[1]++;
        }
        for (boolean[] keeps : zones.softTerms()) {
            broken[1] += IntStream.range(0, counts.length).anyMatch(i -> counts[i] > 0 && !keeps[i]) ? 1 : 0;
        }
        for (TopologySpreadConstraint c : spreads()) {
            int severity = hard(c.whenUnsatisfiable()) ? 0 : 1;
            broken[severity] += skew(c, counts, eligible, false) > maxSkew(c) ? 1 : 0;
            broken[severity] += tooFew(c, eligible) ? 1 : 0;
        }
        return broken;
    }

    /** Rule 4 after placed and broken: evenness over regions where asked for, over zones, then who gets the odd one. */
    int compareEvenness(int[] a, int[] b) {
        if (spreads().stream().anyMatch(PlainRules::overRegions)) {
            int order = Arrays.compare(largestFirst(zones.perRegion(a)), largestFirst(zones.perRegion(b)));
            if (order != 0) {
                return order;
            }
        }
        int order = Arrays.compare(largestFirst(a), largestFirst(b));
        return order != 0 ? order : Arrays.compare(b, a);
    }

    /** Rule 5: the skew, of all domains or of those that receive new replicas. */
    private int skew(TopologySpreadConstraint c, int[] counts, boolean[] eligible, boolean onlyReceiving) {
        int[] domain = overRegions(c)
                ? zones.regionOf()
                : IntStream.range(0, counts.length).toArray();
        int[] in = new int[counts.length];
        int[] before = new int[counts.length];
        boolean[] isEligible = new boolean[counts.length];
        boolean[] hasFree = new boolean[counts.length];
        for (int i = 0; i < counts.length; i++) {
            in[domain[i]] += counts[i];
            before[domain[i]] += zones.held()[i];
            isEligible[domain[i]] |= eligible[i];
            hasFree[domain[i]] |= eligible[i] && counts[i] - zones.held()[i] < zones.free()[i];
        }
        boolean honor = c.capacityPolicy() == CapacityPolicy.Honor;
        int fewest = Integer.MAX_VALUE;
        int most = 0;
        for (int d = 0; d < counts.length; d++) {
            if (isEligible[d] && (!honor || hasFree[d])) {
                fewest = Math.min(fewest, in[d]);
            }
            if (!onlyReceiving || in[d] > before[d]) {
                most = Math.max(most, in[d]);
            }
        }
        if (tooFew(c, eligible)) {
            fewest = 0;
        }
        return fewest == Integer.MAX_VALUE ? 0 : most - fewest;
    }

    boolean tooFew(TopologySpreadConstraint c, boolean[] eligible) {
        long domains = IntStream.range(0, eligible.length)
                .filter(i -> eligible[i])
                .map(i -> overRegions(c) ? zones.regionOf()[i] : i)
                .distinct()
                .count();
        return c.minDomains() != null && domains < c.minDomains();
    }

    int replicas() {
        return spec.replicas() == null ? 1 : spec.replicas();
    }

    /** The most replicas of a zone that gets new ones, so that enough remain of all that are asked for. */
    int cap() {
        return hardAvailability() ? Math.max(0, replicas() - minAvailable()) : Integer.MAX_VALUE;
    }

    boolean hardAvailability() {
        return spec.availability() != null && hard(spec.availability().whenUnsatisfiable());
    }

    /** How many replicas must remain after the loss of a zone; 0 without such a rule, and where none are wanted. */
    int minAvailable() {
        if (spec.availability() == null || replicas() == 0) {
            return 0;
        }
        IntOrString value = spec.availability().minAvailable();
        if (value.getIntVal() != null) {
            return value.getIntVal();
        }
        String words = value.getStrVal();
        return words.equals("Quorum")
                ? replicas() / 2 + 1
                : (int) Math.ceil(replicas() * Integer.parseInt(words.replace("%", "")) / 100.0);
    }

    public List<TopologySpreadConstraint> spreads() {
        return spec.topologySpreadConstraints().isEmpty()
                ? List.of(new TopologySpreadConstraint(
                        Cpm.ZONE_KEY, 1, null, WhenUnsatisfiable.ScheduleAnyway, CapacityPolicy.Ignore))
                : spec.topologySpreadConstraints();
    }

    public static boolean overRegions(TopologySpreadConstraint c) {
        return c.topologyKey().equals("topology.kubernetes.io/region");
    }

    static int maxSkew(TopologySpreadConstraint c) {
        return c.maxSkew() == null ? 1 : c.maxSkew();
    }

    static boolean hard(WhenUnsatisfiable when) {
        return when == null || when == WhenUnsatisfiable.DoNotSchedule;
    }

    static int[] largestFirst(int[] values) {
        int[] sorted = values.clone();
        Arrays.sort(sorted);
        for (int i = 0; i < sorted.length / 2; i++) {
            int swap = sorted[i];
            sorted[i] = sorted[sorted.length - 1 - i];
            sorted[sorted.length - 1 - i] = swap;
        }
        return sorted;
    }
}
