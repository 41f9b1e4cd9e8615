package dev.cpm.operator.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/**
 * How much is measured; the defaults are the properties {@code bench.*} of the profile {@code bench} in the pom.
 *
 * @param sizes numbers of placements, the largest last: that one is the full cluster
 * @param repeat how often each is measured for each size, in turn and back; 0: four times, twice from 5,000 on
 * @param warmUp placements that each program answers before it is measured, so that its compiler has seen the code
 * @param samples single changes whose latency is measured, an even number
 * @param cached placements in the caches for their size in memory
 * @param javaOptions of the operator, and of what it is compared with
 * @param profiles the folder that gets a Flight Recorder file of each program; null: nothing is recorded
 */
record BenchSettings(
        List<Integer> sizes, int repeat, int warmUp, int samples, int cached, List<String> javaOptions, Path profiles) {
    private static final int MANY = 5_000;

    static BenchSettings fromProperties() {
        return new BenchSettings(
                Arrays.stream(property("sizes").split(","))
                        .map(Integer::valueOf)
                        .sorted()
                        .toList(),
                number("repeat"),
                number("warmUp"),
                number("samples") / 2 * 2,
                number("cached"),
                Arrays.stream(property("java").split(" "))
                        .filter(o -> !o.isBlank())
                        .toList(),
                property("profiles").isBlank() ? null : Path.of(property("profiles")));
    }

    int largest() {
        return sizes.get(sizes.size() - 1);
    }

    int repetitions(int size) {
        return repeat > 0 ? repeat : size < MANY ? 4 : 2;
    }

    /** Long enough that all are created, even at 50 a second, before ten times this are over: so they are one batch. */
    static Duration settle(int size) {
        return Duration.ofMillis(1_000 + size * 2L);
    }

    private static int number(String name) {
        return Integer.parseInt(property(name));
    }

    private static String property(String name) {
        String value = System.getProperty("bench." + name);
        if (value == null) {
            throw new IllegalArgumentException("bench." + name + " is not set; run mvn -Pbench verify");
        }
        return value;
    }
}
