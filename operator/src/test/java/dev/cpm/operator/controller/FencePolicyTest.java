package dev.cpm.operator.controller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import dev.cpm.operator.api.Interconnect;
import dev.cpm.operator.api.LoadBalancer;
import dev.cpm.operator.api.Placement;
import dev.cpm.operator.api.Region;
import dev.cpm.operator.api.Zone;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.KubernetesResource;
import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.api.model.StatusBuilder;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.ValidatingAdmissionPolicy;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.ValidatingAdmissionPolicyBinding;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBinding;
import io.fabric8.kubernetes.api.model.rbac.Subject;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code deploy/fence.yaml}, over a table of requests, by its own expressions. */
class FencePolicyTest {
    private static final Path DEPLOY = Path.of("..", "deploy");
    private static final CelCompiler COMPILER = CelCompilerFactory.standardCelCompilerBuilder()
            .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
            .addVar("request", SimpleType.DYN)
            .addVar("params", SimpleType.DYN)
            .addVar("variables", SimpleType.DYN)
            .build();
    private static final CelRuntime RUNTIME =
            CelRuntimeFactory.standardCelRuntimeBuilder().build();

    private static final String OPERATOR = "system:serviceaccount:cpm-system:cpm-operator";
    private static final String NAME = "authentication.kubernetes.io/pod-name";
    private static final String UID = "authentication.kubernetes.io/pod-uid";
    private static final Map<String, List<String>> POD_A = Map.of(NAME, List.of("op-a"), UID, List.of("1-1"));

    private static <T> T only(String file, Class<T> kind) {
        List<T> found = all(file).filter(kind::isInstance).map(kind::cast).toList();
        assertThat(found).hasSize(1);
        return found.get(0);
    }

