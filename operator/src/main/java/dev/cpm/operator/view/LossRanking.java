package dev.cpm.operator.view;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/**
 * Every zone and every region, and what would be lost with each of them alone.
 *
 * @param places the worst first
 * @param notJudged as in {@link Loss}
 */
public record LossRanking(List<PlaceLoss> places, List<String> notJudged) {

    /** Of some places, in any order; {@code notJudged}: what cannot be judged with any of them. */
    public static LossRanking of(List<PlaceLoss> places, List<String> notJudged) {
        return new LossRanking(places.stream().sorted(PlaceLoss.WORST_FIRST).toList(), List.copyOf(notJudged));
    }

    /** Those with which something would not go on; a region only where that takes more than each of its zones. */
    @JsonIgnore
    public List<PlaceLoss> worst() {
        return places.stream()
                .filter(place -> place.loss().broken())
                .filter(place -> !place.isToldWithAZone(places))
                .toList();
    }

    /** Whether something would not go on with any of them. */
    @JsonIgnore
    public boolean broken() {
        return places.stream().anyMatch(place -> place.loss().broken());
    }

    /** Whether it is certain that all goes on, whichever one is lost. */
    @JsonProperty
    public boolean survived() {
        return notJudged.isEmpty() && !broken();
    }

    /** Whether no replica is anywhere. */
    @JsonIgnore
    public boolean empty() {
        return places.stream().allMatch(place -> place.loss().placements().isEmpty());
    }
}
