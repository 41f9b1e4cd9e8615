package dev.cpm.operator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cpm.operator.cli.Cli.Result;
import dev.cpm.operator.hostile.HostileRow;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever it is given, {@code plan} says what is wrong with it, or plans what a cluster would do; it never breaks. */
class HostilePlanTest {
    @TempDir
    private Path folder;

    static List<HostileRow> rows() {
        return HostileRow.all().stream().filter(row -> row.before() == null).toList();
    }

    @ParameterizedTest
    @MethodSource("rows")
    void saysWhatIsWrongOrWhatBecomesOfIt(HostileRow row) {
        Cli cli = new Cli(folder).file("world.yaml", HostileRow.WORLD);
        HostileRow.all().stream()
                .filter(other -> other.name().startsWith("circle-"))
                .forEach(other -> cli.file(other.name() + ".yaml", other.manifest()));
        Result result = cli.file(row.name() + ".yaml", row.manifest()).plan("-o", "yaml");
        assertThat(result.err()).doesNotContain("Exception", "\tat ", "defect");
        String answer = result.err() + result.out();
        if (row.plan() != null) {
            assertThat(answer).contains(row.plan());
        } else if (row.refused() != null) {
            assertThat(result.exitCode()).isEqualTo(2);
            assertThat(result.err()).contains(row.name() + ".yaml:").contains(words(row.refused()));
        } else if (row.reported().reason().equals("InvalidSpec")) {
            assertThat(result.exitCode()).isEqualTo(2);
            assertThat(result.err())
                    .contains(row.name() + ".yaml:")
                    .contains(row.reported().says());
        } else {
            assertThat(result.err()).isEmpty();
            assertThat(result.out()).contains("reason: " + row.reported().reason());
        }
    }

    /** It names the field that the API server would name, or gives the message of the rule. */
    private static String words(HostileRow.Refusal refusal) {
        return switch (refusal.by()) {
            case schema -> refusal.field().replace("matchLabels.tier", "matchLabels[tier]");
            case rule -> refusal.says();
            case strict, kubectl -> "";
        };
    }
}
