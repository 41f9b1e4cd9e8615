package dev.cpm.operator.controller;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cpm.operator.controller.Candidates.Candidate;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseSpec;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseSpecBuilder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who leads, and when; with every clock going wrong. */
class ElectionTest {
    private final Candidates lease = new Candidates();
    private final Candidate one = lease.candidate("one");
    private final Candidate two = lease.candidate("two");

    @Test
    void theFirstLeadsAndTheSecondStandsBy() {
        one.step();
        two.step();
        lease.pass(Duration.ofMinutes(5), one, two);
        assertThat(one.heard).containsExactly("leads after another"); // There was no lease: nobody can know.
        assertThat(two.heard).isEmpty();
        assertThat(two.election().leader()).isEqualTo("one");
    }

    /** A refusal is an answer, too. */
    @Test
    void whoIsCutOffFromTheServerKnowsForHowLong() {
        one.step();
        two.step();
        lease.pass(Duration.ofMinutes(5), one, two);
        assertThat(one.election().silence()).isLessThanOrEqualTo(Election.RENEW_PERIOD);
        assertThat(two.election().silence()).isLessThanOrEqualTo(Election.LOOK_PERIOD);
        two.cannotReachTheServer(true);
        lease.pass(Duration.ofMinutes(5), one, two);
        assertThat(two.election().silence()).isEqualTo(Duration.ofMinutes(5));
        two.cannotReachTheServer(false).isRefused(true);
        lease.pass(Duration.ofMinutes(5), one, two);
        assertThat(two.election().silence()).isLessThanOrEqualTo(Election.LOOK_PERIOD);
    }

    /** Such as of a role for another lease: a rollout has to stop, rather than end who leads. */
    @Test
    void whoIsRefusedTheLeaseForLongSaysSo() {
        one.isRefused(true).step();
        lease.pass(Duration.ofSeconds(9), one);
        assertThat(one.election().refusal()).as("roles may be on their way").isEmpty();
        lease.pass(Duration.ofSeconds(2), one);
        assertThat(one.election().refusal()).contains("forbidden");
        one.isRefused(false).step();
        assertThat(one.election().refusal()).isEmpty();
    }

    @Test
    void whoIsRefusedWhileAnotherOneLeadsStandsBy() {
        one.step();
        two.step();
        two.isRefused(true);
        lease.pass(Duration.ofMinutes(1), one, two);
        assertThat(two.election().refusal()).isEmpty();
    }

