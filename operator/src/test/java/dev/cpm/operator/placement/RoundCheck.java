package dev.cpm.operator.placement;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cpm.operator.api.PlacementSpec;
import dev.cpm.operator.api.PlacementSpec.OnZoneUnavailable;
import dev.cpm.operator.api.PlacementSpec.Rebalance;
import dev.cpm.operator.api.PlacementStatus.LastProposal;
import dev.cpm.operator.api.PlacementStatus.LastProposal.Result;
import dev.cpm.operator.api.PlacementStatus.Proposal;
import dev.cpm.operator.api.PlacementStatus.ZoneAssignment;
import dev.cpm.operator.api.ZoneState;
import dev.cpm.operator.placement.model.Known;
import dev.cpm.operator.placement.model.PlacementKey;
import dev.cpm.operator.placement.model.ZoneInfo;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Judges the answers of a round by the words of rules 1 to 7, one placement after another in the order of rule 7. */
final class RoundCheck implements BiConsumer<Set<PlacementKey>, List<RoundAnswer>> {
    private static final Comparator<Known> RULE_7 = Comparator.comparing((Known known) ->
                    known.spec().priority() == null ? 0 : known.spec().priority())
            .reversed()
            .thenComparing(Known::created)
            .thenComparing(known -> known.key().namespace())
            .thenComparing(known -> known.key().name());

    private final Story story;

    RoundCheck(Story story) {
        this.story = story;
    }

    @Override
    public void accept(Set<PlacementKey> concerned, List<RoundAnswer> answers) {
        Map<String, Map<String, Integer>> taken = new TreeMap<>();
        Map<PlacementKey, List<ZoneAssignment>> where = new TreeMap<>();
        for (Known known : story.world().placements()) {
            where.put(known.key(), known.assignment().toStatus());
            where.get(known.key()).forEach(zone -> take(taken, known.machineType(), zone.zone(), zone.replicas()));
        }
        for (RoundAnswer answer : inOrder(answers)) {
            SortedMap<Integer, String> was = byIndex(answer.known().assignment().toStatus());
            SortedMap<Integer, String> is = byIndex(answer.status().zones());
            assertThat(is)
                    .as("the status says what was decided")
                    .isEqualTo(byIndex(answer.assignment().toStatus()));
            if (!is.equals(was)) {
                assertThat(concerned).contains(answer.known().key());
                check(answer, was, is, taken.getOrDefault(answer.known().machineType(), Map.of()), where);
            }
            // What is given up is not there yet for the others of this round.
            is.forEach((index, zone) ->
                    take(taken, answer.known().machineType(), zone, zone.equals(was.get(index)) ? 0 : 1));
            where.put(answer.known().key(), answer.status().zones());
        }
    }

    /** Rule 7; but an unplaced one that names another one of its account, priority and age lets that one go first. */
    private List<RoundAnswer> inOrder(List<RoundAnswer> answers) {
        List<Known> left = new ArrayList<>(
                story.world().placements().stream().sorted(RULE_7).toList());
        Map<PlacementKey, RoundAnswer> byKey = new TreeMap<>();
        answers.forEach(answer -> byKey.put(answer.known().key(), answer));
        List<RoundAnswer> order = new ArrayList<>();
        while (!left.isEmpty()) {
            Known next = left.stream()
                    .filter(one -> left.stream().noneMatch(other -> goesFirst(other, one)))
                    .findFirst()
                    .orElse(left.get(0));
            left.remove(next);
            if (byKey.containsKey(next.key())) {
                order.add(byKey.get(next.key()));
            }
        }
        return order;
    }

    private boolean goesFirst(Known a, Known b) {
        return Stream.of(a, b)
                        .allMatch(known -> known.assignment().total() == 0
                                && known.errors().isEmpty())
                && account(a).equals(account(b))
                && Objects.equals(a.spec().priority(), b.spec().priority())
                && a.created().equals(b.created())
                && PlainNames.of(b).contains(a.key());
    }

