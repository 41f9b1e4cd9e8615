package dev.cpm.operator.controller;

import java.util.Locale;

/** What a process of the operator is doing, in a word and a sentence. */
public record Health(Phase phase, String message) {

    /** {@code BROKEN} alone is mended by a restart. */
    public enum Phase {
        STARTING,
        STANDBY,
        HINDERED,
        LEADING,
        ENDING,
        BROKEN
    }

    /** It waits for something, before it can take part. */
    public static Health starting(String message) {
        return new Health(Phase.STARTING, message);
    }

    /** Whether a restart could not make it better. */
    boolean live() {
        return phase != Phase.BROKEN;
    }

    /** Whether it leads, or could at any moment; not where another has its regions, too, by mistake. */
    boolean ready() {
        return phase == Phase.LEADING || phase == Phase.STANDBY;
    }

    /** The phase in lower case. */
    String word() {
        return phase.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public String toString() {
        return word() + ": " + message;
    }
}
