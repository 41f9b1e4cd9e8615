package dev.cpm.operator.placement;

import static dev.cpm.operator.api.ViolationType.CapacityExceeded;
import static dev.cpm.operator.api.ViolationType.MachineTypeNotOffered;
import static dev.cpm.operator.api.ViolationType.NoOpenZone;
import static dev.cpm.operator.api.ViolationType.UnknownRegion;
import static dev.cpm.operator.api.ViolationType.UnknownZone;
import static dev.cpm.operator.api.ViolationType.ZoneNotAllowed;
import static dev.cpm.operator.api.ViolationType.ZoneNotAvailable;
import static dev.cpm.operator.api.ViolationType.ZoneOvercommitted;
import static dev.cpm.operator.placement.Ask.ask;
import static dev.cpm.operator.placement.ViolationRow.error;
import static dev.cpm.operator.placement.ViolationRow.warning;

import dev.cpm.operator.api.ZoneState;
import java.util.List;
import java.util.Map;

/** Violations that come from what regions and zones there are, what they offer, and what the spec says of them. */
final class CatalogueRows {
    private CatalogueRows() {}

    private static Ask web(int replicas) {
        return ask("web").replicas(replicas);
    }

    private static TestWorld twoZones(TestWorld world) {
        return world.zone("r1-a", 9).zone("r1-b", 9).apply(web(4));
    }

    static List<ViolationRow> names() {
        return List.of(
                error(UnknownRegion, "the spec names a region that does not exist")
                        .given(world -> world.zone("r1-a", -1))
                        .broken(world -> world.apply(web(1).in("r1", "r9")))
                        .says("the spec names region r9, which does not exist")
                        .stays(world -> world.apply(web(1).in("r1", "r9", "r8")), "r9 and r8, which do not exist")
                        .mended("correct the name (there is r1)", world -> world.apply(web(1)))
                        .mended("create the Region", world -> world.region("r9").region("r8")),
                error(UnknownRegion, "a region that holds replicas is deleted")
                        .given(world -> world.zone("r1-a", -1)
                                .zone("r2-a", -1)
                                .apply(web(2).in("r1", "r2").publicNetwork()))
                        .broken(world -> world.noRegion("r2"))
                        .says("the spec names region r2")
                        .mended("create the Region", world -> world.region("r2")),
                error(UnknownZone, "the spec names a zone that does not exist")
                        .given(world -> world.zone("r1-a", -1))
                        .broken(world -> world.apply(web(1).onlyIn("r1-a", "r1-x")))
                        .says("the spec names zone r1-x, which does not exist")
                        .stays(world -> world.apply(web(1).onlyIn("r1-a", "r1-x", "r1-y")), "zones r1-x and r1-y")
                        .mended("correct the name (there is r1-a)", world -> world.apply(web(1).onlyIn("r1-a")))
                        .mended(
                                "create the Zone",
                                world -> world.zone("r1-x", -1).zone("r1-y", -1)),
                error(UnknownZone, "a zone that a placement keeps out of is deleted")
                        .given(world -> world.zone("r1-a", -1).zone("r1-b", -1).apply(web(1).notIn("r1-b")))
                        .broken(world -> world.noZone("r1-b"))
                        .says("zone r1-b, which does not exist")
                        .mended("correct the name", world -> world.apply(web(1))));
    }

    static List<ViolationRow> openings() {
        return List.of(
                error(NoOpenZone, "the only zone is not open yet")
                        .given(world -> world.zone("r1-a", ZoneState.ComingSoon, -1))
                        .broken(world -> world.apply(web(3)))
                        .says("no zone of r1 is open")
                        .blocked("r1-a", "ZoneComingSoon")
                        .mended("r1-a opens later", world -> world.zone("r1-a", -1)),
                error(NoOpenZone, "the spec shuts out the open zone")
                        .given(world ->
                                world.zone("r1-a", ZoneState.Maintenance, -1).zone("r1-b", -1))
                        .broken(world -> world.apply(web(3).onlyIn("r1-a")))
                        .says("no zone of r1 is open and allowed by the spec")
                        .blocked("r1-a", "ZoneInMaintenance", "r1-b", "ZoneExcluded")
                        .mended("add r1-b to spec.zones", world -> world.apply(web(3).onlyIn("r1-a", "r1-b")))
                        .mended("wait until r1-a is Available again", world -> world.zone("r1-a", -1)),
                error(NoOpenZone, "the last open zone closes over the replicas in it")
                        .given(world -> world.zone("r1-a", 9).apply(web(2)))
                        .broken(world -> world.zone("r1-a", ZoneState.Unavailable, 9))
                        .says("no zone of r1 is open")
                        .stays(
                                world -> world.zone("r2-a", 9).apply(web(3).in("r1", "r3")),
                                "no zone of r1 and r3 is open")
                        .mended("add r2 to spec.regions", world -> world.apply(web(3).in("r1", "r3", "r2")))
                        .mended("wait until r1-a is Available again", world -> world.zone("r1-a", 9)),
                error(MachineTypeNotOffered, "no open zone has the type")
                        .given(world -> offering(world, "r1-a", Map.of("m2", 5)).zone("r2-a", 5))
                        .broken(world -> world.apply(web(2)))
                        .says("no open zone offers m1: r1-a has only m2")
                        .blocked("r1-a", "MachineTypeNotOffered")
                        .stays(world -> offering(world, "r1-a", Map.of("m2", 5, "m3", 1)), "only m2 and m3")
                        .mended("add r2 to spec.regions", world -> world.apply(web(2).in("r1", "r2")))
                        .mended(
                                "recreate the placement with a type that is offered",
                                world -> world.delete("web").apply(web(2).type("m2"))),
                error(MachineTypeNotOffered, "the type is withdrawn while replicas use it")
                        .given(world -> world.zone("r1-a", 5).apply(web(2)))
                        .broken(world -> offering(world, "r1-a", Map.of("m2", 5)))
                        .says("no open zone offers m1")
                        .mended(
                                "recreate the placement with a type that is offered (only m2)",
                                world -> world.delete("web").apply(web(2).type("m2"))));
    }

