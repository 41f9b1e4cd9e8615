package dev.cpm.operator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The launcher keeps classes ready where it can, and never says or breaks anything for it. Its Java writes down how it is called. */
class LauncherTest {
    private static final Path LAUNCHER = Path.of("..", "deploy", "kubectl-plugin", "kubectl-cpm")
            .toAbsolutePath()
            .normalize();

    private static final String JAVA = """
            #!/bin/sh
            echo "$*" >> "$CALLS"
            echo "$LC_ALL" > "$CALLS.locale"
            if [ "$*" = -version ]; then
              echo "Picked up JAVA_TOOL_OPTIONS: -Xmx1g" >&2
              echo "openjdk version \\"$VERSION\\" 2026-01-01" >&2
              exit "$BROKEN"
            fi
            for word in "$@"; do
              case $word in
                -XX:DumpLoadedClassList=*) echo classes > "${word#*=}" ;;
                -XX:SharedArchiveFile=*.making/*) until [ -e "$GATE" ]; do sleep 0.1; done; echo archive > "${word#*=}" ;;
              esac
            done
            case "$*" in
              *-Xshare:dump*) exit "$DUMPS" ;;
            esac
            echo ran
            """;

    @TempDir
    private Path folder;

    private Path cache;

    private record Said(int exitCode, String out, String err) {}

    @BeforeEach
    void java() throws IOException {
        cache = folder.resolve("caches").resolve("kubectl-cpm");
        Path java = folder.resolve("jdk/bin/java");
        Files.createDirectories(java.getParent());
        Files.writeString(java, JAVA);
        assertThat(java.toFile().setExecutable(true)).isTrue();
        Files.writeString(folder.resolve("cpm.jar"), "a jar");
    }

    private ProcessBuilder launcher(Map<String, String> more) {
        ProcessBuilder builder = new ProcessBuilder("sh", LAUNCHER.toString(), "map", "a b");
        Map<String, String> environment = builder.environment();
        environment.remove("CPM_CACHE");
        environment.put("XDG_CACHE_HOME", folder.resolve("caches").toString());
        environment.put("JAVA_HOME", folder.resolve("jdk").toString());
        environment.put("CPM_JAR", folder.resolve("cpm.jar").toString());
        environment.put("CALLS", folder.resolve("calls").toString());
        environment.put("GATE", folder.toString());
        environment.put("DUMPS", "0");
        environment.put("VERSION", "17.0.15");
        environment.put("BROKEN", "0");
        environment.putAll(more);
        return builder;
    }

    private Said run(Map<String, String> more) throws IOException, InterruptedException {
        Process process = launcher(more).start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Said(process.waitFor(), out, err);
    }

    private void refuses(Map<String, String> more, String sentence) throws IOException, InterruptedException {
        assertThat(run(more)).isEqualTo(new Said(2, "", sentence.replace("DIR", folder.toString()) + "\n"));
    }

    private void runsWell(Map<String, String> more) throws IOException, InterruptedException {
        assertThat(run(more)).isEqualTo(new Said(0, "ran\n", ""));
    }

    private List<String> calls(String part) throws IOException {
        return Files.readAllLines(folder.resolve("calls")).stream()
                .filter(call -> call.contains(part))
                .toList();
    }

    private List<Path> kept() throws IOException {
        try (Stream<Path> files = Files.list(cache)) {
            return files.toList();
        }
    }

