package dev.cpm.operator.placement;

import static dev.cpm.operator.placement.Ask.ask;
import static dev.cpm.operator.placement.TestWorld.key;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.cpm.operator.api.Condition;
import dev.cpm.operator.api.Cpm;
import dev.cpm.operator.api.PlacementStatus;
import dev.cpm.operator.api.Region;
import dev.cpm.operator.api.RegionStatus;
import dev.cpm.operator.placement.decide.Findings;
import dev.cpm.operator.placement.decide.Refusal;
import dev.cpm.operator.placement.decide.Scene;
import dev.cpm.operator.placement.model.Approval;
import dev.cpm.operator.placement.model.PlacementKey;
import dev.cpm.operator.placement.moves.Decision;
import dev.cpm.operator.placement.status.Happening;
import dev.cpm.operator.placement.status.Happenings;
import dev.cpm.operator.placement.status.Summing;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Kind;
import io.fabric8.kubernetes.model.annotation.Version;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A defect of the operator that comes to light at one placement: that one keeps what it has, all others are answered. */
class DefectTest {
    private final TestWorld world = new TestWorld();
    private final Map<PlacementKey, RuntimeException> failures = new HashMap<>();

    /** Fails to decide the placement {@code web}. */
    private final Steps undecidable = new Steps() {
        @Override
        public Decision decide(Scene scene, Optional<Approval> approval) {
            failFor(scene);
            return Steps.super.decide(scene, approval);
        }
    };

    /** Decides {@code web}, and fails to explain it. */
    private final Steps inexplicable = new Steps() {
        @Override
        public Findings explain(Scene scene, Optional<Refusal> ending) {
            failFor(scene);
            return Steps.super.explain(scene, ending);
        }
    };

    private static void failFor(Scene scene) {
        if (scene.request().key().equals(key("web"))) {
            throw new IllegalStateException("injected by a test");
        }
    }

    private void round(Steps steps) {
        for (RoundAnswer answer : Round.of(world.world(), world.world().takeConcerned(), TestWorld.NOW, steps)) {
            failures.put(answer.known().key(), answer.failure());
            answer.storedIn(world.world());
        }
    }

    @BeforeEach
    void webHasOneOfFourMachines() {
        world.zone("r1-a", 4).apply(ask("web").replicas(1)).settle();
        world.apply(ask("web").replicas(3))
                .apply(ask("app").replicas(1))
                .apply(ask("zoo").replicas(2));
    }

    @Test
    void theNeighboursAreAnsweredAndTheOneThatFailsKeepsWhatItHas() {
        round(undecidable);
        assertThat(world.zones("app")).containsExactly(Map.entry("r1-a", 1));
        assertThat(world.zones("zoo")).containsExactly(Map.entry("r1-a", 2));
        assertThat(world.zones("web")).containsExactly(Map.entry("r1-a", 1));
        assertThat(world.world().allocations().taken("r1-a", "m1")).isEqualTo(4);
        assertThat(failures.get(key("web"))).hasMessage("injected by a test");
        assertThat(failures.get(key("app"))).isNull();
    }

    @Test
    void whatItWasGivenBeforeItFailedIsTheOthersInTheSameRound() {
        world.apply(ask("web").replicas(4).priority(1));
        round(inexplicable);
        assertThat(world.zones("web")).containsExactly(Map.entry("r1-a", 1));
        assertThat(world.zones("app")).containsExactly(Map.entry("r1-a", 1));
        assertThat(world.zones("zoo")).containsExactly(Map.entry("r1-a", 2));
        assertThat(world.condition("zoo", "Ready")).isEqualTo("True");
    }

    @Test
    void itsStatusSaysThatItIsNobodyElsesFault() {
        round(undecidable);
        PlacementStatus status = world.status("web");
        assertThat(status.summary()).isEqualTo(new PlacementStatus.Summary("1/3", "1", "InternalError"));
        assertThat(status.observedGeneration()).isEqualTo(2);
        assertThat(status.violations()).isEmpty();
        assertThat(status.conditions())
                .extracting(Condition::type, Condition::status, Condition::reason, Condition::message)
                .containsExactly(
                        condition(
                                "Ready",
                                "False",
                                "the operator failed by a defect of its own; nothing is known to be wrong with this"
                                        + " Placement, and what is assigned stays. Please report it, with what the"
                                        + " operator's log says of Placement default/web"),
                        condition("Scheduled", "False", "1/3 replicas placed: the operator failed"),
                        condition("TopologySatisfied", "Unknown", "not judged: the operator failed"),
                        condition(
                                "Reconciling",
                                "True",
                                "it is decided again when anything that concerns it changes, or the operator starts"
                                        + " anew"));
    }

    private static Tuple condition(String type, String status, String message) {
        return tuple(type, status, "InternalError", message);
    }

