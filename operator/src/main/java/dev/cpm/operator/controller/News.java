package dev.cpm.operator.controller;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/**
 * What comes while a batch is being answered, and is for the next one: whether it has settled by now, as {@link Settling}
 * has it, so that the next batch is due. Until then the batch goes on. For the engine's thread.
 */
final class News {
    private final BooleanSupplier more;
    private final LongSupplier nanos;
    private final Settling settling;

    /** {@code more}: whether anything new has come since it was asked last; {@code nanos} is a monotonic clock. */
    News(BooleanSupplier more, Duration settle, LongSupplier nanos) {
        this.more = more;
        this.nanos = nanos;
        this.settling = new Settling(settle);
    }

    /** A batch begins, with all that came before. */
    void begin() {
        settling.done();
    }

    /** Looks for more. */
    void look() {
        if (more.getAsBoolean()) {
            settling.changed(nanos.getAsLong());
        }
    }

    /** Whether anything waits that does not settle yet. */
    boolean unsettled() {
        return settling.waits() && !due();
    }

    /** Whether anything waits, and has settled. */
    boolean due() {
        return settling.over(nanos.getAsLong());
    }
}
