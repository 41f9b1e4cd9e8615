package dev.cpm.operator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cpm.operator.cli.report.Explanations;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** What the completion offers is what the plugin takes; it is a script, so that it starts no JVM. */
class CompletionTest {
    private static final Path SCRIPT = Path.of("..", "deploy", "kubectl-plugin", "kubectl_complete-cpm");
    private static final String NO_FILES = ":4";
    private static final String NO_FILES_NO_SPACE = ":6";
    private static final String FILES = ":0";

    @TempDir
    private Path folder;

    private static List<String> offered(String... words) throws IOException {
        return offered(System.getenv("PATH"), List.of(words));
    }

    private static List<String> offered(String path, List<String> words) throws IOException {
        List<String> command = new ArrayList<>(List.of("sh", SCRIPT.toString()));
        command.addAll(words);
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("PATH", path);
        Process process = builder.start();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                .lines()
                .toList();
    }

    @Test
    void theCommands() throws IOException {
        List<String> commands =
                new ArrayList<>(KubectlMain.commandLine().getSubcommands().keySet());
        commands.add(NO_FILES);
        assertThat(offered("")).containsExactlyInAnyOrderElementsOf(commands);
        assertThat(offered("m")).containsExactly("map", NO_FILES);
    }

    @TestFactory
    Stream<DynamicTest> theOptionsOfEach() {
        return KubectlMain.commandLine().getSubcommands().entrySet().stream()
                .map(entry -> DynamicTest.dynamicTest(entry.getKey(), () -> {
                    List<String> options = new ArrayList<>(longOptions(entry.getValue()));
                    options.add(NO_FILES);
                    assertThat(offered(entry.getKey(), "--")).containsExactlyInAnyOrderElementsOf(options);
                }));
    }

    private static List<String> longOptions(CommandLine command) {
        return command.getCommandSpec().options().stream()
                .filter(option -> !option.hidden())
                .map(OptionSpec::longestName)
                .toList();
    }

    @Test
    void theWordsToExplain() throws IOException {
        List<String> words = Stream.concat(Explanations.words().stream(), Stream.of(NO_FILES))
                .filter(word -> !word.contains(" ")) // to be quoted, so nobody completes it
                .distinct()
                .toList();
        assertThat(offered("explain", "")).containsExactlyInAnyOrderElementsOf(words);
        assertThat(offered("explain", "Sk")).containsExactly("SkewExceeded", NO_FILES);
    }

    @Test
    void theFormats() throws IOException {
        assertThat(offered("map", "-o", "")).containsExactly("text", "yaml", "json", NO_FILES);
        assertThat(offered("plan", "-o", ""))
                .containsExactly("table", "text", "wide", "yaml", "json", "markdown", "github", NO_FILES);
    }

    /** A kubectl that says how it was called, as if that were names. */
    @Test
    void namesOfTheNamespaceAndClusterThatWereNamed() throws IOException {
        Path kubectl = Files.writeString(folder.resolve("kubectl"), "#!/bin/sh\nprintf '%s\\n' \"$@\"\n");
        assertThat(kubectl.toFile().setExecutable(true)).isTrue();
        String path = folder + ":" + System.getenv("PATH");
        assertThat(offered(path, List.of("status", "-n", "shop", "--context=b", "--as", "me", "--as-group", "us", "")))
                .contains("--namespace=shop", "--context=b", "--as=me", "--as-group=us");
        assertThat(offered(path, List.of("status", "-A", ""))).contains("--all-namespaces");
        assertThat(offered(path, List.of("why", ""))).contains("--all-namespaces");
        assertThat(offered(path, List.of("why", "-n", "shop", "")))
                .contains("--namespace=shop")
                .doesNotContain("--all-namespaces");
        assertThat(offered(path, List.of("status", ""))).noneMatch(name -> name.startsWith("--"));
    }

    /** As status -A, and errors about two of one name, print them. */
    @Test
    void namesWithTheirNamespacesWhereAllAreLookedAtOrOneWasTyped() throws IOException {
        Path kubectl = Files.writeString(folder.resolve("kubectl"), """
                #!/bin/sh
                case "$*" in
                  *jsonpath*--namespace=shop*) printf 'shop/web\\nshop/db\\n' ;;
                  *jsonpath*) printf 'shop/web\\nteam/web\\n' ;;
                  *zones*) printf 'zone.cpm.dev/r1-a\\nregion.cpm.dev/r1\\n' ;;
                  *) printf 'placement.cpm.dev/web\\n' ;;
                esac
                """);
        assertThat(kubectl.toFile().setExecutable(true)).isTrue();
        String path = folder + ":" + System.getenv("PATH");
        assertThat(offered(path, List.of("status", ""))).containsExactly("web", NO_FILES);
        assertThat(offered(path, List.of("status", "-A", ""))).containsExactly("shop/web", "team/web", NO_FILES);
        assertThat(offered(path, List.of("why", "sh"))).containsExactly("shop/web", NO_FILES);
        assertThat(offered(path, List.of("why", "w"))).containsExactly("web", NO_FILES);
        assertThat(offered(path, List.of("status", "--kubeconfig=/etc/k", ""))).containsExactly("web", NO_FILES);
        assertThat(offered(path, List.of("status", "shop/w"))).containsExactly("shop/web", NO_FILES);
        assertThat(offered(path, List.of("lose", ""))).containsExactly("r1-a", "r1", NO_FILES);
        assertThat(offered(path, List.of("lose", "region/"))).containsExactly("region/r1", NO_FILES);
    }

    @Test
    void filesWhereFilesAreMeant() throws IOException {
        assertThat(offered("plan", "")).containsExactly(FILES);
        assertThat(offered("map", "-f", "")).containsExactly(FILES);
    }

    /** Beside what is offered a shell looks for no files, so they are offered as well; a folder goes on. */
    @Test
    void aPlanComparesWithTheClusterOrWithFiles() throws IOException {
        assertThat(offered("plan", "deploy", "--against", "li")).containsExactly("live", NO_FILES);
        assertThat(offered("plan", "deploy", "--against", "")).contains("live", "pom.xml", "src/", NO_FILES_NO_SPACE);
        assertThat(offered("plan", "deploy", "--against", "sr")).containsExactly(FILES);
        assertThat(offered("plan", "deploy", "--against", "live", "--")).contains("--prune");
    }

    /** It says how it was called: of manifests no cluster is asked. */
    @Test
    void ofManifestsNoNameIsOffered() throws IOException {
        Path kubectl = Files.writeString(folder.resolve("kubectl"), "#!/bin/sh\nprintf '%s\\n' \"$@\"\n");
        assertThat(kubectl.toFile().setExecutable(true)).isTrue();
        String path = folder + ":" + System.getenv("PATH");
        assertThat(offered(path, List.of("lose", "-f", "deploy", ""))).containsExactly(NO_FILES);
        assertThat(offered(path, List.of("status", "--filename=deploy", ""))).containsExactly(NO_FILES);
    }
}
