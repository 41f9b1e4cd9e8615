package dev.cpm.operator.placement.status;

import java.time.Instant;
import java.time.format.DateTimeParseException;

/** Times of statuses: RFC 3339 in UTC with whole seconds. Those that were stored somebody may have edited. */
public final class Times {
    private static final String LAST = "9999-12-31T23:59:58Z";

    private Times() {}

    /** A time as statuses have it; what it has of a second is left out. */
    public static String of(Instant time) {
        return Instant.ofEpochSecond(time.getEpochSecond()).toString();
    }

    /** The later of a stored time and the present one. */
    static String later(String stored, String now) {
        Instant time = parse(stored);
        return time != null && time.isAfter(Instant.parse(now)) ? stored : now;
    }

    /** The present time, or the second after the stored one, if that is not over yet. */
    public static String after(String stored, String now) {
        Instant time = parse(stored);
        boolean past = time == null || time.isBefore(Instant.parse(now)) || time.isAfter(Instant.parse(LAST));
        return past ? now : time.plusSeconds(1).toString();
    }

    private static Instant parse(String stored) {
        try {
            return stored == null ? null : Instant.parse(stored);
        } catch (DateTimeParseException e) {
            return null; // It is no time, so nothing can be before it.
        }
    }
}
