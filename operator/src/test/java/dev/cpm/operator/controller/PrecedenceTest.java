package dev.cpm.operator.controller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cpm.operator.api.Cpm;
import dev.cpm.operator.placement.model.Shard;
import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseBuilder;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseSpecBuilder;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Who goes first of those whose {@code --regions} overlap; with a time that passes when a test says so. */
class PrecedenceTest {
    private final Map<String, Lease> leases = new LinkedHashMap<>();
    private long nanos = 1;
    private int writes;

    private Precedence of(String regions, String identity) {
        Shard shard = Shard.parse(regions);
        Rivals rivals =
                new Rivals(identity, shard, LeaseName.of(shard), () -> List.copyOf(leases.values()), () -> nanos);
        return new Precedence(rivals, () -> nanos);
    }

    private void holds(String regions, String holder, int taken) {
        String name = LeaseName.of(Shard.parse(regions));
        leases.put(
                name,
                new LeaseBuilder()
                        .withNewMetadata()
                        .withName(name)
                        .withResourceVersion(Integer.toString(++writes))
                        .withAnnotations(Map.of(Cpm.REGIONS_ANNOTATION, regions))
                        .endMetadata()
                        .withSpec(new LeaseSpecBuilder()
                                .withHolderIdentity(holder)
                                .withLeaseDurationSeconds(holder.isEmpty() ? Leases.GIVEN_BACK : 15)
                                .withAcquireTime(Instant.ofEpochSecond(taken).atZone(ZoneOffset.UTC))
                                .build())
                        .build());
    }

    private void givenBack(String regions) {
        holds(regions, "", 0);
    }

    private void pass(int seconds) {
        nanos += Duration.ofSeconds(seconds).toNanos();
    }

    /** How many seconds pass until it may take its lease, at which it looks each second. */
    private int untilItMayTake(Precedence one) {
        int seconds = 0;
        for (; !one.mayTake(); seconds++) {
            assertThat(seconds).isLessThan(120);
            pass(1);
        }
        return seconds;
    }

    @Test
    void whoIsSecondLeavesItsLeaseAloneSoThatTheStandbyOfTheFirstFindsNobody() {
        Precedence wrong = of("a,b", "wrong");
        holds("a", "one", 0);
        assertThat(wrong.mayTake()).isFalse();
        assertThat(wrong.rival().words()).startsWith("one leads by the lease cpm-operator-a and has a, too; ");
        givenBack("a");
        assertThat(wrong.mayTake()).as("it is the standby's turn").isFalse();
        pass(1);
        Precedence standby = of("a", "two");
        assertThat(standby.mayTake()).isTrue();
        holds("a", "two", 1);
        assertThat(standby.hindrance()).isNull();
        assertThat(wrong.mayTake()).isFalse();
        pass(40);
        holds("a", "two", 1);
        assertThat(wrong.mayTake()).isFalse();
    }

    @Test
    void whenNobodyFollowsTheFirstTheSecondTakesPart() {
        Precedence wrong = of("a,b", "wrong");
        holds("a", "one", 0);
        assertThat(wrong.mayTake()).isFalse();
        givenBack("a");
        assertThat(untilItMayTake(wrong)).as("given back").isEqualTo(30);
        holds("a", "one", 0);
        assertThat(untilItMayTake(wrong))
                .as("killed: until its lease runs out, and 30 s")
                .isEqualTo(44);
    }

    @Test
    void whileNobodyCouldBeAskedNoStandbyCouldFollow() {
        Precedence wrong = of("a,b", "wrong");
        holds("a", "one", 0);
        assertThat(wrong.mayTake()).isFalse();
        pass(3600);
        assertThat(untilItMayTake(wrong)).isEqualTo(30);
    }

    @Test
    void ofTwoThatTookTheirsAtOnceTheLaterOneGivesWayAndTheOtherBegins() {
        Precedence earlier = of("a,b", "one");
        Precedence later = of("b,c", "two");
        assertThat(earlier.mayTake() && later.mayTake()).isTrue();
        holds("a,b", "one", 7);
        holds("b,c", "two", 8);
        assertThat(earlier.hindrance()).startsWith("two leads by the lease cpm-operator-b-c and has b, too");
        assertThatThrownBy(later::hindrance)
                .isInstanceOf(Precedence.GivesWayException.class)
                .hasMessageStartingWith("one leads by the lease cpm-operator-a-b and has b, too");
        givenBack("b,c");
        assertThat(earlier.hindrance()).isNull();
        assertThat(earlier.rival()).isNull();
    }

    /** Else nobody could follow it undisturbed. */
    @Test
    void whoIsTheEarlierOneByAWrongClockGivesWayToOneThatDecidesAlready() {
        Precedence wrong = of("a,b", "wrong");
        assertThat(wrong.mayTake()).isTrue();
        holds("a", "one", 8);
        holds("a,b", "wrong", 7);
        for (int second = 0; second < 30; second++) {
            assertThat(wrong.hindrance()).isNotNull();
            pass(1);
            holds("a", "one", 8);
        }
        assertThatThrownBy(wrong::hindrance).isInstanceOf(Precedence.GivesWayException.class);
    }

    @Test
    void aNewPodOfARolloutTakesOverFromTheOldOneAtOnce() {
        Precedence next = of("a,b", "cpm-operator-5b6-x2z4v_1_r");
        holds("a", "cpm-operator-7c8-b4c5d_2_s", 0);
        assertThat(next.mayTake()).isFalse();
        assertThat(next.rival().passing()).isTrue();
        givenBack("a");
        assertThat(next.mayTake()).isTrue();
    }
}