    static List<ViolationRow> machines() {
        return List.of(
                error(CapacityExceeded, "there are fewer machines than replicas")
                        .given(world -> world.zone("r1-a", 2))
                        .broken(world -> world.apply(web(4)))
                        .says("2 replicas have no machine: no free m1 in r1-a")
                        .blocked("r1-a", "InsufficientCapacity")
                        .stays(world -> world.apply(web(5)), "3 replicas have no machine")
                        .mended("provide 3 more m1 in r1-a", world -> world.zone("r1-a", 5)),
                error(CapacityExceeded, "others hold the machines, and there are some elsewhere")
                        .given(world -> world.zone("r1-a", 3)
                                .zone("r2-a", 3)
                                .apply(ask("db").replicas(3)))
                        .broken(world -> world.apply(web(1)))
                        .says("1 replica has no machine")
                        .blocked("r1-a", "InsufficientCapacity")
                        .mended(
                                "scale down what else uses m1 in r1-a",
                                world -> world.apply(ask("db").replicas(2)))
                        .mended(
                                "add r2 to spec.regions and an Active interconnect r1–r2 for account default",
                                world -> world.apply(web(1).in("r1", "r2"))),
                error(CapacityExceeded, "a placement is scaled beyond what is left")
                        .given(world -> world.zone("r1-a", 2).apply(web(2)))
                        .broken(world -> world.apply(web(3)))
                        .says("1 replica has no machine")
                        .blocked("r1-a", "InsufficientCapacity")
                        .mended("provide 1 more m1 in r1-a", world -> world.zone("r1-a", 3)),
                warning(ZoneOvercommitted, "capacity is cut below what is used")
                        .given(world -> world.zone("r1-a", 3).apply(web(3)))
                        .broken(world -> world.zone("r1-a", 1))
                        .says("more replicas are assigned than there are machines: r1-a has only 1 m1")
                        .stays(world -> world.zone("r1-a", 2), "r1-a has only 2 m1")
                        .mended("correct the capacity of Zone r1-a", world -> world.zone("r1-a", 3))
                        .mended("scale down to 2", world -> world.apply(web(2))),
                warning(ZoneOvercommitted, "capacity is cut where fewer are, so that scaling down takes others first")
                        .given(world -> world.zone("r1-a", 2).zone("r1-b", 9).apply(web(7)))
                        .broken(world -> world.zone("r1-a", 1))
                        .says("more replicas are assigned than there are machines: r1-a has only 1 m1")
                        .mended("scale down to 3", world -> world.apply(web(3)))
                        .mended(
                                "set spec.rebalance to OnApproval to have moves proposed",
                                world -> world.delete("web").apply(web(7))),
                warning(ZoneOvercommitted, "what the zone has too many of is another's")
                        .given(world -> world.zone("r1-a", 3)
                                .apply(ask("db").replicas(2))
                                .apply(web(1)))
                        .broken(world -> world.zone("r1-a", 1))
                        .says("r1-a has only 1 m1")
                        .mended(
                                "scale down what else uses m1 in r1-a",
                                world -> world.apply(ask("db").replicas(0))));
    }

