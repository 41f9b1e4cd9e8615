package dev.cpm.operator.controller;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cpm.operator.placement.DueAnswer;
import dev.cpm.operator.placement.model.Assignment;
import dev.cpm.operator.placement.model.PlacementKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Whose answer is found out next. */
class FairTurnsTest {
    private final List<String> found = new ArrayList<>();

    /** As far as anybody here can tell. */
    private long nanos;

    private DueAnswer due(String namespace, String name, long takes) {
        return due(namespace, name, true, takes);
    }

    private DueAnswer due(String namespace, String name, boolean asks, long takes) {
        return due(namespace, name, asks, takes, Set.of());
    }

    private DueAnswer due(String namespace, String name, boolean asks, long takes, Set<PlacementKey> named) {
        return new DueAnswer(new PlacementKey(namespace, name), asks, Assignment.NONE, named, () -> {
            nanos += takes;
            found.add(namespace + "/" + name);
            return null;
        });
    }

    private void all(FairTurns turns) {
        while (turns.any()) {
            turns.next();
        }
    }

    @Test
    void manyThatTakeLongHoldUpNobodyElse() {
        List<DueAnswer> due = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            due.add(due("evil", "e" + i, 20));
        }
        for (int i = 0; i < 5; i++) {
            due.add(due("good", "g" + i, 1));
        }
        all(new FairTurns(due, Set.of(), () -> nanos));
        assertThat(found.subList(0, 6))
                .containsExactly("evil/e0", "good/g0", "good/g1", "good/g2", "good/g3", "good/g4");
    }

    @Test
    void whoAsksComesBeforeThoseWhoAreLookedAtAgain() {
        List<DueAnswer> due = List.of(
                due("team", "a", false, 1),
                due("team", "b", true, 9),
                due("other", "c", false, 1),
                due("other", "d", 1));
        FairTurns turns = new FairTurns(due, Set.of(), () -> nanos);
        assertThat(turns.asks()).isTrue();
        turns.next();
        turns.next();
        assertThat(turns.asks()).isFalse();
        assertThat(turns.left()).extracting(one -> one.key().name()).containsExactlyInAnyOrder("a", "c");
        all(turns);
        assertThat(found).containsExactly("other/d", "team/b", "other/c", "team/a");
    }

    @Test
    void whoWaitedBeforeComesFirstAmongItsOwn() {
        List<DueAnswer> due = List.of(due("team", "a", 1), due("team", "b", 1), due("team", "c", 1));
        FairTurns turns = new FairTurns(due, Set.of(new PlacementKey("team", "c")), () -> nanos);
        turns.next();
        assertThat(found).containsExactly("team/c");
        assertThat(turns.left()).extracting(one -> one.key().name()).containsExactly("a", "b");
    }

    @Test
    void ofThoseWhoTookNothingYetTheOnesThatWaitedComeFirst() {
        List<DueAnswer> due =
                List.of(due("a", "one", false, 1), due("b", "two", false, 1), due("c", "three", false, 1));
        all(new FairTurns(due, Set.of(new PlacementKey("c", "three")), () -> nanos));
        assertThat(found).containsExactly("c/three", "a/one", "b/two");
    }

    @Test
    void whoWasDecidedByAnotherOneIsAnsweredAfterIt() {
        PlacementKey primary = new PlacementKey("z", "primary");
        PlacementKey standby = new PlacementKey("b", "standby");
        List<DueAnswer> due = List.of(
                due("a", "witness", true, 1, Set.of(standby, new PlacementKey("gone", "nobody"))),
                due("b", "other", 1),
                due("b", "standby", true, 1, Set.of(primary)),
                due("z", "primary", 100));
        FairTurns turns = new FairTurns(due, Set.of(), () -> nanos);
        turns.next();
        assertThat(found).containsExactly("z/primary");
        all(turns);
        assertThat(found).containsExactly("z/primary", "b/standby", "a/witness", "b/other");
    }

    @Test
    void whoNamesTwoIsAnsweredAfterTheOneThatBothNeed() {
        PlacementKey b = new PlacementKey("team", "b");
        PlacementKey c = new PlacementKey("team", "c");
        all(new FairTurns(
                List.of(
                        due("team", "a", true, 1, Set.of(b, c)),
                        due("team", "b", true, 1, Set.of(c)),
                        due("team", "c", 1)),
                Set.of(),
                () -> nanos));
        assertThat(found).containsExactly("team/c", "team/b", "team/a");
    }

    @Test
    void thoseWhoNameEachOtherAreAllAnswered() {
        PlacementKey one = new PlacementKey("a", "one");
        PlacementKey two = new PlacementKey("a", "two");
        all(new FairTurns(
                List.of(due("a", "one", true, 1, Set.of(two)), due("a", "two", true, 1, Set.of(one))),
                Set.of(),
                () -> nanos));
        assertThat(found).containsExactlyInAnyOrder("a/one", "a/two");
    }

    @Test
    void whoAsksCanBeSetAsideForTheOthers() {
        List<DueAnswer> due = List.of(due("a", "asks", 1), due("a", "other", false, 1), due("b", "asks", 1));
        FairTurns turns = new FairTurns(due, Set.of(), () -> nanos);
        turns.setAsideAsking();
        assertThat(turns.asks()).isFalse();
        all(turns);
        assertThat(found).containsExactly("a/other");
        assertThat(turns.left()).extracting(one -> one.key().toString()).containsExactlyInAnyOrder("a/asks", "b/asks");
    }
}
