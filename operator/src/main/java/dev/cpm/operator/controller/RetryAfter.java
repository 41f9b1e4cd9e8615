package dev.cpm.operator.controller;

import io.fabric8.kubernetes.client.http.AsyncBody;
import io.fabric8.kubernetes.client.http.BasicBuilder;
import io.fabric8.kubernetes.client.http.HttpResponse;
import io.fabric8.kubernetes.client.http.Interceptor;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** Hands the header {@code Retry-After} of a refused request to whoever sent it; the client's exceptions leave it out. */
final class RetryAfter implements Interceptor {
    private static final int TOO_MANY_REQUESTS = 429;
    private static final Duration LONGEST = Duration.ofHours(1);

    /** The server takes nothing now. It did not look at the request. */
    static final class Throttled extends IOException {
        private static final long serialVersionUID = 1;
        private final Duration pause;

        private Throttled(Duration pause) {
            super("the API server has too much to do");
            this.pause = pause;
        }

        Duration pause() {
            return pause;
        }
    }

    @Override
    public CompletableFuture<Boolean> afterFailure(BasicBuilder builder, HttpResponse<?> response, RequestTags tags) {
        if (response.code() != TOO_MANY_REQUESTS) {
            return CompletableFuture.completedFuture(false);
        }
        if (response.body() instanceof AsyncBody body) {
            body.cancel();
        }
        return CompletableFuture.failedFuture(new Throttled(pause(response.header("Retry-After"))));
    }

    /** The header's seconds; a second where there is none, or a date, which no API server sends. */
    private static Duration pause(String header) {
        if (header == null || !header.matches("[0-9]{1,9}")) {
            return Duration.ofSeconds(1);
        }
        Duration pause = Duration.ofSeconds(Long.parseLong(header));
        return pause.compareTo(LONGEST) > 0 ? LONGEST : pause;
    }
}
