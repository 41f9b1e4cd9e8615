package dev.cpm.operator.api;

/**
 * Why conditions are as they are: those reasons that more than one place names. Most others are names of a {@link
 * ViolationType}, a {@link BlockerReason} or a state.
 */
public final class ConditionReasons {
    /** The spec breaks a rule of its kind by itself: nothing is judged. */
    public static final String INVALID_SPEC = "InvalidSpec";

    /** The operator failed at the object, by a defect of its own: nothing is judged. */
    public static final String INTERNAL_ERROR = "InternalError";

    /** Of a placement: replicas have no zone. */
    public static final String UNSCHEDULABLE = "Unschedulable";

    /** Of a placement: every replica has a zone. */
    public static final String ALL_PLACED = "AllPlaced";

    /** No rule is broken. */
    public static final String SATISFIED = "Satisfied";

    /** Rules are broken, but none of severity Error. */
    public static final String SATISFIED_WITH_WARNINGS = "SatisfiedWithWarnings";

    /** Of a zone: more machines are allocated than it has. */
    public static final String OVERCOMMITTED = "Overcommitted";

    /** Of a region: one of its zones takes new replicas. */
    public static final String ZONES_AVAILABLE = "ZonesAvailable";

    /** Of a region: none of its zones takes new replicas. */
    public static final String NO_AVAILABLE_ZONE = "NoAvailableZone";

    private ConditionReasons() {}
}
