package dev.cpm.operator.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.cpm.operator.api.Violation;
import dev.cpm.operator.api.ViolationType;
import dev.cpm.operator.cli.report.Explanation;
import dev.cpm.operator.cli.report.Explanations;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * README.md cannot lie: each console in it shows what its command prints, of the plugin at least; what it says of each violation is what {@code
 * explain} says, and its example what {@code plan} prints for the manifests in {@code violations/TYPE}; each of its links
 * leads somewhere. {@code -Dgolden.renew=true} renews all but the links.
 */
class ReadmeTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final Path README = Path.of("..", "README.md");
    private static final Path VIOLATIONS = Path.of("src", "test", "resources", "violations");
    private static final int WIDTH = 120;

    /** A violation; the last line of it, which command helps to look, is written by hand. */
    private static final Pattern TROUBLE =
            Pattern.compile("^### `(\\w+)`\n\n(?:(?!^#)[\\s\\S])*?^- Look: ((?:.+\n)+)", Pattern.MULTILINE);

    private static final Pattern HEADING = Pattern.compile("^#{2,4} (.+)$", Pattern.MULTILINE);
    private static final Pattern LINK = Pattern.compile("]\\(([^)\\s]+)\\)");

    @TempDir
    private Path folder;

    @Test
    void consolesShowWhatTheirCommandsPrint() throws IOException {
        String readme = Files.readString(README);
        ReadmeBlocks blocks = new ReadmeBlocks(folder);
        String real = blocks.done(readme);
        if (GoldenMessagesTest.RENEW) {
            Files.writeString(README, real);
        }
        assertThat(Files.readString(README)).isEqualTo(real);
        assertThat(blocks.ran()).hasSizeGreaterThan(15);
        for (String command : List.of("status", "why", "map", "lose", "explain", "plan")) {
            assertThat(blocks.ran()).as(command).anyMatch(ran -> ran.startsWith("kubectl cpm " + command + " "));
        }
    }

    @Test
    void aReaderIsShownTheCommonTasksByName() throws IOException {
        String readme = Files.readString(README).replaceAll("(?m)^```[\\s\\S]*?^```$", "");
        String tasks = readme.substring(readme.indexOf("\n## How to\n"));
        tasks = tasks.substring(0, tasks.indexOf("\n## ", 1));
        List<String> names = tasks.lines()
                .filter(line -> line.startsWith("### "))
                .map(line -> "#" + anchor(line.substring(4)))
                .toList();
        assertThat(names).hasSizeGreaterThanOrEqualTo(10);
        List<String> listed = LINK.matcher(tasks.substring(0, tasks.indexOf("\n### ")))
                .results()
                .map(link -> link.group(1))
                .toList();
        assertThat(listed).containsExactlyElementsOf(names);
    }

    @Test
    void itHasEachViolationByName() throws IOException {
        assertThat(troubles().map(trouble -> trouble.group(1))).containsExactly(types());
        assertThat(ManifestFolder.in(VIOLATIONS))
                .extracting(ManifestFolder::name)
                .containsExactly(types());
    }

    private static String[] types() {
        return Arrays.stream(ViolationType.values()).map(Enum::name).sorted().toArray(String[]::new);
    }

    private static Stream<MatchResult> troubles() throws IOException {
        return TROUBLE.matcher(Files.readString(README)).results();
    }

    @TestFactory
    Stream<DynamicTest> itSaysOfAViolationWhatExplainAndPlanSay() throws IOException {
        return troubles().map(trouble -> dynamicTest(trouble.group(1), () -> compare(trouble)));
    }

    private static void compare(MatchResult trouble) throws IOException {
        ManifestFolder manifests = new ManifestFolder(VIOLATIONS.resolve(trouble.group(1)));
        Violation violation = violation(manifests);
        JsonNode explained = explained(trouble.group(1));
        String what = explained.get("what").asText().replaceFirst("Violation; a", "A");
        List<String> mend = StreamSupport.stream(explained.get("mend").spliterator(), false)
                .map(JsonNode::asText)
                .toList();
        String real = "### `" + trouble.group(1) + "`\n\n"
                + fold(
                        "",
                        what + " " + explained.get("when").asText() + " "
                                + explained.get("then").asText()) + "\n"
                + fold("- ", "For example: *" + violation.message() + "*.")
                + fold("- ", "Its remedy: *" + violation.remedy() + "*.")
                + fold("- ", "What mends it: " + String.join(" ", mend))
                + "- Look: " + trouble.group(2);
        if (GoldenMessagesTest.RENEW) {
            Files.writeString(README, Files.readString(README).replace(trouble.group(), real));
        } else {
            assertThat(trouble.group()).isEqualTo(real);
        }
        assertThat(what).contains(violation.severity().name());
        assertThat(manifests.printed().replaceAll("\\s+", " "))
                .contains(violation.severity() + " " + trouble.group(1) + ": " + violation.message() + " To mend it: "
                        + violation.remedy() + ".");
    }

    @Test
    void itsTableOfConditionsSaysWhatExplainSays() throws IOException {
        compare(
                "| condition | true when |\n|---|---|\n",
                explanations("Condition ").map(of -> "| `" + of.word() + "` | " + of.when() + " |\n"));
    }

    @Test
    void itsTableOfBlockersSaysWhatExplainSays() throws IOException {
        compare(
                "| blocker | why the zone takes no further replica | what would help |\n|---|---|---|\n",
                explanations("Blocker")
                        .sorted(Comparator.comparing(Explanation::word))
                        .map(of ->
                                "| `" + of.word() + "` | " + of.when() + " | " + String.join(" ", of.mend()) + " |\n"));
    }

    private static void compare(String head, Stream<String> rows) throws IOException {
        String readme = Files.readString(README);
        int begin = readme.indexOf(head);
        assertThat(begin).as(head).isPositive();
        String table = readme.substring(begin, readme.indexOf("\n\n", begin) + 1);
        String real = head + rows.collect(Collectors.joining());
        if (GoldenMessagesTest.RENEW) {
            Files.writeString(README, readme.replace(table, real));
        } else {
            assertThat(table).isEqualTo(real);
        }
        assertThat(real.lines()).hasSizeGreaterThan(5);
    }

    private static Stream<Explanation> explanations(String what) {
        return Explanations.all().stream().filter(of -> of.what().startsWith(what));
    }

    private static String explain(String word) {
        return new Cli(README.getParent())
                .run(KubectlMain.commandLine(), "explain", word, "-o", "json")
                .out();
    }

    /** What {@code explain} says of it as a violation; some words are a blocker, too. */
    private static JsonNode explained(String word) throws IOException {
        return StreamSupport.stream(MAPPER.readTree(explain(word)).spliterator(), false)
                .filter(explanation -> explanation.get("what").asText().startsWith("Violation"))
                .findFirst()
                .orElseThrow();
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

    private static String fold(String bullet, String text) {
        StringBuilder folded = new StringBuilder();
        StringBuilder line = new StringBuilder(bullet);
        for (String word : text.split(" ")) {
            if (line.length() > bullet.length() && line.length() + 1 + word.length() > WIDTH) {
                folded.append(line).append('\n');
                line = new StringBuilder(" ".repeat(bullet.length())).append(word);
            } else {
                line.append(line.length() > bullet.length() ? " " : "").append(word);
            }
        }
        return folded.append(line).append('\n').toString();
    }

    @Test
    void itsLinksLeadSomewhere() throws IOException {
        String readme = Files.readString(README).replaceAll("(?ms)^```\\w*$.*?^```$", "");
        List<String> anchors = HEADING.matcher(readme)
                .results()
                .map(heading -> "#" + anchor(heading.group(1)))
                .toList();
        List<String> lost = new ArrayList<>();
        LINK.matcher(readme).results().map(link -> link.group(1)).forEach(link -> {
            boolean leads = link.startsWith("#")
                    ? anchors.contains(link)
                    : link.startsWith("https://")
                            || Files.exists(README.getParent().resolve(link.replaceFirst("#.*", "")));
            if (!leads) {
                lost.add(link);
            }
        });
        assertThat(lost).isEmpty();
    }

    /** As GitHub makes it of a heading. */
    private static String anchor(String heading) {
        return heading.toLowerCase().replaceAll("[^\\p{L}\\p{N} _-]", "").replace(' ', '-');
    }
}
