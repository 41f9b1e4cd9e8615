package dev.cpm.operator.placement;

import static dev.cpm.operator.api.ViolationType.AvailabilityAtRisk;
import static dev.cpm.operator.api.ViolationType.InsufficientZones;
import static dev.cpm.operator.api.ViolationType.SingleZone;
import static dev.cpm.operator.api.ViolationType.SkewExceeded;
import static dev.cpm.operator.api.WhenUnsatisfiable.DoNotSchedule;
import static dev.cpm.operator.api.WhenUnsatisfiable.ScheduleAnyway;
import static dev.cpm.operator.placement.Ask.ask;
import static dev.cpm.operator.placement.ViolationRow.error;
import static dev.cpm.operator.placement.ViolationRow.warning;

import dev.cpm.operator.api.Cpm;
import dev.cpm.operator.api.InterconnectState;
import dev.cpm.operator.api.ZoneState;
import io.fabric8.kubernetes.api.model.IntOrString;
import java.util.List;

/** Violations that come from how replicas are spread, and what the loss of a zone would leave. */
final class SpreadRows {
    private SpreadRows() {}

    private static Ask web(int replicas) {
        return ask("web").replicas(replicas);
    }

    private static Ask softDomains(int replicas, int zones) {
        return web(replicas).spread(Cpm.ZONE_KEY, 1, zones, ScheduleAnyway, null);
    }

    private static Ask regions(int replicas, int maxSkew) {
        return web(replicas).in("r1", "r2").publicNetwork().hardOverRegions(maxSkew);
    }

    static List<ViolationRow> domains() {
        return List.of(
                error(InsufficientZones, "there are fewer zones than minDomains, which must be")
                        .given(world -> world.zone("r1-a", 9).zone("r1-b", 9))
                        .broken(world -> world.apply(web(2).minDomains(3)))
                        .says("only 2 of the 3 zones that minDomains asks for can take replicas")
                        .stays(world -> world.apply(web(2).minDomains(4)), "only 2 of the 4 zones")
                        .mended("lower minDomains to 2", world -> world.apply(web(2).minDomains(2))),
                error(InsufficientZones, "a zone of those that there must be closes, and one is to come")
                        .given(world -> world.zone("r1-a", 9)
                                .zone("r1-b", 9)
                                .zone("r1-c", ZoneState.ComingSoon, 9)
                                .apply(web(2).minDomains(2)))
                        .broken(world -> world.zone("r1-b", ZoneState.Maintenance, 9))
                        .says("only 1 of the 2 zones")
                        .mended("r1-c opens later", world -> world.zone("r1-c", 9))
                        .mended("lower minDomains to 1", world -> world.apply(web(2).minDomains(1))),
                warning(InsufficientZones, "there are fewer zones than minDomains, which should be")
                        .given(world -> world.zone("r1-a", 9).zone("r1-b", 9))
                        .broken(world -> world.apply(softDomains(4, 3)))
                        .says("only 2 of the 3 zones that minDomains asks for can take replicas")
                        .mended("lower minDomains to 2", world -> world.apply(softDomains(4, 2))),
                warning(InsufficientZones, "a zone of those that there should be closes")
                        .given(world -> world.zone("r1-a", 9).zone("r1-b", 9).apply(softDomains(4, 2)))
                        .broken(world -> world.zone("r1-b", ZoneState.Maintenance, 9))
                        .says("only 1 of the 2 zones")
                        .mended("lower minDomains to 1", world -> world.apply(softDomains(4, 1))));
    }

    static List<ViolationRow> skews() {
        return List.of(
                error(SkewExceeded, "a full zone holds new replicas back")
                        .given(world -> world.zone("r1-a", 1).zone("r1-b", 9))
                        .broken(world -> world.apply(web(5).hard(1)))
                        .says("2 replicas are held back by maxSkew 1 over zones: r1-a has 1 and no room for more")
                        .blocked("r1-a", "InsufficientCapacity", "r1-b", "MaxSkewExceeded")
                        .stays(world -> world.apply(web(6).hard(1)), "3 replicas are held back")
                        .mended("provide 2 more m1 in r1-a", world -> world.zone("r1-a", 9))
                        .mended("raise maxSkew to 4, which places 6 of 6", world -> world.apply(web(6).hard(4)))
                        .mended("set capacityPolicy to Honor", world -> world.apply(web(6).hardHonoringCapacity(1))),
                error(SkewExceeded, "a zone opens beside those that replicas are in")
                        .given(world -> world.zone("r1-a", 9).zone("r1-b", 9).apply(web(6).hard(1)))
                        .broken(world -> world.zone("r1-c", 9))
                        .says("skew over zones is 3, maxSkew is 1: 3 in r1-a and r1-b, 0 in r1-c")
                        .stays(world -> world.apply(web(7).hard(1)), "skew over zones is 2, maxSkew is 1")
                        .mended(
                                "scale up by 1, since new replicas go to r1-c first",
                                world -> world.apply(web(8).hard(1)))
                        .mended("raise maxSkew to 2", world -> world.apply(web(7).hard(2))),
                error(SkewExceeded, "a full region holds new replicas back")
                        .given(world -> world.zone("r1-a", 1).zone("r2-a", 9))
                        .broken(world -> world.apply(regions(5, 1)))
                        .says("2 replicas are held back by maxSkew 1 over regions: r1 has 1 and no room for more")
                        .blocked("r1-a", "InsufficientCapacity", "r2-a", "MaxSkewExceeded")
                        .mended("provide 2 more m1 in r1-a", world -> world.zone("r1-b", 9))
                        .mended("raise maxSkew to 3, which places 5 of 5", world -> world.apply(regions(5, 3))),
                warning(SkewExceeded, "new replicas go where there is room")
                        .given(world -> world.zone("r1-a", 1).zone("r1-b", 9))
                        .broken(world -> world.apply(web(5).soft(1)))
                        .says("skew over zones is 3, maxSkew is 1: 4 in r1-b, 1 in r1-a")
                        .stays(world -> world.apply(web(6).soft(1)), "skew over zones is 4")
                        .mended("raise maxSkew to 4", world -> world.apply(web(6).soft(4))),
                warning(SkewExceeded, "without any constraint, a zone opens beside the others")
                        .given(world -> world.zone("r1-a", 9).zone("r1-b", 9).apply(web(6)))
                        .broken(world -> world.zone("r1-c", 9))
                        .says("skew over zones is 3, maxSkew is 1")
                        .stays(world -> world.apply(web(7)), "skew over zones is 2, maxSkew is 1")
                        .mended(
                                "ask for maxSkew 2 in spec.topologySpreadConstraints",
                                world -> world.apply(web(7).soft(2))));
    }

