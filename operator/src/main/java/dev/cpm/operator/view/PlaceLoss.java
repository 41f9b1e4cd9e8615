package dev.cpm.operator.view;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import dev.cpm.operator.view.Loss.Severity;
import java.util.Comparator;
import java.util.List;

/**
 * A zone or a whole region, and what its loss would take.
 *
 * @param kind {@code Zone} or {@code Region}
 * @param name empty for the zones that name no region
 */
@JsonPropertyOrder({"kind", "name", "down", "below", "survives", "cutOff"})
public record PlaceLoss(
        String kind, String name, @JsonIgnore Loss loss) {
    /** Those with which the most is down, then those with which the most has too few left. */
    public static final Comparator<PlaceLoss> WORST_FIRST = Comparator.comparing(PlaceLoss::down)
            .thenComparing(PlaceLoss::below)
            .thenComparing(PlaceLoss::cutOff)
            .reversed()
            .thenComparing(PlaceLoss::name)
            .thenComparing(PlaceLoss::kind);

    static final String ZONE = "Zone";
    static final String REGION = "Region";

    static PlaceLoss ofZone(String name, Loss loss) {
        return new PlaceLoss(ZONE, name, loss);
    }

    static PlaceLoss ofRegion(String name, Loss loss) {
        return new PlaceLoss(REGION, name, loss);
    }

    @JsonIgnore
    public boolean isRegion() {
        return kind.equals(REGION);
    }

    /** Placements with no replica left. */
    @JsonProperty
    public int down() {
        return loss.count(Severity.Down);
    }

    /** Placements with fewer left than they need. */
    @JsonProperty
    public int below() {
        return loss.count(Severity.Below);
    }

    /** Placements that lose replicas, and go on. */
    @JsonProperty
    public int survives() {
        return loss.count(Severity.Survives);
    }

    /** Load balancers with nothing behind them any more. */
    @JsonProperty
    public int cutOff() {
        return loss.cutOff();
    }

    /** Whether it is a region in which one zone has all that would be lost with it, so that it is told with that zone. */
    boolean isToldWithAZone(List<PlaceLoss> all) {
        return isRegion()
                && all.stream()
                        .filter(other -> !other.isRegion())
                        .map(PlaceLoss::loss)
                        .filter(zone -> loss.zones().containsAll(zone.zones()))
                        .anyMatch(zone -> zone.placements().equals(loss.placements())
                                && zone.loadBalancers().equals(loss.loadBalancers()));
    }
}
