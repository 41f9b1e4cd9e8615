package dev.cpm.operator.metrics;

import dev.cpm.operator.api.LoadBalancer;
import dev.cpm.operator.api.LoadBalancerStatus.LoadBalancerViolation;
import dev.cpm.operator.api.Placement;
import dev.cpm.operator.api.Severity;
import dev.cpm.operator.api.Violation;
import dev.cpm.operator.api.ViolationType;
import java.time.Instant;

/** Counts the rules that are broken, and how long they have been. */
final class ViolationNumbers {
    private static final String PLACEMENT = "Placement";
    private static final String LOAD_BALANCER = "LoadBalancer";

    private final Tally tally;
    private final Instant now;

    ViolationNumbers(Tally tally, Instant now) {
        this.tally = tally;
        this.now = now;
    }

    /** All that can be broken, with 0. */
    void begin() {
        for (Severity severity : Severity.values()) {
            for (ViolationType type : ViolationType.values()) {
                begin(PLACEMENT, type, severity);
            }
            for (LoadBalancerViolation.Type type : LoadBalancerViolation.Type.values()) {
                begin(LOAD_BALANCER, type, severity);
            }
        }
    }

    private void begin(String kind, Enum<?> type, Severity severity) {
        tally.add(Family.VIOLATIONS, 0, kind, type.name(), severity.name());
        tally.add(Family.VIOLATION_OLDEST, 0, kind, type.name(), severity.name());
    }

    void count(Placement placement) {
        if (placement.getStatus() != null) {
            for (Violation violation : placement.getStatus().violations()) {
                if (violation != null) {
                    count(PLACEMENT, violation.type(), violation.severity(), violation.since());
                }
            }
        }
    }

    void count(LoadBalancer loadBalancer) {
        if (loadBalancer.getStatus() != null) {
            for (LoadBalancerViolation violation : loadBalancer.getStatus().violations()) {
                if (violation != null) {
                    count(LOAD_BALANCER, violation.type(), violation.severity(), violation.since());
                }
            }
        }
    }

    /** Of what a later version may report, which this one cannot read, there is no series. */
    private void count(String kind, Enum<?> type, Severity severity, String since) {
        if (type != null && severity != null) {
            tally.add(Family.VIOLATIONS, 1, kind, type.name(), severity.name());
            tally.raise(Family.VIOLATION_OLDEST, Ages.seconds(since, now), kind, type.name(), severity.name());
        }
    }
}
