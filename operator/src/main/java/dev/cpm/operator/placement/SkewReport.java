package dev.cpm.operator.placement;

import dev.cpm.operator.placement.Request.Spread;
import dev.cpm.operator.placement.fill.Slot;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The skew of an outcome under one constraint, with the domains that make it (rule 5).
 *
 * @param counts replicas by domain
 * @param fewest the global minimum that the skew is measured from
 * @param fewestIn the domains that have the global minimum, by name; none where it is 0 for want of domains
 */
public record SkewReport(
        Outcome outcome,
        Spread spread,
        Map<String, Integer> counts,
        Set<String> eligible,
        int fewest,
        List<String> fewestIn) {

    public static SkewReport of(Outcome outcome, Spread spread) {
        Map<String, Integer> counts = new TreeMap<>();
        Map<String, Boolean> room = new TreeMap<>();
        List<Site> sites = outcome.scene().sites();
        for (int i = 0; i < sites.size(); i++) {
            String domain = domain(sites.get(i), spread);
            counts.merge(domain, outcome.counts()[i], Integer::sum);
            if (outcome.eligible()[i]) {
                Slot slot = outcome.problem().slots().get(i);
                room.merge(domain, outcome.counts()[i] - slot.held() < slot.free(), Boolean::logicalOr);
            }
        }
        Set<String> eligible = new TreeSet<>(room.keySet());
        List<String> counting = eligible.stream()
                .filter(domain -> !spread.honorCapacity() || room.get(domain))
                .toList();
        if (eligible.size() < spread.minDomains()) {
            return new SkewReport(outcome, spread, counts, eligible, 0, List.of());
        }
        int fewest = counting.stream().mapToInt(counts::get).min().orElse(Integer.MAX_VALUE);
        List<String> fewestIn =
                counting.stream().filter(domain -> counts.get(domain) == fewest).toList();
        return new SkewReport(outcome, spread, counts, eligible, fewest, fewestIn);
    }

    private static String domain(Site site, Spread spread) {
        return spread.overRegions() ? site.region() : site.name();
    }

    public String domainOf(int site) {
        return domain(outcome.scene().sites().get(site), spread);
    }

    public int count(String domain) {
        return counts.getOrDefault(domain, 0);
    }

    /** Most replicas in any domain. */
    public int most() {
        return counts.values().stream().mapToInt(n -> n).max().orElse(0);
    }

    /** The skew, 0 or more; 0 where no domain counts for the minimum. */
    public int skew() {
        return fewest == Integer.MAX_VALUE ? 0 : Math.max(0, most() - fewest);
    }

    /** Those of the domains with the global minimum that take no more. */
    public List<String> fewestWithoutRoom() {
        return fewestIn.stream().filter(domain -> !hasRoom(domain)).toList();
    }

    /** How many replicas the eligible domains are short of so that none is more than {@code skew} below the fullest. */
    public int shortOf(int skew) {
        return eligible.stream()
                .mapToInt(domain -> Math.max(0, most() - skew - count(domain)))
                .sum();
    }

    /** Whether an eligible zone of a domain has a free machine. */
    public boolean hasRoom(String domain) {
        List<Site> sites = outcome.scene().sites();
        for (int i = 0; i < sites.size(); i++) {
            if (outcome.eligible()[i]
                    && domain.equals(domainOf(i))
                    && outcome.scene().free(sites.get(i)) > 0) {
                return true;
            }
        }
        return false;
    }

    public int eligibleDomains() {
        return eligible.size();
    }

    /** The domains with most replicas, by name. */
    public List<String> fullestDomains() {
        int most = most();
        return counts.entrySet().stream()
                .filter(e -> e.getValue() == most)
                .map(Map.Entry::getKey)
                .toList();
    }

    public List<String> eligibleZones() {
        return spread.overRegions() ? List.of() : List.copyOf(eligible);
    }

    public List<String> eligibleRegions() {
        return spread.overRegions() ? List.copyOf(eligible) : regionsOf(eligibleZones());
    }

    /** The regions of some zones, by name. */
    public List<String> regionsOf(List<String> zones) {
        return outcome.scene().sites().stream()
                .filter(site -> zones.contains(site.name()))
                .map(Site::region)
                .distinct()
                .sorted()
                .toList();
    }
}
