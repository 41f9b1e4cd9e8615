package dev.cpm.operator.cli.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cpm.operator.api.BlockerReason;
import dev.cpm.operator.api.InterconnectState;
import dev.cpm.operator.api.LoadBalancerStatus.LoadBalancerViolation;
import dev.cpm.operator.api.PlacementStatus.LastProposal;
import dev.cpm.operator.api.ViolationType;
import dev.cpm.operator.api.ZoneState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Whatever word the operator writes into a status or an Event, {@code explain} knows it. */
class ExplanationsTest {
    private static final Path SOURCES = Path.of("src", "main", "java", "dev", "cpm", "operator");

    /** A word in quotes, as reasons and types of conditions are: it stands for nothing else in these files. */
    private static final Pattern WORD = Pattern.compile("\"([A-Z][a-z]+(?:[A-Z][a-z]+)*)\"");

    /** What is written there besides: statuses of conditions, actions of Events. */
    private static final Pattern OTHER = Pattern.compile(
            "True|False|Unknown|Checking|Judging|Rebalancing|Answering|SetAside|Placing|Moving|Releasing");

    private static Set<String> explained() {
        return Explanations.all().stream().map(Explanation::word).collect(Collectors.toSet());
    }

    @Test
    void everyConstantOfTheContractIsExplained() {
        assertThat(explained())
                .containsAll(Stream.of(
                                ViolationType.values(),
                                BlockerReason.values(),
                                ZoneState.values(),
                                InterconnectState.values(),
                                LastProposal.Result.values(),
                                LoadBalancerViolation.Type.values())
                        .flatMap(Stream::of)
                        .map(Enum::name)
                        .toList());
    }

    @Test
    void soIsEveryReasonAndTypeThatIsWritten() throws IOException {
        Set<String> written = new TreeSet<>();
        for (Path file : writers()) {
            WORD.matcher(Files.readString(file))
                    .results()
                    .map(word -> word.group(1))
                    .forEach(written::add);
        }
        written.removeIf(word -> OTHER.matcher(word).matches());
        assertThat(written)
                .contains("Ready", "Stalled", "NoAvailableZone", "Placed", "StatusTooLarge", "UnreadableStatus");
        assertThat(explained()).containsAll(written);
    }

    /** Those that make conditions or Events. */
    private static List<Path> writers() throws IOException {
        try (Stream<Path> api = Files.list(SOURCES.resolve("api"));
                Stream<Path> placement = Files.walk(SOURCES.resolve("placement"));
                Stream<Path> controller = Files.list(SOURCES.resolve("controller"))) {
            return Stream.of(api, placement, controller)
                    .flatMap(files -> files)
                    .filter(Files::isRegularFile)
                    .filter(file -> file.getFileName()
                                    .toString()
                                    .matches(
                                            "ConditionTypes.java|ConditionReasons.java|Statuses.java|.*Statuses.java|Defect.java"
                                                    + "|InvalidSpec.java|Shifts.java")
                            || text(file).contains("new Happening("))
                    .toList();
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void soIsEveryWordOfTheReadme() throws IOException {
        String readme = Files.readString(Path.of("..", "README.md"));
        String concepts = readme.substring(readme.indexOf("| word | what it means |"), readme.indexOf("## Install"));
        assertThat(explained())
                .containsAll(Pattern.compile("^\\| ([^|]+?) \\|", Pattern.MULTILINE)
                        .matcher(concepts)
                        .results()
                        .map((MatchResult row) -> row.group(1))
                        .filter(word -> !word.equals("word"))
                        .flatMap(words -> Stream.of(words.split(", ")))
                        .toList());
    }

    @Test
    void whoKnowsAPartOfAWordIsToldTheWhole() {
        assertThat(Explanations.of("Skew")).hasSize(1);
        assertThatThrownBy(() -> Explanations.of("Interco")).hasMessageContaining(", Interconnect?");
        assertThatThrownBy(() -> Explanations.of("maxskewexc")).hasMessageContaining("did you mean MaxSkewExceeded?");
    }

    /** What is no word of its own is explained as the definition does. */
    @Test
    void soIsEveryField() {
        assertThat(Explanations.of("minavailable")).singleElement().satisfies(field -> {
            assertThat(field.word()).isEqualTo("spec.availability.minAvailable");
            assertThat(field.what()).isEqualTo("Field of a Placement.");
            assertThat(field.when()).startsWith("How many of spec.replicas must remain");
        });
        assertThat(Explanations.of("spec.topologySpreadConstraints.maxSkew")).hasSize(1);
        assertThat(Explanations.of("availability.minAvailable")).hasSize(1);
        assertThat(Explanations.of("displayName"))
                .extracting(Explanation::what)
                .containsExactly("Field of a Region.", "Field of a Zone.");
        assertThat(Explanations.of("blockers")).extracting(Explanation::word).containsExactly("status.blockers");
        assertThatThrownBy(() -> Explanations.of("minAvailible")).hasMessageContaining("did you mean minAvailable?");
        assertThatThrownBy(() -> Explanations.of("conditions.type")).hasMessageContaining("nothing called");
    }
}
