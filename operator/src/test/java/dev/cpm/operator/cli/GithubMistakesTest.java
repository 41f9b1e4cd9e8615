package dev.cpm.operator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cpm.operator.cli.Cli.Result;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A runner of GitHub shows mistakes at their lines, and takes no commands from what a pull request says. */
class GithubMistakesTest {
    private static final String HEAD = "apiVersion: cpm.dev/v1alpha1\nkind: Placement\nmetadata: {name: web}\n";

    @TempDir
    private Path folder;

    private Cli cli;

    @BeforeEach
    void setUp() {
        cli = new Cli(folder);
    }

    /** GitHub shows ten of a step; the others are in its log. */
    @Test
    void ofManyTenAreAnnotated() {
        for (int i = 0; i < 12; i++) {
            cli.file("p" + i + ".yaml", HEAD.replace("web", "web" + i) + "spec: {machineType: m1, replica: 3}\n");
        }
        Result result = cli.plan("--against", "DIR", "-o", "github");
        assertThat(result.out().lines()).hasSize(10).allMatch(line -> line.startsWith("::error "));
        assertThat(result.err().lines().filter(line -> line.contains(": spec.replica: ")))
                .hasSize(2);
    }

    /** Whoever runs this in a pull request prints what its author wrote, and a runner reads commands in what is printed. */
    @Test
    void whatIsInAValueStaysInItsLine() {
        String hostile = "\"x\\n::stop-commands::t\\r\\e[2J\\x9b1m\"";
        String shown = "\"x\\n::stop-commands::t\\r\\u001b[2J\\u009b1m\"";
        cli.file("a.yaml", HEAD + "spec: {regions: [r1], machineType: " + hostile + "}\n");
        Result result = cli.plan();
        assertThat(result.err())
                .startsWith(
                        "DIR/a.yaml:4: Placement default/web: spec.machineType: Invalid value: " + shown + ": must be ")
                .hasLineCount(1);
        assertThat(result.out().lines()).noneMatch(line -> line.strip().startsWith("::"));
        assertThat(result.out()).doesNotContain("\u001b", "\u009b", "\r");
        cli.file("a.yaml", HEAD + "spec: {" + hostile + ": 1, " + hostile + ": 2}\n");
        assertThat(cli.plan().err())
                .contains("DIR/a.yaml:4: " + shown.replace("\"", "") + ": given twice\n")
                .hasLineCount(3);
        cli.file("a.yaml", HEAD + "spec: {machineType: m1}\n---\napiVersion: v1\nkind: " + hostile + "\n");
        assertThat(cli.plan().out().lines()).noneMatch(line -> line.strip().startsWith("::"));
    }

    @Test
    void onGitHubAtTheirFiles() {
        cli.file("repository/.git/HEAD", "")
                .file("repository/apps/a, b.yaml", HEAD + "spec:\n  machineType: m1\n  replicas: \"3\\n100%\"\n")
                .file("main.yaml", HEAD.replace("web", "db") + "spec: {}\n");
        String[] call = {"plan", "DIR/repository/./apps", "--against", "DIR/main.yaml", "-o", "github"};
        Result result = cli.run(call);
        assertThat(result.out())
                .isEqualTo("::error file=apps/a%2C b.yaml,line=6,title=Mistake::Placement default/web: spec.replicas:"
                        + " Invalid value: \"3%0A100%25\": must be a whole number\n");
        assertThat(result.err()).isEqualTo("1 mistake; nothing was planned.\n");
        assertThat(result.exitCode()).isEqualTo(2);
        cli.file("repository/apps/a, b.yaml", HEAD + "spec:\n  machineType: m1\n  replicas: -1\n  regions: [r1]\n");
        assertThat(cli.run(call).out())
                .startsWith("::error file=apps/a%2C b.yaml,line=6,title=Mistake::Placement default/web: spec.replicas:"
                        + " Invalid value: -1: must be between 0 and 10000\n::")
                .contains("::notice title=Placements::");
        call[1] = "DIR/nowhere";
        assertThat(cli.run(call).out()).isEqualTo("::error title=Mistake::DIR/nowhere: no such file or folder\n");
        call[1] = "";
        assertThat(cli.run(call).out())
                .isEqualTo(
                        "::error title=Mistake::'': no name of a file or folder; perhaps it is a variable that is not"
                                + " set\n");
        call[1] = "-";
        assertThat(cli.runWithInput("a: [\n", call).out())
                .startsWith("::error title=Mistake::stdin:2: not valid YAML: ");
    }
}
