package dev.cpm.operator.cli.look;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.cpm.operator.view.Check;
import dev.cpm.operator.view.Check.Result;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** Whether {@code check} finds each right that the operator lacks. */
class RightsChecksTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final Path ACCESS = Path.of("..", "deploy", "base", "operator-access.yaml");
    private static final String ACCOUNT = "system:serviceaccount:cpm-system:cpm-operator";

    @TempDir
    private Path folder;

    private static JsonNode deployments(String... arguments) throws JsonProcessingException {
        return MAPPER.readTree("""
                {"items": [{"metadata": {"namespace": "cpm-system", "name": "cpm-operator"}, "spec": {"template": {"spec":
                 {"serviceAccountName": "cpm-operator", "containers": [{"args": %s}]}}}}]}""".formatted(MAPPER.writeValueAsString(arguments)));
    }

    private static OperatorRights operator(String... arguments) throws JsonProcessingException {
        return OperatorRights.of(deployments(arguments).at("/items/0"));
    }

    /** As the API server answers, printed by kubectl: each review for itself. */
    private static Kubectl.Said answers(OperatorRights operator, Predicate<Right> allowed) {
        String out = operator.rights().stream()
                .map(right -> {
                    JsonNode review = right.review();
                    return review.toString().replaceFirst("}$", "") + ",\"metadata\":{},\"status\":{\"allowed\":"
                            + allowed.test(right) + "}}";
                })
                .collect(Collectors.joining("\n"));
        return new Kubectl.Said(out.getBytes(StandardCharsets.UTF_8), List.of(), true);
    }

    /** Each rule of its roles, but for what every account may. */
    @Test
    void itAsksForAllThatItsRolesGrant() throws IOException {
        Set<String> granted = new TreeSet<>();
        for (Object document : new Yaml(new SafeConstructor(new LoaderOptions())).loadAll(Files.readString(ACCESS))) {
            JsonNode role = MAPPER.valueToTree(document);
            String where = role.at("/metadata/namespace").asText();
            role.path("rules")
                    .forEach(rule -> rule.path("apiGroups")
                            .forEach(group -> rule.path("resources")
                                    .forEach(resource -> rule.path("verbs").forEach(verb -> {
                                        JsonNode names = rule.path("resourceNames");
                                        granted.add(verb.asText() + " "
                                                + resource.asText().replaceFirst("/.*", "")
                                                + (group.asText().isEmpty() ? "" : "." + group.asText())
                                                + resource.asText().replaceFirst("^[^/]*", "")
                                                + (names.isMissingNode()
                                                        ? ""
                                                        : "/" + names.path(0).asText())
                                                + (where.isEmpty() ? "" : " in namespace " + where));
                                    }))));
        }
        granted.remove("create selfsubjectreviews.authentication.k8s.io");
        granted.remove("get namespaces in namespace cpm-system");
        granted.add("get namespaces/cpm-system in namespace cpm-system");
        assertThat(operator("run").rights()).extracting(Right::toString).containsExactlyInAnyOrderElementsOf(granted);
    }

    @Test
    void eachThatIsMissingIsNamed() throws JsonProcessingException {
        OperatorRights operator = operator("run");
        assertThat(RightsChecks.check(List.of(operator), List.of(answers(operator, right -> true)))
                        .result())
                .isEqualTo(Result.Ok);
        operator.rights().forEach(missing -> {
            Check check =
                    RightsChecks.check(List.of(operator), List.of(answers(operator, right -> !right.equals(missing))));
            assertThat(check.result()).isEqualTo(Result.Error);
            assertThat(check.why()).containsExactly(ACCOUNT + " may not " + missing);
        });
    }

    @Test
    void whatIsNotAnsweredIsUnknown() throws JsonProcessingException {
        OperatorRights operator = operator("run");
        Check silent = RightsChecks.check(List.of(operator), List.of(new Kubectl.Said(new byte[0], List.of(), true)));
        assertThat(silent.result()).isEqualTo(Result.Unknown);
        assertThat(silent.why()).containsExactly("nothing was said of whether " + ACCOUNT + " may get regions.cpm.dev");
        Check refused = RightsChecks.check(
                List.of(operator),
                List.of(new Kubectl.Said(new byte[0], List.of("kubectl: pat cannot impersonate"), false)));
        assertThat(refused.result()).isEqualTo(Result.Unknown);
        assertThat(refused.why()).containsExactly("kubectl: pat cannot impersonate");
    }

    @Test
    void aShardHasALeaseOfItsOwn() throws JsonProcessingException {
        assertThat(operator("run", "--regions=!ap-guangzhou").rights())
                .extracting(Right::toString)
                .contains(
                        "update leases.coordination.k8s.io/cpm-operator-all-but-ap-guangzhou in namespace cpm-system");
        assertThat(operator("run", "--regions", "b,a", "--lease-namespace", "leases")
                        .rights())
                .extracting(Right::toString)
                .contains(
                        "get leases.coordination.k8s.io/cpm-operator-a-b in namespace leases",
                        "get namespaces/leases in namespace leases");
        assertThat(operator("run", "--no-leader-election").rights())
                .extracting(Right::toString)
                .noneMatch(right -> right.contains("lease"));
    }

    @Test
    void oneKubectlAsksForAllOfAnAccount() throws JsonProcessingException {
        FakeKubectl fake = new FakeKubectl(folder, "for file; do :; done; cp \"$file\" \"$here/asked\"");
        assertThat(RightsChecks.of(fake.kubectl(), deployments("run")).result()).isEqualTo(Result.Unknown);
        assertThat(fake.calls()).hasSize(1);
        assertThat(fake.calls().get(0)).startsWith("create -o json --validate=false --as=" + ACCOUNT + " -f ");
        assertThat(MAPPER.readTree(String.join("\n", fake.lines("asked"))).path("items"))
                .hasSize(operator("run").rights().size());
    }

    /** Such as of an operator that runs outside the cluster: it may be anybody. */
    @Test
    void whereNoDeploymentNamesAnAccountItIsUnknown() {
        FakeKubectl fake = new FakeKubectl(folder, "exit 1");
        Check check = RightsChecks.of(fake.kubectl(), MAPPER.createObjectNode());
        assertThat(check.result()).isEqualTo(Result.Unknown);
        assertThat(check.why())
                .containsExactly("no Deployment has the label app.kubernetes.io/part-of=cpm-operator, so it is not"
                        + " known by which account it runs");
        assertThat(folder.resolve("calls")).doesNotExist();
    }
}
