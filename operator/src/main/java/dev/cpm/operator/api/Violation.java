package dev.cpm.operator.api;

import java.util.List;

/** A topology rule that the present assignment or the spec breaks: what, where, and what would mend it. */
public record Violation(
        ViolationType type,
        Severity severity,
        String message,
        String remedy,
        List<String> zones,
        List<String> regions,
        String since) {
    public Violation {
        zones = zones == null ? List.of() : List.copyOf(zones);
        regions = regions == null ? List.of() : List.copyOf(regions);
    }
}
