package dev.cpm.operator.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cpm.operator.api.Placement;
import dev.cpm.operator.local.LocalControlPlane;
import dev.cpm.operator.local.RealApiServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The benchmark in short: the operator is limited by the API server, not by itself. */
@ExtendWith(RealApiServer.class)
class ConvergeIT {
    private static final int PLACEMENTS = 1_000;
    private static final int WARM_UP = 300;
    private static final int TIMES = 5;
    private static final double AT_LEAST = 0.5;
    private static final Pattern OPTIONS = Pattern.compile("JAVA_TOOL_OPTIONS\\s+value: (-XX\\S+(?: -XX\\S+)*)\\n");

    private BenchCluster cluster;

    @BeforeEach
    void catalogue(LocalControlPlane controlPlane) throws Exception {
        cluster = new BenchCluster(controlPlane);
    }

    @AfterEach
    void end() throws Exception {
        cluster.close();
    }

    /** Each at its best, and once more where that is not enough: on a busy machine either may have a bad moment. */
    @Test
    void itConvergesAtLeastHalfAsFastAsBareWritesAre() throws Exception {
        Runs runs = new Runs(cluster, new Programs(cluster, shipped(), null), WARM_UP);
        List<Run> done = new ArrayList<>();
        for (int i = 0; i < TIMES && !enough(done); i++) {
            Run converge = runs.converge(PLACEMENTS);
            List<Placement> answered = cluster.placements();
            Run floor = runs.floor(PLACEMENTS, answered);
            done.addAll(List.of(converge, floor));
            assertThat(converge.writes()).as("each is answered once").isLessThanOrEqualTo(PLACEMENTS);
        }
        assertThat(enough(done)).as("%s", done).isTrue();
    }

    /** The options of the Deployment. */
    private static List<String> shipped() throws IOException {
        Matcher options = OPTIONS.matcher(Files.readString(Path.of("..", "deploy", "base", "operator.yaml")));
        assertThat(options.find()).isTrue();
        return List.of(options.group(1).split(" "));
    }

    private static boolean enough(List<Run> done) {
        return !done.isEmpty() && fastest(done, Run.CONVERGE) > AT_LEAST * fastest(done, Run.FLOOR);
    }

    private static double fastest(List<Run> runs, String phase) {
        return runs.stream()
                .filter(run -> run.phase().equals(phase))
                .mapToDouble(Run::perSecond)
                .max()
                .orElseThrow();
    }
}
