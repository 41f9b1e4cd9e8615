package dev.cpm.operator.api;

/** What a topology rule does when it cannot be met: hold replicas back, or place them and report. */
public enum WhenUnsatisfiable {
    DoNotSchedule,
    ScheduleAnyway
}