    @Test
    void noAnswerIsNoRefusal() {
        one.cannotReachTheServer(true).step();
        lease.pass(Duration.ofMinutes(1), one);
        assertThat(one.election().refusal()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {-3600, -60, 0, 60, 3600})
    void aStandbyTakesOverFifteenSecondsAfterTheLastRenewalWhateverItsClockSays(int ahead) {
        two.clockIsAheadBy(Duration.ofSeconds(ahead));
        one.step();
        lease.pass(Duration.ofSeconds(30), one, two); // One renews at the end of it.
        lease.pass(Duration.ofSeconds(14), two);
        assertThat(two.heard).isEmpty();
        lease.pass(Duration.ofSeconds(2), two);
        assertThat(two.heard).containsExactly("leads after another");
    }

    @ParameterizedTest
    @ValueSource(ints = {-3600, -60, 60, 3600})
    void aClockThatJumpsNeitherEndsATermNorBeginsOne(int jump) {
        one.step();
        lease.pass(Duration.ofSeconds(4), one, two);
        one.clockIsAheadBy(Duration.ofSeconds(jump));
        two.clockIsAheadBy(Duration.ofSeconds(-jump));
        lease.pass(Duration.ofMinutes(2), one, two);
        assertThat(one.holds()).isTrue();
        assertThat(one.heard).containsExactly("leads after another");
        assertThat(two.heard).isEmpty();
    }

    /** To who did not see what was between, nothing in the lease tells that it was written, but its version. */
    @Test
    void aRenewalAtATimeThatWasInTheLeaseBeforeIsARenewal() {
        one.step();
        two.step();
        lease.pass(Duration.ofSeconds(4));
        one.step();
        lease.pass(Duration.ofSeconds(5));
        one.clockIsAheadBy(Duration.ofSeconds(-9)).step();
        lease.pass(Duration.ofSeconds(7));
        two.step();
        assertThat(one.holds()).isTrue();
        assertThat(two.heard).isEmpty();
    }

    @Test
    void aLeaderThatCannotRenewEndsBeforeAnybodyElseMayBegin() {
        one.step();
        two.step();
        one.cannotReachTheServer(true);
        lease.pass(Duration.ofMillis(9_999));
        assertThat(one.holds()).isTrue();
        lease.pass(Duration.ofMillis(1));
        assertThat(one.holds()).isFalse(); // Even before it looks.
        two.step();
        assertThat(two.heard).isEmpty();
        one.step();
        assertThat(one.heard).last().isEqualTo("lost: it could not be renewed for 10 s");
        lease.pass(Duration.ofSeconds(5));
        two.step();
        assertThat(two.heard).containsExactly("leads after another");
    }

    /** Whatever it is, the thread goes on: else nobody would notice that the lease is lost. */
    @Test
    void aDefectIsTriedAgainAndEndsATermInTime() {
        one.isBroken(true).step().isBroken(false).step();
        assertThat(one.heard).containsExactly("leads after another");
        one.isBroken(true);
        lease.pass(Duration.ofSeconds(9), one);
        assertThat(one.holds()).isTrue();
        lease.pass(Duration.ofSeconds(1), one);
        assertThat(one.heard).last().isEqualTo("lost: it could not be renewed for 10 s");
    }

    /** Whoever has a lease for one of its regions goes by the deadline alone. */
    @Test
    void aLeaderThatStoodStillForTooLongEndsThoughItsLeaseIsStillItsOwn() {
        one.step();
        lease.pass(Duration.ofSeconds(10));
        one.step();
        assertThat(one.heard).last().isEqualTo("lost: it could not be renewed for 10 s");
        assertThat(one.holds()).isFalse();
    }

    /** The server does not write what is there already, so that its version would be the same. */
    @Test
    void aClockThatStandsStillHindersNoRenewal() {
        one.step();
        two.step();
        for (int second = 0; second < 60; second += 2) {
            lease.pass(Duration.ofSeconds(2));
            one.clockIsAheadBy(Duration.ofSeconds(-second - 2)).step();
            two.step();
        }
        assertThat(one.holds()).isTrue();
        assertThat(two.heard).isEmpty();
    }

    /** Whoever held it may be in the middle of something. */
    @Test
    void aLeaseThatSomebodyEmptiedWasNotGivenBack() {
        lease.store(new LeaseSpecBuilder()
                .withHolderIdentity("")
                .withLeaseDurationSeconds(15)
                .build());
        one.step();
        assertThat(one.heard).containsExactly("leads after another");
    }

    @Test
    void aTermCountsFromWhenTheRenewalWasSent() {
        one.step();
        two.step();
        one.hearsNoAnswers(true);
        lease.pass(Duration.ofSeconds(9));
        one.step(); // It is stored.
        lease.pass(Duration.ofSeconds(1));
        assertThat(one.holds()).isFalse();
    }

    @Test
    void aRenewalOfWhichNothingWasHeardIsNoReasonToEnd() {
        one.step();
        lease.pass(Duration.ofSeconds(2));
        one.hearsNoAnswers(true).step();
        lease.pass(Duration.ofSeconds(2));
        one.hearsNoAnswers(false).step();
        lease.pass(Duration.ofSeconds(9));
        assertThat(one.holds()).isTrue();
    }

    @Test
    void whoTookTheLeaseWithoutHearingOfItStillKnowsWhomItFollows() {
        lease.store(new LeaseSpecBuilder().withHolderIdentity("gone").build());
        one.step();
        lease.pass(Duration.ofSeconds(15));
        one.hearsNoAnswers(true).step();
        assertThat(lease.holder()).isEqualTo("one");
        assertThat(one.heard).isEmpty();
        one.hearsNoAnswers(false).step();
        assertThat(one.heard).containsExactly("leads after another");
    }

    @Test
    void aLeaseThatIsGivenBackIsTakenAtOnceAndNothingNeedsAFence() {
        one.step();
        two.step();
        one.election().end(() -> true);
        assertThat(lease.holder()).isEmpty();
        two.step();
        assertThat(two.heard).containsExactly("leads");
    }

    /** Whoever held it before may still write, and has to be fenced by whoever leads next. */
    @Test
    void aLeaseThatIsTakenWhileTheProcessEndsIsNotGivenBackAsIfAllHadArrived() {
        lease.store(new LeaseSpecBuilder().withHolderIdentity("gone").build());
        one.step();
        lease.pass(Duration.ofSeconds(15));
        one.before(() -> one.election().end(() -> true)).step();
        assertThat(one.heard).isEmpty();
        assertThat(lease.holder()).isEqualTo("one");
        two.step();
        lease.pass(Duration.ofSeconds(15));
        two.step();
        assertThat(two.heard).containsExactly("leads after another");
    }

    @Test
    void whoEndsTakesNoLease() {
        one.election().end(() -> true);
        one.step();
        assertThat(lease.holder()).isNull();
    }

    @Test
    void aLeaderThatEndsInDoubtLeavesItsNameInTheLease() {
        one.step();
        two.step();
        one.election().end(() -> false);
        assertThat(lease.holder()).isEqualTo("one");
        lease.pass(Duration.ofSeconds(15));
        two.step();
        assertThat(two.heard).containsExactly("leads after another");
    }

    @Test
    void aLeaderWhoseLeaseIsAnothersOrEmptiedOrDeletedEnds() {
        one.step();
        lease.store(new LeaseSpecBuilder().withHolderIdentity("two").build());
        one.step();
        assertThat(one.heard).last().isEqualTo("lost: two has it");

        Candidate three = lease.candidate("three");
        lease.store(null);
        three.step();
        lease.store(new LeaseSpec());
        three.step();
        assertThat(three.heard).last().isEqualTo("lost: it was taken away");

        Candidate four = lease.candidate("four");
        lease.store(null);
        four.step();
        lease.store(null);
        four.step();
        assertThat(four.heard).last().isEqualTo("lost: it was deleted");
    }

    static List<LeaseSpec> odd() {
        return List.of(
                new LeaseSpecBuilder().withHolderIdentity("nobody").build(),
                new LeaseSpecBuilder()
                        .withHolderIdentity("nobody")
                        .withLeaseDurationSeconds(Integer.MAX_VALUE)
                        .withLeaseTransitions(Integer.MAX_VALUE)
                        .build(),
                new LeaseSpecBuilder()
                        .withHolderIdentity("nobody")
                        .withLeaseDurationSeconds(0)
                        .withLeaseTransitions(-1)
                        .build());
    }

    @ParameterizedTest
    @MethodSource("odd")
    void whateverSomebodyPutsIntoTheLeaseItRunsOut(LeaseSpec odd) {
        lease.store(odd);
        lease.pass(Duration.ofSeconds(14), one);
        assertThat(one.heard).isEmpty();
        lease.pass(Duration.ofSeconds(2), one);
        assertThat(one.heard).containsExactly("leads after another");
    }

    /** Random pauses of processes, lost requests and answers, and clocks that jump: never two at once. */
    @Property(seed = "23", tries = 300)
    void neverDoTwoLeadAtOnce(@ForAll long seed, @ForAll @IntRange(min = 2, max = 4) int candidates) {
        Random random = new Random(seed);
        Candidates world = new Candidates();
        List<Candidate> all = new ArrayList<>();
        int terms = 0;
        for (int i = 0; i < candidates; i++) {
            all.add(world.candidate("c" + i));
        }
        for (int step = 0; step < 400; step++) {
            world.pass(Duration.ofMillis(random.nextInt(random.nextInt(8) == 0 ? 30_000 : 800)));
            int who = random.nextInt(candidates);
            Candidate candidate = all.get(who);
            candidate.clockIsAheadBy(Duration.ofSeconds(random.nextInt(240) - 120));
            candidate.cannotReachTheServer(random.nextInt(5) == 0).hearsNoAnswers(random.nextInt(8) == 0);
            candidate.step();
            assertThat(all.stream().filter(Candidate::holds).count()).isLessThanOrEqualTo(1);
            if (candidate.heard.stream().anyMatch(word -> word.startsWith("lost"))) {
                all.set(who, world.candidate("c" + candidates + step)); // The process ends, and another one starts.
                terms++;
            }
        }
        assertThat(terms).as("there were changes to be wrong at").isPositive();
    }
}
