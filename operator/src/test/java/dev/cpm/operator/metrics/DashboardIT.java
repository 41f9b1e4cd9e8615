package dev.cpm.operator.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.cpm.operator.controller.HttpPort;
import dev.cpm.operator.controller.HttpPort.Answer;
import dev.cpm.operator.controller.Observer;
import dev.cpm.operator.controller.Observer.Write;
import dev.cpm.operator.local.PrometheusBinaries;
import dev.cpm.operator.local.RealPrometheus;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Every query of the dashboard, and every selector of the alert rules, finds something in a real Prometheus. */
@ExtendWith(RealPrometheus.class)
class DashboardIT {
    private static final Path FILES = Path.of("..", "deploy", "observability");
    private static final Path ALERTS = FILES.resolve("alerts.yaml");
    private static final Set<String> PANELS = Set.of("row", "stat", "timeseries", "table", "bargauge");
    private static final int COLUMNS = 24;

    /** A metric with its matchers, if it has any. */
    private static final Pattern SELECTOR = Pattern.compile("\\b(?:cpm|jvm|process)_\\w+(?:\\{[^}]*})?");

    private static final Pattern GROUPED = Pattern.compile("\\b(?:by|on) \\(([^)]+)\\)");
    private static final Pattern LABEL = Pattern.compile("(\\w+)\\s*(?:=~|!~|!=|=)\"");

    /** And nobody has machines in it. */
    private static final String LOST = """
            {apiVersion: cpm.dev/v1alpha1, kind: Zone, metadata: {name: r3-z}, spec: {region: r3, state: Unavailable}}
            """;

    @TempDir
    private static Path directory;

    private static final OperatorMetrics METRICS = new OperatorMetrics("1.2.3");
    private static HttpPort port;
    private static Thread engine;
    private static Prometheus prometheus;
    private static JsonNode dashboard;

    @BeforeAll
    static void scrape(PrometheusBinaries binaries) throws IOException, InterruptedException {
        Known known = new Known();
        known.objects.addAll(Known.read(LOST));
        METRICS.of(known);
        port = new HttpPort(0, "metrics")
                .at(
                        "/metrics",
                        asked -> new Answer(
                                200,
                                OperatorMetrics.type(asked.accept()),
                                METRICS.scrape(asked.accept()).getBytes(StandardCharsets.UTF_8)));
        engine = new Thread(() -> work(METRICS.observer()), "engine");
        engine.start();
        prometheus = new Prometheus(binaries, directory, port.port(), ALERTS);
        dashboard = new ObjectMapper().readTree(FILES.resolve("dashboard.json").toFile());
        prometheus.awaitScrapes(4, Duration.ofSeconds(60));
    }

    @AfterAll
    static void end() throws InterruptedException {
        engine.interrupt();
        engine.join();
        prometheus.close();
        port.close();
    }

