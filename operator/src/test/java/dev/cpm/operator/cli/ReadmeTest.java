package dev.cpm.operator.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.cpm.operator.api.Violation;
import dev.cpm.operator.api.ViolationType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * README.md cannot lie: each row of its table of violations is what {@code plan} prints for the manifests in {@code
 * violations/TYPE}, and each console in it what its command prints. {@code -Dgolden.renew=true} renews both.
 */
class ReadmeTest {
    private static final Path README = Path.of("..", "README.md");
    private static final Path VIOLATIONS = Path.of("src", "test", "resources", "violations");
    private static final Pattern ROW =
            Pattern.compile("^\\| `(\\w+)` \\| ([^|]+) \\| ([^|]+) \\| ([^|]+) \\| ([^|]+) \\|$", Pattern.MULTILINE);
    private static final Pattern SHOWN = Pattern.compile(
            "(```console\n\\$ (java -jar operator/target/cpm-operator.jar|kubectl cpm) (\\w+ [^\n|]*deploy/[^\n|]+)\n)"
                    + "(.*?)(```)",
            Pattern.DOTALL);

    private record Row(String type, String severity, String when, String message, String remedy) {
        static Row of(Matcher row) {
            return new Row(row.group(1), row.group(2), row.group(3), row.group(4), row.group(5));
        }

        Row with(Violation violation) {
            return new Row(type, severity, when, violation.message(), violation.remedy());
        }

        @Override
        public String toString() {
            return "| `" + type + "` | " + String.join(" | ", severity, when, message, remedy) + " |";
        }
    }

    @Test
    void theTableHasARowForEachType() throws IOException {
        assertThat(rows()).extracting(Row::type).containsExactly(types());
        assertThat(ManifestFolder.in(VIOLATIONS))
                .extracting(ManifestFolder::name)
                .containsExactly(types());
    }

    private static String[] types() {
        return Arrays.stream(ViolationType.values()).map(Enum::name).sorted().toArray(String[]::new);
    }

    @TestFactory
    Stream<DynamicTest> rowsAreWhatAPlanPrints() throws IOException {
        return rows().stream().map(row -> dynamicTest(row.type(), () -> compare(row)));
    }

    private static void compare(Row row) throws IOException {
        ManifestFolder folder = new ManifestFolder(VIOLATIONS.resolve(row.type()));
        Violation violation = violation(folder);
        if (GoldenMessagesTest.RENEW) {
            Files.writeString(
                    README,
                    Files.readString(README)
                            .replace(row.toString(), row.with(violation).toString()));
        } else {
            assertThat(row).hasToString(row.with(violation).toString());
        }
        assertThat(row.severity()).contains(violation.severity().name().substring(0, 1));
        assertThat(folder.printed().replaceAll("\\s+", " "))
                .contains(violation.severity() + " " + row.type() + ": " + violation.message() + " To mend it: "
                        + violation.remedy() + ".");
    }

    /** The one violation of the folder's type. */
    private static Violation violation(ManifestFolder folder) {
        List<Violation> all = folder.placements().stream()
                .flatMap(placement -> placement.getStatus().violations().stream())
                .filter(violation -> violation.type().name().equals(folder.name()))
                .toList();
        assertThat(all).hasSize(1);
        return all.get(0);
    }

    @Test
    void consolesShowWhatTheirCommandsPrint() throws IOException {
        String readme = Files.readString(README);
        String real = SHOWN.matcher(readme)
                .replaceAll(console -> Matcher.quoteReplacement(
                        console.group(1) + printed(console.group(2), console.group(3)) + console.group(5)));
        if (GoldenMessagesTest.RENEW) {
            Files.writeString(README, real);
        }
        assertThat(SHOWN.matcher(readme).results()).hasSizeGreaterThan(3);
        assertThat(Files.readString(README)).isEqualTo(real);
    }

    private static String printed(String program, String command) {
        return new Cli(README.getParent())
                .run(
                        program.startsWith("java") ? Main.commandLine() : KubectlMain.commandLine(),
                        command.replace(" deploy/", " ../deploy/")
                                .replace(" operator/", " ")
                                .split(" "))
                .out()
                .replace("DIR/", "")
                .replace("../deploy/", "deploy/");
    }

    private static List<Row> rows() throws IOException {
        return ROW.matcher(Files.readString(README))
                .results()
                .map(r -> r.group())
                .map(ReadmeTest::row)
                .toList();
    }

    private static Row row(String line) {
        Matcher row = ROW.matcher(line);
        assertThat(row.matches()).isTrue();
        return Row.of(row);
    }
}
