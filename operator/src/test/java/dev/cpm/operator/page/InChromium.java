package dev.cpm.operator.page;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Runs a test class with a headless {@link Chromium}, which it passes to every method with a parameter of that type. Where
 * there is none to be had the class is skipped and says so; with {@code CI=true} it fails.
 */
final class InChromium implements ExecutionCondition, ParameterResolver {
    private static final boolean CI = Boolean.parseBoolean(System.getenv("CI"));

    /** Closed by JUnit at the end of the run, with the folder that it wrote to. */
    private record Running(Chromium chromium, Path folder) implements AutoCloseable {
        @Override
        public void close() throws IOException {
            chromium.close();
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        Chromium.Search search = search(context);
        return search.program().isPresent() || CI
                ? ConditionEvaluationResult.enabled("Chromium")
                : ConditionEvaluationResult.disabled("no Chromium: " + search.whyNot());
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Chromium.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Chromium.Search search = search(context);
        return store(context)
                .getOrComputeIfAbsent(
                        Running.class,
                        key -> {
                            Path program = search.program()
                                    .orElseThrow(
                                            () -> new AssertionError("CI=true, but no Chromium: " + search.whyNot()));
                            try {
                                Path folder = Files.createTempDirectory("chromium-");
                                return new Running(Chromium.start(program, folder), folder);
                            } catch (IOException e) {
                                throw new AssertionError(program + " does not start", e);
                            }
                        },
                        Running.class)
                .chromium();
    }

    private static Chromium.Search search(ExtensionContext context) {
        return store(context)
                .getOrComputeIfAbsent(
                        Chromium.Search.class,
                        key -> {
                            Chromium.Search search = Chromium.find();
                            if (search.program().isEmpty()) {
                                System.err.printf("%n*** No tests in a browser: %s%n%n", search.whyNot());
                            }
                            return search;
                        },
                        Chromium.Search.class);
    }

    private static Store store(ExtensionContext context) {
        return context.getRoot().getStore(Namespace.create(InChromium.class));
    }
}