    private static Stream<KubernetesResource> all(String file) {
        try {
            return Arrays.stream(Files.readString(DEPLOY.resolve(file)).split("(?m)^---$"))
                    .map(document -> Serialization.unmarshal(document, KubernetesResource.class));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Object eval(String expression, Map<String, Object> variables) {
        try {
            return RUNTIME.createProgram(COMPILER.compile(expression).getAst()).eval(variables);
        } catch (Exception e) {
            throw new AssertionError("cannot evaluate: " + expression, e);
        }
    }

    /** What the policy says to a request; nothing if it lets it pass. */
    private static String refusal(Map<String, Object> user, Map<String, Object> lease) {
        var policy = only("fence.yaml", ValidatingAdmissionPolicy.class).getSpec();
        Map<String, Object> known = new HashMap<>();
        known.put("request", Map.of("userInfo", user));
        for (var condition : policy.getMatchConditions()) {
            if (!(Boolean) eval(condition.getExpression(), known)) {
                return "";
            }
        }
        known.put("params", lease);
        Map<String, Object> variables = new HashMap<>();
        known.put("variables", variables);
        policy.getVariables().forEach(v -> variables.put(v.getName(), eval(v.getExpression(), known)));
        for (var validation : policy.getValidations()) {
            if (!(Boolean) eval(validation.getExpression(), known)) {
                return (String) eval(validation.getMessageExpression(), known);
            }
        }
        return "";
    }

    private static Map<String, Object> operator(Map<String, List<String>> extra) {
        return Map.of("username", OPERATOR, "extra", extra);
    }

    private static Map<String, Object> heldBy(String holder) {
        return Map.of("spec", Map.of("holderIdentity", holder));
    }

    static List<Arguments> requests() {
        Map<String, List<String>> otherUid = Map.of(NAME, List.of("op-a"), UID, List.of("1-2"));
        Map<String, List<String>> shorter = Map.of(NAME, List.of("op"), UID, List.of("1-1"));
        Map<String, List<String>> uidIsABeginning = Map.of(NAME, List.of("op-a"), UID, List.of("1"));
        Map<String, Object> administrator = Map.of("username", "kubernetes-admin", "groups", List.of("system:masters"));
        return List.of(
                arguments("the holder", operator(POD_A), heldBy("op-a_1-1_x7"), ""),
                arguments(
                        "a former holder",
                        operator(POD_A),
                        heldBy("op-b_2-2_x7"),
                        "op-b_2-2_x7 holds the lease cpm-system/cpm-operator, and only its holder may write a status;"
                                + " this is op-a_1-1"),
                arguments("a new pod of the same name", operator(otherUid), heldBy("op-a_1-1_x7"), "this is op-a_1-2"),
                arguments(
                        "whose name is a beginning of its", operator(shorter), heldBy("op-a_1-1_x7"), "this is op_1-1"),
                arguments(
                        "whose UID is a beginning of its", operator(uidIsABeginning), heldBy("op-a_1-1_x7"), "op-a_1"),
                arguments("of whose name its is a beginning", operator(POD_A), heldBy("op_1-1_x7"), "this is op-a_1-1"),
                arguments("its name, but no more", operator(POD_A), heldBy("op-a_1-1"), "this is op-a_1-1"),
                arguments(
                        "the holder before this policy", operator(POD_A), heldBy("op-a-x7"), "op-a-x7 holds the lease"),
                arguments("nobody holds it", operator(POD_A), heldBy(""), "nobody holds the lease"),
                arguments("it says nothing of a holder", operator(POD_A), Map.of("spec", Map.of()), "nobody holds"),
                arguments("it says nothing", operator(POD_A), Map.of(), "nobody holds the lease"),
                arguments(
                        "of no pod", Map.of("username", OPERATOR), heldBy("_x7"), "a token that is not bound to a pod"),
                arguments("of no pod, with an extra", operator(Map.of()), heldBy("_x7"), "not bound to a pod"),
                arguments("no UID", operator(Map.of(NAME, List.of("op-a"))), heldBy("op-a__x"), "not bound to a pod"),
                arguments("an administrator", administrator, heldBy("op-a_1-1_x7"), ""),
                arguments("an administrator, and nobody holds it", administrator, heldBy(""), ""));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("requests")
    void onlyTheHolderPasses(String who, Map<String, Object> user, Map<String, Object> lease, String expected) {
        String refusal = refusal(user, lease);
        assertThat(refusal).contains(expected);
        assertThat(refusal.isEmpty()).isEqualTo(expected.isEmpty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"cpm-operator-fence", "cpm-operator-ap-beijing-fence", "cpm-operator-all-but-a-b-1f-fence"})
    void aLeaderKnowsARefusalByAFenceWhicheverShardItIsOf(String name) {
        assertThat(FencePolicy.isFence("zones.cpm.dev \"r1-a\" is forbidden: ValidatingAdmissionPolicy '" + name
                        + "' with binding '" + name + "' denied request: nobody holds the lease"))
                .isTrue();
        assertThat(FencePolicy.isFence("denied by ValidatingAdmissionPolicy 'somebody-elses-fence'"))
                .isFalse();
    }

    /** The chart calls it by the release. */
    @Test
    void whateverItsNameItIsKnownByWhatItSays() {
        String denied = "ValidatingAdmissionPolicy 'guangzhou-fence' with binding 'guangzhou-fence' denied request: ";
        assertThat(FencePolicy.isFence(denied + refusal(operator(POD_A), heldBy("op-b_2-2_x7"))))
                .isTrue();
        assertThat(FencePolicy.isFence(denied
                        + "failed to configure binding: no params found for policy binding with `Deny`"
                        + " parameterNotFoundAction"))
                .isTrue();
    }

    /** What each of some objects is answered, 200 for none, and what comes of it: nothing, the fence's word, or to try again. */
    @ParameterizedTest
    @CsvSource({
        "200, ''",
        "409 200, ''",
        "500 200, ''",
        "429 200, ''",
        "400 400, ''",
        "400 403, fence",
        "500 409 403, fence",
        "403 200, fence",
        "500 409, again",
        "400 500, again",
        "0 200, again",
        "0 403, again"
    })
    void aLeaderGoesByTheFirstObjectThatTellsIt(String codes, String outcome) {
        Iterator<Integer> answers =
                Arrays.stream(codes.split(" ")).map(Integer::valueOf).iterator();
        List<HasMetadata> some = Stream.generate(Zone::new)
                .limit(codes.split(" ").length)
                .<HasMetadata>map(zone -> zone)
                .toList();
        Consumer<HasMetadata> write = object -> {
            int code = answers.next();
            if (code != 200) {
                Status status = new StatusBuilder()
                        .withMessage(code == 403 ? "denied by 'cpm-operator-fence'" : "something else")
                        .build();
                throw new KubernetesClientException(status.getMessage(), code, status);
            }
        };
        if (outcome.equals("again")) {
            assertThatThrownBy(() -> FencePolicy.refusal(some, write)).isInstanceOf(KubernetesClientException.class);
        } else {
            assertThat(FencePolicy.refusal(some, write).isPresent()).isEqualTo(outcome.equals("fence"));
        }
    }

    @Test
    void itCoversTheStatusOfAllOurKindsAndNothingElse() {
        var rules = only("fence.yaml", ValidatingAdmissionPolicy.class)
                .getSpec()
                .getMatchConstraints()
                .getResourceRules();
        assertThat(rules).hasSize(1);
        assertThat(rules.get(0).getApiGroups()).containsExactly("cpm.dev");
        assertThat(rules.get(0).getOperations()).containsExactly("UPDATE");
        assertThat(rules.get(0).getResources())
                .containsExactlyInAnyOrderElementsOf(
                        Stream.of(Placement.class, LoadBalancer.class, Interconnect.class, Zone.class, Region.class)
                                .map(kind -> HasMetadata.getPlural(kind) + "/status")
                                .toList());
    }

    @Test
    void itIsInForceForTheLeaseAndTheAccountOfTheDeployment() {
        var policy = only("fence.yaml", ValidatingAdmissionPolicy.class);
        var binding = only("fence.yaml", ValidatingAdmissionPolicyBinding.class).getSpec();
        assertThat(FencePolicy.isFence(policy.getMetadata().getName())).isTrue();
        assertThat(policy.getSpec().getFailurePolicy()).isEqualTo("Fail");
        assertThat(binding.getPolicyName()).isEqualTo(policy.getMetadata().getName());
        assertThat(binding.getValidationActions()).containsExactly("Deny");
        assertThat(binding.getParamRef().getName()).isEqualTo(Settings.LEASE);
        assertThat(binding.getParamRef().getParameterNotFoundAction()).isEqualTo("Deny");
        Subject account = only("base/operator-access.yaml", ClusterRoleBinding.class)
                .getSubjects()
                .get(0);
        assertThat(OPERATOR).isEqualTo("system:serviceaccount:" + account.getNamespace() + ":" + account.getName());
        assertThat(binding.getParamRef().getNamespace()).isEqualTo(account.getNamespace());
    }
}
