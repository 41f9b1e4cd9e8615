package dev.cpm.operator.cli;

import static dev.cpm.operator.cli.PullRequest.placement;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cpm.operator.cli.Cli.Result;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code plan --against} says of edits that are no matter of where replicas are. */
class PlanEditsTest {
    private static final String ZONE = """
            apiVersion: cpm.dev/v1alpha1
            kind: Zone
            metadata: {name: r1-a}
            spec: {region: r1, capacity: [{machineType: m1, count: 2}]%s}
            """;

    private static final String REGION = """
            apiVersion: cpm.dev/v1alpha1
            kind: Region
            metadata: {name: r1}
            spec: {displayName: %s}
            """;

    private static final String LINK = """
            apiVersion: cpm.dev/v1alpha1
            kind: Interconnect
            metadata: {name: link}
            spec: {account: %s, regions: [r1, %s]}
            """;

    private static final String NAMESPACE = "apiVersion: v1\nkind: Namespace\nmetadata: {name: %s, labels: {%s}}\n";

    @TempDir
    private Path folder;

    private Cli cli;

    @BeforeEach
    void main() {
        cli = new Cli(folder)
                .file("main/zone.yaml", ZONE.formatted(""))
                .file("main/region.yaml", REGION.formatted("One"));
    }

    private Result against() {
        return cli.run("plan", "DIR/change", "--against", "DIR/main");
    }

    @Test
    void whatIsNotLookedForAnyMoreIsNotMended() {
        cli.file("main/web.yaml", placement("web", "replicas: 5"))
                .file("change/web.yaml", placement("web", "replicas: 5, suspend: true"));
        assertThat(against().out())
                .contains("Not judged any more: CapacityExceeded")
                .doesNotContain("mended");
        cli.file("change/web.yaml", placement("web", "replicas: 2, suspend: true"));
        assertThat(against().out()).contains("mended: CapacityExceeded").doesNotContain("Not judged any more");
    }

    /** What is judged all the same is mended by the same edit. */
    @Test
    void whatIsJudgedOfOneThatIsSuspendedIsMended() {
        cli.file("main/web.yaml", placement("web", "replicas: 5, zones: [r1-a, r1-typo]"))
                .file("change/web.yaml", placement("web", "replicas: 5, zones: [r1-a], suspend: true"));
        assertThat(against().out()).contains("mended: UnknownZone\n", "Not judged any more: CapacityExceeded\n");
    }

    @Test
    void whatIsHeldBackOtherwiseIsNotMendedEither() {
        cli.file("main/web.yaml", placement("web", "replicas: 5, account: a"))
                .file("change/ns.yaml", NAMESPACE.formatted("default", "cpm.dev/account: b"));
        assertThat(against().out())
                .contains("now broken: AccountMismatch", "Not judged any more: CapacityExceeded\n")
                .doesNotContain("mended");
    }

    @Test
    void anInvalidSpecAsksForNoNumberThatHappensToBeTheSame() {
        cli.file("main/web.yaml", placement("web", "replicas: 2"))
                .file("change/web.yaml", placement("web", "replicas: 7, zones: [r1-a, r1-a]"));
        assertThat(against().out()).contains("2 of 2 placed → 2 kept; no longer ready");
    }

    @Test
    void anInvalidSpecAsksForNoNumber() {
        cli.file("main/web.yaml", placement("web", "replicas: 5"))
                .file("change/web.yaml", placement("web", "replicas: 5, zones: [r1-a, r1-a]"));
        assertThat(against().out()).contains("2 of 5 placed → 2 kept; still not ready", "now broken: InvalidSpec: ");
        assertThat(cli.run(
                                "plan",
                                "DIR/main",
                                "--against",
                                "DIR/change",
                                "--against",
                                "DIR/main/zone.yaml",
                                "--against",
                                "DIR/main/region.yaml")
                        .out())
                .contains("none kept → 2 of 5 placed", "mended: InvalidSpec");
    }

