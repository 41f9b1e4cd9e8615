package dev.cpm.operator.hostile;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.cpm.operator.api.Interconnect;
import dev.cpm.operator.api.LoadBalancer;
import dev.cpm.operator.api.Placement;
import dev.cpm.operator.api.Region;
import dev.cpm.operator.api.Zone;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.ArrayList;
import java.util.List;

/** Objects with statuses that no operator wrote, and a CRD of another version let in; and some without any. */
public final class ForeignStatuses {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private static final List<String> TOPOLOGIES = List.of(
            "{}",
            "{\"worstZoneLoss\": {}}",
            "{\"zones\": 1, \"regions\": 1, \"zoneSkew\": 0, \"worstZoneLoss\": {}}",
            "{\"worstZoneLoss\": {\"zone\": \"a\", \"replicas\": 1}}");

    private ForeignStatuses() {}

    /** Some of each of the five kinds. */
    public static List<HasMetadata> objects() {
        List<HasMetadata> objects = new ArrayList<>();
        for (Class<? extends HasMetadata> kind :
                List.of(Placement.class, LoadBalancer.class, Zone.class, Region.class, Interconnect.class)) {
            for (int i = 0; i < TOPOLOGIES.size(); i++) {
                objects.add(read(full("x" + i, "False", TOPOLOGIES.get(i)), kind));
                objects.add(read(full("y" + i, "True", TOPOLOGIES.get(i)), kind));
            }
            objects.add(read("{\"metadata\": {\"name\": \"z\", \"namespace\": \"y\"}}", kind));
        }
        return objects;
    }

    private static String full(String name, String ready, String topology) {
        return """
                {"status": {"zones": [null, {}, {"zone": "a", "replicas": 1}], "violations": [null, {}], "blockers": [null, {}],
                 "suggestions": [null], "conditions": [null, {}, {"type": "Ready", "status": "%s"}, {"type": "Stalled"}],
                 "proposal": {"moves": [{}, {}]}, "lastProposal": {}, "summary": {}, "topology": %s, "allocations": [{}],
                 "backends": [{}], "region": "r1"},
                 "spec": {"regions": ["r1", "r2"], "region": "r1", "account": "acme"},
                 "metadata": {"name": "%s", "namespace": "y"}}""".formatted(ready, topology, name);
    }

    private static HasMetadata read(String json, Class<? extends HasMetadata> kind) {
        try {
            return MAPPER.readValue(json, kind);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
