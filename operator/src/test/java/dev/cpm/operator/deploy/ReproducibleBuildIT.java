package dev.cpm.operator.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarInputStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whoever builds these sources again, elsewhere and later, gets the same bytes: what is shipped can be checked. The build
 * under test is compared with one of a copy in another directory, time zone, language and file mask.
 */
class ReproducibleBuildIT {
    private static final Path TOP = Path.of("..");

    @TempDir
    private static Path copy;

    @BeforeAll
    static void buildAgain() throws IOException, InterruptedException {
        for (String source : List.of("pom.xml", "LICENSE", ".mvn", "crds", "operator/pom.xml", "operator/src/main")) {
            copy(TOP.resolve(source), copy.resolve(source));
        }
        Path log = copy.resolve("build.log");
        String maven = Path.of(System.getProperty("maven.home"), "bin", "mvn").toString();
        // It needs no network: all of it was fetched for the build that runs this, which has checked the format, too.
        ProcessBuilder builder = new ProcessBuilder(
                        "sh",
                        "-c",
                        "umask 077; exec \"$0\" \"$@\"",
                        maven,
                        "-q",
                        "-Dmaven.test.skip",
                        "-Dspotless.check.skip",
                        "package")
                .directory(copy.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment()
                .putAll(Map.of("TZ", "Asia/Shanghai", "LC_ALL", "C", "JAVA_HOME", System.getProperty("java.home")));
        assertThat(builder.start().waitFor()).as(Files.readString(log)).isZero();
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.createDirectories(to.getParent());
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(from.relativize(file)));
            }
        }
    }

    /** First by entry, so that a failure names what differs. */
    @Test
    void theJarIsTheSame() throws IOException {
        Path jar = Path.of("target", "cpm-operator.jar");
        Path again = copy.resolve("operator").resolve(jar);
        assertThat(entries(again)).hasSizeGreaterThan(1000).containsExactlyEntriesOf(entries(jar));
        assertSame(jar);
    }

    @Test
    void theImageIsTheSame() {
        assertSame(Image.TAR);
    }

    @Test
    void theBillOfMaterialsIsTheSame() {
        Sbom.assumeBuilt();
        assertSame(Sbom.FILE);
    }

    private static void assertSame(Path built) {
        assertThat(copy.resolve("operator").resolve(built)).hasSameBinaryContentAs(built);
    }

    private static Map<String, String> entries(Path jar) throws IOException {
        Map<String, String> entries = new TreeMap<>();
        try (InputStream file = Files.newInputStream(jar);
                JarInputStream in = new JarInputStream(file, false)) {
            for (JarEntry entry = in.getNextJarEntry(); entry != null; entry = in.getNextJarEntry()) {
                entries.put(entry.getName(), entry.getLastModifiedTime() + " " + digest(in.readAllBytes()));
            }
        }
        return entries;
    }

    private static String digest(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
