package dev.cpm.operator.api;

/** Whether a condition holds; {@code status} of each, as Kubernetes spells it. */
public final class ConditionStatuses {
    public static final String TRUE = "True";
    public static final String FALSE = "False";
    public static final String UNKNOWN = "Unknown";

    private ConditionStatuses() {}
}
