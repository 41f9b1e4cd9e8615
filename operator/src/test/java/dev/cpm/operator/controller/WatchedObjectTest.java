package dev.cpm.operator.controller;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.cpm.operator.api.Placement;
import dev.cpm.operator.api.Zone;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.api.model.WatchEvent;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a watch brings is read as what it is. */
class WatchedObjectTest {
    private final KubernetesSerialization serialization = serialization();

    private static KubernetesSerialization serialization() {
        KubernetesSerialization serialization = new KubernetesSerialization(
                JsonMapper.builder().addModule(WatchedObject.module()).build(), false);
        serialization.registerKubernetesResource(Status.class);
        return serialization;
    }

    @Test
    void oneOfOurKinds() {
        Placement placement = (Placement)
                object(
                        "{\"apiVersion\": \"cpm.dev/v1alpha1\", \"kind\": \"Placement\", \"metadata\": {\"name\": \"web\"}, \"spec\": {\"replicas\": 3}}");
        assertThat(placement.getMetadata().getName()).isEqualTo("web");
        assertThat(placement.getSpec().replicas()).isEqualTo(3);
    }

    @Test
    void oneOfKubernetesWhichSaysItsKindFirst() {
        Namespace namespace = (Namespace)
                object("{\"kind\": \"Namespace\", \"apiVersion\": \"v1\", \"metadata\": {\"labels\": {\"a\": \"b\"}}}");
        assertThat(namespace.getMetadata().getLabels()).containsEntry("a", "b");
    }

    @Test
    void aBookmark() {
        Zone zone = (Zone)
                object(
                        "{\"kind\": \"Zone\", \"apiVersion\": \"cpm.dev/v1alpha1\", \"metadata\": {\"resourceVersion\": \"12\"}}");
        assertThat(zone.getMetadata().getResourceVersion()).isEqualTo("12");
        assertThat(object("{\"kind\": \"Zone\", \"apiVersion\": \"cpm.dev/v1alpha1\"}"))
                .isInstanceOf(Zone.class);
    }

    @Test
    void anError() {
        Status status = (Status)
                object(
                        "{\"kind\": \"Status\", \"apiVersion\": \"v1\", \"status\": \"Failure\", \"code\": 410, \"reason\": \"Expired\"}");
        assertThat(status.getCode()).isEqualTo(410);
    }

    @Test
    void anythingElseIsNoneOfThem() {
        assertThat(
                        object(
                                "{\"kind\": \"Placement\", \"apiVersion\": \"elsewhere.dev/v1\", \"metadata\": {\"name\": \"a\"}}"))
                .isInstanceOf(GenericKubernetesResource.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{}", "{\"kind\": \"Placement\"}", "{\"apiVersion\": [], \"kind\": {}, \"a\": 1}", "[]", "1"})
    void whatSaysNoKindIsLeftToTheClient(String said) {
        assertThat(object(said)).isNotInstanceOfAny(Placement.class, Zone.class, Namespace.class);
    }

    private Object object(String said) {
        String event = "{\"type\": \"MODIFIED\", \"object\": " + said + ", \"more\": 1}";
        WatchEvent read = serialization.unmarshal(event, WatchEvent.class);
        assertThat(read.getType()).isEqualTo("MODIFIED");
        assertThat(read.getAdditionalProperties())
                .as("all of the object was read")
                .containsEntry("more", 1);
        return read.getObject();
    }
}
