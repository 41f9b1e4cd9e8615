package dev.cpm.operator.placement;

import static dev.cpm.operator.placement.Ask.ask;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cpm.operator.api.Condition;
import dev.cpm.operator.api.LoadBalancerStatus;
import dev.cpm.operator.api.LoadBalancerStatus.LoadBalancerViolation;
import dev.cpm.operator.api.PlacementStatus;
import dev.cpm.operator.api.PlacementStatus.LastProposal;
import dev.cpm.operator.api.PlacementStatus.LastProposal.Result;
import dev.cpm.operator.api.PlacementStatus.ZoneAssignment;
import dev.cpm.operator.api.Severity;
import dev.cpm.operator.api.Violation;
import dev.cpm.operator.api.ViolationType;
import dev.cpm.operator.api.ZoneState;
import dev.cpm.operator.placement.model.Indexes;
import dev.cpm.operator.placement.model.Known;
import dev.cpm.operator.placement.status.Happening;
import dev.cpm.operator.placement.status.Happenings;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What is told as an Event: each thing that appears, goes or moves, once. Lines read "type reason: note". */
class HappeningsTest {

    /** What people see, from a small world. */
    @Nested
    class InAStory {
        private final TestWorld world = new TestWorld().zone("r1-a", 3).zone("r1-b", 3);

        private List<String> told(Consumer<TestWorld> change) {
            Known before = world.world().placement(TestWorld.key("web"));
            PlacementStatus told = before == null ? null : before.told();
            change.accept(world);
            world.settle();
            return lines(Happenings.of(told, world.status("web")));
        }

        @Test
        void replicasAreToldByZoneWhenTheyAreFirstPlaced() {
            assertThat(told(w -> w.apply(ask("web").replicas(6))))
                    .containsExactly("Normal Placed: placed 6 replicas: 3 in r1-a, 3 in r1-b");
        }

        @Test
        void whatIsPlacedLaterIsToldAlone() {
            told(w -> w.apply(ask("web").replicas(4)));
            assertThat(told(w -> w.apply(ask("web").replicas(5))))
                    .containsExactly("Normal Placed: placed 1 replica in r1-a");
        }

        @Test
        void replicasAreReleasedWhenThePlacementShrinks() {
            told(w -> w.apply(ask("web").replicas(6)));
            assertThat(told(w -> w.apply(ask("web").replicas(3))))
                    .containsExactly("Normal Released: released 3 replicas: 1 in r1-a, 2 in r1-b");
        }

        @Test
        void aViolationIsToldWhenItAppearsAndWhenItGoes() {
            told(w -> w.apply(ask("web").replicas(4)));
            assertThat(told(w -> w.zone("r1-b", ZoneState.Retired, 3)))
                    .containsExactly("Warning ZoneNotAvailable: " + message());
            String gone = message();
            assertThat(told(w -> w.zone("r1-b", ZoneState.Available, 3)))
                    .containsExactly("Normal ZoneNotAvailable: no longer: " + gone);
        }

        @Test
        void aViolationThatLastsIsToldOnceWhateverItsNumbers() {
            assertThat(told(w -> w.apply(ask("web").replicas(7))))
                    .containsExactly(
                            "Normal Placed: placed 6 replicas: 3 in r1-a, 3 in r1-b",
                            "Warning CapacityExceeded: " + message());
            assertThat(told(w -> w.apply(ask("web").replicas(9)))).isEmpty();
            assertThat(told(w -> w.zone("r1-a", 4))).containsExactly("Normal Placed: placed 1 replica in r1-a");
        }

        @Test
        void lookingAgainTellsNothing() {
            told(w -> w.apply(ask("web").replicas(9)));
            assertThat(told(w -> w.later().world().concern(TestWorld.key("web"))))
                    .isEmpty();
        }

