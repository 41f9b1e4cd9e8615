package dev.cpm.operator.placement;

import dev.cpm.operator.placement.model.PlacementKey;
import dev.cpm.operator.placement.model.Request;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * How old new placements are. Rule 7 goes by age, and by rule 9 {@code kubectl apply -f dir/} ends the same in whatever
 * order its objects arrive, though an apply takes its time. So placements that were never answered and
 * were created one shortly after the other are equally old: as old as the first of them. But a new one that is younger than
 * one that was answered, and waits, never counts as older than that.
 */
final class Arrivals {
    /** Seconds from one to the next: more than the settling time, with what rounding to whole seconds adds. */
    private static final int APART = 2;

    /** Seconds from the first to the last: as long as a batch may settle by default. */
    private static final int TOGETHER = 10;

    private record Arrival(Request request, Instant time) {}

    private Arrivals() {}

    /** The requests with the age that counts; {@code fresh} are those that were never answered. */
    static List<Request> aged(List<Request> waiting, Set<PlacementKey> fresh) {
        List<Arrival> arrivals = waiting.stream()
                .filter(request -> fresh.contains(request.key()))
                .flatMap(request -> time(request).map(time -> new Arrival(request, time)).stream())
                .sorted(Comparator.comparing(Arrival::time))
                .toList();
        NavigableSet<Instant> answered = waiting.stream()
                .filter(request -> !fresh.contains(request.key()))
                .flatMap(request -> time(request).stream())
                .collect(Collectors.toCollection(TreeSet::new));
        Map<PlacementKey, String> created = new HashMap<>();
        Arrival first = null;
        Arrival last = null;
        for (Arrival arrival : arrivals) {
            boolean goesOn = last != null
                    && !arrival.time().isAfter(last.time().plusSeconds(APART))
                    && !arrival.time().isAfter(first.time().plusSeconds(TOGETHER))
                    && answered.subSet(first.time(), true, arrival.time(), true).isEmpty();
            first = goesOn ? first : arrival;
            last = arrival;
            created.put(arrival.request().key(), first.request().created());
        }
        List<Request> aged = new ArrayList<>();
        for (Request request : waiting) {
            String time = created.get(request.key());
            aged.add(time == null ? request : request.createdAt(time));
        }
        return aged;
    }

    private static Optional<Instant> time(Request request) {
        try {
            return Optional.of(Instant.parse(request.created()));
        } catch (DateTimeParseException e) {
            return Optional.empty(); // Of no known age, such as in a manifest: before all others, as it stands.
        }
    }
}