    private static void take(Map<String, Map<String, Integer>> taken, String type, String zone, int count) {
        taken.computeIfAbsent(String.valueOf(type), t -> new TreeMap<>()).merge(zone, count, Integer::sum);
    }

    private void check(
            RoundAnswer answer,
            SortedMap<Integer, String> was,
            SortedMap<Integer, String> is,
            Map<String, Integer> taken,
            Map<PlacementKey, List<ZoneAssignment>> where) {
        Known known = answer.known();
        PlacementSpec spec = known.spec();
        SortedMap<Integer, String> stayed = new TreeMap<>(was);
        stayed.entrySet().retainAll(is.entrySet());
        PlainRules rules = rules(known, stayed, taken, where);
        int surplus = was.size() - rules.replicas();
        assertThat(known.errors()).as("an invalid spec changes nothing").isEmpty();
        if (surplus > 0) {
            PlainRules before = rules(known, was, taken, where);
            assertThat(is).as("rule 6").isEqualTo(released(before.zones(), was, surplus));
            return;
        }
        if (approved(answer)) {
            moved(answer, was, is);
            int[] counts = rules.zones().counts(counts(is));
            int[] before = rules.zones().counts(counts(was));
            for (int i = 0; i < counts.length; i++) {
                int more = counts[i] - before[i];
                assertThat(more <= 0
                                || rules.zones().open()[i]
                                        && more <= rules.zones().free()[i])
                        .as("moved to an open zone with machines: %s to %s in %s", was, is, rules.zones())
                        .isTrue();
            }
            return;
        }
        SortedMap<Integer, String> lost = lost(spec, was);
        assertThat(is.keySet()).as("rule 1, the index").containsAll(was.keySet());
        was.forEach((index, zone) -> assertThat(zone.equals(is.get(index)) || lost.containsKey(index))
                .as("rule 1: %s in %s", index, zone)
                .isTrue());
        assertThat(is.size()).as("no more than asked for").isLessThanOrEqualTo(rules.replicas());
        assertThat(mayBePlaced(known))
                .as("not suspended, of one account, no peer of another")
                .isTrue();
        int[] counts = rules.zones().counts(counts(is));
        assertThat(rules.eligible())
                .as("rules 2, 3, 5, availability, capacity: %s to %s in %s", was, is, rules.zones())
                .anyMatch(eligible -> rules.allowed(counts, eligible));
        Set<Integer> dealt = new TreeSet<>(is.keySet());
        dealt.removeAll(stayed.keySet());
        assertThat(dealt).as("the lowest go first").isEqualTo(lowest(was, lost, is.size() - was.size(), dealt));
        assertThat(is).as("rule 4, who gets which index").isEqualTo(dealt(rules.zones(), stayed, counts, dealt));
    }

    /** Whether an approved proposal is carried out. */
    private static boolean approved(RoundAnswer answer) {
        LastProposal before =
                answer.known().told() == null ? null : answer.known().told().lastProposal();
        LastProposal now = answer.status().lastProposal();
        return now != null && !now.equals(before) && now.result() == Result.Moved;
    }

    /** "Carried out only when approved": the id is the one that was approved, the moves are those that were shown. */
    private static void moved(RoundAnswer answer, SortedMap<Integer, String> was, SortedMap<Integer, String> is) {
        Known known = answer.known();
        assertThat(known.spec().rebalance()).isEqualTo(Rebalance.OnApproval);
        assertThat(answer.status().lastProposal().id()).isEqualTo(known.approval());
        assertThat(is.keySet()).as("nobody comes or goes").isEqualTo(was.keySet());
        Proposal shown = known.told().proposal();
        if (shown != null && shown.id().equals(known.approval())) {
            SortedMap<Integer, String> expected = new TreeMap<>(was);
            shown.moves()
                    .forEach(move ->
                            assertThat(expected.put(move.index(), move.to())).isEqualTo(move.from()));
            assertThat(is).as("what was approved, and nothing else").isEqualTo(expected);
        }
    }