    static List<ViolationRow> zones() {
        return List.of(
                error(ZoneNotAvailable, "a zone with replicas turns out not to be open yet")
                        .given(CatalogueRows::twoZones)
                        .broken(world -> world.zone("r1-a", ZoneState.ComingSoon, 9))
                        .says("2 replicas are in r1-a, which is not open yet (ComingSoon)")
                        .stays(world -> world.apply(web(1)), "1 replica is in r1-a")
                        .mended("set the state of Zone r1-a to Available", world -> world.zone("r1-a", 9)),
                warning(ZoneNotAvailable, "a zone with replicas is in maintenance")
                        .given(CatalogueRows::twoZones)
                        .broken(world -> world.zone("r1-a", ZoneState.Maintenance, 9))
                        .says("2 replicas are in r1-a, which is in Maintenance")
                        .stays(world -> world.apply(web(1)), "1 replica is in r1-a")
                        .mended("wait until the maintenance of r1-a ends", world -> world.zone("r1-a", 9)),
                error(ZoneNotAvailable, "a zone with replicas is out of service")
                        .given(CatalogueRows::twoZones)
                        .broken(world -> world.zone("r1-a", ZoneState.Unavailable, 9))
                        .says("2 replicas are in r1-a, which is Unavailable")
                        .stays(world -> world.apply(web(1)), "1 replica is in r1-a")
                        .mended("wait until r1-a is Available again", world -> world.zone("r1-a", 9))
                        .mended(
                                "set spec.onZoneUnavailable to Replace to have its replicas assigned elsewhere",
                                world -> world.apply(web(1).replacesLost())),
                error(ZoneNotAvailable, "a zone with replicas is closed for good")
                        .given(CatalogueRows::twoZones)
                        .broken(world -> world.zone("r1-a", ZoneState.Retired, 9))
                        .says("2 replicas are in r1-a, which is Retired")
                        .stays(world -> world.apply(web(1)), "1 replica is in r1-a")
                        .mended(
                                "recreate the placement",
                                world -> world.delete("web").apply(web(1))),
                error(ZoneNotAvailable, "a zone with replicas is deleted")
                        .given(CatalogueRows::twoZones)
                        .broken(world -> world.noZone("r1-a"))
                        .says("2 replicas are in r1-a, but there is no such Zone")
                        .mended("create Zone r1-a again", world -> world.zone("r1-a", 9))
                        .mended(
                                "recreate the placement to have its replicas assigned elsewhere",
                                world -> world.delete("web").apply(web(4))),
                error(ZoneNotAllowed, "replicas are in a zone that is excluded since")
                        .given(CatalogueRows::twoZones)
                        .broken(world -> world.apply(web(4).notIn("r1-a")))
                        .says("2 replicas are in r1-a, which the spec no longer allows: r1-a is in spec.excludedZones")
                        .stays(world -> world.apply(web(1).notIn("r1-a")), "1 replica is in r1-a")
                        .mended("take r1-a out of spec.excludedZones", world -> world.apply(web(1)))
                        .mended(
                                "recreate the placement",
                                world -> world.delete("web").apply(web(1).notIn("r1-a"))),
                error(ZoneNotAllowed, "replicas are in a zone that is not listed any more")
                        .given(CatalogueRows::twoZones)
                        .broken(world -> world.apply(web(4).onlyIn("r1-b")))
                        .says("r1-a is not in spec.zones")
                        .mended("add r1-a to spec.zones", world -> world.apply(web(4).onlyIn("r1-b", "r1-a"))),
                error(ZoneNotAllowed, "replicas are in a zone that is not selected any more")
                        .given(CatalogueRows::twoZones)
                        .broken(world -> world.zone(
                                        "r1-b", ZoneState.Available, Map.of("m1", 9), Map.of("tier", "gold"))
                                .apply(web(4).where("tier", "gold")))
                        .says("r1-a does not match spec.zoneSelector (tier=gold)")
                        .mended("let spec.zoneSelector match r1-a", world -> world.apply(web(4))),
                error(ZoneNotAllowed, "replicas are in a region that is not asked for any more")
                        .given(world -> world.zone("r1-a", 9)
                                .zone("r2-a", 9)
                                .apply(web(2).in("r1", "r2").publicNetwork()))
                        .broken(world -> world.apply(web(2).in("r2").publicNetwork()))
                        .says(
                                "1 replica is in r1-a, which the spec no longer allows: r1-a is in r1, which is not in spec.regions")
                        .mended(
                                "add r1 to spec.regions again",
                                world -> world.apply(web(2).in("r2", "r1").publicNetwork())),
                error(ZoneNotAllowed, "replicas are in a zone that is gone, and that no list would name again")
                        .given(world -> world.zone("r1-a", 9)
                                .zone("r2-a", 9)
                                .apply(web(2).in("r1", "r2").publicNetwork()))
                        .broken(world -> world.noZone("r1-a")
                                .apply(web(2).in("r2").notIn("r1-a").publicNetwork()))
                        .says("r1-a is in r1, which is not in spec.regions")
                        .mended(
                                "set spec.rebalance to OnApproval to have moves proposed; or recreate the placement",
                                world -> world.delete("web")
                                        .apply(web(2).in("r2").notIn("r1-a").publicNetwork())));
    }

    private static TestWorld offering(TestWorld world, String zone, Map<String, Integer> capacity) {
        return world.zone(zone, ZoneState.Available, capacity, Map.of());
    }
}
