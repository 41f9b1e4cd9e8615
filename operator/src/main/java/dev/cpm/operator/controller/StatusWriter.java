package dev.cpm.operator.controller;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.NamespacedKubernetesClient;
import io.fabric8.kubernetes.client.RequestConfigBuilder;
import java.net.HttpURLConnection;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.BooleanSupplier;

/**
 * Writes statuses, many at a time, one attempt each, and tells of each for certain what is known of it: trying again, and
 * what counts until then, is the caller's. But where the server has too much to do, which it says before it does
 * anything, all writes wait for it together, and what it refused for that is sent again. Each names the version that it
 * was made for, so what changed while it waited is not overwritten.
 */
final class StatusWriter implements AutoCloseable {
    /** More writers gain nothing against one API server: 16 reach its rate. */
    private static final int WRITERS = 16;

    /** Few, and apart: what hangs there must not be in the way of those above. */
    private static final int WRITERS_BESIDE = 4;

    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    /**
     * So long one is sent again and again because the server has too much to do. It may be refused alone, say by an
     * admission webhook, and the round that it is of waits for it.
     */
    private static final Duration REFUSED = Duration.ofSeconds(10);

    /** What etcd, or the way to it, says of an object that is too large before anything is stored; the code is 500. */
    private static final List<String> TOO_LARGE = List.of("request is too large", "message larger than max");

    /** With connections of its own; what it must not do is what the client does by itself: trying again. */
    private final KubernetesClient client;

    private final NamespacedKubernetesClient once;
    private final ExecutorService writers = pool(WRITERS, "status-writer");
    private final ExecutorService beside = pool(WRITERS_BESIDE, "status-writer-beside");
    private final Gate gate = new Gate(WRITERS + WRITERS_BESIDE, System::nanoTime);
    private final BooleanSupplier may;
    private final Observer observer;
    private volatile boolean stopped;

    /** Writes to the server of another client, as the same user; only as long as it {@code may}, asked before each try. */
    StatusWriter(KubernetesClient like, BooleanSupplier may) {
        this(like, may, Observer.NONE);
    }

    StatusWriter(KubernetesClient like, BooleanSupplier may, Observer observer) {
        this.may = may;
        this.observer = observer;
        this.client = Clients.builder(like.getConfiguration())
                .withHttpClientBuilderConsumer(
                        http -> http.addOrReplaceInterceptor("retry-after", new RetryAfter(gate::shut)))
                .build();
        this.once = client.newClient(new RequestConfigBuilder()
                        .withRequestTimeout((int) TIMEOUT.toMillis())
                        .withRequestRetryBackoffLimit(0)
                        .build())
                .adapt(NamespacedKubernetesClient.class);
    }

    private static ExecutorService pool(int size, String name) {
        return Executors.newFixedThreadPool(size, task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Thrown where writing ends because the operator stops; what was under way is settled by the next leader. */
    static final class StoppedException extends RuntimeException {
        private static final long serialVersionUID = 1;

        StoppedException() {
            super("the operator stops");
        }
    }

    /**
     * Tries an object once, when its turn comes; within twice the timeout from then on it is known what became of it, but
     * for the pauses that the server asks for. Where it takes nothing at all for a minute, what has not been sent is not.
     */
    <T extends HasMetadata> Future<WriteOutcome<T>> write(T object) {
        return submit(writers, object, false);
    }

    /** Tries an object once, beside all else. {@code maybeStored}: an earlier write at this version may be stored yet. */
    <T extends HasMetadata> Future<WriteOutcome<T>> writeBeside(T object, boolean maybeStored) {
        return submit(beside, object, maybeStored);
    }

    private <T extends HasMetadata> Future<WriteOutcome<T>> submit(
            ExecutorService pool, T object, boolean maybeStored) {
        long since = System.nanoTime();
        try {
            return pool.submit(() -> send(object, maybeStored, since));
        } catch (RejectedExecutionException e) {
            throw new StoppedException();
        }
    }

    /** The outcome of a write, which is waited for. */
    static <T> WriteOutcome<T> result(Future<WriteOutcome<T>> done) throws InterruptedException {
        try {
            return done.get();
        } catch (CancellationException e) {
            throw new StoppedException();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof InterruptedException) {
                throw new StoppedException(); // Nothing but the end interrupts those that write.
            }
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e.getCause());
        }
    }

    /** Sends it when the gate lets it through, and again where it was only too much; it has waited {@code since}. */
    private <T extends HasMetadata> WriteOutcome<T> send(T object, boolean maybeStored, long since)
            throws InterruptedException {
        WriteOutcome.Failed<T> refusal = null;
        long until = 0;
        while (gate.enter(since)) {
            WriteOutcome<T> outcome;
            long began = System.nanoTime();
            try {
                outcome = attempt(object, maybeStored, since);
            } finally {
                gate.leave();
            }
            tell(outcome, System.nanoTime() - began);
            if (!(outcome instanceof WriteOutcome.Failed<T> failed)
                    || failed.retryAfter().isZero()) {
                return outcome;
            }
            long now = System.nanoTime();
            until = refusal == null ? now + REFUSED.toNanos() : until;
            refusal = failed;
            if (now + failed.retryAfter().toNanos() - until > 0) {
                return failed;
            }
        }
        if (stopped) {
            throw new StoppedException();
        }
        return refusal == null ? new WriteOutcome.Unsent<>() : refusal;
    }

