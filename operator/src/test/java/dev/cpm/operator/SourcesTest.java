package dev.cpm.operator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a newer compiler refuses in the sources, found by the oldest one that builds them, too. */
class SourcesTest {
    /** A doc comment with an empty line, another comment or the end of the class behind it. */
    private static final Pattern DANGLING =
            Pattern.compile("^ */\\*\\*(?:(?!\\*/).)*\\*/ *\\R *(?:\\R|//|/\\*|})", Pattern.MULTILINE | Pattern.DOTALL);

    @ParameterizedTest
    @ValueSource(strings = {"src/main/java", "src/test/java"})
    void everyDocCommentDescribesWhatIsBelowIt(String folder) throws IOException {
        try (Stream<Path> files = Files.walk(Path.of(folder))) {
            List<Path> sources =
                    files.filter(file -> file.toString().endsWith(".java")).toList();
            assertThat(sources).isNotEmpty();
            for (Path source : sources) {
                assertThat(Files.readString(source)).as(source.toString()).doesNotContainPattern(DANGLING);
            }
        }
    }
}
