package dev.cpm.operator.placement;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cpm.operator.api.PlacementSpec.Affinity;
import dev.cpm.operator.api.PlacementSpec.AffinityTerm;
import dev.cpm.operator.api.PlacementStatus;
import dev.cpm.operator.api.PlacementStatus.LastProposal.Result;
import dev.cpm.operator.api.PlacementStatus.Proposal;
import dev.cpm.operator.api.Severity;
import dev.cpm.operator.placement.model.Known;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What holds of every proposal that is approved, in every world. */
class RebalancePropertiesTest {
    private static final int ENOUGH = 100;

    @Provide
    Arbitrary<List<List<Change>>> stories() {
        return Stories.any();
    }

    /** Whoever approves whatever is proposed comes to an end, and every approval does what it said and nothing else. */
    @Property(seed = "11", tries = 500, edgeCases = EdgeCasesMode.NONE)
    void approvalsKeepTheirPromisesAndEnd(@ForAll("stories") List<List<Change>> steps) {
        Story story = new Story();
        for (List<Change> step : steps) {
            story.play(step);
            for (int approvals = 0; ; approvals++) {
                Optional<Known> next = story.world().placements().stream()
                        .filter(known -> known.status().proposal() != null)
                        .findFirst();
                if (next.isEmpty()) {
                    break;
                }
                if (approvals == ENOUGH) {
                    assertThat(story.world().placements())
                            .as("approvals of %s", next.get().key())
                            .anyMatch(one -> story.world().placements().stream().anyMatch(other -> chases(one, other)));
                    break;
                }
                approve(story, next.get());
            }
            story.world()
                    .placements()
                    .forEach(known ->
                            StatusCheck.check(known, story.catalogue().zones.values()));
        }
    }

    /** One wants to be where the other is, which wants to be where that one is not: they can do so for ever. */
    private static boolean chases(Known one, Known other) {
        Affinity close = one.spec().affinity();
        Affinity away = other.spec().affinity();
        return close != null
                && away != null
                && close.colocateWith().stream().anyMatch(term -> names(one, term, other))
                && away.separateFrom().stream().anyMatch(term -> names(other, term, one));
    }

    private static boolean names(Known one, AffinityTerm term, Known other) {
        return one.key().referredTo(term.reference()).equals(other.key());
    }

    private static void approve(Story story, Known known) {
        Proposal proposal = known.status().proposal();
        Map<String, Integer> taken = taken(story);
        SortedMap<Integer, String> expected = RoundCheck.byIndex(known.status().zones());
        proposal.moves()
                .forEach(move ->
                        assertThat(expected.put(move.index(), move.to())).isEqualTo(move.from()));
        story.play(List.of(new Change.Approve(known.key(), proposal.id())));
        PlacementStatus after = story.world().placement(known.key()).status();
        assertThat(after.lastProposal().id()).isEqualTo(proposal.id());
        assertThat(after.lastProposal().result()).isEqualTo(Result.Moved);
        assertThat(RoundCheck.byIndex(after.zones()).entrySet()).containsAll(expected.entrySet());
        assertThat(troubles(after))
                .as("after %s: %s", proposal, after.violations())
                .matches(now -> Arrays.compare(now, troubles(known.status())) <= 0);
        taken(story).forEach((zone, count) -> {
            int capacity = story.catalogue().zones.containsKey(zone)
                    ? story.catalogue().zones.get(zone).capacityOf("m1")
                    : 0;
            assertThat(count).as(zone).isLessThanOrEqualTo(Math.max(capacity, taken.getOrDefault(zone, 0)));
        });
    }

    private static int[] troubles(PlacementStatus status) {
        return new int[] {
            status.replicas() - status.placed(),
            (int) status.violations().stream()
                    .filter(v -> v.severity() == Severity.Error)
                    .count(),
            (int) status.violations().stream()
                    .filter(v -> v.severity() == Severity.Warning)
                    .count()
        };
    }

    private static Map<String, Integer> taken(Story story) {
        Map<String, Integer> taken = new TreeMap<>();
        story.world().placements().stream()
                .filter(known -> "m1".equals(known.machineType()))
                .forEach(known -> known.assignment()
                        .toStatus()
                        .forEach(zone -> taken.merge(zone.zone(), zone.replicas(), Integer::sum)));
        return taken;
    }
}