    /** "onZoneUnavailable: Replace": the replicas in zones that are Unavailable; nobody else may move. */
    private SortedMap<Integer, String> lost(PlacementSpec spec, SortedMap<Integer, String> was) {
        SortedMap<Integer, String> lost = new TreeMap<>(was);
        lost.values().removeIf(zone -> {
            ZoneInfo known = story.catalogue().zones.get(zone);
            return spec.onZoneUnavailable() != OnZoneUnavailable.Replace
                    || known == null
                    || known.state() != ZoneState.Unavailable;
        });
        return lost;
    }

    /**
     * The lowest of those that had no zone, and the lowest of those whose zone is lost. Where these find no place, those of
     * another region may: so it is the lowest of each region.
     */
    private Set<Integer> lowest(
            SortedMap<Integer, String> was, SortedMap<Integer, String> lost, int fresh, Set<Integer> dealt) {
        Stream<Integer> unplaced = Stream.iterate(0, index -> index + 1).filter(index -> !was.containsKey(index));
        Map<String, List<Integer>> byRegion = lost.keySet().stream()
                .collect(Collectors.groupingBy(
                        index -> story.catalogue().zones.get(lost.get(index)).region()));
        Stream<Integer> leaving = byRegion.values().stream()
                .flatMap(region -> region.stream()
                        .limit(region.stream().filter(dealt::contains).count()));
        return Stream.concat(unplaced.limit(fresh), leaving).collect(Collectors.toCollection(TreeSet::new));
    }

    /** Once all is settled: whatever stays in a lost zone stays because no other zone may take one of it. */
    void nobodyIsLeftInALostZone() {
        Map<String, Map<String, Integer>> taken = new TreeMap<>();
        Map<PlacementKey, List<ZoneAssignment>> where = new TreeMap<>();
        for (Known known : story.world().placements()) {
            where.put(known.key(), known.assignment().toStatus());
            where.get(known.key()).forEach(zone -> take(taken, known.machineType(), zone.zone(), zone.replicas()));
        }
        for (Known known : story.world().placements()) {
            SortedMap<Integer, String> was = byIndex(known.status().zones());
            if (known.errors().isEmpty() && mayBePlaced(known)) {
                Map<String, Integer> types = taken.getOrDefault(known.machineType(), Map.of());
                lost(known.spec(), was).keySet().forEach(index -> stays(known, was, index, types, where));
            }
        }
    }

    private void stays(
            Known known,
            SortedMap<Integer, String> was,
            int index,
            Map<String, Integer> taken,
            Map<PlacementKey, List<ZoneAssignment>> where) {
        SortedMap<Integer, String> others = new TreeMap<>(was);
        others.remove(index);
        PlainRules rules = rules(known, others, taken, where);
        for (int zone = 0; zone < rules.zones().names().size(); zone++) {
            int[] counts = rules.zones().held().clone();
            counts[zone]++;
            assertThat(rules.eligible())
                    .as("%s of %s could go to %s: %s", index, known.key(), zone, rules.zones())
                    .noneMatch(eligible -> rules.allowed(counts, eligible));
        }
    }

    private boolean mayBePlaced(Known known) {
        PlacementSpec spec = known.spec();
        String label = story.catalogue().labels.get(known.key().namespace());
        return !Boolean.TRUE.equals(spec.suspend())
                && (label == null || spec.account() == null || spec.account().equals(label))
                && spec.peers().stream()
                        .noneMatch(peer ->
                                foreign(PlainNames.of(known.key(), peer.name(), peer.namespace()), account(known)));
    }

    private String account(Known known) {
        return story.catalogue().account(known.key().namespace(), known.spec().account());
    }

