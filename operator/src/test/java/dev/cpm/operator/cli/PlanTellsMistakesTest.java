package dev.cpm.operator.cli;

import static dev.cpm.operator.cli.PullRequest.placement;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cpm.operator.cli.Cli.Result;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code plan --against} says of mistakes: in a comment on the pull request, and at the lines of its files. */
class PlanTellsMistakesTest {
    @TempDir
    private Path folder;

    private Cli cli;

    @BeforeEach
    void catalogue() {
        cli = PullRequest.in(folder);
    }

    private Result plan(String of, String against, String... more) {
        return PullRequest.plan(cli, of, against, more);
    }

    /** A comment that says that all is well must not stand beside a check that fails. */
    @Test
    void aCommentTellsOfMistakes() {
        cli.file("old/web.yaml", placement("web", "replicas: 1"));
        cli.file("new/web.yaml", placement("web, labels: {tier: very gold}", "replicas: 1"));
        Result plan = plan("DIR/new", "DIR/old", "-o", "markdown");
        assertThat(plan.exitCode()).isEqualTo(2);
        assertThat(plan.out())
                .startsWith("### ❌ Placements: ")
                .contains("\n\n**1 mistake** that an API server would refuse:\n\n- DIR/new/web.yaml:3: ");
        assertThat(plan("DIR/new", "DIR/old", "-o", "json").out())
                .contains("\"mistakes\": [\n        \"DIR/new/web.yaml:3: ");
        cli.file("new/web.yaml", "kind: Placement\n");
        Result nothing = plan("DIR/new", "DIR/old", "-o", "markdown");
        assertThat(nothing.exitCode()).isEqualTo(2);
        assertThat(nothing.out())
                .startsWith("### ❌ Placements: Nothing was planned.\n\n**")
                .contains("- DIR/new/web.yaml:1: ");
    }

    /** A field that is renamed in every manifest of a fleet. */
    @Test
    void aCommentFitsHoweverManyMistakesThereAre() {
        StringBuilder fleet = new StringBuilder();
        for (int i = 0; i < 900; i++) {
            fleet.append("---\n").append(placement("web-" + i, "replica: 1"));
        }
        cli.file("old/web.yaml", placement("web", "replicas: 1"));
        cli.file("new/web.yaml", placement("web", "replicas: 1"));
        cli.file("new/fleet.yaml", fleet.toString());
        String comment = plan("DIR/new", "DIR/old", "-o", "markdown").out();
        assertThat(comment.length()).isLessThan(65_536);
        assertThat(comment)
                .contains(
                        "**900 mistakes**",
                        "- and 880 more",
                        "900 objects are not planned, since they have mistakes: ");
    }

    /** What is compared with is no file of the pull request. */
    @Test
    void aMistakeOfTheMainBranchIsNoAnnotation() {
        cli.file("old/web.yaml", placement("web", "replica: 1")).file("new/api.yaml", placement("api", "replicas: 1"));
        Result plan = plan("DIR/new", "DIR/old", "-o", "github");
        assertThat(plan.exitCode()).isEqualTo(2);
        assertThat(plan.out()).doesNotContain("::error");
        assertThat(plan.err()).startsWith("DIR/old/web.yaml:4: ");
    }

    /** Else nobody could mend it. */
    @Test
    void aMistakeOfTheMainBranchDoesNotBlockWhatMendsIt() {
        cli.file("old/web.yaml", placement("web", "replica: 1, spare: 2"));
        cli.file("new/web.yaml", placement("web", "replicas: 1"));
        Result mended = plan("DIR/new", "DIR/old", "-o", "markdown");
        assertThat(mended.err()).isEmpty();
        assertThat(mended.exitCode()).isZero();
        assertThat(mended.out())
                .startsWith("### ✅ ")
                .contains("Placement default/web is compared as if it were new, since what was there has mistakes:"
                        + " DIR/old/web.yaml:4: Placement default/web: spec.replica: unknown field; did you mean"
                        + " replicas? (and 1 more)");
        assertThat(plan("DIR/empty", "DIR/old", "--prune").exitCode()).isEqualTo(2);
        cli.file("empty/api.yaml", placement("api", "replicas: 1"));
        assertThat(plan("DIR/empty", "DIR/old", "--prune").exitCode())
                .as("what takes its place is nothing, or it is kept")
                .isEqualTo(2);
    }

    /** What {@code kubectl get -o yaml} printed is no manifest for long. */
    @Test
    void whatWasCopiedFromAClusterIsNoted() {
        cli.file("old/web.yaml", placement("web", "replicas: 1"));
        cli.file("new/web.yaml", placement("web, resourceVersion: '12', uid: abc", "replicas: 1"));
        Result copied = plan("DIR/new", "DIR/old");
        assertThat(copied.exitCode()).isZero();
        assertThat(copied.out())
                .contains(
                        "Take what a cluster sets (metadata.resourceVersion, metadata.uid) out of Placement default/web: ");
        assertThat(cli.run("plan", "DIR/catalog", "DIR/new").err()).isEmpty();
    }

