package dev.cpm.operator.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cpm.operator.local.LocalControlPlane;
import dev.cpm.operator.local.OperatorAccess;
import dev.cpm.operator.local.RealApiServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** {@code kubectl cpm …}: the plugin as it is installed, by a real kubectl, on a real cluster. */
@ExtendWith(RealApiServer.class)
class PluginIT {
    @TempDir
    private static Path folder;

    private static Cluster cluster;
    private static Plugin plugin;

    @BeforeAll
    static void story(LocalControlPlane controlPlane) throws IOException {
        cluster = new Cluster(controlPlane).startOperator();
        plugin = new Plugin(controlPlane, folder);
        cluster.namespace("team-p", Map.of("cpm.dev/account", "acme"));
        String story = """
                apiVersion: cpm.dev/v1alpha1
                kind: Region
                metadata: {name: r1}
                spec: {displayName: Region One}
                ---
                apiVersion: cpm.dev/v1alpha1
                kind: Zone
                metadata: {name: r1-a}
                spec: {region: r1, displayName: One A, capacity: [{machineType: m1, count: 4}]}
                ---
                apiVersion: cpm.dev/v1alpha1
                kind: Zone
                metadata: {name: r1-b}
                spec: {region: r1, displayName: One B, capacity: [{machineType: m1, count: 2}]}
                ---
                apiVersion: cpm.dev/v1alpha1
                kind: LoadBalancer
                metadata: {name: front, namespace: team-p}
                spec: {region: r1}
                ---
                apiVersion: cpm.dev/v1alpha1
                kind: Placement
                metadata: {name: web, namespace: team-p}
                spec: {machineType: m1, replicas: 2, regions: [r1], zones: [r1-a], loadBalancers: [front]}
                ---
                apiVersion: cpm.dev/v1alpha1
                kind: Placement
                metadata: {name: db, namespace: default}
                spec: {machineType: m1, replicas: 3, regions: [r1], zones: [r1-b], priority: -1}
                """;
        Files.writeString(folder.resolve("story.yaml"), story);
        cluster.apply(story);
        cluster.converge();
        cluster.kubectl(
                "", "create", "rolebinding", "p-viewer", "--clusterrole=cpm-viewer", "--user=pat", "-n", "team-p");
        cluster.kubectl(
                "", "create", "clusterrolebinding", "p-watcher", "--clusterrole=cpm-cluster-viewer", "--user=quinn");
        cluster.kubectl("", "create", "clusterrolebinding", "p-reader", "--clusterrole=cpm-viewer", "--user=robin");
    }

    @AfterAll
    static void end() {
        cluster.kubectl("", "delete", "clusterrolebinding", "p-watcher", "p-reader");
        cluster.close();
        plugin.close();
    }

    private static Plugin.Printed cpm(String... arguments) {
        return plugin.run(arguments);
    }

    @Test
    void loseSaysWhoWouldBeDown() {
        Plugin.Printed printed = cpm("lose", "r1-a");
        assertThat(printed.out())
                .startsWith("If r1-a were lost now: 1 placement would be down, ")
                .containsPattern("team-p/web +2 +0/2 +2 \\(quorum\\) +down\n")
                .containsPattern("team-p/front +2 of 2 replicas +nothing behind it\n");
        assertThat(printed.err()).isEmpty();
        assertThat(printed.exitCode()).isEqualTo(1);
    }

    /** The classes come from the archive, and nothing else is different. */
    @Test
    void whatIsKeptReadyChangesNothingThatIsPrinted() throws IOException {
        cpm("explain", "SkewExceeded");
        plugin.awaitRest();
        assertThat(plugin.kept(".jsa")).hasSize(1);
        assertThat(Files.size(plugin.kept(".jsa").get(0))).isGreaterThan(1_000_000);
        Plugin.Printed ready = cpm("map");
        assertThat(ready.err()).isEmpty();
        assertThat(ready.out()).containsPattern("r1-a +Available +m1 +█+░+ +2 of 4, 2 free\n");
    }

