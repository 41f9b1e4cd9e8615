package dev.cpm.operator.api;

/** Sentences that more than one kind needs. */
final class Descriptions {
    static final String OBSERVED_GENERATION = "The metadata.generation that this status answers to. -1 until the"
            + " operator has seen the object, so that nothing takes a new object for a finished one.";
    static final String WHEN_UNSATISFIABLE = "DoNotSchedule (the default): a replica that would break the rule stays"
            + " unplaced. ScheduleAnyway: it is placed, and the breach reported.";
    static final String ZONES = "Names of the zones concerned: the first 32.";
    static final String REGIONS = "Names of the regions concerned: the first 32.";
    static final String SINCE = "Since when the rule is broken without a break, RFC 3339 in UTC.";
    static final String SEVERITY =
            "Error: the topology asked for is not there. Warning: a risk that you should know of.";
    static final String VIOLATION_MESSAGE = "What is broken, with the numbers and names involved.";
    static final String REMEDY = "What you can do to mend it, from the present catalogue.";

    static final String FIRST_ACCEPTED = " by this the operator notices an edit that an API server let through.";

    private Descriptions() {}
}