    @Test
    void aNameForPeopleIsToldAsWell() {
        cli.file("change/zone.yaml", ZONE.formatted(", displayName: Hall A"))
                .file("change/region.yaml", REGION.formatted("Two"));
        Result result = against();
        assertThat(result.out())
                .contains(
                        "~ Zone r1-a\n    displayName none → \"Hall A\"\n",
                        "~ Region r1\n    displayName \"One\" → \"Two\"\n");
        assertThat(result.exitCode()).isZero();
        cli.file("change/other.yaml", ZONE.replace("r1-a", "r1-b").formatted(", displayName: Hall B"));
        assertThat(against().out()).contains("+ Zone r1-b\n").doesNotContain("Hall B");
    }

    @Test
    void aLinkThatIsAnotherIsToldAsWell() {
        cli.file("main/link.yaml", LINK.formatted("a", "r2")).file("change/link.yaml", LINK.formatted("b", "r3"));
        assertThat(against().out()).contains("~ Interconnect link\n    account a → b, regions r1 and r2 → r1 and r3\n");
    }

    @Test
    void aNamespaceOfAnotherAccountIsToldAsWell() {
        cli.file("main/ns.yaml", NAMESPACE.formatted("default", "a: b") + "---\n" + NAMESPACE.formatted("lab", "a: b"))
                .file("change/ns.yaml", NAMESPACE.formatted("default", "cpm.dev/account: acme"))
                .file("change/lab.yaml", NAMESPACE.formatted("lab", "a: c"))
                .file("change/new.yaml", NAMESPACE.formatted("new", "a: b"));
        assertThat(against().out())
                .contains("~ Namespace default\n    label cpm.dev/account none → acme\n")
                .doesNotContain("Namespace lab", "Namespace new");
    }

    @Test
    void whatOfAPlacementIsEditedIsTold() {
        cli.file("main/web.yaml", placement("web", "replicas: 2"))
                .file("change/web.yaml", placement("web", "replicas: 2, priority: 5, suspend: true"));
        assertThat(against().out())
                .contains(
                        "~ default/web  2 of 2 placed, as before\n    edited: priority 0 → 5, suspend false → true\n");
        assertThat(cli.run("plan", "DIR/change", "--against", "DIR/main", "-o", "markdown")
                        .out())
                .contains("2 of 2 placed, as before; edited: priority 0 → 5, suspend false → true |");
        assertThat(cli.run("plan", "DIR/change", "--against", "DIR/main", "-o", "yaml")
                        .out())
                .contains("    differences:\n    - field: spec.priority\n      before: '0'\n      after: '5'\n");
    }

    /** A list without a machine is not one that is not there. */
    @Test
    void aZoneThatLosesAllItsMachines() {
        cli.file(
                        "main/zone.yaml",
                        "apiVersion: cpm.dev/v1alpha1\nkind: Zone\nmetadata: {name: r1-a}\nspec: {region: r1}\n")
                .file(
                        "change/zone.yaml",
                        "apiVersion: cpm.dev/v1alpha1\nkind: Zone\nmetadata: {name: r1-a}\nspec: {region: r1, capacity: []}\n");
        assertThat(against().out()).contains("1 zone edited", "~ Zone r1-a\n    machines without limit → as listed\n");
    }

    /** Lists that were written with nothing after a dash, before and after: what else was edited is told all the same. */
    @Test
    void itemsThatAreNothing() {
        String empty = "peers: [null], zones: [null], excludedZones: [null], loadBalancers: [null],"
                + " topologySpreadConstraints: [null], affinity: {colocateWith: [null], separateFrom: [null]},"
                + " zoneSelector: {matchLabels: {a: null}, matchExpressions: [null]}";
        cli.file("main/web.yaml", placement("web", empty))
                .file("change/web.yaml", placement("web", empty + ", replicas: 2"));
        Result result = against();
        assertThat(result.out()).contains("    edited: replicas 1 → 2\n");
        assertThat(result.err()).contains("spec.peers[0]: Required value: remove the empty item\n");
        assertThat(result.exitCode()).isEqualTo(2);
    }
}
