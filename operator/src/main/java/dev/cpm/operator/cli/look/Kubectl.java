package dev.cpm.operator.cli.look;

import dev.cpm.operator.words.Names;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The user's own {@code kubectl}: contexts, credentials, proxies and impersonation are as they are everywhere else, and
 * this program needs to know none of them.
 */
final class Kubectl {
    /** A prefix of what it says of itself when something fails. */
    private static final String SAYS = "kubectl: ";

    /** How its own log begins a line: level, date, time, process and place, which differ in each call. */
    private static final String KLOG = "^[IWEF][0-9]{4} [0-9:.]+ +[0-9]+ [^ ]+\\] ";

    /** What it says besides: its own log, and that something is deprecated. What is wrong it says in a sentence, too. */
    private static final Pattern ASIDE = Pattern.compile("[IWEF][0-9]{4} .*|Warning: .*");

    /** An error is the last that a call says; whoever is asked something has to see it while the call waits. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    /** Each on a thread of its own: they wait, for a server or for each other's streams. */
    private static final Executor THREADS = task -> {
        Thread thread = new Thread(task, "kubectl");
        thread.setDaemon(true);
        thread.start();
    };

    /** That one object may not be read, by its name. */
    private static final Pattern REFUSED =
            Pattern.compile("(Error from server \\(Forbidden\\): .* )(\"[^\"]+\")( is forbidden: .*)");

    private final String program;
    private final List<String> options;
    private final Duration patience;
    private final PrintStream terminal;

    /** {@code options} go with every call, such as a context. */
    Kubectl(String program, List<String> options) {
        this(program, options, PATIENCE, System.err);
    }

    /** What a call says is shown at {@code terminal} where it goes on for longer than {@code patience} after that. */
    Kubectl(String program, List<String> options, Duration patience, PrintStream terminal) {
        this.program = program;
        this.options = List.copyOf(options);
        this.patience = patience;
        this.terminal = terminal;
    }

    /**
     * What came of a call.
     *
     * @param out what it printed
     * @param errors what it said was wrong, line by line; empty if {@code done}
     * @param done whether it did all that it was asked for
     */
    record Said(byte[] out, List<String> errors, boolean done) {}

    /**
     * Runs several; their answers are in the order of the calls. The first goes alone: its credential plugin may ask the
     * user something, and two at once would ask the same, and take the answer from each other. Then its credentials serve
     * the others, which run at once.
     */
    List<Said> all(List<List<String>> calls) {
        List<Said> all = new ArrayList<>();
        if (!calls.isEmpty()) {
            all.add(one(calls.get(0)));
        }
        List<CompletableFuture<Said>> others = calls.stream()
                .skip(1)
                .map(call -> CompletableFuture.supplyAsync(() -> one(call), THREADS))
                .toList();
        others.forEach(said -> all.add(said.join()));
        return all;
    }

    /** The same for calls that say themselves whom they impersonate. */
    Kubectl asNobodyElse() {
        List<String> others = options.stream()
                .filter(option -> !option.startsWith("--as=") && !option.startsWith("--as-group="))
                .toList();
        return new Kubectl(program, others, patience, terminal);
    }

    /** Runs one. */
    Said one(List<String> call) {
        List<String> command = new ArrayList<>(List.of(program));
        command.addAll(options);
        command.addAll(call);
        try {
            Process process = new ProcessBuilder(command)
                    .redirectInput(ProcessBuilder.Redirect.INHERIT) // a credential plugin may ask
                    .start();
            Overheard errors = new Overheard(process.getErrorStream(), terminal);
            CompletableFuture<byte[]> heard = CompletableFuture.supplyAsync(errors::read, THREADS);
            CompletableFuture<byte[]> out =
                    CompletableFuture.supplyAsync(() -> bytes(process.getInputStream()), THREADS);
            while (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                errors.passOn();
            }
            boolean done = process.exitValue() == 0;
            return new Said(out.join(), done ? List.of() : sentences(heard.join()), done);
        } catch (IOException e) {
            return failed(program + " cannot be run: is it on the PATH? (" + e.getMessage() + ")");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return failed(SAYS + "interrupted");
        }
    }

    /** Whether it is a server that says of an error; else it may be that none answers. */
    static boolean fromServer(String error) {
        return error.startsWith(SAYS + "Error from server");
    }

    /** What is refused of several objects for one reason is one line. */
    private static List<String> together(List<String> lines) {
        Map<List<String>, List<String>> names = new LinkedHashMap<>();
        for (String line : lines) {
            Matcher refused = REFUSED.matcher(line);
            if (refused.matches()) {
                names.computeIfAbsent(List.of(refused.group(1), refused.group(3)), around -> new ArrayList<>())
                        .add(refused.group(2));
            } else {
                names.put(List.of(line, ""), List.of(""));
            }
        }
        return names.entrySet().stream()
                .map(one -> one.getKey().get(0)
                        + Names.list(one.getValue())
                        + one.getKey().get(1))
                .toList();
    }

    private static Said failed(String why) {
        return new Said(new byte[0], List.of(why), false);
    }

    private static byte[] bytes(InputStream stream) {
        try (stream) {
            return stream.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What kubectl says, line by line; where it has no such resource, what is missing. */
    private List<String> sentences(byte[] errors) {
        List<String> lines = together(new String(errors, StandardCharsets.UTF_8)
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .toList());
        boolean asidesOnly = lines.stream().allMatch(line -> ASIDE.matcher(line).matches());
        List<String> said = lines.stream()
                .filter(line -> asidesOnly || !ASIDE.matcher(line).matches())
                .map(line -> line.replaceFirst(KLOG, ""))
                .distinct()
                .map(line -> line.contains("the server doesn't have a resource type")
                        ? "This cluster does not know the kinds of cpm.dev: the operator is not installed. Its definitions alone"
                                + " come by kubectl apply -k crds"
                                + (options.isEmpty() ? "" : " " + Shell.words(options)) + "."
                        : SAYS + line)
                .distinct()
                .toList();
        return said.isEmpty() ? List.of(SAYS + "it failed, and did not say why") : said;
    }
}
