package dev.cpm.operator.controller;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cpm.operator.api.Placement;
import dev.cpm.operator.placement.model.Known;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Clock;
import org.junit.jupiter.api.Test;

/** Who reads the Events of a placement learns why it is left as it is, once. */
class UnreadTest {

    @Test
    void indexesThatDoNotTellWhatIsAssignedAreTold() {
        try (StoringServer server = new StoringServer();
                KubernetesClient client = server.client()) {
            EventRecorder events = new EventRecorder(client, "here", Clock.systemUTC(), () -> false);
            Unread unread = new Unread(events);
            Placement edited = Seen.of("""
                    ---
                    metadata: {name: web, namespace: default}
                    spec: {machineType: m1, replicas: 2, regions: [r1]}
                    status: {machineType: m1, zones: [{zone: r1-a, region: r1, replicas: 2, indexes: "0;1"}]}
                    """, Placement.class, 1);
            unread.seen(edited, Known.of(edited));
            unread.seen(edited, Known.of(edited));
            events.close();
            assertThat(server.events()).containsExactly("UnreadableStatus");
        }
    }
}
