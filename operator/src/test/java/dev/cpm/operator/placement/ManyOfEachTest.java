package dev.cpm.operator.placement;

import static dev.cpm.operator.placement.Ask.ask;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cpm.operator.api.Bounds;
import dev.cpm.operator.api.InterconnectState;
import dev.cpm.operator.api.PlacementSpec.ZoneSelector;
import dev.cpm.operator.api.PlacementSpec.ZoneSelector.Requirement;
import dev.cpm.operator.api.Severity;
import dev.cpm.operator.api.Violation;
import dev.cpm.operator.api.ZoneState;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What is said where there is very much of everything: it stays true, and within the bounds of a status. */
class ManyOfEachTest {
    private final TestWorld world = new TestWorld();

    private static String[] names(String prefix, int many) {
        return IntStream.range(0, many).mapToObj(i -> prefix + i).toArray(String[]::new);
    }

    private String remedies(String placement) {
        List<String> all = world.status(placement).violations().stream()
                .map(Violation::remedy)
                .toList();
        return String.join("\n", all);
    }

    /** Zones for which all ways out are too many to be tried for one answer. */
    private void zones(int many) {
        for (String zone : names("r1-", many)) {
            world.zone(zone, 9);
        }
    }

    @Test
    void whatWasNotTriedIsNotSaidToBeNoWayOut() {
        zones(500);
        world.apply(ask("web").replicas(2).onlyIn("r1-7")).settle();
        world.zone("r1-7", ZoneState.Retired, 9).apply(ask("web").replicas(2)).settle();
        assertThat(world.violations("web")).contains("SingleZone", "ZoneNotAvailable");
        assertThat(remedies("web"))
                .contains("recreate the placement to have its replicas assigned elsewhere")
                .contains("scale up by 1")
                .doesNotContain("no other zone");
    }

    @Test
    void whereNothingCouldBeTriedItSaysSo() {
        zones(4_001);
        world.apply(ask("web").replicas(2).onlyIn("r1-7")).settle();
        world.zone("r1-7", ZoneState.Retired, 9).apply(ask("web").replicas(2)).settle();
        assertThat(remedies("web"))
                .contains("there are so many zones that not every way out was tried")
                .doesNotContain("no other zone");
    }

    /** 16 peers in two regions that nothing joins, 16 load balancers of somebody else in another region. */
    @Test
    void noMoreIsBrokenThanAStatusMayTell() {
        for (String zone : List.of("r1-a", "r2-a", "r3-a", "r4-a")) {
            world.zone(zone, 99);
        }
        world.link("acme", "r1", "r3", InterconnectState.Requested);
        Ask web = ask("web").account("acme").replicas(2).behind(names("lb", 16)).peers(names("peer", 16));
        world.apply(web).settle();
        for (String peer : names("peer", 16)) {
            world.apply(ask(peer).account("acme").replicas(2).in("r3", "r4").publicNetwork());
        }
        for (String name : names("lb", 16)) {
            world.loadBalancer(name, "beta", "r2");
        }
        world.settle();
        assertThat(world.status("web").violations())
                .hasSize(Bounds.VIOLATIONS)
                .extracting(Violation::severity)
                .as("the warning comes last")
                .containsOnly(Severity.Error);
    }

    @Test
    void aTermThatIsThereTwiceIsOneRule() {
        world.zone("r1-a", 9).zone("r1-b", 9);
        world.apply(ask("db").onlyIn("r1-a")).settle();
        world.apply(ask("web").onlyIn("r1-b").inZonesOf("db").inZonesOf("db")).settle();
        assertThat(world.status("web").violations())
                .extracting(violation -> violation.type().name())
                .containsOnlyOnce("AffinityNotSatisfied");
    }

    /** Each of nine zones is refused by another of nine long lists. */
    @Test
    void noMessageIsLongerThanAStatusMayHave() {
        List<Requirement> lists = new ArrayList<>();
        for (int zone = 0; zone < 9; zone++) {
            world.zone("r1-" + zone, ZoneState.Available, Map.of("m1", 1), Map.of("name", "z" + zone));
            List<String> values = new ArrayList<>(List.of("z" + zone));
            IntStream.range(0, 63).forEach(i -> values.add("v".repeat(60) + i));
            lists.add(new Requirement("name", ZoneSelector.Operator.NotIn, values));
        }
        world.apply(ask("web").replicas(9)).settle();
        world.apply(ask("web").replicas(9).where(new ZoneSelector(Map.of(), lists)))
                .settle();
        assertThat(world.status("web").violations())
                .anySatisfy(violation -> assertThat(violation.message()).contains("r1-0 does not match", "; and so on"))
                .allSatisfy(violation -> assertThat(violation.message()).hasSizeLessThan(Bounds.MESSAGE));
        assertThat(world.status("web").conditions())
                .allSatisfy(condition -> assertThat(condition.message()).hasSizeLessThan(Bounds.MESSAGE));
    }
}
