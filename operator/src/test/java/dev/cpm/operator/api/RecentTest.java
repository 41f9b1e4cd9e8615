package dev.cpm.operator.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import org.junit.jupiter.api.Test;

/** What is written comes back twice, and is read once. */
class RecentTest {
    private final ObjectMapper mapper =
            JsonMapper.builder().defaultAttributes(Recent.attributes()).build();

    @Test
    void thatVeryVersionIsTheOneThatWasRead() throws Exception {
        Placement answer = placement("one", "7", 3);
        assertThat(placement("one", "7", 3)).isSameAs(answer);
    }

    @Test
    void anotherVersionIsReadAnew() throws Exception {
        placement("one", "7", 3);
        assertThat(replicas(placement("one", "8", 4))).isEqualTo(4);
        assertThat(replicas(placement("one", "7", 5)))
                .as("the last one is remembered")
                .isEqualTo(5);
    }

    @Test
    void anotherObjectIsReadAnew() throws Exception {
        placement("one", "7", 3);
        assertThat(replicas(placement("two", "7", 4))).isEqualTo(4);
    }

    @Test
    void anotherKindIsReadAnew() throws Exception {
        placement("one", "7", 3);
        String zone = """
                {"kind": "Zone", "metadata": {"uid": "one", "resourceVersion": "7"}, "spec": {"region": "r1"}}
                """;
        assertThat(mapper.readValue(zone, Zone.class).getSpec().region()).isEqualTo("r1");
    }

    @Test
    void theThirdTimeItIsReadAnew() throws Exception {
        Placement answer = placement("one", "7", 3);
        placement("one", "7", 3);
        assertThat(placement("one", "7", 3)).isNotSameAs(answer);
    }

    @Test
    void whatHasNoVersionIsReadAnew() throws Exception {
        String written = """
                {"metadata": {"name": "web"}, "spec": {"replicas": %d}}
                """;
        mapper.readValue(written.formatted(1), Placement.class);
        assertThat(replicas(mapper.readValue(written.formatted(2), Placement.class)))
                .isEqualTo(2);
        assertThat(mapper.readValue("{}", Placement.class).getSpec()).isNull();
    }

    @Test
    void itForgetsWhatIsLongAgo() throws Exception {
        Placement first = placement("first", "1", 1);
        for (int i = 0; i < 1_000; i++) {
            placement("uid-" + i, "2", 1);
        }
        assertThat(placement("first", "1", 1)).isNotSameAs(first);
    }

    @Test
    void aMapperWithoutItReadsAll() throws Exception {
        String written = """
                {"metadata": {"uid": "one", "resourceVersion": "7"}, "spec": {"replicas": 3}}
                """;
        ObjectMapper plain = new ObjectMapper();
        Placement first = plain.readValue(written, Placement.class);
        assertThat(plain.readValue(written, Placement.class)).isNotSameAs(first);
    }

    /** As an API server says it; who manages which field comes with it, and is not kept. */
    private Placement placement(String uid, String version, int replicas) throws Exception {
        String written = """
                {"apiVersion": "cpm.dev/v1alpha1", "kind": "Placement", "metadata": {"name": "web", "uid": "%s",
                 "managedFields": [{"manager": "kubectl", "fieldsV1": {"f:spec": {"f:replicas": {}}}}],
                 "resourceVersion": "%s"}, "spec": {"replicas": %d}, "status": {"placed": %d}}
                """.formatted(uid, version, replicas, replicas);
        Placement read = mapper.readValue(written, Placement.class);
        assertThat(read.getMetadata().getManagedFields()).isEmpty();
        assertThat(read.getMetadata().getName()).isEqualTo("web");
        assertThat(read.getStatus().placed()).isEqualTo(read.getSpec().replicas());
        return read;
    }

    private static int replicas(Placement placement) {
        return placement.getSpec().replicas();
    }
}
