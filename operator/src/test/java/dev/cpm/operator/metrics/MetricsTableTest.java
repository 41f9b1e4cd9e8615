package dev.cpm.operator.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The table in deploy/observability/metrics.md is what is told. {@code -Dgolden.renew=true} renews it. */
class MetricsTableTest {
    private static final Path FILE = Path.of("..", "deploy", "observability", "metrics.md");
    private static final Pattern TABLE = Pattern.compile("(\\|---\\|---\\|---\\|---\\|\n)((?:\\|.*\n)*)");
    private static final Pattern HELP = Pattern.compile("^# HELP (\\w+) (.*)$", Pattern.MULTILINE);
    private static final Pattern LABEL = Pattern.compile("[{,](\\w+)=\"");

    private static String told() {
        Known world = new Known();
        OperatorMetrics metrics = new OperatorMetrics("1.2.3", world, OperatorMetrics.MOST);
        metrics.of(world);
        return metrics.scrape("");
    }

    private static SortedMap<String, String> rows(String text) {
        SortedMap<String, String> rows = new TreeMap<>();
        Scrape scrape = new Scrape(text);
        HELP.matcher(text).results().forEach(help -> {
            String name = help.group(1);
            String type = text.replaceAll("(?s).*# TYPE " + name + " (\\w+)\n.*", "$1");
            boolean ofHistogram =
                    name.endsWith("_max") && text.contains("# TYPE " + name.replaceAll("_max$", "") + " ");
            if (!ofHistogram) {
                rows.put(
                        name,
                        "| `%s` | %s | %s | %s |".formatted(name, type, labels(scrape, name, type), help.group(2)));
            }
        });
        return rows;
    }

    private static String labels(Scrape scrape, String name, String type) {
        TreeSet<String> labels = new TreeSet<>();
        for (String series :
                scrape.of(type.equals("histogram") ? name + "_count" : name).keySet()) {
            LABEL.matcher(series).results().forEach(label -> labels.add("`" + label.group(1) + "`"));
        }
        return labels.stream().collect(Collectors.joining(", "));
    }

    @Test
    void theTableHasWhatIsTold() throws IOException {
        String rows = String.join("\n", rows(told()).values());
        String file = Files.readString(FILE);
        String real = TABLE.matcher(file).replaceFirst("$1" + Matcher.quoteReplacement(rows + "\n"));
        if (Boolean.getBoolean("golden.renew")) {
            Files.writeString(FILE, real);
        }
        assertThat(rows.lines()).hasSizeGreaterThan(25);
        assertThat(Files.readString(FILE)).isEqualTo(real).contains(rows);
    }
}
