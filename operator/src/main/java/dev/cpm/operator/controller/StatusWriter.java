package dev.cpm.operator.controller;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes statuses, many at a time, and comes back only when it is certain of each what the API server holds. That
 * certainty is what the ledger stands on: a write whose answer was lost is followed up until it is known to be stored,
 * or can never be.
 */
final class StatusWriter implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(StatusWriter.class);

    /** More writers gain nothing against one API server: 16 reach its rate. */
    private static final int WRITERS = 16;

    private static final int UNPROCESSABLE = 422;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(15);

    private final KubernetesClient client;
    private final ExecutorService writers;
    private volatile boolean stopped;

    StatusWriter(KubernetesClient client) {
        this.client = client;
        this.writers = Executors.newFixedThreadPool(WRITERS, task -> {
            Thread thread = new Thread(task, "status-writer");
            thread.setDaemon(true);
            return thread;
        });
    }

    /**
     * What became of a write.
     *
     * @param stored whether the status that was asked for is what the server stored
     * @param latest the object as the server has it; empty if it is gone
     */
    record Written<T>(boolean stored, Optional<T> latest) {}

    /** Writes the status of each object, at the version that the object names; the results in the same order. */
    <T extends HasMetadata> List<Written<T>> write(List<T> objects, StatusOf<T> status) {
        List<Callable<Written<T>>> tasks = new ArrayList<>();
        for (T object : objects) {
            tasks.add(() -> write(object, status));
        }
        try {
            List<Written<T>> results = new ArrayList<>();
            for (Future<Written<T>> future : writers.invokeAll(tasks)) {
                results.add(future.get());
            }
            return results;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoppedException();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    /** Tells whether the status of a stored object is the one that was asked for. */
    interface StatusOf<T> {
        boolean same(T asked, T stored);
    }

    /** Thrown where writing ends because the operator stops; what was under way is settled by the next leader. */
    static final class StoppedException extends RuntimeException {
        private static final long serialVersionUID = 1;

        StoppedException() {
            super("the operator stops");
        }
    }

    private <T extends HasMetadata> Written<T> write(T object, StatusOf<T> status) {
        boolean uncertain = false;
        for (Duration pause = FIRST_PAUSE; ; pause = longer(pause)) {
            if (stopped) {
                throw new StoppedException();
            }
            try {
                return new Written<>(true, Optional.of(client.resource(object).updateStatus()));
            } catch (KubernetesClientException failure) {
                if (refused(failure) && !uncertain) {
                    // Not stored, and trying again would not help by itself.
                    log.error("Cannot write the status of {}: {}", name(object), reason(failure));
                    return new Written<>(false, Optional.empty());
                }
                uncertain |= !refused(failure) && !superseded(failure);
                Optional<Written<T>> known = followUp(object, status, failure, pause);
                if (known.isPresent()) {
                    return known.get();
                }
            }
        }
    }

    /**
     * After a conflict, or an answer that was lost: looks what the server has. Empty means that the write is not
     * stored, but might yet be: then it must be written again, which either stores it or makes the lost one fail.
     */
    private <T extends HasMetadata> Optional<Written<T>> followUp(
            T object, StatusOf<T> status, KubernetesClientException failure, Duration pause) {
        if (stopped) {
            throw new StoppedException();
        }
        if (!superseded(failure)) {
            log.warn("Writing the status of {} failed, looking again: {}", name(object), reason(failure));
            sleep(pause);
        }
        T latest;
        try {
            latest = client.resource(object).get();
        } catch (KubernetesClientException e) {
            sleep(pause);
            return Optional.empty();
        }
        if (latest == null || !uid(latest).equals(uid(object))) {
            return Optional.of(new Written<>(false, Optional.ofNullable(latest)));
        }
        boolean stored = status.same(object, latest);
        boolean movedOn = !latest.getMetadata()
                .getResourceVersion()
                .equals(object.getMetadata().getResourceVersion());
        return stored || movedOn ? Optional.of(new Written<>(stored, Optional.of(latest))) : Optional.empty();
    }

    /** The server says that it will not store this. */
    private static boolean refused(KubernetesClientException failure) {
        return failure.getCode() == HttpURLConnection.HTTP_FORBIDDEN
                || failure.getCode() == HttpURLConnection.HTTP_BAD_REQUEST
                || failure.getCode() == UNPROCESSABLE;
    }

    /** The server has another version by now, or none. */
    private static boolean superseded(KubernetesClientException failure) {
        return failure.getCode() == HttpURLConnection.HTTP_CONFLICT
                || failure.getCode() == HttpURLConnection.HTTP_NOT_FOUND;
    }

    private void sleep(Duration pause) {
        try {
            Thread.sleep(pause.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoppedException();
        }
    }

    private static Duration longer(Duration pause) {
        Duration twice = pause.multipliedBy(2);
        return twice.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : twice;
    }

    private static String reason(KubernetesClientException failure) {
        Throwable cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause.getMessage() == null ? cause.toString() : cause.getMessage();
    }

    private static String uid(HasMetadata object) {
        return String.valueOf(object.getMetadata().getUid());
    }

    private static String name(HasMetadata object) {
        String namespace = object.getMetadata().getNamespace();
        return object.getKind() + " " + (namespace == null ? "" : namespace + "/")
                + object.getMetadata().getName();
    }

    /** Ends all writing at once: nothing is sent any more. */
    @Override
    public void close() {
        stopped = true;
        writers.shutdownNow();
    }
}
