package dev.cpm.operator.view;

import com.fasterxml.jackson.annotation.JsonUnwrapped;

/**
 * A zone or a whole region, and what its loss would take, for a program that asks.
 *
 * @param lost which it is
 */
public record Lost(Place lost, @JsonUnwrapped Loss loss) {

    /**
     * What is lost.
     *
     * @param kind {@code Zone} or {@code Region}
     */
    public record Place(String kind, String name) {}

    /** Of a zone, else of a region. */
    public static Lost of(String name, boolean zone, Loss loss) {
        return new Lost(new Place(zone ? PlaceLoss.ZONE : PlaceLoss.REGION, name), loss);
    }
}
