package dev.cpm.operator.scenario;

import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Assumptions;

/**
 * The scenarios that need a rule of a later issue: {@code pending.txt}, one a line, with the rule that it waits for.
 * They run all the same; one that holds has no place in the list any more.
 */
public final class Pending {
    private static final Path FILE = Path.of("src", "test", "resources", "scenarios", "pending.txt");

    private final Map<String, String> waitsFor = new TreeMap<>();

    public Pending() {
        try {
            Files.readAllLines(FILE).stream()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line -> line.split(":", 2))
                    .forEach(parts -> waitsFor.put(parts[0].strip(), parts[1].strip()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Passes if there is no difference; skips a pending scenario that differs, and fails one that does not. */
    public void judge(Scenario scenario, List<String> differences) {
        String rule = waitsFor.get(scenario.name());
        if (rule == null) {
            if (!differences.isEmpty()) {
                fail(scenario.name() + ":\n" + String.join("\n", differences));
            }
            return;
        }
        if (differences.isEmpty()) {
            fail(scenario.name() + " holds: take it out of " + FILE);
        }
        Assumptions.abort("pending, waits for " + rule + ":\n" + String.join("\n", differences));
    }
}
