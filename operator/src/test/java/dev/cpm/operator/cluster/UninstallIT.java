package dev.cpm.operator.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.cpm.operator.controller.CpmOperator;
import dev.cpm.operator.local.LocalControlPlane;
import dev.cpm.operator.local.RealApiServer;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What README.md says under Uninstall: what goes with the definitions, and what a copy brings back. */
@ExtendWith(RealApiServer.class)
class UninstallIT {

    @Test
    void allGoesWithTheDefinitionsAndComesBackWithACopyWhereItWas(LocalControlPlane controlPlane) throws IOException {
        try (Cluster cluster = new Cluster(controlPlane).startOperator()) {
            cluster.apply(SmallWorld.of(Map.of("r1-a", 3, "r1-b", 3)));
            cluster.apply(SmallWorld.zone("r1-b", "Maintenance", 3));
            cluster.want("web", 3);
            cluster.converge();
            cluster.apply(SmallWorld.zone("r1-b", "Available", 3));
            cluster.converge();
            Map<String, Integer> before = cluster.zones("web");
            assertThat(before).as("not where a new one would go").isEqualTo(Map.of("r1-a", 3));

            String copy = cluster.kubectl("", "get", "cpm", "-A", "-o", "json");
            cluster.stopOperator();
            assertThat(cluster.objects())
                    .allMatch(object -> object.getMetadata().getFinalizers().isEmpty());
            cluster.kubectl("", "delete", "-k", "../crds");
            assertThat(definitions(cluster)).isZero();

            cluster.kubectl("", "create", "--validate=false", "-k", "../crds");
            Cluster.await("all are served", () -> isServed(cluster));
            assertThat(cluster.placement("web")).as("gone with its definition").isNull();
            for (JsonNode object : new ObjectMapper().readTree(copy).get("items")) {
                restore(cluster, Serialization.unmarshal(object.toString(), GenericKubernetesResource.class));
            }
            cluster.startOperator();
            cluster.converge();
            assertThat(cluster.zones("web")).isEqualTo(before);
        }
    }

    private static long definitions(Cluster cluster) {
        return cluster.client().apiextensions().v1().customResourceDefinitions().list().getItems().stream()
                .filter(definition -> definition.getSpec().getGroup().equals("cpm.dev"))
                .count();
    }

    private static boolean isServed(Cluster cluster) {
        try {
            return cluster.objects().isEmpty()
                    && CpmOperator.missingKinds(cluster.client()).isEmpty();
        } catch (RuntimeException notYet) {
            return false;
        }
    }

    /** As kubectl create does, and kubectl replace --subresource=status. */
    private static void restore(Cluster cluster, GenericKubernetesResource object) {
        ObjectMeta copied = object.getMetadata();
        object.setMetadata(new ObjectMetaBuilder()
                .withName(copied.getName())
                .withNamespace(copied.getNamespace())
                .withLabels(copied.getLabels())
                .withAnnotations(copied.getAnnotations())
                .build());
        GenericKubernetesResource created = cluster.client().resource(object).create();
        created.setAdditionalProperty("status", object.getAdditionalProperties().get("status"));
        cluster.client().resource(created).updateStatus();
    }
}
