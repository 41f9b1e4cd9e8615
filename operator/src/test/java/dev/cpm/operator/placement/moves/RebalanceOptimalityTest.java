package dev.cpm.operator.placement.moves;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cpm.operator.api.PlacementSpec;
import dev.cpm.operator.api.PlacementSpec.TopologySpreadConstraint.CapacityPolicy;
import dev.cpm.operator.api.PlacementStatus.ZoneAssignment;
import dev.cpm.operator.placement.PlainRules;
import dev.cpm.operator.placement.RandomCase;
import dev.cpm.operator.placement.RandomCase.Size;
import dev.cpm.operator.placement.decide.Explaining;
import dev.cpm.operator.placement.decide.Findings;
import dev.cpm.operator.placement.decide.Scene;
import dev.cpm.operator.placement.decide.SkewReport;
import dev.cpm.operator.placement.model.Request;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The moves that are proposed against every other way to move: each way is judged as the status would judge it, and by
 * the words of the contract whether it is allowed.
 */
class RebalanceOptimalityTest {

    @ParameterizedTest(name = "seed {0}: up to {1} regions, {2} zones, {3} machines a zone, {4} replicas, {5} more")
    @CsvSource({"1, 3, 4, 4, 6, 0, 1500", "2, 3, 5, 3, 5, 0, 1000", "3, 2, 3, 6, 8, 0, 1500", "4, 3, 4, 4, 5, 3, 1000"})
    void noOtherMovesAreBetter(long seed, int regions, int zones, int machines, int replicas, int more, int cases) {
        Random random = new Random(seed);
        int compared = 0;
        for (int n = 0; compared < cases; n++) {
            RandomCase drawn = wanting(
                    random.nextInt(more + 1), RandomCase.draw(random, new Size(regions, zones, machines, replicas)));
            if (drawn.has().isEmpty() || overcommitted(drawn)) {
                continue;
            }
            Scene scene = drawn.scene();
            Findings findings = Explaining.explain(scene);
            if (findings.outcome().added() > 0) {
                // First those get a zone that can have one; moves come after that.
                continue;
            }
            compared++;
            Judged now = Judged.of(findings);
            Optional<Rebalancing.Plan> plan = Rebalancing.best(now);
            int[] best = new Search(scene, now, drawn.plain()).best();
            int[] found = plan.map(p -> score(now, p.then(), p.moves().size())).orElse(null);
            if (!Arrays.equals(best, found)) {
                assertThat(found)
                        .as(
                                "seed %d, case %d: %s in %s",
                                seed, n, drawn, drawn.plain().zones())
                        .isEqualTo(best);
            }
        }
    }

    /** What is given up in a zone with too few machines is free for nobody; the plain rules do not know that. */
    private static boolean overcommitted(RandomCase drawn) {
        return drawn.spec().topologySpreadConstraints().stream()
                        .anyMatch(constraint -> constraint.capacityPolicy() == CapacityPolicy.Honor)
                && drawn.catalogue().stream()
                        .anyMatch(zone -> drawn.taken().getOrDefault(zone.name(), 0)
                                > zone.capacityOf(drawn.spec().machineType()));
    }

    private static RandomCase wanting(int more, RandomCase drawn) {
        int placed = drawn.has().stream().mapToInt(ZoneAssignment::replicas).sum();
        PlacementSpec s = drawn.spec();
        PlacementSpec spec = new PlacementSpec(
                s.account(),
                s.machineType(),
                placed + more,
                s.regions(),
                s.zones(),
                s.excludedZones(),
                s.zoneSelector(),
                s.privateNetwork(),
                s.topologySpreadConstraints(),
                s.availability(),
                null,
                null,
                null,
                null,
                null,
                PlacementSpec.Rebalance.OnApproval,
                null);
        return new RandomCase(spec, drawn.catalogue(), drawn.links(), drawn.has(), drawn.taken(), Map.of(), Map.of());
    }

    /** What mends: what is left, moves. What only leaves closed zones, or only evens: how far it comes, moves. */
    private static int[] score(Judged now, Judged then, int moves) {
        boolean mends = Arrays.compare(then.troubles(), now.troubles()) < 0;
        boolean leaves = then.strays() < now.strays();
        int[] left = then.troubles();
        return new int[] {
            mends ? 0 : leaves ? 1 : 2,
            left[0],
            left[1],
            left[2],
            mends ? 0 : leaves ? then.strays() : then.zoneSkew(),
            moves
        };
    }

    private static final class Search {
        private final Scene scene;
        private final Judged now;
        private final PlainRules rules;
        private final int[] counts;
        private int[] best;

        Search(Scene scene, Judged now, PlainRules rules) {
            this.scene = scene;
            this.now = now;
            this.rules = rules;
            this.counts = new int[scene.sites().size()];
        }

        int[] best() {
            tryFrom(0, scene.current().total());
            return best;
        }

        private void tryFrom(int site, int left) {
            if (site == counts.length) {
                if (left == 0) {
                    consider();
                }
                return;
            }
            for (int count = 0; count <= left; count++) {
                counts[site] = count;
                tryFrom(site + 1, left - count);
            }
            counts[site] = 0;
        }

        private void consider() {
            int[] held = rules.zones().held();
            int moves = IntStream.range(0, counts.length)
                    .map(i -> Math.max(0, held[i] - counts[i]))
                    .sum();
            for (int i = 0; i < counts.length; i++) {
                boolean comes = counts[i] > held[i];
                if (comes
                        && (!rules.zones().open()[i]
                                || counts[i] - held[i] > rules.zones().free()[i])) {
                    return;
                }
            }
            if (moves == 0) {
                return;
            }
            Judged then = Judged.after(scene, Moving.apply(scene, Moving.moves(scene, counts)));
            int[] score = score(now, then, moves);
            boolean worth =
                    score[0] == 0 || then.onlyBetterThan(now) && (score[0] == 1 || then.zoneSkew() < now.zoneSkew());
            if (worth && allowed(then) && (best == null || Arrays.compare(score, best) < 0)) {
                best = score;
            }
        }

        /** Who comes is in a zone that is eligible then, and breaks no hard rule; regions are no less even than now. */
        private boolean allowed(Judged then) {
            boolean[] eligible = new boolean[counts.length];
            for (int i = 0; i < counts.length; i++) {
                String zone = scene.sites().get(i).name();
                for (int j = 0; j < then.findings().scene().sites().size(); j++) {
                    eligible[i] |=
                            zone.equals(then.findings().scene().sites().get(j).name())
                                    && then.findings().outcome().eligible()[j];
                }
            }
            boolean evens = Arrays.compare(then.troubles(), now.troubles()) >= 0 && then.strays() >= now.strays();
            boolean regionsCount = rules.spreads().stream().anyMatch(PlainRules::overRegions);
            return rules.allowed(counts, eligible)
                    && (!evens || !regionsCount || overRegions(then) <= overRegions(now));
        }

        private static int overRegions(Judged judged) {
            return SkewReport.of(judged.findings().outcome(), new Request.Spread(true, 1, 0, false, false))
                    .skew();
        }
    }
}
