package dev.cpm.operator.placement.decide;

import dev.cpm.operator.api.Severity;
import dev.cpm.operator.api.Violation;
import dev.cpm.operator.api.ViolationType;
import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;

/**
 * What a rule finds broken: a {@link Violation} without its time.
 *
 * @param remedy what would mend it; asked for only where somebody reads it, since finding it means deciding
 */
public record Breach(
        ViolationType type,
        Severity severity,
        String message,
        Supplier<String> remedy,
        List<String> zones,
        List<String> regions) {

    public Breach {
        zones = List.copyOf(zones);
        // A zone that is gone may have left no word of its region.
        regions = regions.stream().filter(region -> !region.isEmpty()).toList();
    }

    /** The same with lists that are other collections. */
    public static Breach of(
            ViolationType type,
            Severity severity,
            String message,
            Supplier<String> remedy,
            Collection<String> zones,
            Collection<String> regions) {
        return new Breach(type, severity, message, remedy, List.copyOf(zones), List.copyOf(regions));
    }

    /** The same, where nothing is to be mended, for this reason. */
    public Breach ending(String why) {
        return new Breach(type, severity, message, () -> "none is needed: " + why, zones, regions);
    }

    /** As the status tells it, but for the time. */
    public Violation violation() {
        return new Violation(type, severity, message, remedy.get(), zones, regions, null);
    }
}
