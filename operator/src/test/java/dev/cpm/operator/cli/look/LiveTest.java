package dev.cpm.operator.cli.look;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cpm.operator.api.Interconnect;
import dev.cpm.operator.api.LoadBalancer;
import dev.cpm.operator.api.Placement;
import dev.cpm.operator.api.Region;
import dev.cpm.operator.api.Zone;
import dev.cpm.operator.cli.report.Depth;
import dev.cpm.operator.cli.report.MapText;
import dev.cpm.operator.cli.report.Onward;
import dev.cpm.operator.cli.report.Paint;
import dev.cpm.operator.cli.report.StatusText;
import dev.cpm.operator.view.AnswerChecks;
import dev.cpm.operator.view.CatalogueChecks;
import dev.cpm.operator.view.Check;
import dev.cpm.operator.view.Inventory;
import dev.cpm.operator.view.Topologies;
import dev.cpm.operator.view.Topology;
import dev.cpm.operator.words.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine.Help.Ansi;

/** What is read of a cluster by who may not read all of it, and what is said of the rest. */
class LiveTest {
    private static final String WEB = """
            {"kind": "List", "apiVersion": "v1", "items": [
             {"kind": "Placement", "apiVersion": "cpm.dev/v1alpha1", "metadata": {"name": "web", "namespace": "team-p"},
              "spec": {"machineType": "m1", "replicas": 2, "regions": ["r1"]},
              "status": {"observedGeneration": 1, "machineType": "m1", "replicas": 2, "placed": 2,
               "zones": [{"zone": "r1-a", "region": "r1", "replicas": 2, "indexes": "0,1"}],
               "conditions": [{"type": "Ready", "status": "True", "message": "2/2 replicas placed"}]}}]}""";

    @TempDir
    private Path folder;

    private static String refused(String... resources) {
        return Stream.of(resources)
                .map(resource -> "Error from server (Forbidden): " + resource
                        + " is forbidden: User \"pat\" cannot list" + " resource at the cluster scope\n")
                .collect(Collectors.joining());
    }

    private Seen tenant() {
        return Live.read(
                FakeKubectl.saying(folder, WEB, refused("regions.cpm.dev", "zones.cpm.dev"), 1)
                        .kubectl(),
                Live.STATUSES,
                "--namespace=team-p");
    }

    @Test
    void onlyWhatACommandUsesIsAskedFor() {
        FakeKubectl fake = FakeKubectl.saying(folder, WEB, "", 0);
        Seen seen = Live.read(fake.kubectl(), Live.STATUSES, "--namespace=team-p");
        Live.read(fake.kubectl(), Live.ALL, "--all-namespaces");
        assertThat(fake.calls())
                .containsExactly(
                        "get -o json regions.cpm.dev,zones.cpm.dev,placements.cpm.dev,loadbalancers.cpm.dev"
                                + " --namespace=team-p",
                        "get -o json regions.cpm.dev,zones.cpm.dev,interconnects.cpm.dev,namespaces,placements.cpm.dev,"
                                + "loadbalancers.cpm.dev --all-namespaces");
        assertThat(seen.inventory().unread()).containsExactly("Interconnect");
        assertThat(seen.placements()).isTrue();
    }

    @Test
    void whatIsRefusedIsUnreadAndNothingElse() {
        Seen seen = tenant();
        assertThat(seen.read()).containsExactlyInAnyOrder(Placement.class, LoadBalancer.class);
        assertThat(seen.placements()).isTrue();
        assertThat(seen.unseen()).hasSize(2);
        assertThat(seen.inventory().unread()).containsExactly("Interconnect", "Region", "Zone");
        assertThat(seen.refusal("elsewhere", "That is not all."))
                .as("it names the roles to ask for")
                .message()
                .endsWith("\nThat is not all. The role cpm-viewer, a part of view, lets you read the placements of a"
                        + " namespace, and cpm-cluster-viewer all of it.");
    }

    @Test
    void ofAnythingElseThatFailsNobodyKnowsHowFarItCame() {
        String timeout = "Unable to connect to the server: net/http: TLS handshake timeout\n";
        Seen seen = Live.read(
                FakeKubectl.saying(folder, WEB, refused("zones.cpm.dev") + timeout, 1)
                        .kubectl(),
                Live.STATUSES);
        assertThat(seen.read()).isEmpty();
        assertThat(seen.placements()).isFalse();
        assertThat(seen.anything()).isTrue();
    }

