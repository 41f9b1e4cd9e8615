package dev.cpm.operator.metrics;

import dev.cpm.operator.controller.Health;
import dev.cpm.operator.controller.Health.Phase;
import dev.cpm.operator.controller.Insight;
import dev.cpm.operator.controller.Observer;
import dev.cpm.operator.view.Inventory;
import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All numbers of one process, for Prometheus. Those of the cluster's objects are told by whoever decides, and for what it
 * decides alone: so sums over all processes count nothing twice.
 */
public final class OperatorMetrics {
    private static final Logger log = LoggerFactory.getLogger(OperatorMetrics.class);

    /** How many zones have series of their own, and how many machine types in zones. */
    static final int MOST = 1_000;

    /** Objects are counted again after so long at the soonest, however many ask. */
    private static final long FRESH = TimeUnit.SECONDS.toNanos(5);

    private static final String OPEN_METRICS = "application/openmetrics-text";

    /** What Prometheus' text is called, and the newer form of it. */
    private static final String TEXT = "text/plain; version=0.0.4; charset=utf-8";

    private static final String NEWER_TEXT = OPEN_METRICS + "; version=1.0.0; charset=utf-8";

    private final Clock clock;
    private final int most;
    private final PrometheusMeterRegistry registry;
    private final EngineMeters engine;
    private final Map<Family, MultiGauge> families = new EnumMap<>(Family.class);
    private final MultiGauge leader;
    private final MultiGauge deciding;
    private final MultiGauge phases;

    /** Null until it is known. */
    private volatile String lease;

    private volatile Insight operator;
    private long counted;
    private boolean fresh;
    private boolean told;

    /** {@code version} is that of the program. */
    public OperatorMetrics(String version) {
        this(version, Clock.SYSTEM, MOST);
    }

    OperatorMetrics(String version, Clock clock, int most) {
        this.clock = clock;
        this.most = most;
        registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT, new PrometheusRegistry(), clock)
                .throwExceptionOnRegistrationFailure();
        engine = new EngineMeters(registry);
        ProcessMeters.register(registry, version);
        leader = gauge("cpm.leader", "1 where this process leads, by this lease; 0 where it stands by or starts.");
        deciding = gauge(
                "cpm.deciding",
                "1 where this process leads and nothing keeps it from deciding; else 0, and /statusz says why.");
        phases = gauge("cpm.phase", "1 for what this process is doing, as /statusz says it; 0 for all else.");
        for (Family family : Family.values()) {
            families.put(family, gauge(family.title(), family.meaning()));
        }
    }

    private MultiGauge gauge(String name, String meaning) {
        return MultiGauge.builder(name).description(meaning).register(registry);
    }

    /** Who is to hear what the engine does. */
    public Observer observer() {
        return engine;
    }

    /** Names the lease before there is an operator: so {@code cpm_leader} is 0 even where the start never ends. */
    public void startsFor(String name) {
        lease = name;
    }

    /** Whose numbers these are, from now on; before, it starts. */
    public void of(Insight whom) {
        operator = whom;
    }

    /** The type of what {@link #scrape} returns to who asks with that header Accept, which may be empty. */
    public static String type(String accept) {
        return accept.contains(OPEN_METRICS) ? NEWER_TEXT : TEXT;
    }

    /** All numbers as they are now, as text. */
    public synchronized String scrape(String accept) {
        Insight whom = operator;
        Health health = whom == null ? Health.starting("it is not there yet") : whom.health();
        process(whom, health.phase());
        objects(whom);
        return registry.scrape(type(accept));
    }

    private void process(Insight whom, Phase phase) {
        phases.register(
                Arrays.stream(Phase.values())
                        .<Row<?>>map(one ->
                                row(one == phase, Tags.of("phase", one.name().toLowerCase(Locale.ROOT))))
                        .toList(),
                true);
        String name = whom == null ? lease : whom.lease();
        leader.register(ofLease(name, phase == Phase.LEADING), true);
        deciding.register(ofLease(name, whom != null && whom.decides()), true);
    }

    private static List<Row<?>> ofLease(String name, boolean is) {
        return name == null ? List.of() : List.of(row(is, Tags.of("lease", name)));
    }

    private static Row<?> row(boolean is, Tags tags) {
        return Row.of(tags, is ? 1 : 0);
    }

    private void objects(Insight whom) {
        if (whom == null || !whom.decides()) {
            families.values().forEach(family -> family.register(List.of(), true));
            fresh = false;
        } else if (!fresh || clock.monotonicTime() - counted >= FRESH) {
            Tally tally =
                    Census.of(Inventory.of(whom.objects()), whom::owns, Instant.ofEpochMilli(clock.wallTime()), most);
            families.forEach((family, gauge) -> gauge.register(rows(family, tally), true));
            tellOfMany(tally);
            counted = clock.monotonicTime();
            fresh = true;
        }
    }

    private static List<Row<?>> rows(Family family, Tally tally) {
        List<Row<?>> rows = new ArrayList<>();
        tally.of(family).forEach((values, number) -> {
            List<Tag> tags = new ArrayList<>();
            for (int i = 0; i < values.size(); i++) {
                tags.add(Tag.of(family.labels().get(i), values.get(i)));
            }
            rows.add(Row.of(Tags.of(tags), number));
        });
        return rows;
    }

    private void tellOfMany(Tally tally) {
        boolean many = tally.of(Family.SUMMED_UP).getOrDefault(List.of(), 0.0) > 0;
        if (many && !told) {
            log.warn(
                    "There are more than {} zones, or machine types in zones: cpm_zone_open is without the other zones, and"
                            + " the machines of the other types are summed up under {}.",
                    most,
                    ZoneNumbers.OTHERS);
        }
        told = many;
    }
}
