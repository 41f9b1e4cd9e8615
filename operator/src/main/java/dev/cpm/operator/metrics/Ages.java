package dev.cpm.operator.metrics;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;

/** How long ago a time in a status is. */
final class Ages {
    private Ages() {}

    /** In seconds, 0 or more; 0 where it is not there, or cannot be read. {@code since} is RFC 3339. */
    static double seconds(String since, Instant now) {
        if (since == null) {
            return 0;
        }
        try {
            Duration age = Duration.between(OffsetDateTime.parse(since).toInstant(), now);
            return Math.max(0, age.toMillis() / 1000.0);
        } catch (DateTimeParseException e) {
            return 0; // Somebody wrote the status who is not the operator.
        }
    }
}
