package dev.cpm.operator.controller;

/** What is behind a failure. */
final class Causes {
    private Causes() {}

    /** What went wrong first; the failure itself where nothing caused it. */
    static Throwable root(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause;
    }
}