    @Test
    void mapDrawsWhatIsUsed() {
        Plugin.Printed printed = cpm("map");
        assertThat(printed.out())
                .containsPattern("r1-a +Available +m1 +█+░+ +2 of 4, 2 free\n")
                .containsPattern("r1-b +Available +m1 +█+ +2 of 2, none free\n");
        assertThat(printed.exitCode()).isZero();
    }

    @Test
    void statusIsOfTheNamespaceOfTheContextUnlessAnotherIsNamed() {
        assertThat(cpm("status").out()).contains("default/db").doesNotContain("team-p/web");
        assertThat(cpm("status", "-n", "team-p").out()).contains("team-p/web").doesNotContain("default/db");
        assertThat(cpm("status", "-A").out()).contains("team-p/web", "default/db");
    }

    @Test
    void whyAsksTheDecision() {
        Plugin.Printed printed = cpm("why", "db");
        assertThat(printed.out().replaceAll("\\s+", " "))
                .startsWith("default/db wants 3 replicas, and 2 have a zone. No zone takes one more.")
                .contains("r1-a Available - no ZoneExcluded")
                .contains("r1-b Available 2 no InsufficientCapacity");
        assertThat(printed.exitCode()).isZero();
    }

    @Test
    void aTenantSeesWhatItMayAndIsToldWhatNot() {
        Plugin.Printed printed = cpm("status", "web", "-n", "team-p", "--as", "pat");
        assertThat(printed.out())
                .startsWith("team-p/web is ready, with a warning: ")
                .contains("\nr1\n", "r1-a  unknown\n", "2 m1: 0,1")
                .doesNotContain("gone", "does not exist");
        assertThat(printed.err())
                .contains("regions.cpm.dev is forbidden", "zones.cpm.dev is forbidden")
                .doesNotContain("namespaces is", "interconnects");
        assertThat(printed.exitCode()).isZero();
        Plugin.Printed map = cpm("map", "-n", "team-p", "--html", "-", "--as", "pat");
        assertThat(map.out())
                .contains("The zones could not be read: only those are shown in which replicas are seen.")
                .contains("The interconnects could not be read.")
                .doesNotContain("there is no such Region", ">gone<");
        assertThat(cpm("map", "-n", "team-p", "--as", "pat").out())
                .startsWith("The zones could not be read: ")
                .doesNotContain("no such Zone", "does not exist");
        Plugin.Printed why = cpm("why", "web", "-n", "team-p", "--as", "pat");
        assertThat(why.out()).isEmpty();
        assertThat(why.err()).contains("is forbidden", "Only who may read all placements");
        assertThat(why.exitCode()).isEqualTo(2);
    }

    @Test
    void whoMayViewTheClusterIsToldAll() {
        assertThat(cpm("why", "web", "-n", "team-p", "--as", "quinn").out()).startsWith("team-p/web wants 2 replicas");
        assertThat(cpm("lose", "r1-a", "--as", "quinn").err()).isEmpty();
        assertThat(cpm("plan", "-f", folder.toString(), "--against", "live", "--as", "quinn")
                        .out())
                .isEqualTo("Nothing changes.\n");
    }

    @Test
    void loseRefusesWhereItCannotSeeWhatWouldBeLost() {
        Plugin.Printed all = cpm("lose", "r1-a", "--as", "pat");
        assertThat(all.out()).isEmpty();
        assertThat(all.err()).contains("placements.cpm.dev is forbidden", "With -n it looks at one namespace only");
        assertThat(all.exitCode()).isEqualTo(2);
        Plugin.Printed own = cpm("lose", "r1-a", "-n", "team-p", "--as", "pat");
        assertThat(own.out()).startsWith("If r1-a were lost now: 1 placement would be down");
        assertThat(own.exitCode()).isEqualTo(1);
    }

