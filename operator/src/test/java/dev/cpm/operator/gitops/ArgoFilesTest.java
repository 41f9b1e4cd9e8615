package dev.cpm.operator.gitops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.yaml.snakeyaml.Yaml;

/** What Argo CD is given beside the checks: the same ones for a ConfigMap, the action that approves moves, Applications. */
class ArgoFilesTest {
    private static final boolean RENEW = Boolean.getBoolean("golden.renew");
    private static final ObjectMapper TREES = new ObjectMapper();
    private static final Path ARGO_CD = Path.of("..", "deploy", "gitops", "argocd");
    private static final Path CONFIG_MAP = ARGO_CD.resolve("argocd-cm.yaml");
    private static final Path ACTIONS = HealthCase.CUSTOMIZATIONS.resolve("Placement/actions");
    private static final String HEADER = """
            # Made of resource_customizations by ArgoFilesTest; do not edit. For an Argo CD that runs:
            #   kubectl -n argocd patch configmap argocd-cm --patch-file deploy/gitops/argocd/argocd-cm.yaml
            apiVersion: v1
            kind: ConfigMap
            metadata:
              name: argocd-cm
              namespace: argocd
            data:
            """;

    @BeforeAll
    static void renew() throws IOException {
        if (RENEW) {
            Files.writeString(CONFIG_MAP, configMap());
            Map<String, Object> proposed = proposed();
            Files.writeString(ACTIONS.resolve("testdata/proposed.yaml"), HealthCase.yaml(proposed));
            Files.writeString(ACTIONS.resolve("testdata/approved.yaml"), HealthCase.yaml(approved(proposed)));
            Files.writeString(ACTIONS.resolve("testdata/nothing-proposed.yaml"), HealthCase.yaml(nothingProposed()));
        }
    }

    private static Map<String, Object> proposed() {
        return Run.of(Path.of("src/test/resources/golden/11-proposal-waiting-for-approval"))
                .answered("Placement", "web");
    }

