package dev.cpm.operator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cpm.operator.api.Placement;
import dev.cpm.operator.cli.look.Live;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is rehearsed is what people do: each command does its work, and is not merely refused. */
class RehearsalTest {

    static Stream<String> commands() {
        return Rehearsal.COMMANDS.stream();
    }

    private static byte[] world() throws IOException {
        try (InputStream resource = Rehearsal.class.getResourceAsStream("rehearsal.yaml")) {
            return resource.readAllBytes();
        }
    }

    @ParameterizedTest
    @MethodSource("commands")
    void theyWork(String command) throws IOException {
        assertThat(Rehearsal.run(command, world()))
                .containsAnyOf("SkewExceeded", "r1-a")
                .doesNotContain("Exception", "--help", "stdin:", "There is no");
    }

    @Test
    void theirWorldIsReadAsACluster() throws IOException {
        byte[] printed = Rehearsal.run("plan -o json -f -", world()).getBytes(StandardCharsets.UTF_8);
        assertThat(Live.objects(printed)).hasSize(9).hasAtLeastOneElementOfType(Placement.class);
    }
}