        @Test
        void anInvalidSpecIsToldOnceAndWhenItIsMended() {
            told(w -> w.apply(ask("web").replicas(9)));
            String lacking = message();
            List<String> invalid = told(w -> w.apply(ask("web").replicas(-1)));
            assertThat(invalid).hasSize(2);
            assertThat(invalid.get(0)).startsWith("Warning InvalidSpec: spec.replicas");
            assertThat(invalid.get(1))
                    .isEqualTo("Normal CapacityExceeded: no longer judged, since the spec is invalid: " + lacking);
            assertThat(told(w -> w.apply(ask("web").replicas(-2)))).isEmpty();
            List<String> mended = told(w -> w.apply(ask("web").replicas(9)));
            assertThat(mended).hasSize(2);
            assertThat(mended.get(0)).startsWith("Normal InvalidSpec: no longer: spec.replicas");
            assertThat(mended.get(1)).isEqualTo("Warning CapacityExceeded: " + lacking);
        }

        private String message() {
            return world.status("web").violations().get(0).message();
        }
    }

    @Test
    void anIndexThatChangesItsZoneIsMoved() {
        assertThat(placements(
                        List.of(zone("r1-a", "0-2"), zone("r1-b", "3")),
                        List.of(zone("r1-a", "0"), zone("r1-b", "1-3"))))
                .containsExactly("Normal Moved: moved 2 replicas from r1-a to r1-b");
    }

    @Test
    void oneBatchTellsEachKindOnce() {
        assertThat(placements(
                        List.of(zone("r1-a", "0-4"), zone("r1-b", "5")),
                        List.of(zone("r1-b", "0,1,6"), zone("r1-c", "2,7,8"))))
                .containsExactly(
                        "Normal Placed: placed 3 replicas: 1 in r1-b, 2 in r1-c",
                        "Normal Moved: moved 3 replicas: 2 from r1-a to r1-b, 1 from r1-a to r1-c",
                        "Normal Released: released 3 replicas: 2 in r1-a, 1 in r1-b");
    }

    @Test
    void ofManyZonesTheFirstAreNamed() {
        List<ZoneAssignment> many = IntStream.range(0, 9)
                .mapToObj(i -> zone("r1-" + (char) ('a' + i), i * 2 + "," + (i * 2 + 1)))
                .toList();
        assertThat(placements(List.of(), many))
                .containsExactly("Normal Placed: placed 18 replicas:"
                        + " 2 in r1-a, 2 in r1-b, 2 in r1-c, 2 in r1-d, 2 in r1-e and 8 more");
        assertThat(placements(List.of(), many.subList(0, 6)).get(0)).endsWith("2 in r1-e, 2 in r1-f");
    }

    @Test
    void severalViolationsOfATypeAreOne() {
        assertThat(violations(List.of(), List.of(skew("over zones", "r1-a"), skew("over regions", "r1-b"))))
                .containsExactly("Warning SkewExceeded: over zones; over regions");
        assertThat(violations(List.of(skew("over zones", "r1-a"), skew("over regions", "r1-b")), List.of()))
                .containsExactly("Normal SkewExceeded: no longer: over zones; over regions");
        assertThat(violations(
                        List.of(skew("over zones", "r1-a")),
                        List.of(skew("over zones", "r1-a"), skew("over regions", "r1-b"))))
                .containsExactly("Warning SkewExceeded: over regions");
        assertThat(violations(
                        List.of(skew("over zones", "r1-a"), skew("over regions", "r1-b")),
                        List.of(skew("over zones", "r1-a"))))
                .containsExactly("Normal SkewExceeded: no longer: over regions; still: over zones");
    }

    @Test
    void anotherSeverityIsToldAsOneThing() {
        Violation soft = violation(Severity.Warning, "over zones", "r1-a");
        Violation hard = violation(Severity.Error, "over zones", "r1-a");
        assertThat(violations(List.of(soft), List.of(hard)))
                .containsExactly("Warning SkewExceeded: now an Error: over zones");
        assertThat(violations(List.of(hard), List.of(soft)))
                .containsExactly("Warning SkewExceeded: now a Warning: over zones");
    }

    @Test
    void otherWordsOrATimeRemovedByHandAreNoNews() {
        Violation timeless = new Violation(
                ViolationType.SkewExceeded, Severity.Error, "4 in r1-a", "", List.of("r1-a"), List.of(), null);
        assertThat(violations(List.of(timeless), List.of(skew("5 in r1-a", "r1-a"))))
                .isEmpty();
    }

