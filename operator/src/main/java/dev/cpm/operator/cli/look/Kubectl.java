package dev.cpm.operator.cli.look;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/**
 * The user's own {@code kubectl}: contexts, credentials, proxies and impersonation are as they are everywhere else, and
 * this program needs to know none of them.
 */
final class Kubectl {
    /** A prefix of what it says of itself when something fails. */
    private static final String SAYS = "kubectl: ";

    /** How its own log begins a line: level, date, time, process and place, which differ in each call. */
    private static final String KLOG = "^[IWEF][0-9]{4} [0-9:.]+ +[0-9]+ [^ ]+\\] ";

    /** Each on a thread of its own: they wait, for a server or for each other's streams. */
    private static final Executor THREADS = task -> {
        Thread thread = new Thread(task, "kubectl");
        thread.setDaemon(true);
        thread.start();
    };

    private final String program;
    private final List<String> options;

    /** {@code options} go with every call, such as a context. */
    Kubectl(String program, List<String> options) {
        this.program = program;
        this.options = List.copyOf(options);
    }

    /**
     * What came of a call.
     *
     * @param out what it printed
     * @param errors what it said was wrong, line by line; empty if {@code done}
     * @param done whether it did all that it was asked for
     */
    record Said(byte[] out, List<String> errors, boolean done) {}

    /** Runs several at once; their answers are in the order of the calls. */
    List<Said> all(List<List<String>> calls) {
        List<CompletableFuture<Said>> said = calls.stream()
                .map(call -> CompletableFuture.supplyAsync(() -> run(call), THREADS))
                .toList();
        return said.stream().map(CompletableFuture::join).toList();
    }

    private Said run(List<String> call) {
        List<String> command = new ArrayList<>(List.of(program));
        command.addAll(options);
        command.addAll(call);
        try {
            Process process = new ProcessBuilder(command)
                    .redirectInput(ProcessBuilder.Redirect.INHERIT) // a credential plugin may ask
                    .start();
            CompletableFuture<byte[]> errors =
                    CompletableFuture.supplyAsync(() -> bytes(process.getErrorStream()), THREADS);
            byte[] out = bytes(process.getInputStream());
            boolean done = process.waitFor() == 0;
            return new Said(out, done ? List.of() : sentences(errors.join()), done);
        } catch (IOException e) {
            return failed(program + " cannot be run: is it on the PATH? (" + e.getMessage() + ")");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return failed(SAYS + "interrupted");
        }
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
    private static List<String> sentences(byte[] errors) {
        List<String> said = new String(errors, StandardCharsets.UTF_8)
                .lines()
                .map(line -> line.strip().replaceFirst(KLOG, ""))
                .filter(line -> !line.isEmpty())
                .distinct()
                .map(line -> line.contains("the server doesn't have a resource type")
                        ? "This cluster does not know the kinds of cpm.dev: kubectl apply -k deploy installs them."
                        : SAYS + line)
                .distinct()
                .toList();
        return said.isEmpty() ? List.of(SAYS + "it failed, and did not say why") : said;
    }
}
