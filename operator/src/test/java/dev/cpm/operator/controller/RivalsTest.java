package dev.cpm.operator.controller;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cpm.operator.api.Cpm;
import dev.cpm.operator.placement.Shard;
import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseBuilder;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseSpecBuilder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
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
    private int renewals;

    private Rivals of(String regions) {
        Shard shard = shard(regions);
        return new Rivals(shard, LeaseName.of(shard), () -> List.copyOf(leases.values()), () -> nanos);
    }

    private static Shard shard(String regions) {
        return regions.isEmpty() ? Shard.ALL : Shard.parse(regions);
    }

    /** Takes or renews the lease of a shard; nobody gives it back. */
    private void holds(String regions, String holder) {
        Shard shard = shard(regions);
        lease(LeaseName.of(shard), shard.all() ? null : regions, holder);
    }

    private void lease(String name, String annotation, String holder) {
        leases.put(
                name,
                new LeaseBuilder()
                        .withNewMetadata()
                        .withName(name)
                        .withAnnotations(annotation == null ? Map.of() : Map.of(Cpm.REGIONS_ANNOTATION, annotation))
                        .endMetadata()
                        .withSpec(new LeaseSpecBuilder()
                                .withHolderIdentity(holder)
                                .withLeaseTransitions(++renewals)
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
            assertThat(of(own).hindrance()).isNull();
        } else {
            assertThat(of(own).hindrance()).startsWith(why + "; let no region be in --regions of both");
        }
    }

    @Test
    void aLeaseThatNobodyHoldsOrThatIsNoOperatorsHindersNobody() {
        holds("a", "");
        lease("something-else", null, "two");
        assertThat(of("a,b").hindrance()).isNull();
        assertThat(of("a,b").leftSomething()).isFalse();
    }

    @Test
    void anAnnotationThatCannotBeReadMayMeanAnything() {
        lease("cpm-operator-x", "a,,", "two");
        assertThat(of("b").hindrance())
                .startsWith("two leads by the lease cpm-operator-x and may have any region, since its annotation"
                        + " cpm.dev/regions cannot be read: 'a,,' has an empty name");
    }

    @Test
    void itGoesOnWhenTheLeaseIsGivenBack() {
        Rivals rivals = of("a,b");
        holds("a", "two");
        assertThat(rivals.hindrance()).isNotNull();
        holds("a", "");
        assertThat(rivals.hindrance()).isNull();
        assertThat(rivals.leftSomething()).isFalse();
    }

    @Test
    void itGoesOnWhenTheLeaseHasRunOutAndMindsWhatMayArriveYet() {
        Rivals rivals = of("a,b");
        holds("a", "two");
        assertThat(rivals.hindrance()).isNotNull();
        pass(Duration.ofSeconds(14));
        holds("a", "two");
        assertThat(rivals.hindrance()).isNotNull();
        pass(Duration.ofSeconds(14));
        assertThat(rivals.hindrance()).as("14 s after the renewal").isNotNull();
        pass(Duration.ofSeconds(1));
        assertThat(rivals.hindrance()).isNull();
        assertThat(rivals.leftSomething()).isTrue();
    }

    @Test
    void aLeaseThatIsDeletedWasNotGivenBack() {
        Rivals rivals = of("a,b");
        holds("a", "two");
        assertThat(rivals.hindrance()).isNotNull();
        leases.clear();
        assertThat(rivals.hindrance()).isNull();
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
     * Operators of overlapping regions take their leases, look, decide, renew, stall, give back and die in any order:
     * never do two decide that have a region in common. That both may write before either looks is among the orders.
     */
    @Property(tries = 500)
    void neverDoTwoDecideForOneRegion(@ForAll long seed) {
        Random random = new Random(seed);
        List<String> all = List.of("a,b", "b,c", "!a");
        List<Operator> operators = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            operators.add(new Operator(all.get(i), "process-" + i));
        }
        Map<String, Integer> decided = new HashMap<>();
        for (int step = 0; step < 600; step++) {
            pass(Duration.ofMillis(random.nextInt(random.nextInt(10) == 0 ? 9_000 : 700)));
            operators.get(random.nextInt(operators.size())).step(random);
            List<Operator> deciding =
                    operators.stream().filter(Operator::decides).toList();
            for (Operator one : deciding) {
                decided.merge(one.regions, 1, Integer::sum);
                for (Operator other : deciding) {
                    assertThat(one == other || !shard(one.regions).overlaps(shard(other.regions)))
                            .as("%s and %s both decide", one, other)
                            .isTrue();
                }
            }
        }
        Statistics.label("how many of the three decided at some time").collect(decided.size());
        Statistics.label("how many of the three decided at some time")
                .coverage(coverage -> coverage.check(3).percentage(percent -> percent > 5));
    }

    /** One process after another that holds the lease of a shard, as {@link Election} and {@link Engine} do. */
    private final class Operator {
        private final String regions;
        private final String name;
        private int process;
        private Rivals rivals;
        private boolean begun;
        private long renewed;

        private Operator(String regions, String name) {
            this.regions = regions;
            this.name = name;
        }

        void step(Random random) {
            if (rivals != null && nanos - renewed >= Election.RENEW_DEADLINE.toNanos()) {
                rivals = null; // The process ends, and leaves its name in the lease.
                begun = false;
            } else if (rivals == null) {
                // Whoever takes over has seen the lease unchanged for as long as it lasts, or given back.
                boolean free = renewed == 0 || nanos - renewed >= Election.LEASE_DURATION.toNanos();
                if (free && random.nextInt(12) == 0) {
                    renew(name + "-" + ++process);
                    rivals = of(regions);
                }
            } else if (random.nextInt(begun ? 60 : 12) == 0) {
                holds(regions, "");
                rivals = null;
                begun = false;
                renewed = 0;
            } else if (!begun && random.nextBoolean()) {
                begun = rivals.hindrance() == null;
            } else if (random.nextInt(4) > 0) {
                renew(name + "-" + process);
            }
        }

        private void renew(String holder) {
            holds(regions, holder);
            renewed = nanos;
        }

        /** As far as it may write: see {@link Election#holds()}. */
        boolean decides() {
            return begun && nanos - renewed < Election.RENEW_DEADLINE.toNanos();
        }

        @Override
        public String toString() {
            return name + " of " + shard(regions).words();
        }
    }
}