    private static Ask quorum(int replicas) {
        return web(replicas).survive(new IntOrString("Quorum"), DoNotSchedule);
    }

    private static Ask wish(int replicas) {
        return web(replicas).survive(new IntOrString("Quorum"), ScheduleAnyway);
    }

    static List<ViolationRow> losses() {
        return List.of(
                error(AvailabilityAtRisk, "new replicas must not be together, and there are too few zones")
                        .given(world -> world.zone("r1-a", 9).zone("r1-b", 9))
                        .broken(world -> world.apply(quorum(3)))
                        .says("the loss of r1-a or r1-b leaves 1 replica, minAvailable is 2; 1 replica is held back")
                        .blocked("r1-a", "AvailabilityCap", "r1-b", "AvailabilityCap")
                        .mended(
                                "lower minAvailable to 1",
                                world -> world.apply(web(3).survive(new IntOrString(1), DoNotSchedule))),
                error(AvailabilityAtRisk, "more is asked to remain than the replicas there are allow")
                        .given(world -> world.zone("r1-a", 9).zone("r1-b", 9).apply(web(4)))
                        .broken(world -> world.apply(web(4).survive(new IntOrString(3), DoNotSchedule)))
                        .says("the loss of r1-a or r1-b leaves 2 replicas, minAvailable is 3")
                        .mended(
                                "scale to 6 replicas, since 6 replicas over 2 zones keep 3 after the loss of one",
                                world -> world.apply(web(6).survive(new IntOrString(3), DoNotSchedule)))
                        .mended(
                                "lower minAvailable to 2",
                                world -> world.apply(web(4).survive(new IntOrString(2), DoNotSchedule))),
                warning(AvailabilityAtRisk, "new replicas should not be together, and there is one zone")
                        .given(world -> world.zone("r1-a", 9))
                        .broken(world -> world.apply(wish(3)))
                        .says("the loss of r1-a leaves 0 replicas, minAvailable is 2")
                        .stays(world -> world.apply(wish(5)), "the loss of r1-a leaves 0 replicas, minAvailable is 3")
                        .mended(
                                "spread 5 replicas over 3 or more zones",
                                world -> world.zone("r1-b", 9)
                                        .zone("r1-c", 9)
                                        .delete("web")
                                        .settle()
                                        .apply(wish(5))),
                warning(AvailabilityAtRisk, "more should remain than the replicas there are allow")
                        .given(world -> world.zone("r1-a", 9).zone("r1-b", 9).apply(web(2)))
                        .broken(world -> world.apply(web(2).survive(new IntOrString("100%"), ScheduleAnyway)))
                        .says("the loss of r1-a or r1-b leaves 1 replica, minAvailable is 2")
                        .mended(
                                "lower minAvailable to 1",
                                world -> world.apply(web(2).survive(new IntOrString(1), ScheduleAnyway))),
                warning(SingleZone, "all replicas are in the only open zone")
                        .given(world -> world.zone("r1-a", 9).zone("r1-b", ZoneState.ComingSoon, 9))
                        .broken(world -> world.apply(web(2)))
                        .says("both replicas are in r1-a: if that zone fails, none is left")
                        .stays(world -> world.apply(web(3)), "all 3 replicas are in r1-a")
                        .mended("r1-b opens later", world -> world.zone("r1-b", 9))
                        .and("scale up by 1, since new replicas go to r1-b first", world -> world.apply(web(4))),
                warning(SingleZone, "all replicas are in the only zone of the region, and there is another region")
                        .given(world -> world.zone("r1-a", 9).zone("r2-a", 9))
                        .broken(world -> world.apply(web(2)))
                        .says("both replicas are in r1-a")
                        .mended(
                                "add r2 to spec.regions and an Active interconnect r1–r2 for account default",
                                world -> world.link("default", "r1", "r2", InterconnectState.Active)
                                        .apply(web(2).in("r1", "r2")))
                        .and(
                                "scale up by 1, since new replicas go to r2-a first",
                                world -> world.apply(web(3).in("r1", "r2"))),
                warning(
                                SingleZone,
                                "all replicas are in one zone, and so is a peer that the other region does not reach")
                        .given(world -> world.zone("r1-a", 9).zone("r2-a", 9).apply(ask("db")))
                        .broken(world -> world.apply(web(2).in("r1", "r2").peers("db")))
                        .says("both replicas are in r1-a")
                        .mended(
                                "request an Active interconnect r1–r2 for account default",
                                world -> world.link("default", "r1", "r2", InterconnectState.Active))
                        .and(
                                "scale up by 1, since new replicas go to r2-a first",
                                world -> world.apply(web(3).in("r1", "r2").peers("db"))));
    }
}
