package dev.cpm.operator.cli.look;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.cpm.operator.placement.model.Shard;
import dev.cpm.operator.view.Check;
import dev.cpm.operator.view.Check.Result;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What {@code check} says of the operator and its lease. */
class OperatorChecksTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:10:00Z");

    private static List<SeenLease> leases(String list) throws JsonProcessingException {
        return SeenLease.of(List.of(new ObjectMapper().readTree(list)));
    }

    private static SeenLease led(String name, String regions) {
        return new SeenLease(name, regions.isEmpty() ? Shard.ALL : Shard.parse(regions), "somebody", NOW, "1.2.3");
    }

    private static List<String> shared(String region, SeenLease... leases) {
        return OperatorChecks.shared(List.of(leases), Set.of(region), List.of(), NOW)
                .orElseThrow()
                .why();
    }

    /** Who splits the regions may forget one, or give one away twice. */
    @Test
    void eachRegionHasOneOperator() {
        SeenLease one = led("cpm-operator-r1", "r1");
        SeenLease others = led("cpm-operator-x", "!r1");
        assertThat(shared("r1", led("cpm-operator", ""))).isEmpty();
        assertThat(shared("r1", one, others)).isEmpty();
        assertThat(shared("r9", one, others)).isEmpty();
        assertThat(shared("r9", one)).containsExactly("r9 has none");
        assertThat(shared("r1", one, led("cpm-operator-b", "r1,r2")))
                .containsExactly("r1 has 2: cpm-operator-r1, cpm-operator-b");
        SeenLease died = new SeenLease("cpm-operator-r2", Shard.parse("r2"), "somebody", Instant.EPOCH, "1.2.3");
        assertThat(shared("r2", one, died)).containsExactly("r2 has none");
    }

    @Test
    void whoLeadsIsOfThePluginsVersion() throws JsonProcessingException {
        SeenLease one = led("cpm-operator-r1", "r1");
        assertThat(OperatorChecks.version(List.of(one), "1.2.3", NOW)
                        .orElseThrow()
                        .result())
                .isEqualTo(Result.Ok);
        assertThat(OperatorChecks.version(List.of(one), "1.3.0", NOW)
                        .orElseThrow()
                        .why())
                .containsExactly("cpm-operator-r1 is led by 1.2.3; this is 1.3.0");
        List<SeenLease> unsigned = leases("{\"items\": [{\"metadata\": {\"name\": \"cpm-operator\"}, \"spec\":"
                + " {\"holderIdentity\": \"b\", \"renewTime\": \"2026-01-01T00:09:58.000000Z\"}}]}");
        assertThat(OperatorChecks.version(unsigned, "1.3.0", NOW).orElseThrow().why())
                .containsExactly("cpm-operator is led by one that names no version; this is 1.3.0");
        assertThat(OperatorChecks.version(unsigned, "1.3.0", NOW.plusSeconds(600)))
                .as("nobody leads")
                .isEmpty();
    }

    @Test
    void whereNotAllRegionsCouldBeReadItIsNotFoundOut() {
        List<String> unread = List.of("Region", "Zone");
        assertThat(OperatorChecks.shared(List.of(led("cpm-operator-r1", "r1")), Set.of("r1"), unread, NOW)
                        .orElseThrow()
                        .result())
                .isEqualTo(Result.Unknown);
        assertThat(OperatorChecks.shared(List.of(led("cpm-operator", "")), Set.of(), unread, NOW)
                        .orElseThrow()
                        .result())
                .isEqualTo(Result.Ok);
    }

    /** It would be a guess; and where nobody leads, that is told. */
    @Test
    void whereALeaseDoesNotSayWhoseItIsNothingIsSaidOfTheRegions() throws JsonProcessingException {
        SeenLease edited = leases("{\"items\": [{\"metadata\": {\"name\": \"x\", \"annotations\":"
                        + " {\"cpm.dev/regions\": \"a,,b\"}}, \"spec\": {\"holderIdentity\": \"b\", \"renewTime\":"
                        + " \"2026-01-01T00:09:58.000000Z\"}}]}")
                .get(0);
        assertThat(edited.led(NOW)).isTrue();
        assertThat(OperatorChecks.shared(List.of(edited), Set.of("r1"), List.of(), NOW))
                .isEmpty();
        assertThat(OperatorChecks.shared(List.of(), Set.of("r1"), List.of(), NOW))
                .isEmpty();
    }

    private static List<String> said(String spec) throws JsonProcessingException {
        String leases = "{\"items\": [{\"metadata\": {\"name\": \"cpm-operator\"}, \"spec\": " + spec + "}]}";
        return OperatorChecks.leading(leases(leases), false, NOW).why();
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
        Check died = OperatorChecks.leading(leases(two.formatted("b")), false, NOW);
        assertThat(died.result()).isEqualTo(Result.Error);
        assertThat(died.why())
                .containsExactly("lease cpm-operator-r1: b has not renewed it since 2026-01-01T00:00:00Z");
        Check ended = OperatorChecks.leading(leases(two.formatted("")), false, NOW);
        assertThat(ended.result()).isEqualTo(Result.Warning);
    }

    /** Without any lease: it may run with --no-leader-election; but then it answers. */
    @Test
    void whereNobodyLeadsAndNobodyAnswersThereIsNoOperator() throws JsonProcessingException {
        List<SeenLease> none = leases("{\"items\": []}");
        assertThat(OperatorChecks.leading(none, false, Instant.EPOCH).result()).isEqualTo(Result.Warning);
        assertThat(OperatorChecks.leading(none, true, Instant.EPOCH).result()).isEqualTo(Result.Error);
        List<SeenLease> elsewhere = leases("{\"items\": [{\"metadata\": {\"name\": \"cpm-operator\"}, \"spec\":"
                + " {\"holderIdentity\": \"laptop\", \"renewTime\": \"1970-01-01T00:00:00.000000Z\"}}]}");
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
