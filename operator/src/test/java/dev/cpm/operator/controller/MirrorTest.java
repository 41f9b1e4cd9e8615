package dev.cpm.operator.controller;

import static dev.cpm.operator.controller.Seen.web;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cpm.operator.api.Copies;
import dev.cpm.operator.api.Placement;
import dev.cpm.operator.api.Zone;
import dev.cpm.operator.api.ZoneSpec;
import dev.cpm.operator.placement.Round;
import dev.cpm.operator.placement.RoundAnswer;
import dev.cpm.operator.placement.model.Known;
import dev.cpm.operator.placement.model.PlacementKey;
import dev.cpm.operator.placement.model.Shard;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What is known of the cluster, in whatever order it is told. */
class MirrorTest {
    private static final PlacementKey WEB = new PlacementKey("default", "web");
    private final Mirror mirror = new Mirror(Shard.ALL);

    @Test
    void anAnswerThatComesAfterTheEndBringsNothingBack() {
        mirror.seen(web("one", 1), false);
        mirror.seen(web("one", 3), true);
        mirror.written(web("one", 2));
        assertThat(mirror.placement(WEB)).isNull();
    }

    @Test
    void anAnswerToTheFormerDoesNotReplaceTheOneThatHasItsNameNow() {
        mirror.seen(web("two", 4), false);
        mirror.written(web("one", 5));
        assertThat(mirror.placement(WEB).getMetadata().getUid()).isEqualTo("two");
    }

    @Test
    void theEndOfTheNextOneOfThatNameIsThatOfTheFormerToo() {
        mirror.seen(web("one", 1, 3), false);
        mirror.seen(web("two", 5), true);
        assertThat(mirror.placement(WEB)).isNull();
        assertThat(mirror.world().allocations().taken("r1-a", "m1")).isZero();
    }

    @Test
    void theMachinesOfTheFormerAreFreeWhenAnotherHasItsName() {
        mirror.seen(web("one", 1, 3), false);
        assertThat(mirror.world().allocations().taken("r1-a", "m1")).isEqualTo(3);
        mirror.seen(web("two", 4), false);
        mirror.seen(web("one", 3, 3), true);
        assertThat(mirror.world().allocations().taken("r1-a", "m1")).isZero();
        assertThat(mirror.placement(WEB).getMetadata().getUid()).isEqualTo("two");
    }

    @Test
    void anOlderObjectDoesNotTakeTheNameOfANewerOne() {
        mirror.seen(web("two", 20, 3), false);
        assertThat(mirror.seen(web("one", 10), false)).isFalse();
        assertThat(mirror.placement(WEB).getMetadata().getUid()).isEqualTo("two");
        assertThat(mirror.world().allocations().taken("r1-a", "m1")).isEqualTo(3);
    }

    @Test
    void whatWasGoneWhenAllWasReadIsNotBroughtBackByAWatchThatLags() {
        mirror.read(Placement.class, 20);
        assertThat(mirror.seen(web("one", 10, 3), false)).isFalse();
        assertThat(mirror.placement(WEB)).isNull();
        assertThat(mirror.seen(web("two", 21, 2), false)).isTrue();
        assertThat(mirror.world().allocations().taken("r1-a", "m1")).isEqualTo(2);
    }

    @Test
    void whatAListNoLongerHasIsGoneUnlessItCameLater() {
        mirror.seen(web("one", 5), false);
        assertThat(mirror.missingIn(Placement.class, List.of(), 4)).isEmpty();
        assertThat(mirror.missingIn(Placement.class, List.of(), 5)).hasSize(1);
        assertThat(mirror.missingIn(Placement.class, List.of(web("two", 6)), 7)).isEmpty();
        assertThat(mirror.missingIn(Zone.class, List.of(), 7)).isEmpty();
    }

    /** As {@link Batches} decides for one that has {@code placed} machines, where it gets none. */
    private RoundAnswer answer(String uid, long version, int placed) {
        mirror.seen(web(uid, version, placed), false);
        return Round.of(mirror.world(), Set.of(WEB), "2026-01-01T00:00:00Z").get(0);
    }

    private Known known() {
        return mirror.world().placement(WEB);
    }

    @Test
    void anAnswerThatAnEditWasFasterThanIsNotTold() {
        RoundAnswer answer = answer("one", 1, 2);
        assertThat(answer.moves()).isFalse();
        mirror.found(answer, web("one", 2, 2));
        assertThat(known().told()).isEqualTo(answer.known().told()).isNotEqualTo(answer.status());
    }

    @Test
    void oneThatWasNeverAnsweredIsNotAnsweredByAnEdit() {
        RoundAnswer answer = answer("one", 1, 0);
        mirror.found(answer, web("one", 2));
        assertThat(known().told()).isNull();
        assertThat(known().heldType()).isNull();
    }

    @Test
    void anAnswerThatIsStoredIsToldThoughTheObjectWasEditedSince() {
        RoundAnswer answer = answer("one", 1, 2);
        mirror.found(answer, Copies.withStatus(web("one", 3), Placement::new, answer.status()));
        assertThat(known().told()).isEqualTo(answer.status());
    }

    @Test
    void anAnswerThatPlacesIsToldWhereItsMachinesAreFoundThoughSomebodyEditedTheRest() {
        mirror.world().region("r1", true);
        mirror.seen(zone(), false);
        RoundAnswer answer = answer("one", 1, 0);
        assertThat(answer.moves()).isTrue();
        mirror.found(answer, web("one", 3, 3));
        assertThat(known().told()).isEqualTo(answer.status());
        assertThat(known().assignment()).isEqualTo(answer.assignment());
    }

    /** {@code r1-a}, without limit. */
    private static Zone zone() {
        Zone zone = new Zone();
        zone.setMetadata(new ObjectMetaBuilder()
                .withName("r1-a")
                .withResourceVersion("1")
                .build());
        zone.setSpec(new ZoneSpec("r1", null, null, null));
        return zone;
    }
}
