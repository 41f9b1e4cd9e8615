package dev.cpm.operator.controller;

import io.fabric8.kubernetes.client.http.BasicBuilder;
import io.fabric8.kubernetes.client.http.HttpResponse;
import io.fabric8.kubernetes.client.http.Interceptor;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** Tells of the header {@code Retry-After} of refused requests; the client's exceptions leave it out. */
final class RetryAfter implements Interceptor {
    /** The server takes nothing now. It did not look at the request. */
    static final int TOO_MANY_REQUESTS = 429;

    private static final Duration LONGEST = Duration.ofHours(1);
    private final Consumer<Duration> told;

    /** {@code told} hears how long the server asks to be left alone, before whoever sent the request hears of it. */
    RetryAfter(Consumer<Duration> told) {
        this.told = told;
    }

    @Override
    public CompletableFuture<Boolean> afterFailure(BasicBuilder builder, HttpResponse<?> response, RequestTags tags) {
        if (response.code() == TOO_MANY_REQUESTS) {
            told.accept(pause(response.header("Retry-After")));
        }
        return CompletableFuture.completedFuture(false);
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
