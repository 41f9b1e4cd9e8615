package dev.cpm.operator.metrics;

import dev.cpm.operator.controller.Observer;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** Counts what the engine does, as it does it. A process that stands by has done nothing: all of these are 0 there. */
final class EngineMeters implements Observer {
    private final AtomicInteger waiting = new AtomicInteger();
    private final DistributionSummary batchSize;
    private final Timer batches;
    private final Timer decisions;
    private final Timer explanations;
    private final Map<Write, Timer> writes = new EnumMap<>(Write.class);

    EngineMeters(MeterRegistry registry) {
        Gauge.builder("cpm.queue.placements", waiting, AtomicInteger::get)
                .description("Placements that wait until they are decided and what they are told is stored.")
                .register(registry);
        batchSize = DistributionSummary.builder("cpm.batch.placements")
                .description("Placements that were answered in a batch.")
                .serviceLevelObjectives(1, 10, 100, 1_000, 10_000)
                .register(registry);
        batches = timer(
                        "cpm.batch",
                        "How long a batch took, from its decision until what it wrote is stored.",
                        50,
                        60_000)
                .register(registry);
        decisions = timer("cpm.decision", "How long it took to decide a batch: where each replica goes.", 1, 10_000)
                .register(registry);
        explanations = timer(
                        "cpm.explanation",
                        "How long it took to find out what is wrong with one placement, and what would mend it.",
                        1,
                        1_000)
                .register(registry);
        for (Write how : Write.values()) {
            writes.put(
                    how,
                    timer(
                                    "cpm.write",
                                    "How long it took to write a status, by how it ended: stored; moved_on, the object"
                                            + " had changed; gone; throttled, the API server had too much to do; refused;"
                                            + " unknown, its answer was lost.",
                                    5,
                                    5_000)
                            .tag("result", how.name().toLowerCase(Locale.ROOT))
                            .register(registry));
        }
    }

    /** With buckets from about {@code least} to {@code most} milliseconds, in steps of 1, 2 and 5. */
    private static Timer.Builder timer(String name, String meaning, int least, int most) {
        return Timer.builder(name)
                .description(meaning)
                .serviceLevelObjectives(Stream.iterate(least, ms -> ms <= most, EngineMeters::next)
                        .map(Duration::ofMillis)
                        .toArray(Duration[]::new));
    }

    private static int next(int step) {
        int first = Integer.parseInt(Integer.toString(step).substring(0, 1));
        return first == 2 ? step / 2 * 5 : step * 2;
    }

    @Override
    public void waiting(int placements) {
        waiting.set(placements);
    }

    @Override
    public void decided(long took) {
        decisions.record(took, TimeUnit.NANOSECONDS);
    }

    @Override
    public void explained(long took) {
        explanations.record(took, TimeUnit.NANOSECONDS);
    }

    @Override
    public void batch(int placements, long took) {
        batchSize.record(placements);
        batches.record(took, TimeUnit.NANOSECONDS);
    }

    @Override
    public void wrote(Write how, long took) {
        writes.get(how).record(took, TimeUnit.NANOSECONDS);
    }
}
