package dev.cpm.operator.controller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cpm.operator.api.Cpm;
import dev.cpm.operator.controller.Rivals.Rival;
import dev.cpm.operator.placement.model.Shard;
import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseBuilder;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseSpecBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.statistics.Statistics;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Operators whose {@code --regions} overlap by mistake, with a time that passes when a test says so. */
class RivalsTest {
    private final Map<String, Lease> leases = new LinkedHashMap<>();
    private long nanos = 1;
    private int writes;
    private boolean unreachable;

    /** After an answer, before anything is made of it. */
    private Duration pause = Duration.ZERO;

    private Rivals of(String regions) {
        Shard shard = shard(regions);
        return new Rivals("cpm-operator-b7c-x2z4v_1_r", shard, LeaseName.of(shard), this::stored, () -> nanos);
    }

    private List<Lease> stored() {
        if (unreachable) {
            throw new KubernetesClientException("injected: no route to the server");
        }
        pass(pause);
        return List.copyOf(leases.values());
    }

    private static Shard shard(String regions) {
        return regions.isEmpty() ? Shard.ALL : Shard.parse(regions);
    }

    /** Takes or renews the lease of a shard; nobody gives it back. */
    private void holds(String regions, String holder) {
        holds(regions, holder, null);
    }

    private void holds(String regions, String holder, String taken) {
        Shard shard = shard(regions);
        lease(LeaseName.of(shard), shard.all() ? null : regions, holder, taken);
    }

    private void lease(String name, String annotation, String holder) {
        lease(name, annotation, holder, null);
    }

    private void lease(String name, String annotation, String holder, String taken) {
        leases.put(
                name,
                new LeaseBuilder()
                        .withNewMetadata()
                        .withName(name)
                        .withResourceVersion(Integer.toString(++writes))
                        .withAnnotations(annotation == null ? Map.of() : Map.of(Cpm.REGIONS_ANNOTATION, annotation))
                        .endMetadata()
                        .withSpec(new LeaseSpecBuilder()
                                .withHolderIdentity(holder)
                                .withLeaseDurationSeconds(holder.isEmpty() ? Leases.GIVEN_BACK : 15)
                                .withAcquireTime(taken == null ? null : ZonedDateTime.parse(taken))
                                .build())
                        .build());
    }