    /** What the server says of it names the kind or does not; that it is asked for alone tells. */
    @Test
    void whereAServerFailsForOneKindTheOthersAreRead() throws IOException {
        Files.writeString(folder.resolve("web"), WEB);
        FakeKubectl fake = new FakeKubectl(folder, """
                case "$4" in
                  zones.cpm.dev | *,*) echo 'Error from server (InternalError): no webhook answers' >&2; exit 1 ;;
                  placements.cpm.dev) cat "$here/web" ;;
                  *) echo '{"items": []}' ;;
                esac""");
        Seen seen = Live.read(fake.kubectl(), Live.STATUSES, "--namespace=team-p");
        assertThat(seen.read()).containsExactlyInAnyOrder(Region.class, Placement.class, LoadBalancer.class);
        assertThat(seen.unseen())
                .containsExactly("zones.cpm.dev: kubectl: Error from server (InternalError): no webhook answers");
        assertThat(fake.calls()).hasSize(5).contains("get -o json loadbalancers.cpm.dev --namespace=team-p");
        Inventory inventory = seen.inventory();
        assertThat(new StatusText(
                                inventory,
                                Topologies.of(inventory),
                                Verdict.of(inventory.placements().get(0)),
                                Onward.HERE,
                                Depth.Folded,
                                new Paint(Ansi.OFF),
                                80)
                        .lines())
                .contains("team-p/web is ready: 2/2 replicas placed.", "└─ r1-a  unknown");
        assertThat(seen.refusal("elsewhere", "not all may be read"))
                .as("there is a cluster, and nobody's rights are in question")
                .hasMessage(seen.unseen().get(0));
    }

    @Test
    void aTenantIsNotToldThatItsZonesAreGone() {
        Inventory inventory = tenant().inventory();
        Topology topology = Topologies.of(inventory);
        String verdict = Verdict.of(inventory.placements().get(0));
        assertThat(new StatusText(inventory, topology, verdict, Onward.HERE, Depth.Folded, new Paint(Ansi.OFF), 80)
                        .lines())
                .containsExactly(
                        "team-p/web is ready: 2/2 replicas placed.",
                        "",
                        "r1",
                        "└─ r1-a  unknown",
                        "   └─ team-p/web  2 m1: 0,1");
        assertThat(String.join("\n", new MapText(topology, List.of(), new Paint(Ansi.OFF), 80).lines()))
                .startsWith("The zones could not be read: only those are shown in which replicas are seen.\n\nr1\n")
                .containsPattern("r1-a +unknown +m1 +\\S* +2 used$")
                .doesNotContain("gone", "does not exist", "no such", "no limit");
    }

    @Test
    void whatIsGoneIsStillCalledGone() {
        Inventory inventory = Live.read(FakeKubectl.saying(folder, WEB, "", 0).kubectl(), Live.FIVE)
                .inventory();
        Topology topology = Topologies.of(inventory);
        assertThat(new StatusText(inventory, topology, "", Onward.HERE, Depth.Folded, new Paint(Ansi.OFF), 80).lines())
                .contains("r1, which does not exist", "└─ r1-a  gone");
        assertThat(new MapText(topology, List.of(), new Paint(Ansi.OFF), 100)
                        .lines()
                        .get(0))
                .endsWith("1 zone holds replicas though there is no such Zone any more.");
    }

    @Test
    void whoAsksForAZoneThatCannotBeReadIsToldSo() {
        Seen seen = tenant();
        Topology topology = Topologies.of(seen.inventory());
        assertThat(Chosen.place(seen, topology, new PlaceName("r1", null)).zones())
                .containsExactly("r1-a");
        assertThatThrownBy(() -> Chosen.place(seen, topology, new PlaceName("r2", null)))
                .hasMessageStartingWith(
                        "No replica is seen in a zone or region r2, and not all zones and regions could be read");
    }

    @Test
    void whatCouldNotBeReadIsNotJudged() {
        Inventory inventory = tenant().inventory();
        assertThat(CatalogueChecks.of(inventory)).isEmpty();
        assertThat(AnswerChecks.of(inventory))
                .extracting(Check::sentence)
                .contains("every object that could be read is answered as it stands now");
        Inventory catalogue = Live.read(
                        FakeKubectl.saying(folder, "{}", refused("placements.cpm.dev", "loadbalancers.cpm.dev"), 1)
                                .kubectl(),
                        Live.FIVE)
                .inventory();
        assertThat(catalogue.read(Zone.class) && catalogue.read(Region.class) && catalogue.read(Interconnect.class))
                .isTrue();
        assertThat(CatalogueChecks.of(catalogue))
                .extracting(Check::sentence)
                .contains("there are zones that take new replicas")
                .doesNotContain("every zone that holds replicas exists");
    }
}
