package dev.cpm.operator.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VanishingDirectoryTest {
    @TempDir
    private Path parent;

    /** A process with such a directory, which it keeps filling. */
    static final class Owner {
        public static void main(String[] args) throws Exception {
            VanishingDirectory directory = VanishingDirectory.create(Path.of(args[0]), "keys-");
            for (int i = 0; ; i++) {
                Files.writeString(directory.path().resolve("key-" + i), "secret");
                Thread.sleep(1);
            }
        }
    }

    private long there() throws IOException {
        try (Stream<Path> entries = Files.list(parent)) {
            return entries.count();
        }
    }

    @Test
    void itIsThereForItsOwnerAloneAndGoneWhenClosed() throws IOException {
        try (VanishingDirectory directory = VanishingDirectory.create(parent, "keys-")) {
            assertThat(directory.path()).isDirectory().hasParent(parent);
            assertThat(Files.getPosixFilePermissions(directory.path())).hasSize(3);
            Files.writeString(directory.path().resolve("key"), "secret");
        }
        assertThat(there()).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 100, 150, 200, 250, 300, 350, 400, 500, 800})
    void itIsGoneWhereverItsOwnerIsKilled(int milliseconds) throws Exception {
        Process owner = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Owner.class.getName(),
                        parent.toString())
                .start();
        Thread.sleep(milliseconds);
        owner.destroyForcibly().waitFor();
        TimeUnit.MILLISECONDS.sleep(200); // a shell that is only just being started
        for (int i = 0; i < 100 && there() > 0; i++) {
            Thread.sleep(100);
        }
        assertThat(there()).isZero();
    }
}
