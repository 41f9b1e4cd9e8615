package dev.cpm.operator.placement;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cpm.operator.api.PlacementStatus;
import dev.cpm.operator.placement.model.PlacementKey;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What holds in every world, whatever happens in it. */
class DecisionPropertiesTest {

    @Provide
    Arbitrary<List<List<Change>>> stories() {
        return Stories.any();
    }

    /** Rules 1 to 7, as a reader of the README would check them by hand. */
    @Property(seed = "7", tries = 2000, edgeCases = EdgeCasesMode.NONE)
    void everyAnswerKeepsTheRules(@ForAll("stories") List<List<Change>> steps) {
        Story story = new Story();
        RoundCheck rules = new RoundCheck(story);
        story.watchedBy(rules);
        for (List<Change> step : steps) {
            story.play(step);
            rules.nobodyIsLeftInALostZone();
            story.world()
                    .placements()
                    .forEach(known ->
                            StatusCheck.check(known, story.catalogue().zones.values()));
            LoadBalancerCheck.check(story);
        }
    }

    /** Rule 8: whatever could change an answer has changed it already, so that looking again writes nothing. */
    @Property(seed = "7", tries = 1000, edgeCases = EdgeCasesMode.NONE)
    void lookingAgainChangesNothing(@ForAll("stories") List<List<Change>> steps) {
        Story story = new Story();
        for (List<Change> step : steps) {
            var before = story.play(step).statuses();
            var loadBalancers = story.loadBalancers();
            same(before, story.lookAgain().statuses());
            assertThat(story.loadBalancers()).isEqualTo(loadBalancers);
        }
    }

    /** Nor does it where batches end before all are answered, and something else happens then. */
    @Property(seed = "7", tries = 500, edgeCases = EdgeCasesMode.NONE)
    void nothingIsForgottenWhereBatchesAreCut(@ForAll("stories") List<List<Change>> steps, @ForAll long seed) {
        Random random = new Random(seed);
        Story story = new Story();
        for (List<Change> step : steps) {
            List<PlacementKey> left = story.playCut(step, random);
            if (!left.isEmpty() && random.nextBoolean()) {
                story.happens(List.of(new Change.Delete(left.get(random.nextInt(left.size())))));
            }
            if (random.nextBoolean()) {
                var before = story.settle().statuses();
                same(before, story.lookAgain().statuses());
            }
        }
        same(story.settle().statuses(), story.lookAgain().statuses());
    }

    @Property(seed = "7", tries = 500, edgeCases = EdgeCasesMode.NONE)
    void theSameStoryEndsTheSame(@ForAll("stories") List<List<Change>> steps) {
        same(Story.of(steps).statuses(), Story.of(steps).statuses());
    }

    /** Rule 9: "ends the same in whatever order its objects arrive". */
    @Property(seed = "7", tries = 500, edgeCases = EdgeCasesMode.NONE)
    void theOrderOfArrivalDoesNotMatter(@ForAll("stories") List<List<Change>> steps, @ForAll long seed) {
        Random random = new Random(seed);
        List<List<Change>> shuffled = new ArrayList<>();
        for (List<Change> step : steps) {
            List<Change> other = new ArrayList<>(step);
            Collections.shuffle(other, random);
            shuffled.add(other);
        }
        same(Story.of(steps).statuses(), Story.of(shuffled).statuses());
    }

    /** Equal; if not, says which field of which status differs rather than printing all of them. */
    static void same(Map<PlacementKey, PlacementStatus> expected, Map<PlacementKey, PlacementStatus> actual) {
        assertThat(actual.keySet()).isEqualTo(expected.keySet());
        expected.forEach((key, status) -> {
            if (!status.equals(actual.get(key))) {
                assertThat(actual.get(key))
                        .as(key.toString())
                        .usingRecursiveComparison()
                        .isEqualTo(status);
            }
        });
    }
}
