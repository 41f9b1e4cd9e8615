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
                .containsAnyOf("SkewExceeded", "r1-a", "r2-a", "r2-b")
                .doesNotContain("Exception", "--help", "world.yaml:", "There is no");
    }

    /** Each of these is said by classes that only who meets it loads. */
    @Test
    void inTheirWorldThereIsSomethingToSayOfEverything() {
        assertThat(Rehearsal.run("status -vv -f WORLD", folder))
                .contains("NoOpenZone", "CapacityExceeded", "SkewExceeded", "Proposed", "Helps", "Blocked")
                .contains("Load balancer default/front: ready, with warnings");
        assertThat(Rehearsal.run("lose r2-b -f WORLD", folder)).contains("no quorum", "goes on");
        assertThat(Rehearsal.run("why cache -f WORLD", folder)).contains("yes", "NoInterconnect");
    }

    @Test
    void theirWorldIsReadAsACluster() {
        byte[] printed = Rehearsal.run(Rehearsal.AS_PRINTED, folder).getBytes(StandardCharsets.UTF_8);
        assertThat(Live.objects(printed)).hasSize(17).hasAtLeastOneElementOfType(Placement.class);
    }
}
