package dev.cpm.operator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cpm.operator.api.Placement;
import dev.cpm.operator.cli.look.Live;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is rehearsed is what people do: each command does its work, and is not merely refused. */
class RehearsalTest {
    @TempDir
    private Path folder;

    @BeforeEach
    void world() throws IOException {
        Rehearsal.world(folder);
    }

    static Stream<String> commands() {
        return Rehearsal.COMMANDS.stream();
    }

    @ParameterizedTest
    @MethodSource("commands")
    void theyWork(String command) {
        assertThat(Rehearsal.run(command, folder))
                .containsAnyOf("SkewExceeded", "r1-a")
                .doesNotContain("Exception", "--help", "world.yaml:", "There is no");
    }

    @Test
    void theirWorldIsReadAsACluster() {
        byte[] printed = Rehearsal.run(Rehearsal.AS_PRINTED, folder).getBytes(StandardCharsets.UTF_8);
        assertThat(Live.objects(printed)).hasSize(9).hasAtLeastOneElementOfType(Placement.class);
    }
}