    @Test
    void aNameWithItsNamespaceIsFoundThere() {
        assertThat(cpm("status", "team-p/web").out()).startsWith("team-p/web is ready, with a warning: ");
        assertThat(cpm("why", "team-p/web").out()).startsWith("team-p/web wants 2 replicas, and 2 have a zone.");
    }

    @Test
    void checkLooksAtAllThatHasToBeSo() {
        Plugin.Printed printed = cpm("check", "--operator-namespace", OperatorAccess.NAMESPACE);
        assertThat(printed.out())
                .contains(
                        "√ the five kinds are defined\n",
                        "√ all are served as cpm.dev/v1alpha1\n",
                        "√ they are those of this version\n")
                .contains("‼ it is deployed, and all of its pods are ready\n")
                .contains("no Deployment has the label app.kubernetes.io/part-of=cpm-operator")
                .contains("√ every Zone is in a Region that exists\n", "√ every object is answered as it stands now\n");
        assertThat(printed.err()).isEmpty();
    }

    @Test
    void whatCouldNotBeReadIsNotJudged() {
        Plugin.Printed printed = cpm("check", "--as", "robin");
        assertThat(printed.out())
                .contains("? all objects of the five kinds can be read\n")
                .contains("√ every object that could be read is answered as it stands now\n")
                .doesNotContain("no Zone is Available", "there are zones that take new replicas", "×");
        assertThat(printed.exitCode()).isZero();
    }

    /** A Deployment that nothing runs. */
    @Test
    void checkAsksForAllRightsOfTheAccount() throws IOException {
        String deployment = Files.readString(Path.of("..", "deploy", "base", "operator.yaml"));
        try {
            cluster.kubectl(deployment, "apply", "-f", "-");
            assertThat(cpm("check").out()).contains("√ the operator may do what it has to\n");
            String shard = deployment.replace("args: [run]", "args: [run, --regions=r9]");
            cluster.kubectl(shard, "apply", "-f", "-");
            Plugin.Printed lacking = cpm("check");
            assertThat(lacking.out().replaceAll("\\s+", " "))
                    .contains(
                            "× the operator may do what it has to system:serviceaccount:cpm-system:cpm-operator may not"
                                    + " get leases.coordination.k8s.io/cpm-operator-r9 in namespace cpm-system");
            assertThat(lacking.exitCode()).isEqualTo(1);
        } finally {
            cluster.kubectl("", "delete", "deployment", "cpm-operator", "-n", "cpm-system");
        }
    }

    @Test
    void aNameIsLookedForInAllNamespaces() {
        assertThat(cpm("status", "web", "-A").out()).startsWith("team-p/web is ready, with a warning: ");
        assertThat(cpm("status", "web").err()).startsWith("There is no placement web in namespace default");
    }

    @Test
    void aPlanAgainstTheClusterMovesNothing() {
        Plugin.Printed printed = cpm("plan", "-f", "../deploy/catalog", "--against", "live");
        assertThat(printed.out())
                .startsWith("Nothing gets worse.")
                .contains("+ Zone ap-beijing-bls-1\n")
                .doesNotContain("team-p/web");
        assertThat(printed.exitCode()).isZero();
    }

