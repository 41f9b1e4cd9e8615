package dev.cpm.operator.faults;

import dev.cpm.operator.cluster.Cluster;
import dev.cpm.operator.cluster.OperatorProcess;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Supplier;

/** Keeps an operator running as a kubelet does: whenever its process ends, another one is started. */
final class Keeper implements AutoCloseable {
    private static final Duration PAUSE = Duration.ofMillis(20);
    private static final int LOGS = 3;

    private final Supplier<OperatorProcess> starter;
    private final Runnable afterEnd;
    private final Deque<String> logs = new ArrayDeque<>();
    private final Thread thread = new Thread(this::keep, "keeper");
    private volatile OperatorProcess process;
    private volatile boolean closed;
    private volatile Throwable failure;
    private int ends;

    /** {@code afterEnd} is run between the end of a process and the start of the next. */
    Keeper(Supplier<OperatorProcess> starter, Runnable afterEnd) {
        this.starter = starter;
        this.afterEnd = afterEnd;
        this.process = starter.get();
        thread.setDaemon(true);
        thread.start();
    }

    private void keep() {
        try {
            keepRunning();
        } catch (RuntimeException | Error e) {
            failure = e;
        }
    }

    private void keepRunning() {
        while (!closed) {
            if (process.alive()) {
                Cluster.pause(PAUSE);
                continue;
            }
            synchronized (this) {
                ends++;
                logs.addLast(process.log());
                if (logs.size() > LOGS) {
                    logs.removeFirst();
                }
                process.close();
                if (!closed) {
                    afterEnd.run();
                    process = starter.get();
                }
            }
        }
    }

    /** Nobody is started any more if that failed once, and whoever asks is told. */
    private void check() {
        if (failure != null) {
            throw new AssertionError("the operator was not started again", failure);
        }
    }

    /** The process that runs now, or ended just now. */
    OperatorProcess process() {
        check();
        return process;
    }

    /** How often a process has ended. */
    synchronized int ends() {
        check();
        return ends;
    }

    /** kill -9. Another one is started at once. */
    void kill() {
        process().kill();
    }

    /** What the last processes said. */
    synchronized String logs() {
        return String.join("\n--- it ended, and another one was started\n", logs) + "\n--- and the one that runs\n"
                + process.log();
    }

    @Override
    public void close() {
        closed = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        process.close();
        check();
    }
}
