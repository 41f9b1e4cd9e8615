package dev.cpm.operator.cluster;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Restarts an operator's process that ended, as a kubelet does: at once the first time, then after 10 s, 20 s, and so on
 * up to 5 minutes.
 */
final class Kubelet implements AutoCloseable {
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(10);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);

    private final Path kubeconfig;
    private final String name;
    private final String[] arguments;
    private final List<OperatorProcess> processes = new ArrayList<>();
    private final List<Integer> exitCodes = new ArrayList<>();
    private final Thread thread = new Thread(this::keepRunning, "kubelet");

    Kubelet(Path kubeconfig, String name, String... arguments) {
        this.kubeconfig = kubeconfig;
        this.name = name;
        this.arguments = arguments;
        start();
        thread.setDaemon(true);
        thread.start();
    }

    private synchronized void start() {
        processes.add(new OperatorProcess(kubeconfig, name, Cluster.SETTLE, arguments));
    }

    /** The process that runs, or ran last. */
    synchronized OperatorProcess process() {
        return processes.get(processes.size() - 1);
    }

    /** Of the processes that ended, in order. */
    synchronized List<Integer> exitCodes() {
        return List.copyOf(exitCodes);
    }

    private void keepRunning() {
        Duration pause = Duration.ZERO;
        try {
            while (true) {
                int code = process().exitCode(Duration.ofDays(1));
                synchronized (this) {
                    exitCodes.add(code);
                }
                TimeUnit.MILLISECONDS.sleep(pause.toMillis());
                start();
                Duration twice = pause.isZero() ? FIRST_PAUSE : pause.multipliedBy(2);
                pause = twice.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : twice;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        thread.interrupt();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        processes.forEach(OperatorProcess::close);
    }
}
