package dev.cpm.operator.cli.look;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cpm.operator.view.Inventory;
import dev.cpm.operator.view.Loss;
import dev.cpm.operator.view.Losses;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Where it cannot be read who holds what, nobody knows what a loss would take. */
class UnreadableLossTest {
    private static Loss loss(String status) {
        String list = """
                {"items": [{"kind": "Placement", "metadata": {"name": "web", "namespace": "shop"},
                  "spec": {"machineType": "m1", "regions": ["r1"]}, "status": %s}]}
                """.formatted(status);
        return Losses.of(Inventory.of(Live.objects(list.getBytes(StandardCharsets.UTF_8))), Set.of("r1-a"));
    }

    @Test
    void aPlacementWhoseAssignmentCannotBeReadIsNotJudged() {
        Loss loss = loss("{\"zones\": [{\"zone\": \"r1-a\", \"replicas\": 1, \"indexes\": [7]}]}");
        assertThat(loss.notJudged()).containsExactly("Placement shop/web");
        assertThat(loss.survived()).isFalse();
    }

    @Test
    void whatElseCannotBeReadDoesNotMatter() {
        Loss loss = loss("{\"violations\": [{\"type\": \"OfALaterVersion\"}]}");
        assertThat(loss.notJudged()).isEmpty();
        assertThat(loss.survived()).isTrue();
    }

    /** Nobody knows yet what it binds. */
    @Test
    void aLoadBalancerThatNobodyAnsweredIsNotJudged() {
        String list = """
                {"items": [{"kind": "Placement", "metadata": {"name": "web", "namespace": "shop"},
                  "spec": {"machineType": "m1", "regions": ["r1"], "loadBalancers": ["front"]},
                  "status": {"zones": [{"zone": "r1-b", "region": "r1", "replicas": 1, "indexes": "0"}]}},
                  {"kind": "LoadBalancer", "metadata": {"name": "front", "namespace": "shop"}, "spec": {"region": "r1"}},
                  {"kind": "LoadBalancer", "metadata": {"name": "of-nobody", "namespace": "shop"},
                  "spec": {"region": "r1"}}]}
                """;
        Loss loss = Losses.of(Inventory.of(Live.objects(list.getBytes(StandardCharsets.UTF_8))), Set.of("r1-a"));
        assertThat(loss.notJudged()).containsExactly("LoadBalancer shop/front");
        assertThat(loss.survived()).isFalse();
    }
}
