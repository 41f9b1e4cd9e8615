package dev.cpm.operator.controller;

import java.time.Duration;

/** What became of one attempt to write an object's status at the version that the object named. */
sealed interface WriteOutcome<T> {

    /** It is stored; {@code latest} is the object with it. */
    record Accepted<T>(T latest) implements WriteOutcome<T> {}

    /** The server has a newer version: nothing that named the older one can be stored any more. */
    record MovedOn<T>(T latest) implements WriteOutcome<T> {}

    /** The object is gone, or another one has its name. */
    record Gone<T>() implements WriteOutcome<T> {}

    /** It was not sent, since this process must not write any more, or not now. */
    record Unsent<T>() implements WriteOutcome<T> {}

    /**
     * The server has the version that was named.
     *
     * @param maybeStored the attempt, or one before, may be stored yet: its answer was lost. Else it was refused
     * @param retryAfter how long the server asks to be left alone; zero if it does not say
     * @param defect what should never happen, such as an object that cannot be sent at all; null for a server's refusal
     * @param tooLarge the object would be larger with it than the server stores, so it is refused for good
     */
    record Failed<T>(boolean maybeStored, String reason, Duration retryAfter, RuntimeException defect, boolean tooLarge)
            implements WriteOutcome<T> {

        Failed(boolean maybeStored, String reason, Duration retryAfter) {
            this(maybeStored, reason, retryAfter, null, false);
        }

        /** By what should never happen, so that it is not known what is stored. */
        static <T> Failed<T> by(RuntimeException defect) {
            return new Failed<>(true, defect.toString(), Duration.ZERO, defect, false);
        }

        /** The same, where this should never have happened either; of several the first is told. */
        Failed<T> and(RuntimeException another) {
            return defect != null ? this : new Failed<>(maybeStored, reason, retryAfter, another, tooLarge);
        }

        /** The same, where it was refused for a reason that an earlier sending of it may be, by whoever passes it on. */
        Failed<T> unsure() {
            return new Failed<>(true, reason, retryAfter, defect, tooLarge);
        }

        /** This attempt is refused; {@code maybeStored}: one before it may be stored yet. */
        static <T> Failed<T> tooLarge(boolean maybeStored, String said) {
            String reason = "the object is larger with its status than the API server can store (" + said
                    + "); take off labels, annotations, finalizers or owners";
            return new Failed<>(maybeStored, reason, Duration.ZERO, null, true);
        }
    }
}
