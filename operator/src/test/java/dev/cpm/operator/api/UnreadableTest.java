package dev.cpm.operator.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.DefaultKubernetesResourceList;
import io.fabric8.kubernetes.api.model.WatchEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever a spec or a status has: the object is read, what does not fit is left out, and told. */
class UnreadableTest {
    private static final String GOOD = "machineType: m1, regions: [r1]";

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    replicas: three             | spec.replicas: Invalid value: "three": must be a whole number
                    replicas: 2.5               | spec.replicas: Invalid value: 2.5: must be a whole number
                    replicas: 2147483648        | spec.replicas: Invalid value: 2147483648: is too large
                    replicas: [1]               | spec.replicas: Invalid value: a list: must be a whole number
                    zones: r1                   | spec.zones: Invalid value: "r1": must be a list
                    zones: [a, {b: c}]          | spec.zones[1]: Invalid value: an object: must be text
                    suspend: 1                  | spec.suspend: Invalid value: 1: must be true or false
                    privateNetwork: Maybe       | spec.privateNetwork: Unsupported value: "Maybe": supported values: "Required", "NotRequired"
                    privateNetwork: 1           | spec.privateNetwork: Unsupported value: 1: supported values: "Required", "NotRequired"
                    affinity: ""                | spec.affinity: Invalid value: "": must be an object
                    peers: [{name: 1}]          | spec.peers[0].name: Invalid value: 1: must be text: put it in quotes
                    zoneSelector: {matchLabels: {a: {}}} | spec.zoneSelector.matchLabels[a]: Invalid value: an object: must be text
                    availability: {minAvailable: 1.5} | spec.availability.minAvailable: Invalid value: 1.5: must be a whole number or text
                    """)
    void aValueOfASpec(String field, String error) {
        Placement read = read("{" + GOOD + ", " + field + "}", "{}");
        assertThat(read.unreadableSpec()).extracting(FieldError::toString).containsExactly(error);
        assertThat(read.getSpec().machineType()).isEqualTo("m1");
        assertThat(read.getSpec().regions()).containsExactly("r1");
        assertThat(read.unreadableStatus()).isEmpty();
    }

    @Test
    void everyValueOfASpec() {
        Placement read = read("{machineType: 1, replicas: x, regions: {}, zones: [[]]}", "{}");
        assertThat(read.unreadableSpec())
                .extracting(FieldError::field)
                .containsExactly("spec.machineType", "spec.replicas", "spec.regions", "spec.zones[0]");
    }

    @Test
    void aSpecOrAStatusThatIsNone() {
        Placement read = read("5", "x");
        assertThat(read.getSpec()).isNull();
        assertThat(read.unreadableSpec())
                .extracting(FieldError::toString)
                .containsExactly("spec: Invalid value: 5: must be an object");
        assertThat(read.getStatus()).isNull();
        assertThat(read.unreadableStatus())
                .extracting(FieldError::toString)
                .containsExactly("status: Invalid value: \"x\": must be an object");
    }

    @Test
    void whatCanBeReadOfAStatusIsKept() {
        Placement read = read("{" + GOOD + "}", """
                {machineType: m1, placed: many, conditions: [null, {type: Ready, reason: [], status: "True"}],
                 zones: [{zone: r1-a, replicas: 2, indexes: "0,1"}, null, 7, {zone: r1-b, replicas: 1, indexes: 2}]}""");
        assertThat(read.unreadableStatus())
                .extracting(FieldError::field)
                .containsExactlyInAnyOrder(
                        "status.placed", "status.conditions[1].reason", "status.zones[2]", "status.zones[3].indexes");
        assertThat(read.getStatus().conditions()).hasSize(1);
        assertThat(read.getStatus().zones())
                .extracting(PlacementStatus.ZoneAssignment::zone)
                .containsExactly("r1-a", "r1-b");
    }

    @Test
    void oneKeepsNobodyElseFromBeingListedOrWatched() {
        String bad =
                "{\"apiVersion\":\"cpm.dev/v1alpha1\",\"kind\":\"Zone\",\"metadata\":{\"name\":\"bad\"},\"spec\":[]}";
        String good = bad.replace("bad", "good").replace("[]", "{\"region\":\"r1\"}");
        var zones = Manifests.SERIALIZATION.unmarshal("{\"items\":[" + bad + "," + good + "]}", ZoneList.class);
        assertThat(zones.getItems()).hasSize(2);
        assertThat(zones.getItems().get(1).getSpec().region()).isEqualTo("r1");
        assertThat(watched(bad).unreadableSpec()).hasSize(1);
        assertThat(watched(good).unreadableSpec()).isEmpty();
    }

    @Test
    void whoManagesWhichFieldIsLeftOut() {
        Zone zone = watched("{\"apiVersion\":\"cpm.dev/v1alpha1\",\"kind\":\"Zone\",\"metadata\":{\"name\":\"r1-a\","
                + "\"managedFields\":[{\"manager\":\"kubectl\",\"fieldsV1\":{\"f:spec\":{\"f:region\":{}}}}],"
                + "\"resourceVersion\":\"7\"},\"spec\":{\"region\":\"r1\"}}");
        assertThat(zone.getMetadata().getManagedFields()).isEmpty();
        assertThat(zone.getMetadata().getName()).isEqualTo("r1-a");
        assertThat(zone.getMetadata().getResourceVersion()).isEqualTo("7");
        assertThat(zone.getSpec().region()).isEqualTo("r1");
        assertThat(watched("{\"apiVersion\":\"cpm.dev/v1alpha1\",\"kind\":\"Zone\",\"metadata\":null}")
                        .getMetadata())
                .isNotNull();
    }

    /** As the client makes one for a list of a kind. */
    static final class ZoneList extends DefaultKubernetesResourceList<Zone> {
        private static final long serialVersionUID = 1;
    }

    /** As the client reads an event of a watch. */
    private static Zone watched(String object) {
        String event = "{\"type\":\"ADDED\",\"object\":" + object + "}";
        return Manifests.SERIALIZATION.convertValue(
                Manifests.SERIALIZATION.unmarshal(event, WatchEvent.class).getObject(), Zone.class);
    }

    private static Placement read(String spec, String status) {
        return (Placement) Manifests.object(Manifests.tree("{apiVersion: cpm.dev/v1alpha1, kind: Placement,"
                + " metadata: {name: web, namespace: default}, spec: " + spec + ", status: " + status + "}"));
    }
}
