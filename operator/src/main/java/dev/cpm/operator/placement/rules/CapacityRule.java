package dev.cpm.operator.placement.rules;

import dev.cpm.operator.api.BlockerReason;
import dev.cpm.operator.api.Severity;
import dev.cpm.operator.api.ViolationType;
import dev.cpm.operator.placement.decide.Alternative;
import dev.cpm.operator.placement.decide.Breach;
import dev.cpm.operator.placement.decide.Findings;
import dev.cpm.operator.placement.decide.Outcome;
import dev.cpm.operator.placement.decide.Refusal;
import dev.cpm.operator.placement.decide.Rule;
import dev.cpm.operator.placement.decide.Scene;
import dev.cpm.operator.placement.decide.Shape;
import dev.cpm.operator.placement.decide.Site;
import dev.cpm.operator.placement.model.Request;
import dev.cpm.operator.placement.model.Words;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.stream.Stream;

/**
 * Free machines. {@code CapacityExceeded}: replicas are unplaced for want of them. {@code ZoneOvercommitted}: holds
 * replicas in a zone that has given away more machines than it has; nothing is moved for it (rule 7).
 */
record CapacityRule(Map<String, Integer> more) implements Rule {

    CapacityRule() {
        this(Map.of());
    }

    @Override
    public void shape(Shape shape) {
        List<Site> sites = shape.scene().sites();
        for (int i = 0; i < sites.size(); i++) {
            Site site = sites.get(i);
            shape.limitFree(i, Math.max(0, site.left() + more.getOrDefault(site.name(), 0)));
        }
    }

    @Override
    public IntFunction<Optional<Refusal>> limits(Outcome outcome) {
        return site -> limit(site, outcome);
    }

    private static Optional<Refusal> limit(int site, Outcome outcome) {
        Scene scene = outcome.scene();
        Site at = scene.sites().get(site);
        int added = outcome.counts()[site] - at.held();
        if (added < at.free()) {
            return Optional.empty();
        }
        String type = scene.request().machineType();
        int held = outcome.counts()[site];
        int capacity = at.zone().capacityOf(type);
        return Optional.of(new Refusal(
                BlockerReason.InsufficientCapacity,
                "no free " + type + " in " + at.zone().displayName()
                        + (capacity == 0 ? ": it has none" : ": it has " + capacity + taken(held, capacity))));
    }

    /** Who else holds machines is not told: it may be another account. */
    private static String taken(int held, int capacity) {
        return held == 0
                ? ", all in use"
                : held >= capacity ? ", all in use by this placement" : ", all in use, " + held + " by this placement";
    }

    @Override
    public boolean canLeaveUnplaced() {
        return true;
    }

    /** More machines in one zone; and where no single one does as much, in several. */
    @Override
    public Stream<Alternative> alternatives(Findings findings) {
        List<Alternative> single = findings.zonesRefusedFor(EnumSet.of(BlockerReason.InsufficientCapacity)).stream()
                .limit(Opened.TRIED)
                .flatMap(zone -> enough(zone, findings).stream())
                .toList();
        SortedMap<String, Integer> needed = needed(findings);
        int best = single.stream().mapToInt(Alternative::placed).max().orElse(0);
        return needed.size() > 1
                        && needed.size() <= Words.LISTED
                        && with(needed, findings).placed() > best
                ? Stream.concat(Stream.of(with(least(needed, findings), findings)), single.stream())
                : single.stream();
    }

    /** The same with no machine that is not needed to place as many: only how even they are may suffer. */
    private SortedMap<String, Integer> least(SortedMap<String, Integer> enough, Findings findings) {
        SortedMap<String, Integer> least = new TreeMap<>(enough);
        int most = with(enough, findings).placed();
        for (String zone : enough.keySet()) {
            int low = 0;
            int high = least.get(zone);
            while (low < high) {
                int middle = (low + high) / 2;
                least.put(zone, middle);
                if (with(least, findings).placed() >= most) {
                    high = middle;
                } else {
                    low = middle + 1;
                }
            }
            least.put(zone, low);
        }
        least.values().removeIf(count -> count == 0);
        return least;
    }

    /** The fewest machines more in one zone that place more; where too many are taken, beyond what is lacking already. */
    private Optional<Alternative> enough(String zone, Findings findings) {
        int lacking = Math.max(0, -left(zone, findings));
        IntFunction<Alternative> change = count -> with(Map.of(zone, count), findings);
        OptionalInt count = Alternative.smallest(lacking + 1, lacking + findings.unplaced(), findings, change);
        return count.isPresent() ? Optional.of(change.apply(count.getAsInt())) : Optional.empty();
    }

    /** Machines of the type less all that are taken; negative where too many are. */
    private static int left(String zone, Findings findings) {
        return findings.scene().sites().stream()
                .filter(site -> site.name().equals(zone))
                .mapToInt(Site::left)
                .findFirst()
                .orElse(0);
    }

