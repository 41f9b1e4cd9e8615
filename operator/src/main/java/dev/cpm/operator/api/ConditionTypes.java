package dev.cpm.operator.api;

/** What the conditions are about; {@code type} of each. */
public final class ConditionTypes {
    /** The object is as it was asked for; every answer says whether. */
    public static final String READY = "Ready";

    /** Every replica of a placement has a zone. */
    public static final String SCHEDULED = "Scheduled";

    /** No rule of severity Error is broken by a placement. */
    public static final String TOPOLOGY_SATISFIED = "TopologySatisfied";

    /** There only while it is true: the operator goes on by itself. */
    public static final String RECONCILING = "Reconciling";

    /** There only while it is true: only an edit of the object or its namespace can mend it. */
    public static final String STALLED = "Stalled";

    private ConditionTypes() {}
}