    private static void work(Observer observer) {
        try {
            while (true) {
                observer.waiting(2);
                observer.decided(TimeUnit.MILLISECONDS.toNanos(3));
                observer.explained(TimeUnit.MILLISECONDS.toNanos(2));
                observer.wrote(Write.STORED, TimeUnit.MILLISECONDS.toNanos(12));
                observer.batch(2, TimeUnit.MILLISECONDS.toNanos(80));
                Thread.sleep(50);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Stream<JsonNode> panels() {
        return Stream.iterate(0, i -> i + 1)
                .limit(dashboard.path("panels").size())
                .map(dashboard.path("panels")::get);
    }

    private static List<String> expressions() {
        return panels().flatMap(panel -> panel.findValuesAsText("expr").stream())
                .toList();
    }

    private static String filled(String expression) {
        return expression
                .replace("$job", ".*")
                .replace("$region", ".*")
                .replace("$__rate_interval", "1m")
                .replace("$__interval", "1m");
    }

    @Test
    void everyPanelShowsSomething() throws IOException, InterruptedException {
        assertThat(expressions()).hasSizeGreaterThan(40);
        for (String expression : expressions()) {
            JsonNode result = prometheus.ask(filled(expression));
            assertThat(result).as(expression).isNotEmpty();
            for (JsonNode series : result) {
                assertThat(series.at("/value/1").asText()).as(expression).isNotEqualTo("NaN");
            }
        }
        for (JsonNode annotation : dashboard.at("/annotations/list")) {
            prometheus.ask(filled(annotation.path("expr").asText()));
        }
    }

    @Test
    void itsVariablesHaveValues() throws IOException, InterruptedException {
        for (JsonNode variable : dashboard.at("/templating/list")) {
            if (variable.path("type").asText().equals("query")) {
                String query = variable.at("/query/query").asText();
                String[] parts = query.replaceAll("^label_values\\((.*), (\\w+)\\)$", "$1\t$2")
                        .split("\t");
                assertThat(parts).as(query).hasSize(2);
                assertThat(prometheus.ask("count by (" + parts[1] + ") (" + filled(parts[0]) + ")"))
                        .as(query)
                        .isNotEmpty()
                        .allSatisfy(series -> assertThat(
                                        series.at("/metric/" + parts[1]).asText())
                                .isNotEmpty());
            }
        }
    }

    /** Here nothing is wrong with the operator, so most of them must not be raised; but what they look at must be there. */
    @Test
    void everyAlertLooksAtWhatIsThere() throws IOException, InterruptedException {
        int looked = 0;
        for (JsonNode rules : new YAMLMapper().readTree(ALERTS.toFile()).findValues("rules")) {
            for (JsonNode rule : rules) {
                String expression = rule.path("expr").asText();
                Set<String> labels = new TreeSet<>();
                for (String selector : found(SELECTOR, expression)) {
                    JsonNode series = prometheus.ask(selector);
                    assertThat(series)
                            .as("%s: %s", rule.path("alert"), selector)
                            .isNotEmpty();
                    series.get(0).path("metric").fieldNames().forEachRemaining(labels::add);
                    // A matcher of a label that is not there matches the empty value.
                    assertThat(series.get(0).path("metric").properties().stream()
                                    .map(label -> label.getKey()))
                            .as(selector)
                            .containsAll(LABEL.matcher(selector)
                                    .results()
                                    .map(label -> label.group(1))
                                    .toList());
                    looked++;
                }
                for (String list : GROUPED.matcher(expression)
                        .results()
                        .map(group -> group.group(1))
                        .toList()) {
                    assertThat(labels).as(expression).contains(list.split(", "));
                }
            }
        }
        assertThat(looked).isGreaterThan(20);
    }

    private static List<String> found(Pattern pattern, String text) {
        return pattern.matcher(text).results().map(found -> found.group()).toList();
    }

    @Test
    void prometheusEvaluatesEveryAlertWithoutComplaint() throws IOException, InterruptedException {
        List<String> raised = new ArrayList<>();
        for (JsonNode group : prometheus.get("/api/v1/rules").at("/data/groups")) {
            for (JsonNode rule : group.path("rules")) {
                assertThat(rule.path("health").asText()).as("%s", rule).isEqualTo("ok");
                if (!rule.path("alerts").isEmpty()) {
                    raised.add(rule.path("name").asText());
                }
            }
        }
        // Of m1 none is free; one waits for a zone; all is older than an hour; and the engine always says that two
        // wait.
        assertThat(raised)
                .containsExactlyInAnyOrder(
                        "CpmReplicasUnplaced",
                        "CpmNoOpenZone",
                        "CpmViolationLasts",
                        "CpmInvalidSpec",
                        "CpmRegionFull",
                        "CpmQueueNotDraining",
                        "CpmUnanswered");
    }

    @Test
    void everythingThatIsToldIsLookedAtSomewhere() throws IOException {
        String looked = String.join("\n", expressions()) + Files.readString(ALERTS);
        Set<String> told = new Scrape(METRICS.scrape(""))
                .names().stream()
                        .map(name -> name.replaceAll("_(bucket|sum|count|max)$", ""))
                        .collect(Collectors.toCollection(TreeSet::new));
        told.remove("jvm_memory_committed_bytes"); // to be set against a container's limit by whoever knows it
        assertThat(told)
                .hasSizeGreaterThan(25)
                .allSatisfy(name -> assertThat(looked).containsPattern(name + "(_|\\b)"));
    }

    @Test
    void theNamesAreAsPrometheusWouldHaveThem(PrometheusBinaries binaries) {
        assertThat(binaries.promtool(FILES, METRICS.scrape(""), "check", "metrics"))
                .isEqualTo("0 ");
    }

    @Test
    void grafanaCanShowIt() {
        assertThat(dashboard.path("uid").asText()).isEqualTo("cpm-operator");
        assertThat(dashboard.path("schemaVersion").asInt()).isBetween(36, 39);
        assertThat(dashboard.has("id")).isFalse();
        assertThat(dashboard.has("__inputs")).isFalse();
        assertThat(panels().map(panel -> panel.path("id").asInt()))
                .doesNotHaveDuplicates()
                .doesNotContain(0);
        assertThat(panels()).allSatisfy(panel -> {
            assertThat(panel.path("type").asText()).isIn(PANELS);
            assertThat(panel.path("title").asText()).isNotEmpty();
            if (!panel.path("type").asText().equals("row")) {
                assertThat(panel.path("description").asText())
                        .as("%s", panel.path("title"))
                        .isNotEmpty();
            }
            for (JsonNode target : panel.path("targets")) {
                assertThat(target.at("/datasource/uid").asText()).isEqualTo("${datasource}");
            }
        });
        Set<String> taken = new TreeSet<>();
        panels().map(panel -> panel.path("gridPos")).forEach(place -> {
            assertThat(place.path("x").asInt() + place.path("w").asInt()).isLessThanOrEqualTo(COLUMNS);
            for (int x = 0; x < place.path("w").asInt(); x++) {
                for (int y = 0; y < place.path("h").asInt(); y++) {
                    String cell = (place.path("x").asInt() + x) + " "
                            + (place.path("y").asInt() + y);
                    assertThat(taken.add(cell)).as("two panels at %s", cell).isTrue();
                }
            }
        });
    }
}
