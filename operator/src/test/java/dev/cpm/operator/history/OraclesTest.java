package dev.cpm.operator.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cpm.operator.api.Placement;
import dev.cpm.operator.api.Zone;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Histories that break a promise, and their like that do not. */
class OraclesTest {
    private static final KubernetesSerialization YAML = new KubernetesSerialization();

    private static final String PROPOSED = ", proposal: {id: p, moves: [{index: 1, from: a, to: b}]}";
    private static final String MOVED =
            ", lastProposal: {id: p, result: Moved, message: m, at: \"2026-01-01T00:00:00Z\"}";

    private final List<Revision> revisions = new ArrayList<>();
    private final List<Long> steps = new ArrayList<>();

    OraclesTest() {
        zone("a", "Available", 2);
        zone("b", "Available", 2);
    }

    private void zone(String name, String state, int machines) {
        add("zones/" + name, YAML.unmarshal("""
                        metadata: {name: %s}
                        spec: {region: r, state: %s, capacity: [{machineType: m, count: %d}]}
                        """.formatted(name, state, machines), Zone.class));
    }

    private void placement(String name, String spec, String... zonesAndIndexes) {
        version(name, name, spec, "", zonesAndIndexes);
    }

    private void version(String name, String uid, String spec, String status, String... zonesAndIndexes) {
        List<String> zones = new ArrayList<>();
        for (int i = 0; i < zonesAndIndexes.length; i += 2) {
            zones.add("{zone: %s, region: r, replicas: %d, indexes: \"%s\"}"
                    .formatted(zonesAndIndexes[i], zonesAndIndexes[i + 1].split(",").length, zonesAndIndexes[i + 1]));
        }
        add(
                "placements/default/" + name,
                YAML.unmarshal("""
                        metadata: {name: %s, uid: %s}
                        spec: {machineType: m, regions: [r], %s}
                        status: {machineType: m, zones: %s%s}
                        """.formatted(name, uid, spec, zones, status), Placement.class));
    }

    private void gone(String key) {
        add(key, null);
    }

    private void add(String key, HasMetadata object) {
        revisions.add(new Revision(revisions.size() + 1, key, object));
    }

    private void step() {
        steps.add((long) revisions.size());
    }

    private List<String> broken() {
        return Oracles.broken(new Chronicle(revisions, steps, Set.of()));
    }

    @Test
    void machinesThatAreThereMayBeGiven() {
        placement("web", "replicas: 3", "a", "0,2", "b", "1");
        placement("db", "replicas: 1", "b", "0");
        assertThat(broken()).isEmpty();
    }

    @Test
    void oneMachineGivenTwice() {
        placement("web", "replicas: 2", "a", "0,1");
        placement("db", "replicas: 1", "a", "0");
        assertThat(broken()).containsExactly("revision 4, placements/default/db: 3 m in a, which has 2");
    }

    @Test
    void machinesOfOneThatIsGoneAreFree() {
        placement("web", "replicas: 2", "a", "0,1");
        gone("placements/default/web");
        placement("db", "replicas: 2", "a", "0,1");
        assertThat(broken()).isEmpty();
    }

    @Test
    void fewerMachinesThanBeforeMayNotBeSeenYet() {
        step();
        zone("a", "Available", 1);
        placement("web", "replicas: 2", "a", "0,1");
        assertThat(broken()).isEmpty();
    }

    @Test
    void fewerMachinesThanBeforeTheStepMustBeSeen() {
        zone("a", "Available", 1);
        step();
        placement("web", "replicas: 2", "a", "0,1");
        assertThat(broken()).containsExactly("revision 4, placements/default/web: 2 m in a, which has 1");
    }

    @Test
    void whatIsThereWhenMachinesGoStays() {
        placement("web", "replicas: 2", "a", "0,1");
        step();
        zone("a", "Available", 1);
        step();
        placement("web", "replicas: 3", "a", "0,1", "b", "2");
        assertThat(broken()).isEmpty();
    }

    @Test
    void machinesInAZoneThatIsGone() {
        gone("zones/a");
        step();
        placement("web", "replicas: 1", "a", "0");
        assertThat(broken()).hasSize(1);
    }

    @Test
    void oneThatMovesUnasked() {
        placement("web", "replicas: 2", "a", "0,1");
        placement("web", "replicas: 2", "a", "0", "b", "1");
        assertThat(broken())
                .containsExactly("revision 4, placements/default/web, {0=a, 1=a} to {0=a, 1=b}: index 1 must stay");
    }

    @Test
    void oneThatIsLost() {
        placement("web", "replicas: 2", "a", "0,1");
        placement("web", "replicas: 2", "a", "0");
        assertThat(broken()).hasSize(1);
    }

