package dev.cpm.operator.bench;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * How fast the machine is from moment to moment: one thread does the same small piece of work again and again, a hundredth
 * of a core, and takes its own CPU time. A machine that shares its host is now faster and now slower, by a third within
 * minutes; what was measured at different times can be compared by the pieces of work that could be done meanwhile.
 */
final class Pace implements AutoCloseable {
    private static final Duration PAUSE = Duration.ofMillis(150);

    /** Of a piece: what API server and operator do most, reading and writing JSON. */
    private static final int DOCUMENTS = 400;

    private static final JsonMapper JSON = new JsonMapper();
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final byte[] document;
    private final Thread worker = new Thread(this::work, "pace");

    /** So far; a piece and its time are counted at once. */
    private Mark done = new Mark(0, 0);

    /**
     * A moment.
     *
     * @param pieces done until then
     * @param nanos of CPU that they took
     */
    record Mark(long pieces, long nanos) {}

    /** Begins; {@code object} is what the work is done on. */
    Pace(Object object) {
        document = Serialization.asJson(object).getBytes(StandardCharsets.UTF_8);
        worker.setDaemon(true);
        worker.start();
    }

    synchronized Mark mark() {
        return done;
    }

    /** CPU milliseconds that a piece of work took since then. Throws {@link IllegalStateException} if none was done. */
    double since(Mark mark) {
        Mark now = mark();
        if (now.pieces() == mark.pieces()) {
            throw new IllegalStateException(
                    worker.isAlive() ? "that was too short to be measured" : "nobody takes the pace any more");
        }
        return (now.nanos() - mark.nanos()) / 1e6 / (now.pieces() - mark.pieces());
    }

    private void work() {
        try {
            while (true) {
                long start = THREADS.getCurrentThreadCpuTime();
                for (int i = 0; i < DOCUMENTS; i++) {
                    if (JSON.writeValueAsBytes(JSON.readTree(document)).length == 0) {
                        throw new IllegalStateException("a document without content");
                    }
                }
                count(THREADS.getCurrentThreadCpuTime() - start);
                Thread.sleep(PAUSE.toMillis());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // closed
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private synchronized void count(long nanos) {
        done = new Mark(done.pieces() + 1, done.nanos() + nanos);
    }

    @Override
    public void close() {
        worker.interrupt();
    }
}