    @Test
    void aCommentFitsHoweverManyMistakesAreMended() {
        StringBuilder old = new StringBuilder();
        StringBuilder mended = new StringBuilder();
        for (int i = 0; i < 300; i++) {
            old.append("---\n").append(placement("web-" + i, "replica: 1"));
            mended.append("---\n").append(placement("web-" + i, "replicas: 1"));
        }
        cli.file("old/web.yaml", old.toString()).file("new/web.yaml", mended.toString());
        assertThat(plan("DIR/new", "DIR/old", "-o", "markdown").out())
                .contains("300 objects are compared as if they were new, since what was there has mistakes: ")
                .doesNotContain("unknown field");
    }

    /** Two lists with nothing between them are one. */
    @Test
    void whatChangesInTheCatalogueIsNoMistake() {
        String zone =
                "apiVersion: cpm.dev/v1alpha1\nkind: Zone\nmetadata: {name: r1-b}\nspec: {region: r1, capacity: %s}\n";
        cli.file("old/zone.yaml", zone.formatted("[{machineType: m1, count: 1}, {machineType: m2, count: 2}]"));
        cli.file("new/zone.yaml", zone.formatted("[{machineType: m1, count: -1}]"));
        assertThat(plan("DIR/new", "DIR/old", "-o", "markdown").out())
                .contains("must be between 0 and 1000000\n\nPlanned without that:\n\n- `Zone r1-b` changed: m1 1 → -1,"
                        + " m2 2 → not offered\n");
    }

    /** All that depends on it would seem to change with it. */
    @Test
    void aMistakeInACatalogueIsNotTakenForANewOne() {
        cli.file("old/web.yaml", placement("web", "replicas: 1"));
        cli.file("new/web.yaml", placement("web", "replicas: 1"));
        String zone = "apiVersion: cpm.dev/v1alpha1\nkind: Zone\nmetadata: {name: r1-b}\nspec: {region: r1, %s: B}\n";
        cli.file("old/zone.yaml", zone.formatted("displayname"));
        cli.file("new/zone.yaml", zone.formatted("displayName"));
        assertThat(plan("DIR/new", "DIR/old").exitCode()).isEqualTo(2);
    }

    /** Its machines would seem free. */
    @Test
    void whatHoldsMachinesIsNotTakenForNew() {
        cli.file(
                "old/web.yaml",
                placement("web", "replica: 1") + "status: {zones: [{zone: r1-a, region: r1, replicas: 1}]}\n");
        cli.file("new/web.yaml", placement("web", "replicas: 1"));
        assertThat(plan("DIR/new", "DIR/old").exitCode()).isEqualTo(2);
    }

    @Test
    void aNamespaceIsJudgedAsAnApiServerDoes() {
        cli.file("old/web.yaml", placement("web", "replicas: 1")).file("new/web.yaml", placement("web", "replicas: 1"));
        cli.file(
                "new/ns.yaml",
                "apiVersion: v1\nkind: Namespace\nmetadata: {name: shop, labels: {cpm.dev/account: 'acme corp'}}\n");
        Result plan = plan("DIR/new", "DIR/old");
        assertThat(plan.exitCode()).isEqualTo(2);
        assertThat(plan.err())
                .startsWith("DIR/new/ns.yaml:3: Namespace shop: metadata.labels[cpm.dev/account]: Invalid value");
        cli.file("new/ns.yaml", "apiVersion: v1\nkind: Namespace\nmetadata: {name: shop.prod}\n");
        assertThat(plan("DIR/new", "DIR/old").err())
                .startsWith("DIR/new/ns.yaml:3: Namespace shop.prod: metadata.name: ");
    }

    /** As where the page that was asked for cannot be written. */
    @Test
    void aCommentIsPrintedOnce() {
        cli.file("old/web.yaml", placement("web", "replicas: 1"));
        cli.file("new/web.yaml", placement("web, labels: {tier: very gold}", "replicas: 1"));
        Result plan = plan("DIR/new", "DIR/old", "-o", "markdown", "--html", "DIR/nowhere/p.html");
        assertThat(plan.exitCode()).isEqualTo(2);
        assertThat(plan.out()).containsOnlyOnce("### ").doesNotContain("Nothing was planned");
    }

    /** Who mends the one would go on with the other. */
    @Test
    void whatIsGivenTwiceIsToldHoweverWrongItIs() {
        String wrong = placement("web", "replica: 3");
        cli.file("a/a.yaml", wrong).file("a/b.yaml", "---\n" + wrong.replace("replica:", "replicas:"));
        cli.file("b/a.yaml", wrong).file("b/b.yaml", "---\n" + wrong);
        for (String dir : new String[] {"DIR/a", "DIR/b"}) {
            Cli.Result result = cli.run("plan", dir);
            assertThat(result.err())
                    .contains(dir + "/b.yaml:2: Placement default/web: given twice, here and at " + dir + "/a.yaml:1\n")
                    .endsWith(" mistakes; nothing was planned.\n");
            assertThat(result.out()).isEmpty();
            assertThat(result.exitCode()).isEqualTo(2);
        }
    }
}
