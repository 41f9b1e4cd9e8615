package dev.cpm.operator.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/** Requests by as many threads as the operator writes with. */
final class Parallel {
    /** As in the operator's StatusWriter. */
    static final int WRITERS = 16;

    private Parallel() {}

    /** Does it for each, and returns once all are done; fails where one of them did. */
    static <T> void forEach(List<T> items, Consumer<T> request) {
        ExecutorService writers = Executors.newFixedThreadPool(WRITERS);
        try {
            List<Future<?>> requests = new ArrayList<>();
            for (T item : items) {
                requests.add(writers.submit(() -> request.accept(item)));
            }
            for (Future<?> one : requests) {
                one.get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("a request failed", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted between requests", e);
        } finally {
            writers.shutdownNow();
        }
    }
}
