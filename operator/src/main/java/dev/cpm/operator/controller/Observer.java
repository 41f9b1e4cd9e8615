package dev.cpm.operator.controller;

/**
 * Hears in numbers what the operator does, from the threads that do it: so each of these returns at once, and throws
 * nothing. All times are nanoseconds.
 */
public interface Observer {
    /** Nobody looks. */
    Observer NONE = new Observer() {};

    /** How a try to write a status ended. */
    enum Write {
        /** It is stored. */
        STORED,
        /** The object had changed before, so it is decided anew. */
        MOVED_ON,
        /** The object is gone. */
        GONE,
        /** The API server had too much to do (429). */
        THROTTLED,
        /** The API server refused it, so nothing is stored. */
        REFUSED,
        /** The answer was lost, so it may be stored. */
        UNKNOWN
    }

    /** So many placements wait until they are decided and what they are told is stored. */
    default void waiting(int placements) {}

    /** A batch was decided: of all that it was about, where each replica goes. */
    default void decided(long took) {}

    /** One placement was explained: what is wrong, and what would mend it. */
    default void explained(long took) {}

    /** A batch ended: so many placements were answered, and what became of the answers is known. */
    default void batch(int placements, long took) {}

    /** A status was tried to be written. */
    default void wrote(Write how, long took) {}
}