    private void awaitArchives(int count) throws InterruptedException {
        await(() -> {
            try {
                return kept().size() == count
                        && kept().stream().allMatch(file -> file.toString().endsWith(".jsa"));
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        Instant end = Instant.now().plus(Duration.ofSeconds(20));
        while (!condition.getAsBoolean()) {
            assertThat(Instant.now()).isBefore(end);
            Thread.sleep(20);
        }
    }

    /** Java names files in the letters of the locale: without one it could name few. */
    @ParameterizedTest
    @CsvSource({"'', '', C.UTF-8", "C, '', C.UTF-8", "POSIX, de_DE.UTF-8, C.UTF-8", "'', de_DE.UTF-8, ''"})
    void whereThereIsNoLocaleItIsOneOfAllLetters(String all, String lang, String then) throws Exception {
        runsWell(Map.of("LC_ALL", all, "LC_CTYPE", "", "LANG", lang, "CPM_CACHE", ""));
        assertThat(Files.readString(folder.resolve("calls.locale"))).isEqualTo(then + "\n");
    }

    @Test
    void theFirstRunMakesAnArchiveAndTheNextOneUsesIt() throws Exception {
        runsWell(Map.of());
        awaitArchives(1);
        assertThat(calls("KubectlMain map a b")).hasSize(1).noneMatch(call -> call.contains("SharedArchiveFile"));
        runsWell(Map.of());
        assertThat(calls("KubectlMain map a b"))
                .hasSize(2)
                .last()
                .asString()
                .contains("-XX:SharedArchiveFile=" + kept().get(0) + " ");
        assertThat(calls("-Xshare:dump")).hasSize(1);
    }

    /** An option that an older Java does not know would keep it from making any. */
    @Test
    void whereJavaKnowsHowClassesAreKeptLinked() throws Exception {
        runsWell(Map.of("VERSION", "23.0.2"));
        awaitArchives(1);
        assertThat(calls("-Xshare:dump")).hasSize(1).noneMatch(call -> call.contains("AOTClassLinking"));
        Files.delete(kept().get(0));
        runsWell(Map.of("VERSION", "24"));
        awaitArchives(1);
        assertThat(calls("-Xshare:dump")).hasSize(2).last().asString().contains("-XX:+AOTClassLinking ");
    }

    /** Java would say at each run that the archive cannot be used. */
    @Test
    void withAnAgentThereIsNoArchive() throws Exception {
        runsWell(Map.of());
        awaitArchives(1);
        runsWell(Map.of("JAVA_TOOL_OPTIONS", "-Xmx1g -javaagent:apm.jar"));
        runsWell(Map.of("JDK_JAVA_OPTIONS", "--add-modules=ALL-SYSTEM"));
        assertThat(calls("KubectlMain")).hasSize(3).noneMatch(call -> call.contains("SharedArchiveFile"));
    }

    @Test
    void anotherJarHasAnotherArchive() throws Exception {
        runsWell(Map.of());
        awaitArchives(1);
        Files.writeString(folder.resolve("cpm.jar"), "another jar");
        runsWell(Map.of());
        awaitArchives(2);
        assertThat(calls("KubectlMain")).noneMatch(call -> call.contains("SharedArchiveFile"));
    }

    @Test
    void severalAtOnceMakeOne() throws Exception {
        Path gate = folder.resolve("gate");
        List<Process> processes = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            processes.add(launcher(Map.of("GATE", gate.toString())).start());
        }
        for (Process process : processes) {
            assertThat(process.waitFor()).isZero();
        }
        Files.createFile(gate);
        awaitArchives(1);
        assertThat(calls("-Xshare:dump")).hasSize(1);
        assertThat(calls("KubectlMain")).hasSize(4);
    }

    @Test
    @Timeout(60)
    void nobodyWaitsForIt() throws Exception {
        Path gate = folder.resolve("gate");
        runsWell(Map.of("GATE", gate.toString()));
        Files.createFile(gate);
        awaitArchives(1);
    }

    @Test
    void onlyItsOwnerLooksIntoTheCache() throws Exception {
        runsWell(Map.of());
        awaitArchives(1);
        assertThat(Files.getPosixFilePermissions(cache)).isEqualTo(PosixFilePermissions.fromString("rwx------"));
        assertThat(Files.getPosixFilePermissions(kept().get(0)))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }

    /** As its specification wants it: else the cache would be in whatever folder one is in. */
    @Test
    void aCacheThatIsNoAbsolutePathIsPassedOver() throws Exception {
        runsWell(Map.of("XDG_CACHE_HOME", "here", "HOME", folder.toString()));
        cache = folder.resolve(".cache/kubectl-cpm");
        awaitArchives(1);
        assertThat(Path.of("here")).doesNotExist();
    }

    @Test
    void aJavaThatCouldNotIsAskedAgainAnotherDay() throws Exception {
        runsWell(Map.of("DUMPS", "1"));
        awaitArchives(1);
        Files.setLastModifiedTime(kept().get(0), FileTime.from(Instant.now().minus(Duration.ofDays(2))));
        runsWell(Map.of());
        await(() -> {
            try {
                return calls("-Xshare:dump").size() == 2;
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        });
        awaitArchives(1);
        assertThat(kept().get(0)).isNotEmptyFile();
    }

    @Test
    void aJavaThatCannotIsAskedOnce() throws Exception {
        runsWell(Map.of("DUMPS", "1"));
        awaitArchives(1);
        runsWell(Map.of("DUMPS", "1"));
        assertThat(calls("-Xshare:dump")).hasSize(1);
        assertThat(calls("KubectlMain")).hasSize(2).noneMatch(call -> call.contains("SharedArchiveFile"));
    }

    @Test
    void whatIsLeftOfOneThatWasKilledIsMadeAnew() throws Exception {
        runsWell(Map.of());
        awaitArchives(1);
        Path archive = kept().get(0);
        Files.delete(archive);
        Path left = Files.createDirectory(Path.of(archive + ".making"));
        runsWell(Map.of());
        assertThat(calls("-Xshare:dump")).as("somebody may be at it").hasSize(1);
        Files.setLastModifiedTime(left, FileTime.from(Instant.now().minus(Duration.ofMinutes(20))));
        runsWell(Map.of());
        awaitArchives(1);
        assertThat(calls("-Xshare:dump")).hasSize(2);
    }

    /** 1 would say that something is not as one wishes. */
    @Test
    void anOldJavaIsRefusedWithTwo() throws Exception {
        String old =
                "kubectl cpm: it needs Java 17 or later, as java on the PATH or in JAVA_HOME; DIR/jdk/bin/java is older";
        refuses(Map.of("VERSION", "1.8.0_392"), old);
        refuses(Map.of("VERSION", "11.0.2", "CPM_CACHE", ""), old);
        assertThat(calls("KubectlMain")).isEmpty();
        Files.writeString(folder.resolve("jdk/release"), "IMPLEMENTOR=\"Any\"\nJAVA_VERSION=\"16.0.2\"\n");
        refuses(Map.of(), old);
        assertThat(calls("-version")).as("it stands in a file").hasSize(2);
    }

    @Test
    void aJavaThatDoesNotRunIsRefusedWithTwo() throws Exception {
        Files.writeString(
                folder.resolve("jdk/bin/java"), "#!/bin/sh\necho 'Unable to locate a Java Runtime.' >&2\nexit 1\n");
        refuses(
                Map.of(),
                "kubectl cpm: it needs Java 17 or later, as java on the PATH or in JAVA_HOME; DIR/jdk/bin/java says:"
                        + " Unable to locate a Java Runtime.");
    }

    /** To ask it takes as long as a good part of what is wanted. */
    @Test
    void aJavaIsAskedForItsVersionOnce() throws Exception {
        runsWell(Map.of("VERSION", "25-ea"));
        awaitArchives(1);
        runsWell(Map.of("VERSION", "25-ea"));
        assertThat(calls("-version")).hasSize(1);
        runsWell(Map.of("VERSION", "of its own")); // who knows
    }

    @Test
    void aJavaThatSaysItsVersionInAFileIsNotAsked() throws Exception {
        Files.writeString(folder.resolve("jdk/release"), "JAVA_VERSION=\"17.0.15\"\n");
        Path links = Files.createDirectory(folder.resolve("links"));
        Files.createSymbolicLink(links.resolve("java"), Path.of("../jdk/bin/java"));
        runsWell(Map.of("JAVA_HOME", "", "PATH", links + ":" + System.getenv("PATH"), "CPM_CACHE", ""));
        assertThat(calls("-version")).isEmpty();
    }

    @Test
    void aJarThatIsNotThereIsNotPassedOver() throws Exception {
        refuses(Map.of("CPM_JAR", folder + "/cmp.jar"), "kubectl cpm: CPM_JAR names no file: DIR/cmp.jar");
    }

    @Test
    void withoutAPlaceForItItRunsWithout() throws Exception {
        runsWell(Map.of("CPM_CACHE", ""));
        runsWell(Map.of("CPM_CACHE", "/dev/null/here"));
        runsWell(Map.of("XDG_CACHE_HOME", "", "HOME", ""));
        assertThat(calls("KubectlMain")).hasSize(3);
        assertThat(calls("-Xshare:dump")).isEmpty();
        assertThat(cache).doesNotExist();
    }
}
