package dev.cpm.operator.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cpm.operator.deploy.Dockerfile.Copy;
import dev.cpm.operator.deploy.Dockerfile.Stage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code deploy/image/Dockerfile}: does what its lines say over the files of the image, all but its base. No container
 * builder runs it, and the JVM is that of the tests; so what is not seen here is the base: its JVM, its user, and that
 * {@code /tmp} is writable in it.
 */
@Timeout(value = 3, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class AotImageIT {
    private static final int JAVA_OF_THE_IMAGE = 25;

    @TempDir
    private static Path directory;

    private static Image image;
    private static Dockerfile dockerfile;

    @BeforeAll
    static void build() throws IOException, InterruptedException {
        assumeThat(Runtime.version().feature())
                .as("a JDK that has the AOT cache of the image's")
                .isGreaterThanOrEqualTo(JAVA_OF_THE_IMAGE);
        image = Image.unpack(directory);
        Files.createDirectories(image.root().resolve("tmp"));
        dockerfile = Dockerfile.read(Dockerfile.OF_THE_IMAGE);
        for (Stage stage : dockerfile.stages()) {
            for (List<String> run : stage.runs()) {
                Run.of(here(run), stage.environment()).good();
            }
            for (Copy copy : stage.copies()) {
                Files.copy(Path.of(here(copy.from())), Path.of(here(copy.to())));
            }
        }
    }

    @Test
    void theNextStartTakesItsClassesFromTheCache() throws IOException, InterruptedException {
        // AOTMode=on: whoever cannot use the cache fails.
        String said = start("-XX:AOTMode=on", "-Xlog:class+load").good();
        assertThat(said.lines().filter(line -> line.contains(" dev.cpm.operator.cli.RunCommand ")))
                .hasSize(1)
                .allMatch(line -> line.contains("source: shared objects file"));
    }

    @Test
    void anybodyMayReadItAndNobodyWriteIt() throws IOException {
        for (Copy copy : last().copies()) {
            int mode = (int) Files.getAttribute(Path.of(here(copy.to())), "unix:mode");
            assertThat(mode & 0444).isEqualTo(0444);
            assertThat(mode & 07022).isZero();
        }
    }

    /** Java 25 would run on one processor what another one can do. */
    @Test
    void itKeepsNoMachineCode() throws IOException, InterruptedException {
        assertThat(start("-Xlog:aot+codecache*=debug").good()).contains("AOT Code Cache is empty");
    }

    /** With another collector, as whoever sets JAVA_TOOL_OPTIONS may ask for. */
    @Test
    void anotherCollectorStartsToo() throws IOException, InterruptedException {
        assertThat(start("-XX:+UseG1GC", "-XX:-UseSerialGC").good()).contains("cpm-operator ");
    }

    /** As if another build of Java had written it; the image has none but its own, and one before 25 knows no such option. */
    @Test
    void aCacheOfAnotherJvmIsPassedOver() throws IOException, InterruptedException {
        byte[] other = Files.readAllBytes(Path.of(here(last().copies().get(0).to())));
        byte[] version = Runtime.version().toString().getBytes(StandardCharsets.US_ASCII);
        int at = new String(other, 0, 4096, StandardCharsets.ISO_8859_1)
                .indexOf(new String(version, StandardCharsets.US_ASCII));
        assertThat(at).as("the version in the header").isPositive();
        other[at] = '9';
        Path cache = Files.write(directory.resolve("other.aot"), other);
        assertThat(start("-XX:AOTCache=" + cache).good()).contains("cpm-operator ");
        assertThat(start("-XX:AOTCache=" + cache, "-XX:AOTMode=on").code()).isNotZero();
    }

    @Test
    void aCacheOfOtherJarsIsPassedOver() throws IOException, InterruptedException {
        try (Stream<Path> jars = Files.list(image.root().resolve("app/classpath"))) {
            Path jar = jars.findFirst().orElseThrow();
            FileTime kept = Files.getLastModifiedTime(jar);
            Files.setLastModifiedTime(jar, FileTime.fromMillis(0));
            try {
                assertThat(start().good()).contains("cpm-operator ");
                assertThat(start("-XX:AOTMode=on").code()).isNotZero();
            } finally {
                Files.setLastModifiedTime(jar, kept);
            }
        }
    }

    private static Stage last() {
        return dockerfile.stages().get(dockerfile.stages().size() - 1);
    }

    /** A container of the last stage, as the Deployment has it, which tells its version. */
    private static Run start(String... options) throws IOException, InterruptedException {
        Map<String, String> environment = new HashMap<>(last().environment());
        for (JsonNode variable :
                DeployFiles.only(DeployFiles.BASE, "Deployment").at("/spec/template/spec/containers/0/env")) {
            environment.put(
                    variable.path("name").asText(), variable.path("value").asText());
        }
        List<String> command = new ArrayList<>();
        image.config().at("/config/Entrypoint").forEach(word -> command.add(word.asText()));
        command.addAll(1, List.of(options));
        command.add("--version");
        return Run.of(here(command), environment);
    }

    private static List<String> here(List<String> words) throws IOException {
        List<String> here = new ArrayList<>();
        for (String word : words) {
            here.add(
                    word.equals("java")
                            ? Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString()
                            : word.startsWith("@") ? "@" + moved(Path.of(here(word.substring(1)))) : here(word));
        }
        return here;
    }

    /** A file of paths, beside it with those of where the image is unpacked. */
    private static Path moved(Path file) throws IOException {
        String paths = Files.readString(file).replace("/app/", image.root() + "/app/");
        return Files.writeString(directory.resolve(file.getFileName()), paths);
    }

    /** The paths of the image, where it is unpacked. */
    private static String here(String word) {
        return word.replaceFirst("(^|=)/(app|tmp)/", "$1" + image.root() + "/$2/");
    }

    /** A program that has ended. */
    private record Run(int code, String said) {
        static Run of(List<String> command, Map<String, String> environment) throws IOException, InterruptedException {
            ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
            builder.environment().keySet().removeAll(Set.of("KUBECONFIG", "JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS"));
            environment.forEach((name, value) ->
                    builder.environment().put(name, value.replace("=/app/", "=" + image.root() + "/app/")));
            Process process = builder.start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Run(process.waitFor(), said);
        }

        String good() {
            assertThat(code).as(said).isZero();
            return said;
        }
    }
}
