package dev.cpm.operator.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The components of {@code deploy/components} do what their names say. Kustomize knows components from kubectl 1.21 on:
 * where there is none, only what can be read in them is judged.
 */
class ComponentsTest {
    private static final Path COMPONENTS = DeployFiles.DEPLOY.resolve("components");

    @TempDir
    private Path directory;

    static List<Path> components() throws IOException {
        try (Stream<Path> files = Files.list(COMPONENTS)) {
            return files.sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("components")
    void isAComponent(Path component) {
        JsonNode kustomization = DeployFiles.kustomization(component);
        assertThat(kustomization.path("apiVersion").asText()).isEqualTo("kustomize.config.k8s.io/v1alpha1");
        assertThat(kustomization.path("kind").asText()).isEqualTo("Component");
    }

    /** A patch of an object that is not there is an error of kustomize. */
    @ParameterizedTest
    @MethodSource("components")
    void patchesWhatIsThere(Path component) {
        Map<String, JsonNode> objects = DeployFiles.byTitle(DeployFiles.rendered(DeployFiles.DEPLOY));
        for (JsonNode patch : DeployFiles.kustomization(component).path("patches")) {
            if (patch.has("target")) {
                JsonNode target = patch.path("target");
                String title = target.path("kind").asText() + " \\S* "
                        + target.path("name").asText(); // a regular expression
                assertThat(objects.keySet()).anyMatch(each -> each.matches(title));
            } else {
                JsonNode object =
                        DeployFiles.documents(patch.path("patch").asText()).get(0);
                assertThat(objects)
                        .containsKeys(
                                DeployFiles.byTitle(List.of(object)).keySet().toArray(String[]::new));
            }
        }
    }

    /** Kustomize takes no file from outside a component. */
    @Test
    void theFenceIsTheOneThatIsAppliedByItself() throws IOException {
        if (Boolean.getBoolean("golden.renew")) {
            Files.writeString(
                    COMPONENTS.resolve("fence/fence.yaml"), Files.readString(DeployFiles.DEPLOY.resolve("fence.yaml")));
        }
        assertThat(COMPONENTS.resolve("fence/fence.yaml"))
                .hasSameTextualContentAs(DeployFiles.DEPLOY.resolve("fence.yaml"));
    }

    /** Rendered by the real kustomize: what is left out, and what is added. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "fence | | ValidatingAdmissionPolicy  cpm-operator-fence,ValidatingAdmissionPolicyBinding  cpm-operator-fence",
                "single-replica | PodDisruptionBudget cpm-system cpm-operator |",
                "without-namespace | Namespace  cpm-system |",
                "without-network-policy | NetworkPolicy cpm-system cpm-operator |",
                "without-user-roles | ClusterRole  cpm-viewer,ClusterRole  cpm-editor,ClusterRole  cpm-catalog-viewer,ClusterRole  cpm-network-admin,ClusterRole  cpm-cluster-viewer |"
            })
    void itDoesWhatItsNameSays(String component, String without, String with) throws IOException, InterruptedException {
        Map<String, JsonNode> expected = DeployFiles.byTitle(DeployFiles.rendered(DeployFiles.DEPLOY));
        expected.keySet().removeAll(titles(without));
        Map<String, JsonNode> rendered = rendered(component);
        assertThat(rendered.keySet()).containsAll(titles(with));
        rendered.keySet().removeAll(titles(with));
        if (component.equals("single-replica")) {
            ((ObjectNode) expected.get("Deployment cpm-system cpm-operator").path("spec")).put("replicas", 1);
        }
        assertThat(rendered).isEqualTo(expected);
    }

    @Test
    void allOfThemGoTogether() throws IOException, InterruptedException {
        String[] all = components().stream()
                .map(component -> component.getFileName().toString())
                .toArray(String[]::new);
        assertThat(rendered(all)).containsKey("Deployment cpm-system cpm-operator");
    }

    private static Set<String> titles(String list) {
        return list == null ? Set.of() : new TreeSet<>(List.of(list.split(",")));
    }

    /** deploy with components, but for the definitions. */
    private Map<String, JsonNode> rendered(String... components) throws IOException, InterruptedException {
        List<String> kustomize = Kustomize.command();
        assumeThat(kustomize)
                .as("kubectl 1.21 or later; -Dkubectl=FILE names one")
                .isNotEmpty();
        Path deploy = DeployFiles.DEPLOY.toAbsolutePath().normalize();
        Path real = directory.toRealPath();
        StringBuilder text =
                new StringBuilder("resources: [" + real.relativize(deploy.toRealPath()) + "]\ncomponents:\n");
        for (String component : components) {
            text.append("- ")
                    .append(real.relativize(
                            deploy.toRealPath().resolve("components").resolve(component)))
                    .append('\n');
        }
        Files.writeString(directory.resolve(DeployFiles.KUSTOMIZATION), text);
        Map<String, JsonNode> objects = DeployFiles.byTitle(DeployFiles.documents(Kustomize.run(kustomize, directory)));
        objects.keySet().removeIf(title -> title.startsWith("CustomResourceDefinition"));
        return objects;
    }
}
