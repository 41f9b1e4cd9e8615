package dev.cpm.operator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cpm.operator.cli.Cli.Result;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is being deleted keeps its machines until it is gone, and gets no more: that is planned, and told everywhere. */
class DeletionTest {
    private static final String DELETED = "deletionTimestamp: 2026-01-01T00:00:00Z, ";

    @TempDir
    private Path folder;

    private Cli cli;

    @BeforeEach
    void world() {
        cli = new Cli(folder);
        old("", 3);
        cli.file("change/catalog.yaml", catalog(""));
    }

    private static String catalog(String metadata) {
        return """
                {apiVersion: cpm.dev/v1alpha1, kind: Region, metadata: {name: f1}, spec: {}}
                ---
                {apiVersion: cpm.dev/v1alpha1, kind: Zone, metadata: {%sname: f1-a},
                 spec: {region: f1, capacity: [{machineType: m1, count: 3}]}}
                """.formatted(metadata);
    }

    /** All that is there: one that holds all machines. */
    private void old(String metadata, int replicas) {
        cli.file("main/catalog.yaml", catalog("")).file("main/old.yaml", placement("old", metadata, replicas));
    }

    private static String placement(String name, String metadata, int replicas) {
        return """
                apiVersion: cpm.dev/v1alpha1
                kind: Placement
                metadata: {%sfinalizers: [x.y/z], namespace: fin, name: %s}
                spec: {machineType: m1, replicas: %d, regions: [f1]}
                """.formatted(metadata, name, replicas)
                + (name.equals("old")
                        ? "status: {machineType: m1, zones: [{zone: f1-a, region: f1, replicas: 3, indexes: 0-2}]}\n"
                        : "");
    }

    private Result against(String... more) {
        String[] args = new String[4 + more.length];
        System.arraycopy(new String[] {"plan", "DIR/change", "--against", "DIR/main"}, 0, args, 0, 4);
        System.arraycopy(more, 0, args, 4, more.length);
        return cli.run(args);
    }

    private String look(String... args) {
        return cli.run(KubectlMain.commandLine(), args).out();
    }

    @Test
    void whatIsPrunedKeepsItsMachinesUntilItsFinalizersAreGone() {
        cli.file("change/new.yaml", placement("new", "", 3));
        Result result = against("--prune");
        assertThat(result.out())
                .contains(
                        "- fin/old  deleted: keeps 3 machines until it is gone\n",
                        "    Is being deleted: waits for"
                                + " finalizer x.y/z; until it is gone it keeps its machines, and gets no\n    more\n")
                .contains("+ fin/new  new, and not ready: 0 of 3 placed")
                .doesNotContain("gives back", "released");
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(against("--prune", "-o", "json").out())
                .containsPattern("\"deletion\": \\{\\s+\"finalizers\": \\[\\s+\"x.y/z\"\\s+\\]");
        assertThat(against("--prune", "-o", "markdown").out())
                .contains("deleted: keeps 3 machines until it is gone", "waits for finalizer x.y/z");
        assertThat(against("--prune", "-o", "github").out()).contains("waits for finalizer x.y/z");
    }

    @Test
    void whatIsPrunedOfTheCatalogueStaysAsLong() {
        cli.file("main/catalog.yaml", catalog("finalizers: [x.y/z], "))
                .file("change/catalog.yaml", """
                {apiVersion: cpm.dev/v1alpha1, kind: Region, metadata: {name: f1}, spec: {}}
                """)
                .file("change/old.yaml", placement("old", "", 3));
        assertThat(against("--prune").out())
                .contains("- Zone f1-a\n    Is being deleted: waits for finalizer x.y/z\n")
                .doesNotContain("fin/old");
    }

    /** Nothing is decided for it any more, not even that it has fewer. */
    @Test
    void ofAnEditItIsSaidWhyItComesToNothing() {
        old(DELETED, 3);
        cli.file("change/old.yaml", placement("old", "", 1));
        Result result = against();
        assertThat(result.out())
                .contains("~ fin/old  3 of 3 placed → 3 of 1 placed", "Is being deleted: waits for finalizer x.y/z; ");
        assertThat(result.exitCode()).isZero();
        assertThat(against("-o", "github").out()).contains("title=Being deleted");
    }

    @Test
    void statusTellsIt() {
        old(DELETED, 3);
        assertThat(look("status", "-A", "-f", "DIR/main")).contains("is being deleted: waits for finalizer x.y/z");
        assertThat(look("status", "old", "-n", "fin", "-vv", "-f", "DIR/main"))
                .contains("It is being deleted: waits for finalizer x.y/z.", "  Deleting  is being deleted: waits for")
                .doesNotContain("To mend it", "Helps", "OnApproval");
        assertThat(look("status", "-A", "-o", "json", "-f", "DIR/main"))
                .containsPattern("\"beingDeleted\": \\[\\s+\\{\\s+\"namespace\": \"fin\"");
        cli.file("main/old.yaml", placement("old", DELETED, 3).replace("finalizers: [x.y/z], ", ""));
        assertThat(look("status", "old", "-n", "fin", "-f", "DIR/main"))
                .contains("is being deleted: until it is gone it keeps its machines");
    }

    @Test
    void whyTellsIt() {
        old(DELETED, 5);
        assertThat(look("why", "old", "-n", "fin", "-f", "DIR/main"))
                .contains("It is being deleted: waits for finalizer x.y/z;", "the placement is being deleted")
                .contains("No zone takes one more.");
        assertThat(look("why", "old", "-n", "fin", "-o", "json", "-f", "DIR/main"))
                .contains("\"deletion\": {");
    }

    @Test
    void aLossOfItCannotBePrevented() {
        old(DELETED, 3);
        assertThat(look("lose", "f1-a", "-f", "DIR/main"))
                .contains("down; is being deleted", "It is being deleted: waits for finalizer x.y/z;")
                .doesNotContain("To survive it", "To mend");
        assertThat(look("lose", "f1-a", "-o", "json", "-f", "DIR/main")).contains("\"deletion\": {");
    }
}