    private void tell(WriteOutcome<?> outcome, long took) {
        if (outcome instanceof WriteOutcome.Accepted) {
            observer.wrote(Observer.Write.STORED, took);
        } else if (outcome instanceof WriteOutcome.MovedOn) {
            observer.wrote(Observer.Write.MOVED_ON, took);
        } else if (outcome instanceof WriteOutcome.Gone) {
            observer.wrote(Observer.Write.GONE, took);
        } else if (outcome instanceof WriteOutcome.Failed<?> failed) {
            observer.wrote(
                    !failed.retryAfter().isZero()
                            ? Observer.Write.THROTTLED
                            : failed.maybeStored() ? Observer.Write.UNKNOWN : Observer.Write.REFUSED,
                    took);
        }
    }

    private <T extends HasMetadata> WriteOutcome<T> attempt(T object, boolean maybeStored, long since)
            throws InterruptedException {
        if (stopped) {
            throw new StoppedException();
        }
        if (!may.getAsBoolean()) {
            return new WriteOutcome.Unsent<>();
        }
        try {
            T latest = once.resource(object).updateStatus();
            gate.taken();
            return new WriteOutcome.Accepted<>(latest);
        } catch (KubernetesClientException e) {
            WriteOutcome.Failed<T> failed = failure(e, maybeStored);
            if (e.getCode() == RetryAfter.TOO_MANY_REQUESTS) {
                return failed;
            }
            boolean another =
                    e.getCode() == HttpURLConnection.HTTP_CONFLICT || e.getCode() == HttpURLConnection.HTTP_NOT_FOUND;
            return failed.maybeStored() || another ? lookUp(object, failed, since) : failed;
        } catch (RuntimeException e) {
            if (stopped) {
                throw new StoppedException();
            }
            // Whatever it is, it is this object's; and as long as it is not certain, it may be stored.
            return lookUp(object, WriteOutcome.Failed.by(e), since);
        }
    }

    /** Looks what the server has, after a conflict or an answer that was lost. */
    private <T extends HasMetadata> WriteOutcome<T> lookUp(T object, WriteOutcome.Failed<T> failed, long since)
            throws InterruptedException {
        if (!gate.awaitOpen(since)) {
            return failed.unsure();
        }
        T latest;
        try {
            latest = once.resource(object).get();
            if (latest == null && !isGone(object)) {
                return failed.unsure();
            }
        } catch (KubernetesClientException e) {
            return failed.unsure(); // The server does not say. A conflict may be one with this very write.
        } catch (RuntimeException e) {
            return stopped ? failed : failed.unsure().and(e); // as where the server does not say
        }
        if (latest == null
                || !latest.getMetadata().getUid().equals(object.getMetadata().getUid())) {
            return new WriteOutcome.Gone<>();
        }
        boolean moved = !latest.getMetadata()
                .getResourceVersion()
                .equals(object.getMetadata().getResourceVersion());
        return moved ? new WriteOutcome.MovedOn<>(latest) : failed;
    }

    /**
     * Whether the server has no such object. That it was not found is no proof: as long as a server that starts does not
     * serve a kind, nothing of it is found. A list says so by an error.
     */
    private boolean isGone(HasMetadata object) {
        String namespace = object.getMetadata().getNamespace();
        var kind = once.resources(object.getClass());
        var named = (namespace == null ? kind : kind.inNamespace(namespace))
                .withField("metadata.name", object.getMetadata().getName());
        return named.list().getItems().isEmpty();
    }

    private <T> WriteOutcome.Failed<T> failure(KubernetesClientException e, boolean maybeStored) {
        Throwable cause = e;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        String reason = ServerMessage.of(e).orElse(String.valueOf(cause.getMessage()));
        if (e.getCode() == RetryAfter.TOO_MANY_REQUESTS) {
            return new WriteOutcome.Failed<>(maybeStored, reason, gate.refused(reason));
        }
        if (e.getCode() > 0) {
            gate.taken();
        }
        if (TOO_LARGE.stream().anyMatch(reason::contains)) {
            return WriteOutcome.Failed.tooLarge(maybeStored, reason);
        }
        return new WriteOutcome.Failed<>(maybeStored || !refused(e), reason, Duration.ZERO);
    }

    /** The server says that this was not stored, which a server that is lost on its way to the store cannot say. */
    private static boolean refused(KubernetesClientException e) {
        return e.getCode() >= HttpURLConnection.HTTP_BAD_REQUEST
                && e.getCode() < HttpURLConnection.HTTP_INTERNAL_ERROR
                && e.getCode() != HttpURLConnection.HTTP_CLIENT_TIMEOUT;
    }

    /** Whether the server asks to be left alone. */
    boolean leftAlone() {
        return !gate.pause().isZero();
    }

    /** From now on nothing is sent, nor sent again; what is under way goes on. */
    void drain() {
        gate.close();
    }

    /** Ends all writing at once: nothing is sent any more. */
    @Override
    public void close() {
        stopped = true;
        gate.close();
        for (ExecutorService pool : List.of(writers, beside)) {
            pool.shutdownNow().forEach(task -> ((Future<?>) task).cancel(false));
        }
        client.close();
    }
}
