package dev.cpm.operator.faults;

import dev.cpm.operator.history.Recorder;
import dev.cpm.operator.local.LocalControlPlane;
import dev.cpm.operator.local.RealApiServer;
import java.util.stream.LongStream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Everything at once, by seed: requests in trouble, watches that are held and cut, kills and pauses, in every step. */
@ExtendWith(RealApiServer.class)
class WeatherIT {
    @RegisterExtension
    final Recorder recorder = new Recorder();

    static LongStream seeds() {
        return Faults.seeds(20);
    }

    /** No two placements compete, so the end is that of a run without faults, in whatever batches they are answered. */
    @ParameterizedTest
    @MethodSource("seeds")
    void aStoryEndsAsWithoutFaults(long seed, LocalControlPlane controlPlane) {
        try (Storm storm = new Storm(controlPlane, recorder, seed)) {
            Rig rig = storm.rig();
            rig.play(Town.STORY, (step, edits) -> edits.run());
            Reference reference = Reference.of(rig);
            rig.begin("town in weather " + seed);
            int ends = storm.ends();
            storm.play(Town.STORY);
            rig.judge(reference, reference.writes() * (3 + storm.ends() - ends));
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void machinesThatManyWantAreGivenOnce(long seed, LocalControlPlane controlPlane) {
        try (Storm storm = new Storm(controlPlane, recorder, seed)) {
            storm.play(Rush.story(seed));
            storm.rig().judge();
        }
    }
}
