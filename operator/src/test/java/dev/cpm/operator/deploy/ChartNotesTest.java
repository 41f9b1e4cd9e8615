package dev.cpm.operator.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * What Helm says after an install, whole: files that begin with the command. {@code -Dgolden.renew=true} renews them.
 */
class ChartNotesTest {
    private static final Path FOLDER = Path.of("src", "test", "resources", "helm-notes");
    private static final Pattern COMMAND =
            Pattern.compile("\\$ helm install (\\S+) deploy/helm/cpm-operator -n (\\S+)(?: --create-namespace)?(.*)");
    private static final Pattern SET = Pattern.compile(" --set ([^=]+)=(\\S+)");

    @TestFactory
    Stream<DynamicTest> areWhatHelmSays() throws IOException {
        return Files.list(FOLDER).sorted().map(file -> dynamicTest(file.getFileName() + "", () -> compare(file)));
    }

    private static void compare(Path file) throws IOException {
        String command = Files.readString(file).lines().findFirst().orElse("");
        Matcher install = COMMAND.matcher(command);
        assertThat(install.matches()).as(command).isTrue();
        Map<String, String> set = new LinkedHashMap<>();
        SET.matcher(install.group(3)).results().forEach(value -> set.put(value.group(1), value.group(2)));
        String now = command + "\n" + Chart.notes(install.group(1), install.group(2), set);
        if (Boolean.getBoolean("golden.renew")) {
            Files.writeString(file, now);
        }
        assertThat(Files.readString(file)).isEqualTo(now);
    }
}
