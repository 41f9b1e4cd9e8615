package dev.cpm.operator.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The operator's pod keeps to the Pod Security Standard "restricted", and to more than that. */
class RestrictedPodTest {
    private final JsonNode pod =
            DeployFiles.only(DeployFiles.BASE, "Deployment").at("/spec/template/spec");

    @Test
    void noRuleIsBroken() {
        assertThat(RestrictedPod.brokenBy(pod)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void aBrokenRuleIsSeen(RestrictedPod rule) {
        assertThat(RestrictedPod.brokenBy(rule.broken(pod))).containsExactly(rule);
    }

    @Test
    void theNamespaceHasItEnforced() {
        JsonNode labels = DeployFiles.only(DeployFiles.BASE, "Namespace").at("/metadata/labels");
        assertThat(labels.path("pod-security.kubernetes.io/enforce").asText()).isEqualTo("restricted");
    }

    @Test
    void theRootIsReadOnlyAndNobodysHome() {
        assertThat(pod.path("containers")).hasSize(1).allSatisfy(container -> {
            JsonNode context = container.path("securityContext");
            assertThat(context.path("readOnlyRootFilesystem").asBoolean()).isTrue();
        });
        assertThat(pod.at("/securityContext/runAsUser").asInt()).isEqualTo(65532);
        assertThat(pod.at("/securityContext/runAsGroup").asInt()).isEqualTo(65532);
    }

    @Test
    void memoryIsBoundedAndRequested() {
        assertThat(pod.path("containers")).allSatisfy(container -> {
            JsonNode resources = container.path("resources");
            assertThat(resources.at("/requests/cpu").asText()).isNotEmpty();
            assertThat(resources.at("/requests/memory").asText()).isNotEmpty();
            assertThat(resources.at("/limits/memory").asText()).isNotEmpty();
        });
    }
}
