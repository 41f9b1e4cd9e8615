package dev.cpm.operator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cpm.operator.cli.plan.Planner;
import dev.cpm.operator.placement.Round;
import dev.cpm.operator.placement.RoundAnswer;
import dev.cpm.operator.placement.Rounds;
import dev.cpm.operator.placement.model.PlacementKey;
import dev.cpm.operator.placement.world.World;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** A defect of the operator that comes to light at one placement: the plan shows all others, and says what to report. */
class PlanDefectsTest {
    private static final PlacementKey BROKEN = new PlacementKey("default", "broken");

    private static List<RoundAnswer> failing(World world, Set<PlacementKey> concerned, String now) {
        return Round.of(world, concerned, now).stream()
                .map(answer -> answer.known().key().equals(BROKEN)
                        ? RoundAnswer.failed(answer.known(), new IllegalStateException("injected by a test"), now)
                        : answer)
                .toList();
    }

    private static List<RoundAnswer> restless(World world, Set<PlacementKey> concerned, String now) {
        List<RoundAnswer> answers = Round.of(world, concerned, now);
        world.concern(BROKEN);
        return answers;
    }

    @TempDir
    private Path folder;

    private Cli.Result planned(Rounds rounds) {
        Cli cli = new Cli(folder).file("all.yaml", """
                        {apiVersion: cpm.dev/v1alpha1, kind: Region, metadata: {name: r1}, spec: {}}
                        ---
                        {apiVersion: cpm.dev/v1alpha1, kind: Zone, metadata: {name: r1-a}, spec: {region: r1}}
                        ---
                        apiVersion: cpm.dev/v1alpha1
                        kind: Placement
                        metadata: {name: broken}
                        spec: {machineType: m1, regions: [r1]}
                        ---
                        apiVersion: cpm.dev/v1alpha1
                        kind: Placement
                        metadata: {name: web}
                        spec: {machineType: m1, regions: [r1]}
                        """);
        CommandLine plan =
                Program.of(new PlanCommand((objects, now, shard) -> Planner.plan(objects, now, rounds)), List.of());
        return cli.run(plan, "DIR");
    }

    @Test
    void theOthersArePlannedAndTheExitCodeIsThatOfAFailure() {
        Cli.Result result = planned(PlanDefectsTest::failing);
        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.out())
                .containsPattern("default/web +True +1/1 .*AllPlaced")
                .containsPattern("default/broken +False +0/1 .*InternalError");
        assertThat(result.err())
                .startsWith(
                        "The operator failed at Placement default/broken, by a defect of its own. Please report it:\n"
                                + "java.lang.IllegalStateException: injected by a test\n\tat ");
    }

    @Test
    void whatNeverSettlesIsADefectAndThePlanEnds() {
        Cli.Result result = planned(PlanDefectsTest::restless);
        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err())
                .startsWith("The operator failed at Placement default/broken")
                .contains("no number of rounds settles it")
                .doesNotContain("default/web");
    }
}