    /** What is reviewed is what {@code kubectl apply} does. */
    @Test
    void aPlanAgainstTheClusterIsOfTheNamespaceOfTheContext(@TempDir Path own) throws IOException {
        String context = Files.copy(cluster.controlPlane().kubeconfig(), own.resolve("kubeconfig"))
                .toString();
        cluster.kubectl("", "config", "set-context", "--current", "--namespace=team-p", "--kubeconfig", context);
        String web = Files.writeString(own.resolve("web.yaml"), """
                apiVersion: cpm.dev/v1alpha1
                kind: Placement
                metadata: {name: web}
                spec: {machineType: m1, replicas: 3, regions: [r1], zones: [r1-a], loadBalancers: [front]}
                """).toString();
        Plugin.Printed there = cpm("plan", "-f", web, "--against", "live", "--kubeconfig", context);
        assertThat(there.out()).contains("~ team-p/web  2 of 2 placed → 3 of 3 placed\n");
        assertThat(there.err()).isEmpty();
        assertThat(cpm("plan", "-f", web, "--against", "live").out()).contains("+ default/web  ");
        assertThat(cpm("plan", "-f", web, "--against", "live", "-n", "team-p").out())
                .isEqualTo(there.out());
        String[] call = {"plan", "-f", web, "--against", "live", "--kubeconfig", context, "-o", "json"};
        String saved =
                Files.writeString(own.resolve("plan.json"), cpm(call).out()).toString();
        Plugin.Printed refused = cpm("plan", "-f", web, "--against", "live", "--check", saved);
        assertThat(refused.err()).contains("the manifests: Placement default/web is new");
        assertThat(refused.exitCode()).isEqualTo(2);
    }

    /** Somebody changes the cluster between the review and the apply. */
    @Test
    void aPlanIsRefusedOnceTheClusterHasChanged(@TempDir Path own) throws IOException {
        String manifests = folder.resolve("story.yaml").toString();
        String saved = Files.writeString(
                        own.resolve("plan.json"),
                        cpm("plan", "-f", manifests, "--against", "live", "-o", "json")
                                .out())
                .toString();
        String[] call = {"plan", "-f", manifests, "--against", "live", "--check", saved};
        assertThat(cpm(call).err()).isEmpty();
        try {
            cluster.apply("""
                    apiVersion: cpm.dev/v1alpha1
                    kind: Region
                    metadata: {name: r9}
                    spec: {displayName: Region Nine}
                    """);
            Plugin.Printed refused = cpm(call);
            assertThat(refused.out()).isEmpty();
            assertThat(refused.err()).contains("\n  Region r9 is new\n", "Plan again");
            assertThat(refused.exitCode()).isEqualTo(2);
        } finally {
            cluster.kubectl("", "delete", "region", "r9");
            cluster.converge();
        }
        assertThat(cpm(call).err()).isEmpty();
    }

    /** The API server writes defaults into what it stores. */
    @Test
    void whatIsAppliedAlreadyChangesNothing() {
        assertThat(cpm("plan", "-f", folder.toString(), "--against", "live").out())
                .isEqualTo("Nothing changes.\n");
    }

    @Test
    void whatIsNotThereIsSaid() {
        assertThat(cpm("status", "wep", "-n", "team-p").err().strip())
                .isEqualTo(
                        "There is no placement wep in namespace team-p; did you mean web? -A looks in all namespaces.");
        assertThat(cpm("lose", "r1-c").err()).startsWith("There is no zone or region r1-c; did you mean r1-");
        Plugin.Printed nowhere =
                cpm("lose", "r1-a", "--kubeconfig", folder.resolve("none").toString());
        assertThat(nowhere.err().lines().distinct()).as("nothing is said twice").hasSize((int)
                nowhere.err().lines().count());
        assertThat(nowhere.err())
                .contains("none", "\nWith -f it looks at manifests")
                .doesNotContain("With -n");
        assertThat(nowhere.exitCode()).isEqualTo(2);
        Plugin.Printed compared = cpm(
                "plan",
                "-f",
                folder.toString(),
                "--against",
                "live",
                "--kubeconfig",
                folder.resolve("none").toString());
        assertThat(compared.err())
                .endsWith("\n--against DIR compares with manifests, and needs no cluster.\n")
                .doesNotContain("the right to read");
        Plugin.Printed printed = cpm("map", "--context", "elsewhere");
        assertThat(printed.err()).contains("context").contains("elsewhere");
        assertThat(printed.exitCode()).isEqualTo(2);
    }
}