    private Alternative with(Map<String, Integer> machines, Findings findings) {
        Alternative more = Alternative.instead(
                words(machines, findings.request().machineType()), findings, this, new CapacityRule(machines));
        return machines.values().stream().mapToInt(n -> n).sum() > 1 ? more.many() : more;
    }

    /** "3 more PS100v3 in r1-b and 1 more in r1-c". */
    static String words(Map<String, Integer> machines, String type) {
        if (machines.size() > Words.LISTED) {
            int sum = machines.values().stream().mapToInt(n -> n).sum();
            return sum + " more " + type + " in " + Words.list(new TreeMap<>(machines).keySet());
        }
        return Words.list(new TreeMap<>(machines)
                .entrySet().stream()
                        .map(e -> e.getValue() + " more " + type + " in " + e.getKey())
                        .toList());
    }

    /** The machines that are lacking, as the decision itself would use them without this rule. */
    private SortedMap<String, Integer> needed(Findings findings) {
        SortedMap<String, Integer> needed = new TreeMap<>();
        findings.zonesWithout(this).forEach((zone, wanted) -> {
            int lacking = wanted - left(zone, findings);
            if (lacking > 0) {
                needed.put(zone, lacking);
            }
        });
        return needed;
    }

    @Override
    public Stream<Breach> judge(Findings findings) {
        return Stream.concat(exceeded(findings), overcommitted(findings));
    }

    private Stream<Breach> exceeded(Findings findings) {
        if (!findings.isCause(this)) {
            return Stream.empty();
        }
        String type = findings.request().machineType();
        List<String> full = findings.zonesRefusedFor(EnumSet.of(BlockerReason.InsufficientCapacity));
        int lacking = findings.heldBackBy(this);
        return Stream.of(Breach.of(
                ViolationType.CapacityExceeded,
                Severity.Error,
                Words.replicas(lacking) + (lacking == 1 ? " has" : " have") + " no machine: no free " + type + " in "
                        + Words.list(full),
                () -> remedy(findings, full),
                full,
                full.stream()
                        .map(zone -> findings.snapshot().zone(zone).region())
                        .distinct()
                        .toList()));
    }

    /** The machines by which replicas could be placed, as the decision itself would use them; empty where none would do. */
    static SortedMap<String, Integer> lacking(Findings findings) {
        return findings.rules().stream()
                .filter(CapacityRule.class::isInstance)
                .map(rule -> ((CapacityRule) rule).needed(findings))
                .findFirst()
                .orElse(new TreeMap<>());
    }

    /** Machines more, or zones more, or machines that others use now. */
    private static String remedy(Findings findings, List<String> full) {
        String type = findings.request().machineType();
        List<String> shared = full.stream()
                .filter(zone -> others(zone, findings) > 0 && AffinityRule.noneWantedIn(zone, findings))
                .toList();
        return Remedies.outOf(ViolationType.CapacityExceeded, findings, true)
                .provided()
                .opened()
                .either(
                        shared,
                        zone -> findings.snapshot().freed(zone, type, others(zone, findings)),
                        zones -> "scale down what else uses " + type + " in " + zones)
                .orTogether("provide more " + type + (full.isEmpty() ? "" : " in " + Words.list(full, "or")));
    }

    /** Machines of the type in a zone that other placements of the account hold; what others have is not its business. */
    private static int others(String zone, Findings findings) {
        Request request = findings.request();
        return findings.snapshot().neighbours().held(zone, request.machineType(), request.account())
                - findings.assignment().count(zone);
    }

    /** The machines there are after all, or fewer that are taken. */
    private static String lessOver(Findings findings, List<String> over) {
        String type = findings.request().machineType();
        return Remedies.outOf(ViolationType.ZoneOvercommitted, findings)
                        .say("correct the capacity of Zone " + Words.list(over))
                        .moves()
                        .shrinking()
                        .either(
                                over.stream()
                                        .filter(zone -> others(zone, findings) > 0)
                                        .toList(),
                                zone -> findings.snapshot().freed(zone, type, others(zone, findings)),
                                zones -> "scale down what else uses " + type + " in " + zones)
                        .or("")
                + "; nothing is moved by itself";
    }

    private static Stream<Breach> overcommitted(Findings findings) {
        String type = findings.request().machineType();
        List<Site> over = findings.occupied().stream()
                .filter(site -> site.zone() != null && site.left() < 0)
                .toList();
        if (over.isEmpty()) {
            return Stream.empty();
        }
        List<String> names = over.stream().map(Site::name).toList();
        List<String> numbers = over.stream()
                .map(site -> site.name()
                        + (site.zone().capacityOf(type) == 0
                                ? " has no " + type
                                : " has only " + site.zone().capacityOf(type) + " " + type))
                .toList();
        return Stream.of(Breach.of(
                ViolationType.ZoneOvercommitted,
                Severity.Warning,
                "more replicas are assigned than there are machines: " + Words.list(numbers),
                () -> lessOver(findings, names),
                names,
                over.stream().map(Site::region).distinct().toList()));
    }
}
