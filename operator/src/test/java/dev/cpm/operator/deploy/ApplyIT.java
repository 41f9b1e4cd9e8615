package dev.cpm.operator.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cpm.operator.cluster.Cluster;
import dev.cpm.operator.cluster.Kubectl;
import dev.cpm.operator.controller.CpmOperator;
import dev.cpm.operator.controller.Settings;
import dev.cpm.operator.local.ControlPlaneBinaries;
import dev.cpm.operator.local.LocalControlPlane;
import dev.cpm.operator.local.OperatorAccess;
import dev.cpm.operator.local.RealApiServer;
import dev.cpm.operator.placement.model.Shard;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.authorization.v1.ResourceAttributes;
import io.fabric8.kubernetes.api.model.authorization.v1.ResourceAttributesBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** {@code kubectl apply -k} as the README has it, on a cluster of its own. */
@ExtendWith(RealApiServer.class)
class ApplyIT {
    private static final int FENCED = 30;
    private static final int KNOWS_THE_RULES_OF_DEFINITIONS = 23;
    private static final int LEAVES_OUT_BY_PATCH = 21;
    private static final int ADMITS_PODS_BY_STANDARD = 25;

    private static LocalControlPlane controlPlane;
    private static Path layout;

    @BeforeAll
    static void start() {
        controlPlane =
                LocalControlPlane.start(ControlPlaneBinaries.obtain().binaries().orElseThrow());
        layout = DeployFiles.LAYOUTS.get(minor() >= FENCED ? 0 : 1);
    }

    @AfterAll
    static void end() {
        controlPlane.close();
    }

    private static int minor() {
        return Integer.parseInt(controlPlane.version().split("\\.")[1]);
    }

    private static String apply(Path directory) {
        String validate = "--validate=" + (minor() >= KNOWS_THE_RULES_OF_DEFINITIONS);
        return Kubectl.run(controlPlane, "", "apply", validate, "-k", directory.toString());
    }

    @Test
    void theLayoutOfThisVersionInstallsAllThatItHas() {
        apply(layout);
        Set<String> wanted = new TreeSet<>();
        for (JsonNode object : DeployFiles.objects(layout)) {
            wanted.add(object.path("kind").asText() + "/"
                    + object.at("/metadata/name").asText());
        }
        assertThat(stored().keySet())
                .containsAll(wanted)
                .contains("CustomResourceDefinition/placements.cpm.dev", "CustomResourceDefinition/zones.cpm.dev");
    }

    /** By what is stored: kubectl says "configured" of each field that the server does not know, or knows better. */
    @Test
    void applyingItAgainChangesNothing() {
        apply(layout);
        Map<String, String> once = stored();
        apply(layout);
        assertThat(stored()).isEqualTo(once);
    }

    /** The generation of each object that the layout renders to and the server has. */
    private static Map<String, String> stored() {
        String rendered = Kubectl.run(controlPlane, "", "kustomize", layout.toString());
        Map<String, String> stored = new TreeMap<>();
        // One that knows all kinds, as the operator's own does not.
        try (KubernetesClient client = new KubernetesClientBuilder()
                .withConfig(controlPlane.client().getConfiguration())
                .build()) {
            client.load(new ByteArrayInputStream(rendered.getBytes(StandardCharsets.UTF_8))).items().stream()
                    .map(object -> client.resource(object).get())
                    .filter(Objects::nonNull)
                    .forEach(object -> stored.put(
                            object.getKind() + "/" + object.getMetadata().getName(),
                            "generation " + object.getMetadata().getGeneration()));
            return stored;
        }
    }

    /** {@link ChartTest} compares the chart with what these files come to: so they come to that. */
    @Test
    void kustomizeMakesOfTheFilesWhatTestsTakeThemFor() {
        String rendered = Kubectl.run(controlPlane, "", "kustomize", layout.toString());
        Map<String, JsonNode> objects = DeployFiles.byTitle(DeployFiles.documents(rendered));
        objects.keySet().removeIf(title -> title.startsWith("CustomResourceDefinition"));
        assertThat(objects).isEqualTo(DeployFiles.byTitle(DeployFiles.rendered(layout)));
    }

