package dev.cpm.operator.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.cpm.operator.api.Placement;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * The words for the most common situations, whole: {@code golden/NAME/expected.txt} is what {@code plan} prints for the
 * manifests beside it, and the status of each placement. After a change of words, look at the difference that this makes:
 * {@code mvn -DskipITs -Dtest=GoldenMessagesTest,ReadmeTest,TranscriptsTest,CrdReferenceTest -Dgolden.renew=true verify && git
 * diff}.
 */
class GoldenMessagesTest {
    static final boolean RENEW = Boolean.getBoolean("golden.renew");
    private static final Path GOLDEN = Path.of("src", "test", "resources", "golden");

    @TestFactory
    Stream<DynamicTest> situations() {
        return ManifestFolder.in(GOLDEN).stream().map(folder -> dynamicTest(folder.name(), () -> compare(folder)));
    }

    private static void compare(ManifestFolder folder) throws IOException {
        Path expected = folder.path().resolve("expected.txt");
        String answer = answer(folder);
        if (RENEW) {
            Files.writeString(expected, answer);
        }
        assertThat(expected).exists().hasContent(answer);
    }

    private static String answer(ManifestFolder folder) {
        StringBuilder answer = new StringBuilder(folder.printed());
        for (Placement placement : folder.placements()) {
            answer.append("\n--- status of ")
                    .append(placement.getMetadata().getName())
                    .append('\n')
                    .append(ManifestFolder.status(placement));
        }
        return answer.toString();
    }
}
