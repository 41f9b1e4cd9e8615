package dev.cpm.operator.placement.decide;

import dev.cpm.operator.placement.fill.Slot;
import dev.cpm.operator.placement.model.Request.Spread;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The skew of an outcome under one constraint, with the domains that make it (rule 5).
 *
 * @param counts replicas by domain, in no order
 * @param eligible the eligible domains, in no order
 * @param counting those of them that count for the global minimum; none where it is 0 for want of domains
 * @param fewest the global minimum that the skew is measured from; {@code Integer.MAX_VALUE} where no domain counts
 */
public record SkewReport(
        Outcome outcome,
        Spread spread,
        Map<String, Integer> counts,
        Set<String> eligible,
        Set<String> counting,
        int fewest) {

    public static SkewReport of(Outcome outcome, Spread spread) {
        Map<String, Integer> counts = new HashMap<>();
        Map<String, Boolean> room = new HashMap<>();
        List<Site> sites = outcome.scene().sites();
        for (int i = 0; i < sites.size(); i++) {
            String domain = domain(sites.get(i), spread);
            counts.merge(domain, outcome.counts()[i], Integer::sum);
            if (outcome.eligible()[i]) {
                Slot slot = outcome.problem().slots().get(i);
                room.merge(domain, outcome.counts()[i] - slot.held() < slot.free(), Boolean::logicalOr);
            }
        }
        Set<String> eligible = room.keySet();
        Set<String> counting = new HashSet<>();
        int fewest = eligible.size() < spread.minDomains() ? 0 : Integer.MAX_VALUE;
        for (String domain : eligible) {
            if (fewest > 0 && (!spread.honorCapacity() || room.get(domain))) {
                counting.add(domain);
            }
        }
        for (String domain : counting) {
            fewest = Math.min(fewest, counts.get(domain));
        }
        return new SkewReport(outcome, spread, counts, eligible, counting, fewest);
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

    /** The domains that have the global minimum, by name; none where it is 0 for want of domains. */
    public List<String> fewestIn() {
        return counting.stream()
                .filter(domain -> counts.get(domain) == fewest)
                .sorted()
                .toList();
    }

    /** Those of the domains with the global minimum that take no more. */
    public List<String> fewestWithoutRoom() {
        return fewestIn().stream().filter(domain -> !hasRoom(domain)).toList();
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
                    && sites.get(i).free() > 0) {
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
                .sorted()
                .toList();
    }

    public List<String> eligibleZones() {
        return spread.overRegions() ? List.of() : eligible.stream().sorted().toList();
    }

    public List<String> eligibleRegions() {
        return spread.overRegions() ? eligible.stream().sorted().toList() : regionsOf(eligibleZones());
    }

    /** The regions of some zones, by name. */
    public List<String> regionsOf(List<String> zones) {
        Set<String> names = new HashSet<>(zones);
        return outcome.scene().sites().stream()
                .filter(site -> names.contains(site.name()))
                .map(Site::region)
                .distinct()
                .sorted()
                .toList();
    }
}
