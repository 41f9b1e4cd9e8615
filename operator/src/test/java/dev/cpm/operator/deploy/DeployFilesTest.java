package dev.cpm.operator.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The files of {@code /deploy} fit together. */
class DeployFilesTest {
    static final List<Path> LAYOUTS = DeployFiles.LAYOUTS;
    private static final String NAMESPACE = "cpm-system";

    static List<Path> kustomized() throws IOException {
        try (Stream<Path> files = Files.walk(DeployFiles.DEPLOY)) {
            return files.filter(file -> file.endsWith(DeployFiles.KUSTOMIZATION))
                    .map(Path::getParent)
                    .toList();
        }
    }

    private static List<String> texts(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }

    private static Map<String, String> map(JsonNode object) {
        return object.properties().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getValue().asText()));
    }

    /** But the fence, which is for whoever asks for it: it has to be known before it is deleted. */
    @ParameterizedTest
    @MethodSource("kustomized")
    void aKustomizationListsEveryFileBesideIt(Path directory) {
        JsonNode kustomization = DeployFiles.kustomization(directory);
        List<String> listed = new ArrayList<>(texts(kustomization.path("resources")));
        listed.addAll(texts(kustomization.path("bases")));
        listed.addAll(texts(kustomization.path("patchesStrategicMerge")));
        assertThat(listed)
                .doesNotHaveDuplicates()
                .allSatisfy(entry -> assertThat(directory.resolve(entry)).exists());
        assertThat(DeployFiles.manifests(directory))
                .extracting(file -> file.getFileName().toString())
                .filteredOn(file -> !file.equals("fence.yaml"))
                .allSatisfy(file -> assertThat(listed).contains(file));
        assertThat(listed.contains("fence.yaml")).isEqualTo(directory.endsWith("components/fence"));
    }

    @ParameterizedTest
    @FieldSource("LAYOUTS")
    void aLayoutHasTheDefinitionsAndTheBase(Path layout) {
        assertThat(DeployFiles.builtOn(layout))
                .contains(DeployFiles.BASE, Path.of("..", "crds"))
                .doesNotHaveDuplicates();
    }

    /** The kubectl of those versions takes folders there only. */
    @Test
    void forOldKubectlFoldersAreBases() {
        assertThat(DeployFiles.kustomization(DeployFiles.LAYOUTS.get(1)).has("resources"))
                .isFalse();
        DeployFiles.kustomization(DeployFiles.BASE)
                .path("resources")
                .forEach(entry ->
                        assertThat(DeployFiles.BASE.resolve(entry.asText())).isRegularFile());
    }

    @ParameterizedTest
    @FieldSource("LAYOUTS")
    void everyObjectSaysWhatItIsPartOf(Path layout) {
        assertThat(DeployFiles.objects(layout)).hasSizeGreaterThan(8).allSatisfy(object -> {
            assertThat(object.path("apiVersion").asText()).isNotEmpty();
            assertThat(map(object.at("/metadata/labels"))).containsEntry("app.kubernetes.io/part-of", "cpm-operator");
        });
    }

    /** By which people find the pods, whatever the operator is called: check, the alerts and README.md say so. */
    @Test
    void soDoThePodsOfEveryShard() throws IOException {
        assertThat(map(DeployFiles.only(DeployFiles.BASE, "Deployment").at("/spec/template/metadata/labels")))
                .containsEntry("app.kubernetes.io/part-of", "cpm-operator");
        try (Stream<Path> files = Files.walk(DeployFiles.DEPLOY.resolve("shards"))) {
            assertThat(files.filter(Files::isRegularFile))
                    .hasSizeGreaterThan(4)
                    .allSatisfy(file -> assertThat(file)
                            .content()
                            .doesNotContain("app.kubernetes.io~1part-of", "app.kubernetes.io/part-of"));
        }
    }

    @Test
    void whatSelectsPodsSelectsTheOperators() {
        JsonNode deployment = DeployFiles.only(DeployFiles.DEPLOY, "Deployment");
        Map<String, String> labels = map(deployment.at("/spec/template/metadata/labels"));
        JsonNode budget = DeployFiles.only(DeployFiles.DEPLOY, "PodDisruptionBudget");
        JsonNode network = DeployFiles.only(DeployFiles.DEPLOY, "NetworkPolicy");
        for (JsonNode selector : List.of(
                deployment.at("/spec/selector/matchLabels"),
                budget.at("/spec/selector/matchLabels"),
                network.at("/spec/podSelector/matchLabels"))) {
            assertThat(map(selector)).isNotEmpty();
            assertThat(labels).containsAllEntriesOf(map(selector));
        }
        assertThat(List.of(deployment, budget, network))
                .allSatisfy(object ->
                        assertThat(object.at("/metadata/namespace").asText()).isEqualTo(NAMESPACE));
        for (JsonNode constraint : deployment.at("/spec/template/spec/topologySpreadConstraints")) {
            assertThat(labels).containsAllEntriesOf(map(constraint.at("/labelSelector/matchLabels")));
        }
    }

    @Test
    void nodesCanBeDrainedAndOneReplicaStays() {
        int replicas = DeployFiles.only(DeployFiles.DEPLOY, "Deployment")
                .at("/spec/replicas")
                .asInt();
        int stay = DeployFiles.only(DeployFiles.DEPLOY, "PodDisruptionBudget")
                .at("/spec/minAvailable")
                .asInt();
        assertThat(stay).isPositive().isLessThan(replicas);
    }

    @Test
    void probesGetThroughTheNetworkPolicy() {
        JsonNode container = DeployFiles.only(DeployFiles.DEPLOY, "Deployment").at("/spec/template/spec/containers/0");
        JsonNode network = DeployFiles.only(DeployFiles.DEPLOY, "NetworkPolicy");
        List<String> named = container.path("ports").findValuesAsText("name");
        List<String> open = network.at("/spec/ingress").findValuesAsText("port");
        for (String probe : List.of("startupProbe", "livenessProbe", "readinessProbe")) {
            String port = container.path(probe).at("/httpGet/port").asText();
            assertThat(named).contains(port);
            assertThat(open).contains(port);
        }
    }

    /** A token that Kubernetes mounts by itself neither expires nor names the pod before 1.21. */
    @Test
    void theTokenIsAskedForAndExpires() {
        JsonNode pod = DeployFiles.only(DeployFiles.BASE, "Deployment").at("/spec/template/spec");
        JsonNode account = DeployFiles.only(DeployFiles.BASE, "ServiceAccount");
        for (JsonNode mounts : List.of(pod, account)) {
            assertThat(mounts.path("automountServiceAccountToken").isBoolean()).isTrue();
            assertThat(mounts.path("automountServiceAccountToken").asBoolean()).isFalse();
        }
        assertThat(pod.path("serviceAccountName").asText())
                .isEqualTo(account.at("/metadata/name").asText());
        JsonNode token = pod.path("volumes").findValue("serviceAccountToken");
        assertThat(token.path("expirationSeconds").asInt()).isBetween(600, 3600);
        assertThat(pod.path("volumes").findValuesAsText("path")).contains("token", "ca.crt", "namespace");
        assertThat(pod.path("containers").findValuesAsText("mountPath"))
                .contains("/var/run/secrets/kubernetes.io/serviceaccount");
    }
}