    @Test
    void whatANewerVersionKnewIsPassedOver() {
        Violation unknown = new Violation(null, null, "from the future", "", List.of(), List.of(), "then");
        assertThat(violations(Arrays.asList(unknown, null), List.of())).isEmpty();
    }

    @Test
    void whatBecameOfAnApprovedProposalIsToldOnce() {
        LastProposal moved = proposal(Result.Moved, "moved 2 replicas");
        assertThat(proposals(null, moved)).as("the moves tell it").isEmpty();
        assertThat(proposals(moved, moved)).isEmpty();
        assertThat(proposals(moved, proposal(Result.NothingToDo, "the spread is as even as can be")))
                .containsExactly("Normal ProposalNotNeeded: the spread is as even as can be");
        assertThat(proposals(moved, proposal(Result.Refused, "p1 is not the present proposal")))
                .containsExactly("Warning ProposalRefused: p1 is not the present proposal");
        assertThat(proposals(moved, null)).isEmpty();
    }

    @Test
    void aLoadBalancerTellsItsViolationsAndItsSpec() {
        LoadBalancerViolation far = new LoadBalancerViolation(
                LoadBalancerViolation.Type.LoadBalancerCrossRegion,
                Severity.Error,
                "2 replicas of web in r2-a cannot be bound",
                "",
                List.of(),
                List.of(),
                "then");
        LoadBalancerStatus fine = loadBalancer(List.of(), "Satisfied");
        LoadBalancerStatus broken = loadBalancer(List.of(far), "LoadBalancerCrossRegion");
        assertThat(lines(Happenings.of(null, fine))).isEmpty();
        assertThat(lines(Happenings.of(fine, broken)))
                .containsExactly("Warning LoadBalancerCrossRegion: 2 replicas of web in r2-a cannot be bound");
        assertThat(lines(Happenings.of(broken, broken))).isEmpty();
        assertThat(lines(Happenings.of(broken, fine)))
                .containsExactly(
                        "Normal LoadBalancerCrossRegion: no longer: 2 replicas of web in r2-a cannot be bound");
        assertThat(lines(Happenings.of(null, loadBalancer(List.of(), "InvalidSpec"))))
                .containsExactly("Warning InvalidSpec: because");
    }

    private static List<String> lines(List<Happening> happenings) {
        return happenings.stream()
                .map(h -> h.type() + " " + h.reason() + ": " + h.note())
                .toList();
    }

    private static List<String> placements(List<ZoneAssignment> before, List<ZoneAssignment> after) {
        return lines(Happenings.of(status(before, List.of(), null), status(after, List.of(), null)));
    }

    private static List<String> violations(List<Violation> before, List<Violation> after) {
        return lines(Happenings.of(status(List.of(), before, null), status(List.of(), after, null)));
    }

    private static List<String> proposals(LastProposal before, LastProposal after) {
        return lines(Happenings.of(status(List.of(), List.of(), before), status(List.of(), List.of(), after)));
    }

    private static PlacementStatus status(List<ZoneAssignment> zones, List<Violation> violations, LastProposal last) {
        return new PlacementStatus(
                1L,
                "acme",
                null,
                "m1",
                1,
                1,
                zones,
                null,
                null,
                null,
                new ArrayList<>(violations),
                null,
                last,
                null,
                null);
    }

    private static LoadBalancerStatus loadBalancer(List<LoadBalancerViolation> violations, String reason) {
        return new LoadBalancerStatus(
                1L,
                "acme",
                null,
                "r1",
                List.of(),
                violations,
                List.of(new Condition("Ready", "False", 1L, TestWorld.NOW, reason, "because")));
    }

    private static ZoneAssignment zone(String name, String indexes) {
        return new ZoneAssignment(name, "r1", Indexes.parse(indexes).size(), indexes);
    }

    private static LastProposal proposal(Result result, String message) {
        return new LastProposal("p1", result, message, TestWorld.NOW);
    }

    private static Violation skew(String message, String zone) {
        return violation(Severity.Error, message, zone);
    }

    private static Violation violation(Severity severity, String message, String zone) {
        return new Violation(ViolationType.SkewExceeded, severity, message, "", List.of(zone), List.of(), "then");
    }
}
