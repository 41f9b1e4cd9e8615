package dev.cpm.operator.controller;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cpm.operator.placement.PlacementKey;
import dev.cpm.operator.placement.Round;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Whose answer is found out next. */
class FairTurnsTest {
    private final List<String> found = new ArrayList<>();

    /** As far as anybody here can tell. */
    private long nanos;

    private Round.Due due(String namespace, String name, long takes) {
        return due(namespace, name, true, takes);
    }

    private Round.Due due(String namespace, String name, boolean asks, long takes) {
        return new Round.Due(new PlacementKey(namespace, name), asks, () -> {
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
        List<Round.Due> due = new ArrayList<>();
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
        List<Round.Due> due = List.of(
                due("team", "a", false, 1),
                due("team", "b", true, 9),
                due("other", "c", false, 1),
                due("other", "d", 1));
        FairTurns turns = new FairTurns(due, Set.of(new PlacementKey("team", "a")), () -> nanos);
        assertThat(turns.asks()).isTrue();
        turns.next();
        turns.next();
        assertThat(turns.asks()).isFalse();
        assertThat(turns.left()).extracting(PlacementKey::name).containsExactlyInAnyOrder("a", "c");
        all(turns);
        assertThat(found).containsExactly("other/d", "team/b", "other/c", "team/a");
    }

    @Test
    void whoWaitedBeforeComesFirstAmongItsOwn() {
        List<Round.Due> due = List.of(due("team", "a", 1), due("team", "b", 1), due("team", "c", 1));
        FairTurns turns = new FairTurns(due, Set.of(new PlacementKey("team", "c")), () -> nanos);
        turns.next();
        assertThat(found).containsExactly("team/c");
        assertThat(turns.left()).extracting(PlacementKey::name).containsExactly("a", "b");
    }
}
