package dev.cpm.operator.page;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A headless Chromium: the program that {@code $CHROMIUM} names, or one on the PATH, or else Debian's, which {@code
 * chromium.sh} fetches below {@code ~/.cache} once.
 */
final class Chromium implements AutoCloseable {
    private static final Path SCRIPT = Path.of("src", "test", "sh", "chromium.sh");
    private static final Path UNPACKED =
            Path.of(System.getProperty("user.home"), ".cache", "cpm-operator-tests", "chromium");
    private static final List<String> NAMES =
            List.of("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome-stable", "google-chrome");
    private static final Pattern LISTENS = Pattern.compile("DevTools listening on (ws://\\S+)");
    private static final int PATIENCE = 60;

    /** A program to run, or in words why there is none. */
    record Search(Optional<Path> program, String whyNot) {}

    private final Process process;
    private final Devtools devtools;

    private Chromium(Process process, Devtools devtools) {
        this.process = process;
        this.devtools = devtools;
    }

    static Search find() {
        String named = System.getenv("CHROMIUM");
        if (named != null && !named.isBlank()) {
            Path program = Path.of(named);
            return Files.isExecutable(program)
                    ? new Search(Optional.of(program), "")
                    : new Search(Optional.empty(), "CHROMIUM=" + named + " is no program");
        }
        Optional<Path> installed = Stream.of(
                        String.valueOf(System.getenv("PATH")).split(":"))
                .flatMap(folder -> NAMES.stream().map(name -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst();
        Path unpacked = UNPACKED.resolve("usr/lib/chromium/chromium-headless-shell");
        if (installed.isPresent() || Files.isExecutable(unpacked)) {
            return new Search(Optional.of(installed.orElse(unpacked)), "");
        }
        String said = fetch();
        return Files.isExecutable(unpacked)
                ? new Search(Optional.of(unpacked), "")
                : new Search(Optional.empty(), "none is installed, and " + SCRIPT + " could not fetch one: " + said);
    }

    /** Returns the last line that the script said. */
    private static String fetch() {
        try {
            Process script = new ProcessBuilder("bash", SCRIPT.toString(), UNPACKED.toString())
                    .redirectErrorStream(true)
                    .start();
            String said = new String(script.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            script.waitFor();
            return said.lines().reduce("", (before, line) -> line);
        } catch (IOException e) {
            return e.toString();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return e.toString();
        }
    }

    /** Starts one that keeps all it writes in a folder. */
    static Chromium start(Path program, Path folder) throws IOException {
        List<String> command = new ArrayList<>(List.of(program.toString()));
        command.addAll(List.of(
                "--headless",
                // It looks at nothing but pages that the tests make, and as root it has no other way.
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--hide-scrollbars",
                "--force-color-profile=srgb",
                "--lang=en-US",
                "--user-data-dir=" + folder,
                "--remote-debugging-port=0",
                "about:blank"));
        ProcessBuilder builder = new ProcessBuilder(command).redirectOutput(ProcessBuilder.Redirect.DISCARD);
        if (program.startsWith(UNPACKED)) {
            Map<String, String> environment = builder.environment();
            environment.put("LD_LIBRARY_PATH", libraries());
            environment.put("FONTCONFIG_FILE", UNPACKED.resolve("fonts.conf").toString());
        }
        Process process = builder.start();
        try {
            return new Chromium(process, Devtools.connect(listening(process)));
        } catch (IOException | RuntimeException e) {
            process.destroyForcibly();
            throw e;
        }
    }

    /** Where Debian's packages have their libraries, on whatever machine. */
    private static String libraries() throws IOException {
        try (Stream<Path> files = Files.walk(UNPACKED)) {
            return String.join(
                    ":",
                    files.filter(file -> file.getFileName().toString().contains(".so"))
                            .map(file -> file.getParent().toString())
                            .distinct()
                            .toList());
        }
    }

    /** Reads on to the end, so that it never waits for somebody to read what it has to say. */
    private static URI listening(Process process) throws IOException {
        CompletableFuture<URI> address = new CompletableFuture<>();
        Thread reading = new Thread(
                () -> {
                    StringBuilder said = new StringBuilder();
                    try (BufferedReader lines = new BufferedReader(
                            new InputStreamReader(process.getErrorStream(), StandardCharsets.UTF_8))) {
                        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                            said.append(line).append('\n');
                            Matcher listens = LISTENS.matcher(line);
                            if (listens.find()) {
                                address.complete(URI.create(listens.group(1)));
                            }
                        }
                    } catch (IOException e) {
                        said.append(e);
                    }
                    address.completeExceptionally(new IOException("Chromium ended: " + said));
                },
                "chromium");
        reading.setDaemon(true);
        reading.start();
        try {
            return address.get(PATIENCE, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new IOException("Chromium does not start", e);
        }
    }

    /** A new tab; those before it go on. */
    Tab tab() {
        return new Tab(devtools);
    }

    @Override
    public void close() {
        devtools.close();
        process.destroy();
        try {
            if (!process.waitFor(PATIENCE, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
