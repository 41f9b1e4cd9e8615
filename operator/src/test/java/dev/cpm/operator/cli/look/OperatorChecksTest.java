package dev.cpm.operator.cli.look;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.cpm.operator.view.Check;
import dev.cpm.operator.view.Check.Result;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What {@code check} says of the operator and its lease. */
class OperatorChecksTest {
    private static List<String> said(String spec) throws JsonProcessingException {
        String leases = "{\"items\": [{\"metadata\": {\"name\": \"cpm-operator\"}, \"spec\": " + spec + "}]}";
        return OperatorChecks.leading(
                        List.of(new ObjectMapper().readTree(leases)), false, Instant.parse("2026-01-01T00:10:00Z"))
                .why();
    }

    @Test
    void whoeverDoesNotRenewItsLeaseDoesNotLead() throws JsonProcessingException {
        assertThat(said("{\"holderIdentity\": \"a\", \"renewTime\": \"2026-01-01T00:09:58.000000Z\"}"))
                .isEmpty();
        assertThat(said("{\"holderIdentity\": \"a\", \"renewTime\": \"2026-01-01T00:00:00.000000Z\"}"))
                .containsExactly("lease cpm-operator: a has not renewed it since 2026-01-01T00:00:00Z");
        assertThat(said("{\"holderIdentity\": \"a\"}")).containsExactly("lease cpm-operator: a has never renewed it");
        assertThat(said("{}")).containsExactly("lease cpm-operator: nobody holds it");
    }

    /** Of two shards one was killed: its regions have nobody. Whoever ends in order leaves nobody's name. */
    @Test
    void whereOneOfSeveralNoLongerRenewsItIsAnError() throws JsonProcessingException {
        String two = "{\"items\": [{\"metadata\": {\"name\": \"cpm-operator\"}, \"spec\": {\"holderIdentity\": \"a\","
                + " \"renewTime\": \"2026-01-01T00:09:58.000000Z\"}}, {\"metadata\": {\"name\": \"cpm-operator-r1\","
                + " \"annotations\": {\"cpm.dev/regions\": \"r1\"}}, \"spec\": {\"holderIdentity\": \"%s\","
                + " \"renewTime\": \"2026-01-01T00:00:00.000000Z\"}}]}";
        Instant now = Instant.parse("2026-01-01T00:10:00Z");
        Check died = OperatorChecks.leading(List.of(new ObjectMapper().readTree(two.formatted("b"))), false, now);
        assertThat(died.result()).isEqualTo(Result.Error);
        assertThat(died.why())
                .containsExactly("lease cpm-operator-r1: b has not renewed it since 2026-01-01T00:00:00Z");
        Check ended = OperatorChecks.leading(List.of(new ObjectMapper().readTree(two.formatted(""))), false, now);
        assertThat(ended.result()).isEqualTo(Result.Warning);
    }

    /** Without any lease: it may run with --no-leader-election; but then it answers. */
    @Test
    void whereNobodyLeadsAndNobodyAnswersThereIsNoOperator() throws JsonProcessingException {
        List<JsonNode> none = List.of(new ObjectMapper().readTree("{\"items\": []}"));
        assertThat(OperatorChecks.leading(none, false, Instant.EPOCH).result()).isEqualTo(Result.Warning);
        assertThat(OperatorChecks.leading(none, true, Instant.EPOCH).result()).isEqualTo(Result.Error);
        List<JsonNode> elsewhere = List.of(new ObjectMapper()
                .readTree("{\"items\": [{\"metadata\": {\"name\":"
                        + " \"cpm-operator\"}, \"spec\": {\"holderIdentity\": \"laptop\", \"renewTime\":"
                        + " \"1970-01-01T00:00:00.000000Z\"}}]}"));
        assertThat(OperatorChecks.leading(elsewhere, true, Instant.EPOCH).result())
                .isEqualTo(Result.Ok);
    }

    /** The name differs: from shard to shard, and from release to release of the chart. */
    @Test
    void theOperatorIsFoundWhateverItsNameIs() throws JsonProcessingException {
        assertThat(OperatorChecks.deploymentsCall()).contains("--selector=app.kubernetes.io/part-of=cpm-operator");
        assertThat(OperatorChecks.running(new ObjectMapper().readTree("{\"items\": []}"))
                        .command())
                .isEqualTo("kubectl get pods -A -l app.kubernetes.io/part-of=cpm-operator");
    }
}