    private void pass(Duration time) {
        nanos += time.toNanos();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            a,b | b,c   | two leads by the lease cpm-operator-b-c and has b, too
            a   | !b    | two leads by the lease cpm-operator-all-but-b and has a, too
            !a  | !b    | two leads by the lease cpm-operator-all-but-b and has all regions but a and b, too
            a   | ''    | two leads by the lease cpm-operator and has a, too
            ''  | a     | two leads by the lease cpm-operator-a and has a, too
            a   | b     | -
            a   | !a    | -
            """)
    void aLeaderOfTheSameRegionHinders(String own, String other, String why) {
        holds(own, "one");
        holds(other, "two");
        if (why == null) {
            assertThat(of(own).look()).isNull();
        } else {
            assertThat(of(own).look().words())
                    .startsWith(why + "; let no region be in --regions of both, or delete that lease");
        }
    }

    @Test
    void aLeaseThatNobodyHoldsOrThatIsNoOperatorsHindersNobody() {
        holds("a", "");
        lease("something-else", null, "two");
        assertThat(of("a,b").look()).isNull();
        assertThat(of("a,b").leftSomething()).isFalse();
    }

    @Test
    void anAnnotationThatCannotBeReadMayMeanAnything() {
        lease("cpm-operator-x", "a,,", "two");
        assertThat(of("b").look().words())
                .startsWith("two leads by the lease cpm-operator-x and may have any region, since its annotation"
                        + " cpm.dev/regions cannot be read: 'a,,' has an empty name");
    }

    @ParameterizedTest
    @CsvSource({
        "cpm-operator-d9f-b4c5d_2_s, true",
        "cpm-operator-ap-x-d9f-b4c5d_2_s, false",
        "cpm-operator_s, false",
        "two, false",
    })
    void aPodOfTheSameDeploymentPassesByItself(String other, boolean passes) {
        holds("a", other);
        Rival rival = of("a,b").look();
        assertThat(rival.passing()).isEqualTo(passes);
        assertThat(rival.words().endsWith("; the rollout of cpm-operator ends one of the two"))
                .isEqualTo(passes);
        holds("b", "two");
        assertThat(of("a,b").look().passing()).as("the other one does not").isFalse();
    }

    @Test
    void whoTookItsLeaseEarlierIsFirstAndElseTheNameTells() {
        holds("a", "one", "2026-01-01T00:00:00Z");
        holds("a,b", "two", "2026-01-01T00:00:01Z");
        assertThat(of("a,b").look().first()).isTrue();
        assertThat(of("a").look().first()).isFalse();
        holds("a,b", "two", "2026-01-01T00:00:00Z");
        assertThat(of("a,b").look().first()).isTrue();
        assertThat(of("a").look().first()).isFalse();
        holds("a,b", "two");
        assertThat(of("a").look().first()).as("one that says no time").isTrue();
    }

    @Test
    void itGoesOnWhenTheLeaseIsGivenBack() {
        Rivals rivals = of("a,b");
        holds("a", "two");
        assertThat(rivals.look()).isNotNull();
        holds("a", "");
        assertThat(rivals.look()).isNull();
        assertThat(rivals.leftSomething()).isFalse();
    }

    @Test
    void itGoesOnWhenTheLeaseHasRunOutAndMindsWhatMayArriveYet() {
        Rivals rivals = of("a,b");
        holds("a", "two");
        assertThat(rivals.look()).isNotNull();
        pass(Duration.ofSeconds(14));
        holds("a", "two"); // Word for word the same: its clock may have gone back.
        assertThat(rivals.look()).isNotNull();
        pass(Duration.ofSeconds(14));
        assertThat(rivals.look()).as("14 s after the renewal").isNotNull();
        pass(Duration.ofSeconds(1));
        assertThat(rivals.look()).isNull();
        assertThat(rivals.leftSomething()).isTrue();
    }

    @Test
    void aLeaseThatIsDeletedWasNotGivenBack() {
        Rivals rivals = of("a,b");
        holds("a", "two");
        assertThat(rivals.look()).isNotNull();
        leases.clear();
        assertThat(rivals.look()).isNull();
        assertThat(rivals.leftSomething()).isTrue();
    }

    @Test
    void aLeaseThatSomebodyEmptiedWasNotGivenBack() {
        Rivals rivals = of("a,b");
        holds("a", "two");
        rivals.look();
        holds("a", "");
        Lease emptied = leases.get("cpm-operator-a");
        emptied.getSpec().setLeaseDurationSeconds(15);
        assertThat(rivals.look()).isNull();
        assertThat(rivals.leftSomething()).isTrue();
    }

    /** It hears late of leases that were renewed since. */
    @Test
    void whoStandsStillBetweenAnswerAndLookTakesNobodyForDead() {
        Rivals rivals = of("a,b");
        holds("a", "two");
        rivals.look();
        pause = Duration.ofSeconds(60);
        assertThat(rivals.look()).isNotNull();
    }

    /** By its own clock a process on a machine that was suspended was never silent; another one has not heard of it since. */
    @Test
    void ofTwoThatLeadTheOneThatWasSilentHearsOfTheOther() {
        Rivals slept = of("a");
        assertThat(slept.look()).isNull();
        holds("a", "slept");
        Rivals other = of("a,b");
        other.look();
        pass(Election.LEASE_DURATION);
        assertThat(other.look()).isNull();
        assertThat(slept.newcomer()).isNull();
        holds("a,b", "other");
        holds("a", "slept"); // It wakes, and renews.
        assertThat(slept.newcomer().words()).startsWith("other leads by the lease cpm-operator-a-b and has a, too");
        assertThat(other.newcomer()).isNull();
        holds("a", "next");
        assertThat(other.newcomer()).as("who took that lease afterwards").isNotNull();
    }

    @Test
    void aLookThatFailsForgetsNothing() {
        Rivals rivals = of("a,b");
        holds("a", "two");
        rivals.look();
        unreachable = true;
        assertThatThrownBy(rivals::look).isInstanceOf(KubernetesClientException.class);
        unreachable = false;
        leases.clear();
        rivals.look();
        assertThat(rivals.leftSomething()).isTrue();
    }

    @Test
    void namesOfLeasesAreLabelsAndTellTheirRegions() {
        assertThat(LeaseName.of(Shard.ALL)).isEqualTo("cpm-operator");
        assertThat(LeaseName.of(shard("b,a"))).isEqualTo("cpm-operator-a-b");
        assertThat(LeaseName.of(shard("!a"))).isEqualTo("cpm-operator-all-but-a");
        String dotted = LeaseName.of(shard("eu.west"));
        String longer = LeaseName.of(shard("a".repeat(200)));
        assertThat(dotted).startsWith("cpm-operator-eu-west-").isNotEqualTo(LeaseName.of(shard("eu-west")));
        assertThat(longer).isNotEqualTo(LeaseName.of(shard("a".repeat(199))));
        assertThat(List.of(dotted, longer)).allMatch(name -> name.matches("[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?"));
    }

    /**
     * Operators of overlapping regions look, take their leases, look again, decide, renew, stand still, give way or back and
     * die in any order, with wrong clocks, also while one of them waits for an answer: never do two decide that have a
     * region in common, and whoever begins knows whether something of another one may arrive yet. That both may write
     * before either looks again is among the orders. When they all go on for a while, somebody decides.
     */
    @Property(seed = "23", tries = 100)
    void neverDoTwoDecideForOneRegion(@ForAll long seed) {
        Contenders contenders = new Contenders(new Random(seed), List.of("a,b", "b,c", "!a"));
        Set<Shard> decided = new HashSet<>();
        for (int step = 0; step < 800; step++) {
            contenders.act();
            decided.addAll(contenders.deciding());
        }
        contenders.heal();
        for (int second = 0; contenders.deciding().isEmpty(); second++) {
            assertThat(second).as("seconds until one decides").isLessThan(180);
            contenders.goOn();
        }
        Statistics.label("how many of the three decided at some time").collect(decided.size());
        Statistics.label("how many of the three decided at some time")
                .coverage(coverage -> coverage.check(3).count(times -> times > 0));
    }
}
