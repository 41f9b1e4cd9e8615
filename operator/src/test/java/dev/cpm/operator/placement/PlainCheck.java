package dev.cpm.operator.placement;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cpm.operator.api.Placement;
import dev.cpm.operator.placement.model.PlacementKey;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.Collection;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Judges what became of stored objects by the words of the rules, for tests that have a cluster. */
public final class PlainCheck {
    private PlainCheck() {}

    /**
     * Judges a step that has settled.
     *
     * @param before the objects with the edits of the step, and the statuses from before it
     * @param after the objects with the statuses that were written
     */
    public static void step(Collection<? extends HasMetadata> before, Collection<? extends HasMetadata> after) {
        Story story = Story.stored(before);
        RoundCheck rules = new RoundCheck(story);
        story.watchedBy(rules).settle();
        rules.nobodyIsLeftInALostZone();
        Map<PlacementKey, SortedMap<Integer, String>> expected = new TreeMap<>();
        story.world()
                .placements()
                .forEach(known -> expected.put(
                        known.key(), RoundCheck.byIndex(known.assignment().toStatus())));
        Story end = Story.stored(after);
        Map<PlacementKey, SortedMap<Integer, String>> assigned = new TreeMap<>();
        end.world()
                .placements()
                .forEach(known -> assigned.put(
                        known.key(), RoundCheck.byIndex(known.status().zones())));
        assertThat(assigned).as("where the rounds that were judged end").isEqualTo(expected);
        end.world()
                .placements()
                .forEach(known -> StatusCheck.check(known, end.catalogue().zones.values()));
        LoadBalancerCheck.check(end);
    }

    /** Index to zone, of a placement as it is stored. */
    public static SortedMap<Integer, String> byIndex(Placement placement) {
        return placement.getStatus() == null
                ? new TreeMap<>()
                : RoundCheck.byIndex(placement.getStatus().zones());
    }
}
