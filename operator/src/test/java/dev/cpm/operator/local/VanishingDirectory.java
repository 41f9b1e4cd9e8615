package dev.cpm.operator.local;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * A new directory that never outlives this JVM, whichever way the JVM ends, and at whatever moment.
 *
 * <p>It may hold an administrator's keys. So there is no moment at which it exists and nobody would delete it: a small
 * shell makes it, and deletes it when its standard input ends, be it closed here or by the end of the JVM.
 */
final class VanishingDirectory implements AutoCloseable {

    /**
     * No signal may end the shell once there is a directory: not Ctrl-C, which the terminal sends to all, and not a
     * pipe that nobody reads any more. More than one attempt, for what still writes there is just being ended, too.
     */
    private static final String GUARD = """
            trap '' HUP INT PIPE TERM
            directory=$(mktemp -d -- "$1/$2XXXXXXXXXX") || exit
            echo "$directory" || :
            read -r
            for attempt in {1..100}; do
              rm -rf -- "$directory" && break
              sleep 0.1
            done
            """;

    private final Process guard;
    private final Path path;

    private VanishingDirectory(Process guard, Path path) {
        this.guard = guard;
        this.path = path;
    }

    /** Readable by this user only. */
    static VanishingDirectory create(Path parent, String prefix) throws IOException {
        Process guard = new ProcessBuilder("bash", "-c", GUARD, "guard", parent.toString(), prefix)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String path =
                new BufferedReader(new InputStreamReader(guard.getInputStream(), StandardCharsets.UTF_8)).readLine();
        if (path == null) {
            throw new IOException("cannot make a directory in " + parent);
        }
        return new VanishingDirectory(guard, Path.of(path));
    }

    Path path() {
        return path;
    }

    /** Deletes it with all that is in it, and returns when it is gone. */
    @Override
    public void close() throws IOException {
        try {
            guard.getOutputStream().close();
            guard.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // The guard works on without us.
        }
    }
}
