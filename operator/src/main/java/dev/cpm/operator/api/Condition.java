package dev.cpm.operator.api;

/** A metav1 condition; {@code lastTransitionTime} is RFC 3339 in UTC with whole seconds. */
public record Condition(
        String type,
        String status,
        Long observedGeneration,
        String lastTransitionTime,
        String reason,
        String message) {}
