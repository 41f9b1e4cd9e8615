package dev.cpm.operator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A start takes as long as the classes that it loads; so it loads none that it does not need. */
class StartClassesTest {

    private static List<String> loaded(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Xlog:class+load:stdout:none",
                "-cp",
                System.getProperty("java.class.path"),
                "dev.cpm.operator.cli.KubectlMain"));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isLessThan(2);
        List<String> classes = printed.lines()
                .filter(line -> line.contains(" source: "))
                .map(line -> line.replaceFirst(" source: .*", ""))
                .toList();
        assertThat(classes).contains("dev.cpm.operator.cli.KubectlMain");
        return classes;
    }

    private static long count(List<String> classes, String prefix) {
        return classes.stream().filter(name -> name.startsWith(prefix)).count();
    }

    @Test
    void anExplanationNeedsNoKubernetes() throws Exception {
        List<String> classes = loaded("explain", "SkewExceeded");
        assertThat(classes)
                .noneMatch(name -> name.startsWith("io.fabric8."))
                .noneMatch(name -> name.startsWith("dev.cpm.operator.placement."))
                .noneMatch(name -> name.startsWith("dev.cpm.operator.controller."))
                .noneMatch(name -> name.startsWith("org.slf4j."))
                .noneMatch(name -> name.startsWith("com.fasterxml."));
        assertThat(count(classes, "dev.cpm.operator.")).isLessThan(60);
    }

    @Test
    void aMapOfManifestsNeedsNoRules() throws Exception {
        List<String> classes = loaded("map", "-f", "../deploy/catalog");
        assertThat(classes)
                .noneMatch(name -> name.startsWith("dev.cel."))
                .noneMatch(name -> name.startsWith("com.google."))
                .noneMatch(name -> name.startsWith("com.networknt."))
                .noneMatch(name -> name.startsWith("dev.cpm.operator.controller."))
                .noneMatch(name -> name.startsWith("io.javaoperatorsdk."));
    }

    /** It would make Protobuf use what JDK 24 and later warn of, on the user's terminal. */
    @Test
    void thePlanOfManifestsNeedsNoUnsafe() throws Exception {
        assertThat(loaded("plan", "../deploy/samples"))
                .anyMatch(name -> name.startsWith("dev.cel."))
                .noneMatch(name -> name.equals("com.google.protobuf.UnsafeUtil"));
    }
}