    private static Map<String, Object> nothingProposed() {
        return Run.of(Path.of("..", "deploy", "samples")).answered("Placement", "orders-db");
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> approved(Map<String, Object> proposed) {
        Map<String, Object> approved = new Yaml().load(HealthCase.yaml(proposed));
        Map<String, Object> proposal =
                (Map<String, Object>) ((Map<String, Object>) proposed.get("status")).get("proposal");
        ((Map<String, Object>) approved.get("metadata"))
                .put("annotations", Map.of("cpm.dev/approve", proposal.get("id")));
        return approved;
    }

    private static String configMap() {
        StringBuilder text = new StringBuilder(HEADER);
        for (String kind : List.of("Interconnect", "LoadBalancer", "Placement", "Region", "Zone")) {
            text.append("  resource.customizations.health.cpm.dev_")
                    .append(kind)
                    .append(": |\n");
            text.append(HealthTest.text(HealthCase.CUSTOMIZATIONS.resolve(kind).resolve("health.lua"))
                    .indent(4));
        }
        text.append("  resource.customizations.actions.cpm.dev_Placement: |\n    discovery.lua: |\n");
        text.append(HealthTest.text(ACTIONS.resolve("discovery.lua")).indent(6));
        text.append("    definitions:\n    - name: approve\n      action.lua: |\n");
        text.append(HealthTest.text(ACTIONS.resolve("approve/action.lua")).indent(8));
        return text.toString().replaceAll("(?m)^ +$", "");
    }

    @Test
    void theConfigMapIsCurrent() {
        assertThat(CONFIG_MAP).hasContent(configMap());
    }

    /** Read as Argo CD reads it: what runs is what was tested. */
    @Test
    @SuppressWarnings("unchecked")
    void theConfigMapHasTheSameScripts() {
        Map<String, String> data =
                (Map<String, String>) HealthCase.read(CONFIG_MAP).get("data");
        assertThat(data).hasSize(6);
        data.forEach((key, value) -> {
            String kind = key.substring(key.indexOf('_') + 1);
            if (key.contains(".health.")) {
                assertThat(value)
                        .isEqualTo(HealthTest.text(
                                HealthCase.CUSTOMIZATIONS.resolve(kind).resolve("health.lua")));
            } else {
                Map<String, Object> actions = new Yaml().load(value);
                Map<String, String> approve = ((List<Map<String, String>>) actions.get("definitions")).get(0);
                assertThat(actions.get("discovery.lua")).isEqualTo(HealthTest.text(ACTIONS.resolve("discovery.lua")));
                assertThat(approve)
                        .containsEntry("name", "approve")
                        .containsEntry("action.lua", HealthTest.text(ACTIONS.resolve("approve/action.lua")));
            }
        });
    }

    @Test
    void theTestDataOfTheActionIsWhatRunsAnswer() {
        assertThat(HealthCase.read(ACTIONS.resolve("testdata/proposed.yaml"))).isEqualTo(proposed());
        assertThat(HealthCase.read(ACTIONS.resolve("testdata/nothing-proposed.yaml")))
                .isEqualTo(nothingProposed());
    }

    /** In the layout of Argo CD's own tests: action_test.yaml. */
    @TestFactory
    @SuppressWarnings("unchecked")
    Stream<DynamicTest> theActionCanBeChosenWhileMovesAreProposed() {
        String discovery = HealthTest.text(ACTIONS.resolve("discovery.lua"));
        return tests("discoveryTests")
                .map(test -> dynamicTest((String) test.get("inputPath"), () -> {
                    Map<String, Map<String, Object>> found =
                            (Map<String, Map<String, Object>>) ArgoLua.run(discovery, input(test));
                    List<Map<String, Object>> actions = new ArrayList<>();
                    found.forEach((name, action) -> {
                        Map<String, Object> named = new TreeMap<>(action);
                        named.put("name", name);
                        actions.add(named);
                    });
                    assertThat(actions).isEqualTo(test.get("result"));
                }));
    }

    @TestFactory
    Stream<DynamicTest> theActionApproves() {
        return tests("actionTests")
                .map(test -> dynamicTest((String) test.get("inputPath"), () -> {
                    String script = HealthTest.text(ACTIONS.resolve(test.get("action") + "/action.lua"));
                    Object expected = HealthCase.read(ACTIONS.resolve((String) test.get("expectedOutputPath")));
                    assertThat(withoutEmpty(ArgoLua.run(script, input(test)))).isEqualTo(withoutEmpty(expected));
                }));
    }

    @SuppressWarnings("unchecked")
    private static Stream<Map<String, Object>> tests(String list) {
        return ((List<Map<String, Object>>)
                        HealthCase.read(ACTIONS.resolve("action_test.yaml")).get(list))
                .stream();
    }

    private static Map<String, Object> input(Map<String, Object> test) {
        return HealthCase.read(ACTIONS.resolve((String) test.get("inputPath")));
    }

    /** Lua does not tell an empty list from an empty map; Argo CD puts back what it had. */
    private static Object withoutEmpty(Object value) {
        if (value instanceof Map<?, ?> map) {
            Map<Object, Object> rest = new TreeMap<>();
            map.forEach((key, field) -> {
                Object kept = withoutEmpty(field);
                if (!List.of().equals(kept) && !Map.of().equals(kept)) {
                    rest.put(key, kept);
                }
            });
            return rest;
        }
        return value instanceof List<?> list
                ? list.stream().map(ArgoFilesTest::withoutEmpty).toList()
                : value;
    }

    private static List<JsonNode> applications() {
        List<JsonNode> applications = new ArrayList<>();
        new Yaml()
                .loadAll(HealthTest.text(ARGO_CD.resolve("applications.yaml")))
                .forEach(document -> applications.add(TREES.valueToTree(document)));
        return applications;
    }

    private static JsonNode tree(String yaml) {
        return TREES.valueToTree(new Yaml().load(yaml));
    }

    @Test
    void applicationsComeInTheOrderInWhichTheyNeedEachOther() {
        List<String> waves = new ArrayList<>();
        for (JsonNode application : applications()) {
            JsonNode metadata = application.get("metadata");
            waves.add(metadata.get("annotations")
                            .get("argocd.argoproj.io/sync-wave")
                            .asText() + " " + metadata.get("name").asText());
            String path = application.at("/spec/source/path").asText();
            if (!path.equals("placements")) {
                assertThat(Path.of("..", path)).isDirectory();
            }
        }
        assertThat(waves).containsExactly("-1 cpm-operator", "0 cpm-catalog", "1 cpm-placements");
    }

    /** What may not be pruned may not go with its Application either. */
    @Test
    void whatOthersStandOnStaysWhenAnApplicationIsDeleted() {
        Map<String, JsonNode> targets = new TreeMap<>();
        for (JsonNode application : applications()) {
            JsonNode patches = application.at("/spec/source/kustomize/patches");
            assertThat(patches.isMissingNode())
                    .isEqualTo(
                            application.at("/spec/syncPolicy/automated/prune").asBoolean());
            for (JsonNode patch : patches) {
                assertThat(tree(patch.get("patch").asText())
                                .at("/metadata/annotations/argocd.argoproj.io~1sync-options")
                                .asText())
                        .isEqualTo("Delete=false,Prune=false");
                targets.put(application.at("/metadata/name").asText(), patch.get("target"));
            }
        }
        assertThat(targets)
                .isEqualTo(Map.of(
                        "cpm-operator", tree("kind: CustomResourceDefinition"),
                        "cpm-catalog", tree("group: cpm.dev")));
    }

    @Test
    void theImageIsThatOfTheOperator() {
        JsonNode image = tree(HealthTest.text(Path.of("..", "deploy", "base", "kustomization.yaml")))
                .at("/images/0");
        assertThat(applications().get(0).at("/spec/source/kustomize/images/0").asText())
                .isEqualTo("%1$s=REGISTRY/%1$s:%2$s"
                        .formatted(
                                image.get("name").asText(), image.get("newTag").asText()));
    }
}