    @Test
    void theCatalogueFollows() {
        apply(layout);
        Kubectl.run(controlPlane, "", "wait", "--for=condition=Established", "--timeout=30s", "crd", "zones.cpm.dev");
        Cluster.await(
                "all kinds are served",
                () -> CpmOperator.missingKinds(controlPlane.client()).isEmpty());
        assertThat(apply(DeployFiles.DEPLOY.resolve("catalog"))).contains("zone.cpm.dev/ap-beijing-bls-1 created");
    }

    @Test
    void theImageIsTheOneThatTheKustomizationNames() {
        apply(layout);
        JsonNode image = DeployFiles.kustomization(DeployFiles.BASE).at("/images/0");
        assertThat(deployment().getSpec().getTemplate().getSpec().getContainers())
                .extracting(container -> container.getImage())
                .containsExactly(image.path("newName").asText() + ":"
                        + image.path("newTag").asText());
    }

    /** Applied over the layout: its Deployment gets the rest of the regions, and another one has those of the example. */
    @Test
    void eachShardHasARoleForTheLeaseOfItsRegions() {
        assumeThat(minor()).isGreaterThanOrEqualTo(LEAVES_OUT_BY_PATCH);
        apply(layout);
        apply(DeployFiles.DEPLOY.resolve("shards/all-but-ap-guangzhou"));
        apply(DeployFiles.DEPLOY.resolve("shards/ap-guangzhou"));
        Shard some = assertFits("-ap-guangzhou");
        Shard rest = assertFits("");
        assertThat(some.overlaps(rest)).isFalse();
        assertThat(some.regions()).isEqualTo(rest.regions());
        assertThat(labels("-ap-guangzhou")).doesNotContainAnyElementsOf(labels(""));
        apply(layout);
    }

    private static List<String> labels(String suffix) {
        return List.copyOf(
                deployment(suffix).getSpec().getSelector().getMatchLabels().values());
    }

    /** The regions of a Deployment whose account may hold their lease. */
    private static Shard assertFits(String suffix) {
        var pod = deployment(suffix).getSpec().getTemplate();
        List<String> args = pod.getSpec().getContainers().get(0).getArgs();
        assertThat(args).hasSize(2).startsWith("run").last().asString().startsWith("--regions=");
        Shard shard = Shard.parse(args.get(1).substring("--regions=".length()));
        assertThat(deployment(suffix).getSpec().getSelector().getMatchLabels().entrySet())
                .isSubsetOf(pod.getMetadata().getLabels().entrySet());
        assertThat(pod.getSpec().getTopologySpreadConstraints())
                .allSatisfy(constraint -> assertThat(
                                constraint.getLabelSelector().getMatchLabels().entrySet())
                        .isSubsetOf(pod.getMetadata().getLabels().entrySet()));
        String lease = new Settings(Settings.DEFAULT_SETTLE, true, "cpm-system", "one", -1)
                .owning(shard)
                .lease();
        for (String verb : List.of("get", "update")) {
            ResourceAttributes what = new ResourceAttributesBuilder()
                    .withVerb(verb)
                    .withGroup("coordination.k8s.io")
                    .withResource("leases")
                    .withNamespace("cpm-system")
                    .withName(lease)
                    .build();
            String user = "system:serviceaccount:cpm-system:" + pod.getSpec().getServiceAccountName();
            assertThat(OperatorAccess.allows(controlPlane, user, what))
                    .as("%s %s", verb, lease)
                    .isTrue();
        }
        return shard;
    }

    /** The API server judges the pod by its own reading of the standard. */
    @Test
    void thePodIsAdmittedWhereRestrictedIsEnforced() {
        assumeThat(minor()).isGreaterThanOrEqualTo(ADMITS_PODS_BY_STANDARD);
        apply(layout);
        PodTemplateSpec template = deployment().getSpec().getTemplate();
        Pod pod = new PodBuilder()
                .withNewMetadata()
                .withNamespace("cpm-system")
                .withName("as-deployed")
                .withLabels(template.getMetadata().getLabels())
                .endMetadata()
                .withSpec(template.getSpec())
                .build();
        assertThat(controlPlane.client().resource(pod).create().getSpec().getContainers())
                .hasSize(1);
    }

    private static Deployment deployment() {
        return deployment("");
    }

    private static Deployment deployment(String suffix) {
        return controlPlane
                .client()
                .apps()
                .deployments()
                .inNamespace("cpm-system")
                .withName("cpm-operator" + suffix)
                .get();
    }
}
