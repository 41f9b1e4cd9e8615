package dev.cpm.operator.metrics;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The series of a scrape, as Prometheus writes them: {@code name{label="value"}}, and the number of each. */
record Scrape(String text) {
    private static final Pattern SERIES = Pattern.compile("^([a-z]\\w*(?:\\{.*\\})?) (\\S+)$", Pattern.MULTILINE);

    SortedMap<String, Double> all() {
        return SERIES.matcher(text)
                .results()
                .collect(Collectors.toMap(
                        series -> series.group(1),
                        series -> Double.valueOf(series.group(2)),
                        (one, other) -> {
                            throw new AssertionError("twice");
                        },
                        TreeMap::new));
    }

    /** The line that has the series of another line. */
    Optional<String> line(String line) {
        String series = line.substring(0, line.lastIndexOf(' ') + 1);
        return text.lines().filter(real -> real.startsWith(series)).findFirst();
    }

    /** Those of one name, labels included in the key. */
    SortedMap<String, Double> of(String name) {
        SortedMap<String, Double> some = new TreeMap<>(all());
        some.keySet().removeIf(series -> !series.equals(name) && !series.startsWith(name + "{"));
        return some;
    }

    /** Those of one name that are not 0: what is in the braces, and the number. */
    Map<String, Double> rows(String name) {
        Map<String, Double> rows = new TreeMap<>();
        of(name).forEach((series, number) -> {
            if (number != 0) {
                rows.put(
                        series.substring(Math.min(series.length(), name.length() + 1))
                                .replaceAll("[\"}]", ""),
                        number);
            }
        });
        return rows;
    }

    /** The first words of each series: its name. */
    Set<String> names() {
        return all().keySet().stream()
                .map(series -> series.replaceAll("\\{.*", ""))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