    @Test
    void itIsNotDecidedAgainUntilSomethingChanges() {
        round(undecidable);
        assertThat(world.world().hasConcerned()).isFalse();
        world.zone("r1-a", 9);
        assertThat(world.world().hasConcerned()).isTrue();
        round(undecidable);
        assertThat(world.zones("web")).containsExactly(Map.entry("r1-a", 1));
        world.zone("r1-a", 10);
        round(Steps.BY_THE_RULES);
        assertThat(world.zones("web")).containsExactly(Map.entry("r1-a", 3));
        assertThat(world.status("web").summary().reason()).isEqualTo("SingleZone");
    }

    @Test
    void machinesThatComeFreeWakeIt() {
        round(undecidable);
        world.delete("zoo");
        round(Steps.BY_THE_RULES);
        assertThat(world.zones("web")).containsExactly(Map.entry("r1-a", 3));
    }

    @Test
    void whatFailsAgainChangesNothingOfTheStatus() {
        round(undecidable);
        PlacementStatus before = world.status("web");
        world.later().zone("r1-a", 9);
        round(undecidable);
        assertThat(world.status("web")).isEqualTo(before);
    }

    @Test
    void newOnesThatNameItAreDecidedAllTheSame() {
        world.delete("web").apply(ask("web").replicas(2)).apply(ask("app").peers("web"));
        round(inexplicable);
        assertThat(world.zones("web")).isEmpty();
        assertThat(world.status("app").placed()).isEqualTo(1);
        assertThat(world.status("zoo").placed()).isEqualTo(2);
    }

    @Test
    void itIsAnEventOnceAndNoViolationGoesForGood() {
        world.zone("r1-a", 1).settle();
        PlacementStatus before = world.status("web");
        world.zone("r1-a", 2);
        round(undecidable);
        PlacementStatus failed = world.status("web");
        assertThat(Happenings.of(before, failed))
                .extracting(happening -> happening.type() + " " + happening.reason(), Happening::note)
                .satisfiesExactly(
                        told -> assertThat(told.toList()).first().isEqualTo("Warning InternalError"),
                        told -> assertThat(told.toList().get(1).toString())
                                .startsWith("no longer judged, since the operator failed: "));
        assertThat(Happenings.of(failed, failed)).isEmpty();
        world.zone("r1-a", 3);
        round(Steps.BY_THE_RULES);
        assertThat(Happenings.of(failed, world.status("web")))
                .anySatisfy(
                        told -> assertThat(told.type() + " " + told.reason()).isEqualTo("Normal InternalError"));
    }

    /** Cannot be read the first time. */
    @Group(Cpm.GROUP)
    @Version(Cpm.VERSION)
    @Kind("Region")
    private static final class BrokenRegion extends Region {
        private static final long serialVersionUID = 1;
        private boolean asked;

        @Override
        public RegionStatus getStatus() {
            if (!asked) {
                asked = true;
                throw new IllegalStateException("injected by a test");
            }
            return new RegionStatus(1L, 3, 2, List.of());
        }
    }

    @Test
    void aSummaryThatCannotBeMadeSaysSoAndKeepsItsNumbers() {
        Region region = new BrokenRegion();
        region.setMetadata(
                new ObjectMetaBuilder().withName("r1").withGeneration(2L).build());
        Summing.Summed<RegionStatus> summed = new Summing(world.world(), TestWorld.NOW).region(region);
        assertThat(summed.failure()).hasMessage("injected by a test");
        assertThat(summed.status().zones()).isEqualTo(3);
        assertThat(summed.status().conditions()).singleElement().satisfies(ready -> {
            assertThat(ready.reason()).isEqualTo("InternalError");
            assertThat(ready.message()).endsWith("what the operator's log says of Region r1");
        });
    }

    /** Leaves {@code web} as it is, though there are machines for all of it. */
    private final Steps idle = new Steps() {
        @Override
        public Decision decide(Scene scene, Optional<Approval> approval) {
            return scene.request().key().equals(key("web"))
                    ? new Decision(scene.current(), Optional.empty())
                    : Steps.super.decide(scene, approval);
        }
    };

    @Test
    void toLeaveOutWhoHasRoomIsADefectAndNoReasonToDecideForEver() {
        world.zone("r1-a", 9);
        round(idle);
        assertThat(world.world().hasConcerned()).isFalse();
        assertThat(failures.get(key("web")))
                .hasMessage("more replicas have room than are placed, and deciding places none of them: 1 of 3");
        assertThat(world.zones("web")).containsExactly(Map.entry("r1-a", 1));
        assertThat(world.status("web").summary().reason()).isEqualTo("InternalError");
        assertThat(world.zones("zoo")).containsExactly(Map.entry("r1-a", 2));
    }
}
