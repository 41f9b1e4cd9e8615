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

/**
 * Objects with statuses that no operator wrote, and with specs that lack what they have to say: a CRD of another version let
 * them in. And some without any.
 */
public final class ForeignStatuses {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private static final List<String> TOPOLOGIES = List.of(
            "{}",
            "{\"worstZoneLoss\": {}}",
            "{\"zones\": 1, \"regions\": 1, \"zoneSkew\": 0, \"worstZoneLoss\": {}}",
            "{\"worstZoneLoss\": {\"zone\": \"a\", \"replicas\": 1}}");

    private static final List<String> SPECS =
            List.of("null", "{}", "{\"regions\": [null, \"r1\"], \"capacity\": [null, {}]}");

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
            for (int i = 0; i < SPECS.size(); i++) {
                objects.add(read(unspecified("s" + i, SPECS.get(i)), kind));
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

    /** A placement that has replicas in the zone of its name. */
    private static String unspecified(String name, String spec) {
        return """
                {"status": {"machineType": "m1", "zones": [{"zone": "%1$s", "replicas": 2, "indexes": "0,1"}]},
                 "spec": %2$s, "metadata": {"name": "%1$s", "namespace": "y"}}""".formatted(name, spec);
    }

    private static HasMetadata read(String json, Class<? extends HasMetadata> kind) {
        try {
            return MAPPER.readValue(json, kind);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
