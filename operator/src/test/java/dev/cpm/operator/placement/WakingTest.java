package dev.cpm.operator.placement;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cpm.operator.api.Cpm;
import dev.cpm.operator.api.WhenUnsatisfiable;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * Who is looked at again where machines come or go. That nobody is forgotten is a property of its own, see {@link
 * DecisionPropertiesTest}; here it is told who need not be.
 */
class WakingTest {
    private final TestWorld world = new TestWorld();

    /** Who is answered until nothing changes any more. */
    private Set<String> answered() {
        Set<PlacementKey> answered = new HashSet<>();
        while (world.world().hasConcerned()) {
            for (Round.Answer answer : Round.of(world.world(), world.world().takeConcerned(), TestWorld.NOW)) {
                answered.add(answer.known().key());
                world.world().answered(answer.known().stored(answer.assignment(), answer.status()), answer.happy());
            }
        }
        Set<String> names = new TreeSet<>();
        answered.forEach(placement -> names.add(placement.name()));
        return names;
    }

    private static Ask ask(String name, int replicas) {
        return Ask.ask(name).replicas(replicas).in("r1");
    }

    /** In a region of one zone no two replicas are apart, which is reported for good. */
    private void unhappy(int machines) {
        world.zone("r1-a", machines).zone("r2-a", machines);
        world.apply(ask("unhappy", 2)).settle();
        assertThat(world.violations("unhappy")).isNotEmpty();
    }

    @Test
    void whereThereAreEnoughNobodyElseIsLookedAtAgain() {
        unhappy(100);
        world.apply(ask("other", 1));
        assertThat(answered()).containsExactly("other");
        world.apply(ask("other", 50));
        assertThat(answered()).containsExactly("other");
        world.apply(ask("other", 3));
        assertThat(answered()).containsExactly("other");
        world.delete("other");
        assertThat(answered()).isEmpty();
    }

    /** A batch ends when only the loser has been told; before the next one the winner is deleted. */
    @Test
    void whoLostToADecisionThatWasNotCarriedOutIsLookedAtAgain() {
        world.zone("r1-a", 1);
        world.apply(ask("winner", 1).priority(10)).apply(ask("loser", 1));
        Map<PlacementKey, Round.Due> due = new TreeMap<>();
        Round.begin(world.world(), world.world().takeConcerned(), TestWorld.NOW)
                .forEach(one -> due.put(one.key(), one));
        Round.Answer told = due.remove(TestWorld.key("loser")).answer().get();
        assertThat(told.status().placed()).isZero();
        world.world().answered(told.known().stored(told.assignment(), told.status()), told.happy());
        Round.Due left = due.get(TestWorld.key("winner"));
        assertThat(left.assignment().total()).isEqualTo(1);
        world.world().concern(left.key());
        world.world().undone(Map.of(left.key(), left.assignment()));
        world.delete("winner");
        assertThat(answered()).containsExactly("loser");
        assertThat(world.world().placement(TestWorld.key("loser")).assignment().total())
                .isEqualTo(1);
    }

    @Test
    void whereThereIsNoLimitNobodyMissesWhatOthersTake() {
        unhappy(-1);
        world.zone("r1-b", -1).settle();
        world.apply(ask("other", 7));
        assertThat(answered()).containsExactly("other");
    }

    @Test
    void whereThereAreFewTheUnhappyAreLookedAtAgain() {
        unhappy(10);
        world.apply(ask("other", 7));
        assertThat(answered()).containsExactly("other", "unhappy");
        world.delete("other");
        assertThat(answered()).containsExactly("unhappy");
    }

    @Test
    void whereZonesChangePlacesThoseWhoAskForTheirRegionAreLookedAtAgain() {
        unhappy(100);
        world.zone("r1-b", 90).settle();
        world.apply(ask("near", 2).spread(Cpm.REGION_KEY, 1, 2, WhenUnsatisfiable.ScheduleAnyway, null))
                .settle();
        assertThat(world.violations("near")).isNotEmpty();
        world.apply(Ask.ask("elsewhere").replicas(2).in("r2")).settle();
        assertThat(world.violations("elsewhere")).isNotEmpty();
        world.apply(ask("other", 1).onlyIn("r1-a"));
        assertThat(answered()).as("98 against 90").containsExactly("other");
        world.apply(ask("other", 9).onlyIn("r1-a"));
        assertThat(answered()).as("about 90 both").containsExactly("near", "other", "unhappy");
    }

    /** What is given back is free after the batch, so those who were told of what the others took are told again. */
    @Test
    void whereZonesChangePlacesByWhatIsGivenBackInTheSameBatchTheyAreLookedAtAfterIt() {
        world.zone("r1-a", 20).zone("r1-b", 32);
        world.apply(ask("gives", 10).onlyIn("r1-a")).settle();
        world.apply(ask("near", 2).spread(Cpm.REGION_KEY, 1, 2, WhenUnsatisfiable.ScheduleAnyway, null))
                .settle();
        world.apply(ask("gives", 0).onlyIn("r1-a")).apply(ask("takes", 12).onlyIn("r1-b"));
        Set<PlacementKey> concerned = world.world().takeConcerned();
        for (Round.Answer answer : Round.of(world.world(), concerned, TestWorld.NOW)) {
            world.world().answered(answer.known().stored(answer.assignment(), answer.status()), answer.happy());
        }
        assertThat(world.zones("takes")).containsEntry("r1-b", 12);
        assertThat(answered()).contains("near");
    }

    /** What is given back is there for the next batch only; whoever wanted it in this one must hear of it. */
    @Test
    void whoBecomesUnhappyWhileAnotherGivesBackGetsWhatThatOneHad() {
        world.zone("r1-a", -1).zone("r1-b", -1).zone("r2-a", 1);
        world.apply(Ask.ask("a").replicas(3).in("r2", "r1").publicNetwork()).settle();
        assertThat(world.zones("a")).containsEntry("r2-a", 1);
        world.apply(Ask.ask("a").replicas(2).in("r1").publicNetwork());
        world.apply(Ask.ask("b").replicas(3).in("r1", "r2").publicNetwork().hard(1));
        world.settle();
        assertThat(world.zones("a")).doesNotContainKey("r2-a");
        assertThat(world.zones("b")).containsEntry("r2-a", 1);
    }
}
