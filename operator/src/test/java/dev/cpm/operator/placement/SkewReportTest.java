package dev.cpm.operator.placement;

import static dev.cpm.operator.placement.Ask.ask;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cpm.operator.api.PlacementStatus.ZoneAssignment;
import dev.cpm.operator.api.ZoneState;
import dev.cpm.operator.placement.decide.Explaining;
import dev.cpm.operator.placement.decide.SkewReport;
import dev.cpm.operator.placement.model.Assignment;
import dev.cpm.operator.placement.model.Request;
import dev.cpm.operator.placement.model.Request.Spread;
import dev.cpm.operator.placement.model.Snapshot;
import dev.cpm.operator.placement.rules.Rules;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Rule 5, on zones r1-a with 3 replicas, r1-b with 1 and no machine left, r2-a with 2, and r2-b, which is not open. */
class SkewReportTest {

    @Test
    void skewIsMostInAnyZoneLessFewestInAnEligibleOne() {
        SkewReport skew = report(new Spread(false, 1, 0, true, false));
        assertThat(skew.skew()).isEqualTo(2);
        assertThat(skew.most()).isEqualTo(3);
        assertThat(skew.fewest()).isEqualTo(1);
        assertThat(skew.fewestIn()).containsExactly("r1-b");
        assertThat(skew.fullestDomains()).containsExactly("r1-a");
        assertThat(skew.eligibleZones()).as("r2-b is not open").containsExactly("r1-a", "r1-b", "r2-a");
    }

    @Test
    void underHonorAFullZoneDoesNotCountForTheFewest() {
        SkewReport skew = report(new Spread(false, 1, 0, true, true));
        assertThat(skew.fewestIn()).containsExactly("r2-a");
        assertThat(skew.skew()).isEqualTo(1);
        assertThat(skew.hasRoom("r1-b")).isFalse();
        assertThat(skew.hasRoom("r2-a")).isTrue();
    }

    @Test
    void withTooFewZonesTheFewestIsZero() {
        SkewReport skew = report(new Spread(false, 1, 4, true, false));
        assertThat(skew.eligibleDomains()).isEqualTo(3);
        assertThat(skew.skew()).isEqualTo(3);
        assertThat(skew.fewestIn()).as("no zone is to blame").isEmpty();
    }

    @Test
    void regionsAreCountedWithAllTheirZones() {
        SkewReport skew = report(new Spread(true, 1, 0, true, false));
        assertThat(skew.skew()).isEqualTo(2);
        assertThat(skew.fullestDomains()).containsExactly("r1");
        assertThat(skew.count("r2")).isEqualTo(2);
        assertThat(skew.hasRoom("r1")).as("r1-a has machines").isTrue();
        assertThat(skew.regionsOf(List.of("r2-a", "r1-b"))).containsExactly("r1", "r2");
    }

    private static SkewReport report(Spread spread) {
        TestWorld world =
                new TestWorld().zone("r1-a", 9).zone("r1-b", 1).zone("r2-a", 9).zone("r2-b", ZoneState.ComingSoon, 9);
        Ask ask = ask("web").replicas(6).in("r1", "r2").publicNetwork();
        Assignment has = Assignment.of(List.of(zone("r1-a", "0-2"), zone("r1-b", "3"), zone("r2-a", "4,5")));
        Snapshot snapshot = world.world().snapshot();
        snapshot.allocations().take(has, "m1");
        Request request = Request.of(ask.key(), ask.spec(), null, ask.createdAt());
        return SkewReport.of(
                Explaining.explain(Rules.scene(request, snapshot, has)).outcome(), spread);
    }

    private static ZoneAssignment zone(String name, String indexes) {
        return new ZoneAssignment(name, name.substring(0, 2), null, indexes);
    }
}