    private boolean foreign(PlacementKey key, String account) {
        Known other = story.world().placement(key);
        String label = story.catalogue().labels.get(key.namespace());
        return label != null
                ? !label.equals(account)
                : other != null && !account(other).equals(account);
    }

    /** The rules of a placement that holds only some of its replicas. */
    private PlainRules rules(
            Known known,
            SortedMap<Integer, String> holds,
            Map<String, Integer> taken,
            Map<PlacementKey, List<ZoneAssignment>> where) {
        List<ZoneAssignment> held = known.assignment().toStatus().stream()
                .map(zone -> new ZoneAssignment(
                        zone.zone(),
                        zone.region(),
                        (int) holds.values().stream()
                                .filter(zone.zone()::equals)
                                .count(),
                        ""))
                .filter(zone -> zone.replicas() > 0)
                .toList();
        PlacementSpec spec = known.spec();
        String account = account(known);
        Map<PlacementKey, List<ZoneAssignment>> visible = new TreeMap<>(where);
        visible.keySet().removeIf(key -> !account(story.world().placement(key)).equals(account));
        return new PlainRules(
                spec,
                new PlainZones(
                        spec,
                        story.catalogue().zones.values(),
                        held,
                        taken,
                        (a, b) -> story.catalogue().active(account, a, b),
                        PlainNames.others(known.key(), spec, story.catalogue().loadBalancers, visible)));
    }

    /** "Takes from the zone with the most replicas (ties: last by the order of rule 4), the highest index there." */
    private static SortedMap<Integer, String> released(PlainZones zones, SortedMap<Integer, String> was, int surplus) {
        SortedMap<Integer, String> left = new TreeMap<>(was);
        for (int i = 0; i < surplus; i++) {
            int[] counts = zones.counts(counts(left));
            int most = IntStream.of(counts).max().orElseThrow();
            int last = IntStream.range(0, counts.length)
                    .filter(z -> counts[z] == most)
                    .max()
                    .orElseThrow();
            String zone = zones.names().get(last);
            left.remove(left.entrySet().stream()
                    .filter(e -> e.getValue().equals(zone))
                    .mapToInt(Map.Entry::getKey)
                    .max()
                    .orElseThrow());
        }
        return left;
    }

    /** "Indexes are dealt lowest first, each to the zone with the fewest replicas that still has some to get." */
    private static SortedMap<Integer, String> dealt(
            PlainZones zones, SortedMap<Integer, String> was, int[] counts, Set<Integer> indexes) {
        SortedMap<Integer, String> dealt = new TreeMap<>(was);
        int[] now = zones.counts(counts(was));
        for (int index : indexes) {
            int next = IntStream.range(0, now.length)
                    .filter(z -> now[z] < counts[z])
                    .boxed()
                    .min(Comparator.comparing((Integer z) -> now[z]))
                    .orElseThrow();
            dealt.put(index, zones.names().get(next));
            now[next]++;
        }
        return dealt;
    }

    private static Map<String, Integer> counts(SortedMap<Integer, String> byIndex) {
        Map<String, Integer> counts = new TreeMap<>();
        byIndex.values().forEach(zone -> counts.merge(zone, 1, Integer::sum));
        return counts;
    }

    /** Index to zone, as a reader of the status understands it. */
    static SortedMap<Integer, String> byIndex(List<ZoneAssignment> zones) {
        SortedMap<Integer, String> byIndex = new TreeMap<>();
        for (ZoneAssignment zone : zones) {
            TreeSet<Integer> own = new TreeSet<>();
            for (String part : zone.indexes().split(",")) {
                String[] ends = part.split("-");
                for (int i = Integer.parseInt(ends[0]); i <= Integer.parseInt(ends[ends.length - 1]); i++) {
                    own.add(i);
                    assertThat(byIndex.put(i, zone.zone()))
                            .as("index %s twice", i)
                            .isNull();
                }
            }
            assertThat(own).as("replicas and indexes of %s", zone).hasSize(zone.replicas());
        }
        return byIndex;
    }
}
