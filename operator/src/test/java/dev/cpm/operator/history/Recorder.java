package dev.cpm.operator.history;

import dev.cpm.operator.local.LocalControlPlane;
import dev.cpm.operator.local.RealApiServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.LifecycleMethodExecutionExceptionHandler;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;
import org.opentest4j.TestAbortedException;

/**
 * Records all that is stored while a test runs, and judges it in the end: {@code @RegisterExtension} in a class that runs
 * with {@link RealApiServer}. A test that fails in whatever way says its name, which has the seed in it, and writes down
 * the history and what the operators said.
 */
public final class Recorder
        implements BeforeEachCallback,
                AfterEachCallback,
                TestExecutionExceptionHandler,
                LifecycleMethodExecutionExceptionHandler {
    private static final Path KEPT = Path.of("target", "faults");

    private final List<Supplier<String>> logs = new ArrayList<>();
    private final Set<String> told = new HashSet<>();
    private LocalControlPlane controlPlane;
    private History history;
    private String test;
    private String name;

    @Override
    public void beforeEach(ExtensionContext context) {
        controlPlane = RealApiServer.controlPlane(context);
        String method = context.getRequiredTestMethod().getName();
        String parameters = context.getDisplayName().startsWith(method) ? "" : " " + context.getDisplayName();
        test = context.getRequiredTestClass().getSimpleName() + " " + method + parameters;
        begin("");
    }

    /** Begins another history, of something that has a name, and forgets the one before. */
    public void begin(String next) {
        if (history != null) {
            history.close();
        }
        name = (test + " " + next).strip();
        told.clear();
        history = new History(controlPlane.etcdUrl());
    }

    public History history() {
        return history;
    }

    /** What is written down beside the history of a test that fails. */
    public void withLogs(Supplier<String> what) {
        logs.add(what);
    }

    /** What breaks a promise so far: the caller's to judge, while all else that does makes the test fail in the end. */
    public List<String> broken() {
        List<String> broken = Oracles.broken(history.chronicle());
        told.addAll(broken);
        return broken;
    }

    @Override
    public void afterEach(ExtensionContext context) {
        try {
            if (context.getExecutionException().isEmpty()) {
                List<String> broken = new ArrayList<>(Oracles.broken(history.chronicle()));
                broken.removeAll(told);
                if (!broken.isEmpty()) {
                    throw new AssertionError(name + ":\n" + String.join("\n", broken) + keep());
                }
            }
        } finally {
            history.close();
        }
    }

    @Override
    public void handleTestExecutionException(ExtensionContext context, Throwable failure) throws Throwable {
        throw failed(failure);
    }

    @Override
    public void handleBeforeEachMethodExecutionException(ExtensionContext context, Throwable failure) throws Throwable {
        throw failed(failure);
    }

    @Override
    public void handleAfterEachMethodExecutionException(ExtensionContext context, Throwable failure) throws Throwable {
        throw failed(failure);
    }

    private Throwable failed(Throwable failure) {
        if (failure instanceof TestAbortedException) {
            return failure; // It does not apply here, and so cannot fail.
        }
        List<String> broken = new ArrayList<>(Oracles.broken(history.soFar()));
        broken.removeAll(told);
        return new AssertionError(name + ":\n" + failure + "\n" + String.join("\n", broken) + keep(), failure);
    }

    private String keep() {
        StringBuilder text = new StringBuilder(name).append('\n').append(history.soFar());
        logs.forEach(log -> text.append('\n').append(log.get()));
        try {
            Path file = Files.createDirectories(KEPT).resolve(name.replaceAll("\\W+", "-") + ".txt");
            return "\nThe history is in operator/" + Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
