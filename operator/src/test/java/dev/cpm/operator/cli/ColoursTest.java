package dev.cpm.operator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Colours go where they can be seen, or where they are asked for; the transcripts have which. */
class ColoursTest {
    private static final String ESCAPE = "\u001b[";

    private static String map(Map<String, String> environment) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                KubectlMain.class.getName(),
                "map",
                "-f",
                "../deploy/catalog");
        builder.environment().keySet().removeAll(List.of("NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE"));
        builder.environment().putAll(environment);
        Process process = builder.redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isZero();
        return said;
    }

    @Test
    void aPipeGetsNoneUnlessItIsForced() throws Exception {
        assertThat(map(Map.of())).contains("ap-beijing").doesNotContain(ESCAPE);
        assertThat(map(Map.of("CLICOLOR_FORCE", "1"))).contains(ESCAPE);
        assertThat(map(Map.of("NO_COLOR", "1"))).doesNotContain(ESCAPE);
    }
}