    @Test
    void oneThatIsGivenUnderAnotherIndex() {
        placement("web", "replicas: 2", "a", "0,1");
        placement("web", "replicas: 2", "a", "0", "b", "2");
        assertThat(broken())
                .containsExactly("revision 4, placements/default/web, {0=a, 1=a} to {0=a, 2=b}: index 1 must stay");
    }

    @Test
    void moreAreReleasedThanThereAreTooMany() {
        placement("web", "replicas: 3", "a", "0,1", "b", "2");
        placement("web", "replicas: 2", "a", "0", "b", "3");
        assertThat(broken()).hasSize(1);
    }

    @Test
    void oneInAnUnavailableZoneIsLostRatherThanReplaced() {
        placement("web", "replicas: 2, onZoneUnavailable: Replace", "a", "0,1");
        step();
        zone("a", "Unavailable", 2);
        placement("web", "replicas: 2, onZoneUnavailable: Replace", "a", "0");
        assertThat(broken()).hasSize(1);
    }

    @Test
    void scalingDownReleases() {
        placement("web", "replicas: 2", "a", "0,1");
        placement("web", "replicas: 1", "a", "0");
        assertThat(broken()).isEmpty();
    }

    @Test
    void anotherObjectOfTheSameNameBeginsAnew() {
        version("web", "one", "replicas: 2", "", "a", "0,1");
        gone("placements/default/web");
        version("web", "another", "replicas: 2", "", "b", "0,1");
        assertThat(broken()).isEmpty();
    }

    @Test
    void onlyWhatIsInAnUnavailableZoneIsReplaced() {
        placement("web", "replicas: 2, onZoneUnavailable: Replace", "a", "0", "b", "1");
        step();
        zone("a", "Unavailable", 2);
        placement("web", "replicas: 2, onZoneUnavailable: Replace", "b", "0,1");
        assertThat(broken()).isEmpty();
        step();
        zone("a", "Available", 2);
        step();
        placement("web", "replicas: 2, onZoneUnavailable: Replace", "a", "0", "b", "1");
        assertThat(broken()).hasSize(1);
    }

    @Test
    void anApprovedProposalMovesOnce() {
        version("web", "web", "replicas: 2", PROPOSED, "a", "0,1");
        version("web", "web", "replicas: 2", MOVED, "a", "0", "b", "1");
        assertThat(broken()).isEmpty();
        version("web", "web", "replicas: 2", MOVED, "b", "0,1");
        assertThat(broken()).hasSize(1);
    }

    @Test
    void anApprovedProposalMovesNothingElse() {
        version("web", "web", "replicas: 2", PROPOSED, "a", "0,1");
        version("web", "web", "replicas: 2", MOVED, "a", "1", "b", "0");
        assertThat(broken())
                .containsExactly("revision 4, placements/default/web, {0=a, 1=a} to {0=b, 1=a}: index 0 must stay");
    }

    @Test
    void whatNobodyProposedIsNotApproved() {
        placement("web", "replicas: 2", "a", "0,1");
        version("web", "web", "replicas: 2", MOVED, "a", "0", "b", "1");
        assertThat(broken()).hasSize(1);
    }

    @Test
    void anApprovedProposalLosesNothing() {
        version("web", "web", "replicas: 2", PROPOSED, "a", "0,1");
        version("web", "web", "replicas: 2", MOVED, "a", "0", "b", "2");
        assertThat(broken()).hasSize(1);
    }

    @Test
    void oneIndexInTwoZones() {
        placement("web", "replicas: 2", "a", "0,1", "b", "1");
        assertThat(broken()).singleElement().asString().contains("index 1 twice");
    }

    @Test
    void oneThatIsAnsweredAgainAndAgain() {
        placement("web", "replicas: 2", "a", "0,1");
        int most = 1 + 2 + 3; // The zones one by one, and then the placement together with them.
        for (int i = 0; i <= most; i++) {
            version("web", "web", "replicas: 2", ", placed: " + i, "a", "0,1");
        }
        assertThat(broken()).containsExactly("7 statuses were written, and what was edited concerns no more than 6");
    }

    @Test
    void everybodyWhoWaitsIsAnsweredWhenMachinesAreFree() {
        version("web", "web", "replicas: 4", ", placed: 4", "a", "0,1", "b", "2,3");
        placement("db", "replicas: 1");
        placement("batch", "replicas: 1");
        int before = concerned();
        placement("new", "replicas: 0");
        assertThat(concerned()).as("itself and two zones").isEqualTo(before + 3);
        gone("placements/default/web");
        assertThat(concerned()).as("the two that wait and two zones").isEqualTo(before + 3 + 4);
        zone("b", "Available", 3);
        assertThat(concerned()).as("three placements and two zones").isEqualTo(before + 3 + 4 + 5);
    }

    private int concerned() {
        return new Chronicle(revisions, steps, Set.of()).concerned();
    }
}
