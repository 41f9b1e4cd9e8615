package dev.cpm.operator.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cpm.operator.controller.Settings;
import dev.cpm.operator.placement.model.Shard;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The chart installs what {@code kubectl apply -k deploy} does; rendered by Helm itself. */
class ChartTest {
    private static final String NAMESPACE = "cpm-system";
    private static final String RELEASE = "cpm-operator";
    private static final Path CRDS = Path.of("..", "crds");
    private static final Path ALERTS = DeployFiles.DEPLOY.resolve("observability/alerts.yaml");

    @BeforeAll
    static void renew() throws IOException {
        if (Boolean.getBoolean("golden.renew")) {
            for (Map.Entry<String, String> file : definitions(CRDS).entrySet()) {
                Files.writeString(Chart.SOURCE.resolve("crds").resolve(file.getKey()), file.getValue());
            }
            Files.writeString(Chart.SOURCE.resolve("files/alerts.yaml"), Files.readString(ALERTS));
        }
    }

    private static Map<String, String> definitions(Path directory) throws IOException {
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> paths = Files.list(directory)) {
            for (Path path : paths.filter(path -> path.toString().endsWith(".cpm.dev.yaml"))
                    .toList()) {
                files.put(path.getFileName().toString(), Files.readString(path));
            }
        }
        return files;
    }

    private static Map<String, JsonNode> objects(String values) {
        return new Chart(values).objects(RELEASE, NAMESPACE, Chart.CURRENT);
    }

    private static Map<String, JsonNode> kustomized() {
        return kustomized(DeployFiles.DEPLOY);
    }

    private static Map<String, JsonNode> kustomized(Path layout) {
        return DeployFiles.byTitle(DeployFiles.rendered(layout));
    }

    /** But the Namespace, which Helm has to have before it renders anything. */
    @Test
    void itRendersWhatKustomizeDoes() {
        Map<String, JsonNode> kustomized = kustomized();
        assertThat(kustomized.remove("Namespace  " + NAMESPACE)).isNotNull();
        assertThat(kustomized).hasSizeGreaterThan(10);
        assertThat(objects("")).isEqualTo(kustomized);
    }

    @Test
    void forOldVersionsItRendersTheirLayout() {
        Map<String, JsonNode> kustomized = kustomized(DeployFiles.DEPLOY.resolve("kubernetes-1.20"));
        assertThat(kustomized.remove("Namespace  " + NAMESPACE)).isNotNull();
        assertThat(new Chart("").objects(RELEASE, NAMESPACE, "1.20.2")).isEqualTo(kustomized);
    }

    @Test
    void withTheNamespaceItRendersAllThatKustomizeDoes() {
        assertThat(objects("namespace: {create: true}")).isEqualTo(kustomized());
    }

    /** Renewed by -Dgolden.renew=true. */
    @Test
    void itsDefinitionsAreOurs() throws IOException {
        assertThat(definitions(Chart.SOURCE.resolve("crds"))).isEqualTo(definitions(CRDS));
    }

    @Test
    void itsFenceIsOurs() {
        Map<String, JsonNode> fence =
                DeployFiles.byTitle(DeployFiles.documents(DeployFiles.DEPLOY.resolve("fence.yaml")));
        Map<String, JsonNode> rendered = objects("fence: {create: true}");
        rendered.keySet().retainAll(fence.keySet());
        rendered.values().forEach(object -> {
            ObjectNode metadata = (ObjectNode) object.path("metadata");
            assertThat(metadata.remove("annotations")
                            .path("helm.sh/resource-policy")
                            .asText())
                    .isEqualTo("keep");
        });
        assertThat(rendered).isEqualTo(fence);
    }

    @Test
    void theFenceCanBeSwitchedOffWithoutDeletingIt() {
        JsonNode binding = objects("fence: {create: true, enforce: false}")
                .get("ValidatingAdmissionPolicyBinding  cpm-operator-fence");
        assertThat(binding.at("/spec/validationActions/0").asText()).isEqualTo("Audit");
        assertThat(binding.at("/spec/paramRef/parameterNotFoundAction").asText())
                .isEqualTo("Allow");
    }

    /** Where one of several leases is missing, Deny would refuse the writes of all operators. */
    @Test
    void theFenceOfOneOfSeveralOperatorsRefusesNothingWhereItsLeaseIsMissing() {
        JsonNode binding = objects("regions: [ap-guangzhou], fence: {create: true}")
                .get("ValidatingAdmissionPolicyBinding  cpm-operator-fence");
        assertThat(binding.at("/spec/validationActions/0").asText()).isEqualTo("Deny");
        assertThat(binding.at("/spec/paramRef/parameterNotFoundAction").asText())
                .isEqualTo("Allow");
    }

    @Test
    void theFenceIsRefusedWhereKubernetesDoesNotKnowIt() {
        Chart chart = new Chart("fence: {create: true}");
        assertThatThrownBy(() -> chart.text(RELEASE, NAMESPACE, "1.29.0"))
                .hasMessageContaining("fence.create needs Kubernetes 1.30 or later, and this is v1.29.0");
    }

    /** As on OpenShift, which chooses users itself. */
    @Test
    void aDefaultCanBeTakenAway() {
        JsonNode context = objects("podSecurityContext: {runAsUser: null, runAsGroup: null, fsGroup: null}")
                .get("Deployment cpm-system cpm-operator")
                .at("/spec/template/spec/securityContext");
        assertThat(context.fieldNames()).toIterable().containsExactlyInAnyOrder("runAsNonRoot", "seccompProfile");
    }

    @Test
    void helmHasNothingToComplainOf() {
        assertThat(Chart.complaints()).isEmpty();
    }

    /** Everything named by the release, nothing by us but the roles for people. */
    @Test
    void anotherReleaseInAnotherNamespaceSharesNothing() {
        Map<String, JsonNode> other = new Chart("fence: {create: true}, userRoles: {create: false}")
                .objects("second", "elsewhere", Chart.CURRENT);
        assertThat(other.keySet()).doesNotContainAnyElementsOf(kustomized().keySet());
        other.values().forEach(object -> {
            assertThat(object.toString()).doesNotContain(NAMESPACE);
            assertThat(object.at("/metadata/labels/app.kubernetes.io~1name").asText())
                    .isEqualTo("second");
        });
        JsonNode pod = other.get("Deployment elsewhere second").at("/spec/template/metadata/labels");
        assertThat(pod.path("app.kubernetes.io/part-of").asText())
                .as("what finds the pods of every release")
                .isEqualTo("cpm-operator");
        JsonNode selector =
                kustomized().get("Deployment cpm-system cpm-operator").at("/spec/selector/matchLabels");
        assertThat(selector.properties())
                .isNotEmpty()
                .noneMatch(label -> label.getValue().equals(pod.get(label.getKey())));
    }

    /** The role has to name the lease that the operator will take. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "ap-guangzhou",
                "!ap-guangzhou",
                "b,a",
                "!b,!a",
                "eu.west",
                "a-region-of-a-very-long-name,another-one-of-a-very-long-name,and-one-more",
                "a-region-whose-name-has-forty-characters,and-one-more"
            })
    void aReleaseForSomeRegionsMayHoldTheirLease(String regions) {
        Shard shard = Shard.parse(regions);
        Map<String, JsonNode> objects =
                objects("regions: ['" + regions.replace(",", "', '") + "'], fence: {create: true}");
        String lease = new Settings(Settings.DEFAULT_SETTLE, true, NAMESPACE, "one", -1)
                .owning(shard)
                .lease();
        assertThat(objects.get("Role cpm-system cpm-operator-lease")
                        .at("/rules/2/resourceNames/0")
                        .asText())
                .isEqualTo(lease);
        JsonNode args = container(objects).path("args");
        assertThat(args).hasSize(2);
        assertThat(Shard.parse(args.get(1).asText().substring("--regions=".length())))
                .isEqualTo(shard);
        JsonNode binding = objects.get("ValidatingAdmissionPolicyBinding  cpm-operator-fence");
        assertThat(binding.at("/spec/paramRef/name").asText()).isEqualTo(lease);
    }

    private static JsonNode container(Map<String, JsonNode> objects) {
        return objects.get("Deployment cpm-system cpm-operator").at("/spec/template/spec/containers/0");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "replicas: 3 | /spec/replicas | 3",
                "image: {repository: r.example.com/cpm, tag: v2} | /spec/template/spec/containers/0/image | r.example.com/cpm:v2",
                "settle: 2s | /spec/template/spec/containers/0/args/1 | --settle=2s",
                "extraArgs: [--wait=5s] | /spec/template/spec/containers/0/args/1 | --wait=5s",
                "extraEnv: [{name: A, value: b}] | /spec/template/spec/containers/0/env/1/name | A",
                "resources: {limits: {memory: 2Gi}} | /spec/template/spec/containers/0/resources/limits/memory | 2Gi",
                "imagePullSecrets: [secret] | /spec/template/spec/imagePullSecrets/0/name | secret",
                "priorityClassName: high | /spec/template/spec/priorityClassName | high",
                "nodeSelector: {pool: a} | /spec/template/spec/nodeSelector/pool | a",
                "tolerations: [{operator: Exists}] | /spec/template/spec/tolerations/0/operator | Exists",
                "affinity: {nodeAffinity: {x: z}} | /spec/template/spec/affinity/nodeAffinity/x | z",
                "podLabels: {team: a} | /spec/template/metadata/labels/team | a",
                "podAnnotations: {note: a} | /spec/template/metadata/annotations/note | a",
                "podSecurityContext: {runAsUser: 7} | /spec/template/spec/securityContext/runAsUser | 7",
                "javaToolOptions: -Xmx1g | /spec/template/spec/containers/0/env/0/value | -Xmx1g"
            })
    void valuesAreTaken(String values, String pointer, String expected) {
        JsonNode deployment = objects(values).get("Deployment cpm-system cpm-operator");
        assertThat(deployment.at(pointer).asText()).isEqualTo(expected);
    }

    @Test
    void aDigestPinsTheImage() {
        String digest = "sha256:" + "a".repeat(64);
        assertThat(container(objects("image: {digest: '" + digest + "'}"))
                        .path("image")
                        .asText())
                .isEqualTo("cpm-operator@" + digest);
    }

    @Test
    void whatIsLeftOutIsLeftOut() {
        Map<String, JsonNode> objects = objects("networkPolicy: {create: false}, userRoles: {create: false},"
                + " podDisruptionBudget: {create: false}, topologySpreadConstraints: []");
        assertThat(objects.keySet())
                .allMatch(title -> title.matches(
                        "(ServiceAccount|ClusterRole(Binding)?|Role(Binding)?|Deployment) .*cpm-operator.*"));
        assertThat(objects.get("Deployment cpm-system cpm-operator")
                        .at("/spec/template/spec")
                        .has("topologySpreadConstraints"))
                .isFalse();
    }

    @Test
    void thePageIsShownBesideThem() {
        assertThat(container(objects("metrics: {create: true, page: true}"))
                        .at("/args/2")
                        .asText())
                .isEqualTo("--page");
        assertThatThrownBy(() -> objects("metrics: {page: true}"))
                .hasMessageContaining("metrics.page needs metrics.create");
        assertThatThrownBy(() -> objects("metrics: {podMonitor: {create: true}}"))
                .hasMessageContaining("metrics.podMonitor.create needs metrics.create");
    }

    @Test
    void numbersForPrometheusAreThereIfAskedFor() {
        Map<String, JsonNode> objects = objects("metrics: {create: true, from: watchers, podMonitor: {create: true}}");
        assertThat(container(objects).at("/args/1").asText()).isEqualTo("--metrics-port=9090");
        assertThat(container(objects).at("/ports/1/name").asText()).isEqualTo("metrics");
        JsonNode rule = objects.get("NetworkPolicy cpm-system cpm-operator").at("/spec/ingress/1");
        assertThat(rule.at("/ports/0/port").asText()).isEqualTo("metrics");
        assertThat(rule.findValuesAsText("kubernetes.io/metadata.name")).containsExactly("watchers");
        JsonNode pod = objects.get("Deployment cpm-system cpm-operator").at("/spec/template/metadata/labels");
        for (JsonNode selector : List.of(
                objects.get("Service cpm-system cpm-operator-metrics").at("/spec/selector"),
                objects.get("PodMonitor cpm-system cpm-operator").at("/spec/selector/matchLabels"))) {
            assertThat(selector.properties()).isNotEmpty().isSubsetOf(pod.properties());
        }
    }

    /** Helm takes no file from outside a chart; -Dgolden.renew=true renews the copy. */
    @Test
    void itsAlertRulesAreThoseThatAreTested() throws IOException {
        assertThat(Chart.SOURCE.resolve("files/alerts.yaml")).hasSameTextualContentAs(ALERTS);
        JsonNode rules = DeployFiles.documents(ALERTS).get(0);
        String values = "metrics: {create: true, prometheusRule: {create: true, labels: {release: prometheus}}}";
        JsonNode rule = objects(values).get("PrometheusRule cpm-system cpm-operator");
        assertThat(rule.path("spec")).isEqualTo(rules);
        assertThat(rule.at("/metadata/labels/release").asText()).isEqualTo("prometheus");
        assertThat(new Chart(values).text(RELEASE, "elsewhere", Chart.CURRENT))
                .contains("kubectl -n elsewhere get pods")
                .doesNotContain("cpm-system");
    }

    /** A budget of all replicas would keep every node from being drained. */
    @Test
    void oneReplicaHasNoDisruptionBudget() {
        assertThat(objects("replicas: 1")).doesNotContainKey("PodDisruptionBudget cpm-system cpm-operator");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "replica: 3",
                "replicas: many",
                "regions: [a, '!b']",
                "image: {digest: latest}",
                "networkPolicy: {apiServerPorts: []}",
                "extraArgs: [--regions=ap-beijing]", // its role names the lease of all regions
                "extraArgs: [--health-port=9999]",
                "extraArgs: [--page]",
                "fullnameOverride: 1st",
                "fullnameOverride: abcdefghij-abcdefghij-abcdefghij-abcdefghij-abcdefghij-a",
                "topologySpreadConstraints: [{topologyKey: zone}]"
            })
    void valuesThatMakeNoSenseAreRefused(String values) {
        Chart chart = new Chart(values);
        assertThatThrownBy(() -> chart.text(RELEASE, NAMESPACE, Chart.CURRENT))
                .hasMessageContaining("values don't meet the specifications of the schema");
    }

    /** Helm lets a release be called so, and the API server no Service. */
    @ParameterizedTest
    @CsvSource({"cpm.prod, cpm-prod", "2024, cpm-2024", "cpm, cpm"})
    void aReleaseMayHaveAnyName(String release, String name) {
        String values = "metrics: {create: true}";
        Map<String, JsonNode> objects = new Chart(values).objects(release, NAMESPACE, Chart.CURRENT);
        assertThat(objects)
                .containsKeys(
                        "Deployment cpm-system " + name,
                        "Service cpm-system " + name + "-metrics",
                        "ServiceAccount cpm-system " + name);
        JsonNode labels = objects.get("Deployment cpm-system " + name).at("/spec/template/metadata/labels");
        assertThat(labels.properties())
                .allSatisfy(label -> assertThat(label.getValue().isTextual()).isTrue());
        String longest = "a".repeat(52) + "z";
        assertThat(new Chart(values).objects(longest, NAMESPACE, Chart.CURRENT))
                .containsKey("Service cpm-system " + longest + "-metrics");
    }

    /** A value that no template reads would be a promise that nobody keeps. */
    @Test
    void everyValueIsRead() throws IOException {
        StringBuilder templates = new StringBuilder();
        try (Stream<Path> files = Files.list(Chart.SOURCE.resolve("templates"))) {
            for (Path file : files.toList()) {
                templates.append(Files.readString(file));
            }
        }
        JsonNode values =
                DeployFiles.documents(Chart.SOURCE.resolve("values.yaml")).get(0);
        assertThat(values.fieldNames())
                .toIterable()
                .hasSizeGreaterThan(15)
                .allSatisfy(name -> assertThat(templates.toString()).contains(".Values." + name));
    }

    /** The chart and the manifests name one version of the image. */
    @Test
    void itsVersionIsThatOfTheManifests() {
        JsonNode chart =
                DeployFiles.documents(Chart.SOURCE.resolve("Chart.yaml")).get(0);
        assertThat(chart.path("appVersion").asText())
                .isEqualTo(DeployFiles.kustomization(DeployFiles.BASE)
                        .at("/images/0/newTag")
                        .asText());
    }
}
