package dev.cpm.operator.placement;

import dev.cpm.operator.api.PlacementSpec;
import dev.cpm.operator.api.PlacementSpec.ZoneSelector;
import dev.cpm.operator.api.PlacementSpec.ZoneSelector.Requirement;
import dev.cpm.operator.api.PlacementStatus.ZoneAssignment;
import dev.cpm.operator.api.ZoneState;
import dev.cpm.operator.placement.model.ZoneInfo;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiPredicate;
import java.util.stream.IntStream;

/**
 * The zones that matter for one request, in the order of rule 4, as plain numbers: rule 3's filters and the free
 * machines, in the words of the contract and nothing else.
 */
public final class PlainZones {
    static final int NO_LIMIT = 1_000_000;

    private final List<String> names = new ArrayList<>();
    private final List<String> regions = new ArrayList<>();
    private final int[] held;
    private final int[] free;
    private final boolean[] open;
    private final int[] regionOf;
    private final BiPredicate<String, String> active;
    private final PlainOthers others;

    /**
     * The zones of a request.
     *
     * @param has what it is assigned now
     * @param taken machines of its type taken in each zone, its own among them
     * @param active whether two regions are joined by an Active interconnect of its account
     * @param others the other objects that it names
     */
    PlainZones(
            PlacementSpec spec,
            Collection<ZoneInfo> catalogue,
            Collection<ZoneAssignment> has,
            Map<String, Integer> taken,
            BiPredicate<String, String> active,
            PlainOthers others) {
        this.active = active;
        this.others = others;
        Map<String, ZoneInfo> there = new TreeMap<>();
        catalogue.forEach(zone -> there.put(zone.name(), zone));
        Map<String, Integer> own = new TreeMap<>();
        Map<String, String> region = new TreeMap<>();
        has.forEach(zone -> own.put(zone.zone(), zone.replicas()));
        has.forEach(zone -> region.put(zone.zone(), zone.region()));
        there.values().stream()
                .filter(zone -> spec.regions().contains(zone.region()) || own.containsKey(zone.name()))
                .forEach(zone -> region.put(zone.name(), zone.region()));
        Map<String, Integer> notOthers = new HashMap<>();
        for (String name : region.keySet()) {
            int foreign = taken.getOrDefault(name, 0) - own.getOrDefault(name, 0);
            int machines = machines(there.get(name), spec);
            notOthers.put(name, machines == NO_LIMIT ? NO_LIMIT : Math.max(0, machines - foreign));
        }
        names.addAll(region.keySet());
        names.sort(Comparator.comparing((String name) -> rank(spec, region.get(name)))
                .thenComparing(notOthers::get, Comparator.reverseOrder())
                .thenComparing(name -> name));
        names.forEach(name -> regions.add(region.get(name)));
        held = names.stream().mapToInt(name -> own.getOrDefault(name, 0)).toArray();
        free = names.stream()
                .map(name -> notOthers.get(name) == NO_LIMIT
                        ? NO_LIMIT
                        : Math.max(0, notOthers.get(name) - own.getOrDefault(name, 0)))
                .mapToInt(Integer::intValue)
                .toArray();
        open = new boolean[names.size()];
        for (int i = 0; i < open.length; i++) {
            ZoneInfo zone = there.get(names.get(i));
            open[i] = zone != null && allows(zone, spec) && others.allow(zone.name(), zone.region(), this::linked);
        }
        regionOf = regions.stream().mapToInt(regions::indexOf).toArray();
    }

    private static int rank(PlacementSpec spec, String region) {
        int rank = spec.regions().indexOf(region);
        return rank < 0 ? Integer.MAX_VALUE : rank;
    }

    private static int machines(ZoneInfo zone, PlacementSpec spec) {
        return zone == null
                ? 0
                : zone.capacity() == null ? NO_LIMIT : zone.capacity().getOrDefault(spec.machineType(), 0);
    }

    /** Rule 3: state, allow and deny lists, selector, machine type offered. */
    static boolean allows(ZoneInfo zone, PlacementSpec spec) {
        return spec.regions().contains(zone.region())
                && zone.state() == ZoneState.Available
                && (spec.zones().isEmpty() || spec.zones().contains(zone.name()))
                && !spec.excludedZones().contains(zone.name())
                && (spec.zoneSelector() == null || selects(spec.zoneSelector(), zone))
                && (zone.capacity() == null || zone.capacity().containsKey(spec.machineType()));
    }

    static boolean selects(ZoneSelector selector, ZoneInfo zone) {
        return zone.labels().entrySet().containsAll(selector.matchLabels().entrySet())
                && selector.matchExpressions().stream()
                        .allMatch(e -> matches(e, zone.labels().get(e.key())));
    }

    private static boolean matches(Requirement requirement, String value) {
        return switch (requirement.operator()) {
            case In -> requirement.values().contains(String.valueOf(value)) && value != null;
            case NotIn -> value == null || !requirement.values().contains(value);
            case Exists -> value != null;
            case DoesNotExist -> value == null;
        };
    }

    List<String> names() {
        return names;
    }

    /** Replicas at each zone now. */
    public int[] held() {
        return held;
    }

    /** Machines at each zone that nobody holds. */
    public int[] free() {
        return free;
    }

    public boolean[] open() {
        return open;
    }

    /** The number of the region of each zone: the first zone that is in it. */
    int[] regionOf() {
        return regionOf;
    }

    boolean linked(String a, String b) {
        return a.equals(b) || active.test(a, b);
    }

    /** For each soft affinity term, which zones keep it. */
    List<boolean[]> softTerms() {
        return others.softTerms().stream()
                .map(term -> {
                    boolean[] keeps = new boolean[names.size()];
                    for (int i = 0; i < keeps.length; i++) {
                        keeps[i] = term.keeps(names.get(i), regions.get(i));
                    }
                    return keeps;
                })
                .toList();
    }

    /** The regions with an open zone. */
    List<String> openRegions() {
        return IntStream.range(0, open.length)
                .filter(i -> open[i])
                .mapToObj(regions::get)
                .distinct()
                .toList();
    }

    Set<String> heldRegions() {
        Set<String> found = new TreeSet<>();
        IntStream.range(0, held.length).filter(i -> held[i] > 0).forEach(i -> found.add(regions.get(i)));
        return found;
    }

    /** The open zones of some regions. */
    boolean[] openWithin(Collection<String> some) {
        boolean[] within = open.clone();
        for (int i = 0; i < within.length; i++) {
            within[i] &= some.contains(regions.get(i));
        }
        return within;
    }

    int[] perRegion(int[] counts) {
        int[] sums = new int[counts.length];
        for (int i = 0; i < counts.length; i++) {
            sums[regionOf[i]] += counts[i];
        }
        return sums;
    }

    /** The counts of an assignment, in the order of the zones. */
    int[] counts(Map<String, Integer> byZone) {
        return names.stream().mapToInt(name -> byZone.getOrDefault(name, 0)).toArray();
    }

    @Override
    public String toString() {
        return names + " held " + Arrays.toString(held) + " free " + Arrays.toString(free) + " open "
                + Arrays.toString(open);
    }
}
