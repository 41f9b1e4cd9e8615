package dev.cpm.operator.placement;

import static dev.cpm.operator.api.InterconnectState.Active;
import static dev.cpm.operator.api.InterconnectState.Requested;
import static dev.cpm.operator.api.InterconnectState.Suspended;
import static dev.cpm.operator.api.ViolationType.AccountMismatch;
import static dev.cpm.operator.api.ViolationType.AffinityNotSatisfied;
import static dev.cpm.operator.api.ViolationType.CrossAccountPrivateNetwork;
import static dev.cpm.operator.api.ViolationType.CrossRegionWithoutInterconnect;
import static dev.cpm.operator.api.ViolationType.InterconnectNotActive;
import static dev.cpm.operator.api.ViolationType.LoadBalancerAccountMismatch;
import static dev.cpm.operator.api.ViolationType.LoadBalancerCrossRegion;
import static dev.cpm.operator.api.ViolationType.LoadBalancerNotFound;
import static dev.cpm.operator.api.ViolationType.PeerNotFound;
import static dev.cpm.operator.api.WhenUnsatisfiable.ScheduleAnyway;
import static dev.cpm.operator.api.ZoneState.ComingSoon;
import static dev.cpm.operator.placement.Ask.ask;
import static dev.cpm.operator.placement.ViolationRow.error;
import static dev.cpm.operator.placement.ViolationRow.warning;

import dev.cpm.operator.api.Cpm;
import java.util.List;

/** Violations that come from accounts, interconnects and the other objects that a placement names. */
final class NeighbourRows {
    private NeighbourRows() {}

    private static Ask web(int replicas) {
        return ask("web").replicas(replicas);
    }

    private static Ask both(int replicas) {
        return web(replicas).in("r1", "r2");
    }

    private static TestWorld regions(TestWorld world, int machines) {
        return world.zone("r1-a", machines).zone("r2-a", machines);
    }

    static List<ViolationRow> links() {
        return List.of(
                error(CrossRegionWithoutInterconnect, "new replicas would fit into a region that is not joined")
                        .given(world -> regions(world, 2))
                        .broken(world -> world.apply(both(3)))
                        .says("1 replica is unplaced because r1 and r2 are not joined: no interconnect for account")
                        .blocked("r1-a", "InsufficientCapacity", "r2-a", "NoInterconnect")
                        .stays(world -> world.apply(both(4)), "2 replicas are unplaced because r1 and r2")
                        .mended(
                                "request an Active interconnect r1–r2 for account default",
                                world -> world.link("default", "r1", "r2", Active)),
                error(CrossRegionWithoutInterconnect, "the interconnect between replicas is deleted")
                        .given(world -> regions(world, 9)
                                .link("default", "r1", "r2", Active)
                                .apply(both(2)))
                        .broken(world -> world.noLink("default", "r1", "r2"))
                        .says("replicas in r1 and r2 cannot reach each other: no interconnect for account default")
                        .mended(
                                "request an Active interconnect r1–r2 for account default",
                                world -> world.link("default", "r1", "r2", Active)),
                error(
                                CrossRegionWithoutInterconnect,
                                "more replicas are wanted where those there are not joined any more")
                        .given(world -> regions(world, 9)
                                .link("default", "r1", "r2", Active)
                                .apply(both(2)))
                        .broken(world -> world.noLink("default", "r1", "r2").apply(both(4)))
                        .blocked("r1-a", "NoInterconnect", "r2-a", "NoInterconnect")
                        .says("replicas in r1 and r2 cannot reach each other; 2 replicas are unplaced because r1 and r2"
                                + " are not joined: no interconnect for account default")
                        .mended(
                                "request an Active interconnect r1–r2 for account default",
                                world -> world.link("default", "r1", "r2", Active)),
                error(
                                CrossRegionWithoutInterconnect,
                                "new replicas would reach neither the others nor a peer beside them")
                        .given(world -> world.zone("r1-a", 3).zone("r2-a", 9).apply(ask("db")))
                        .broken(world -> world.apply(both(4).peers("db")))
                        .says("2 replicas are unplaced because r1 and r2 are not joined: no interconnect for account")
                        .blocked("r1-a", "InsufficientCapacity", "r2-a", "PeerUnreachable")
                        .mended(
                                "request an Active interconnect r1–r2 for account default",
                                world -> world.link("default", "r1", "r2", Active)),
                error(CrossRegionWithoutInterconnect, "a link is missing, and machines are, too")
                        .given(world -> world.zone("r1-a", 9).zone("r2-a", 0).apply(ask("db")))
                        .broken(world -> world.apply(web(2).in("r2").peers("db")))
                        .says("2 replicas are unplaced because r2 cannot reach peer db in r1: no interconnect for")
                        .blocked("r2-a", "PeerUnreachable")
                        .mended(
                                "request an Active interconnect r1–r2 for account default, and mend what else holds the"
                                        + " replicas back",
                                world -> world.link("default", "r1", "r2", Active)
                                        .zone("r2-a", 2)),
                error(CrossRegionWithoutInterconnect, "new replicas could not reach a peer")
                        .given(world -> regions(world, 9).apply(ask("db").in("r2")))
                        .broken(world -> world.apply(web(2).peers("db")))
                        .says("2 replicas are unplaced because r1 cannot reach peer db in r2: no interconnect for")
                        .blocked("r1-a", "PeerUnreachable")
                        .stays(world -> world.apply(web(3).peers("db")), "3 replicas are unplaced")
                        .mended(
                                "request an Active interconnect r1–r2 for account default",
                                world -> world.link("default", "r1", "r2", Active)),
                error(CrossRegionWithoutInterconnect, "replicas cannot reach a peer any more")
                        .given(world -> regions(world, 9)
                                .link("default", "r1", "r2", Active)
                                .apply(ask("db").in("r2"))
                                .apply(web(2).peers("db")))
                        .broken(world -> world.noLink("default", "r1", "r2"))
                        .says(
                                "2 replicas are in r1 and cannot reach peer db in r2: no interconnect for account default")
                        .mended(
                                "request an Active interconnect r1–r2 for account default",
                                world -> world.link("default", "r1", "r2", Active)),
                error(CrossRegionWithoutInterconnect, "more are wanted where those there cannot reach a peer any more")
                        .given(world -> regions(world, 9)
                                .link("default", "r1", "r2", Active)
                                .apply(ask("db").in("r2"))
                                .apply(web(2).peers("db")))
                        .broken(world -> world.noLink("default", "r1", "r2").apply(web(3).peers("db")))
                        .blocked("r1-a", "PeerUnreachable")
                        .says("2 replicas are in r1 and cannot reach peer db in r2; 1 replica is unplaced because r1"
                                + " cannot reach peer db in r2: no interconnect for account default")
                        .mended(
                                "request an Active interconnect r1–r2 for account default",
                                world -> world.link("default", "r1", "r2", Active)),
                error(InterconnectNotActive, "new replicas would fit into a region whose interconnect is requested")
                        .given(world -> regions(world, 2).link("default", "r1", "r2", Requested))
                        .broken(world -> world.apply(both(3)))
                        .says("1 replica is unplaced because r1 and r2 are not joined: the interconnect is not Active")
                        .blocked("r1-a", "InsufficientCapacity", "r2-a", "NoInterconnect")
                        .stays(world -> world.apply(both(4)), "2 replicas are unplaced")
                        .mended(
                                "activate the interconnect r1–r2 of account default (it is Requested)",
                                world -> world.link("default", "r1", "r2", Active)),
                error(InterconnectNotActive, "the interconnect between replicas is suspended")
                        .given(world -> regions(world, 9)
                                .link("default", "r1", "r2", Active)
                                .apply(both(2)))
                        .broken(world -> world.link("default", "r1", "r2", Suspended))
                        .says("replicas in r1 and r2 cannot reach each other: the interconnect is not Active")
                        .mended(
                                "activate the interconnect r1–r2 of account default (it is Suspended)",
                                world -> world.link("default", "r1", "r2", Active)),
                error(InterconnectNotActive, "the interconnect to a peer is suspended")
                        .given(world -> regions(world, 9)
                                .link("default", "r1", "r2", Active)
                                .apply(ask("db").in("r2"))
                                .apply(web(2).peers("db")))
                        .broken(world -> world.link("default", "r1", "r2", Suspended))
                        .says("2 replicas are in r1 and cannot reach peer db in r2: the interconnect is not Active")
                        .mended("activate the interconnect r1–r2", world -> world.link("default", "r1", "r2", Active)));
    }

    static List<ViolationRow> accounts() {
        return List.of(
                error(CrossAccountPrivateNetwork, "a new placement names a peer of another account")
                        .given(world ->
                                world.zone("r1-a", 9).namespace("team", "acme").apply(ask("team/db")))
                        .broken(world -> world.apply(web(2).peers("team/db")))
                        .says("peer team/db belongs to another account")
                        .blocked("r1-a", "PeerUnreachable")
                        .mended("take team/db out of spec.peers", world -> world.apply(web(2)))
                        .mended(
                                "put both placements into namespaces of one account",
                                world -> world.namespace("default", "acme")),
                error(CrossAccountPrivateNetwork, "the namespace of a peer goes to another account")
                        .given(world -> world.zone("r1-a", 9)
                                .namespace("team", "acme")
                                .namespace("default", "acme")
                                .apply(ask("team/db"))
                                .apply(web(2).peers("team/db")))
                        .broken(world -> world.namespace("team", "beta"))
                        .says("peer team/db belongs to another account")
                        .mended("take team/db out of spec.peers", world -> world.apply(web(2)))
                        .mended(
                                "put both placements into namespaces of one account",
                                world -> world.namespace("team", "acme")),
                warning(PeerNotFound, "a new placement names a peer that does not exist")
                        .given(world -> world.zone("r1-a", 9))
                        .broken(world -> world.apply(web(2).peers("db")))
                        .says("spec.peers names db, which does not exist")
                        .mended("create placement db", world -> world.apply(ask("db")))
                        .mended("take it out of spec.peers", world -> world.apply(web(2))),
                warning(PeerNotFound, "a peer is deleted")
                        .given(world -> world.zone("r1-a", 9).apply(ask("db")).apply(web(2).peers("db")))
                        .broken(world -> world.delete("db"))
                        .says("spec.peers names db, which does not exist")
                        .mended("create placement db", world -> world.apply(ask("db"))),
                error(AccountMismatch, "a new placement claims another account than its namespace's")
                        .given(world -> world.zone("r1-a", 9).namespace("default", "acme"))
                        .broken(world -> world.apply(web(2).account("beta")))
                        .says("spec.account is beta, but namespace default belongs to account acme")
                        .blocked("r1-a", "AccountMismatch")
                        .mended(
                                "recreate the placement with spec.account acme",
                                world -> world.delete("web").apply(web(2).account("acme")))
                        .mended("or without it", world -> world.delete("web").apply(web(2))),
                error(AccountMismatch, "the namespace goes to another account than the placement's")
                        .given(world -> world.zone("r1-a", 9).apply(web(2).account("beta")))
                        .broken(world -> world.namespace("default", "acme"))
                        .says("spec.account is beta, but namespace default belongs to account acme")
                        .stays(world -> world.namespace("default", "gamma"), "belongs to account gamma")
                        .mended(
                                "recreate the placement with spec.account gamma or without it",
                                world -> world.delete("web").apply(web(2))));
    }

    static List<ViolationRow> loadBalancers() {
        return List.of(
                error(LoadBalancerNotFound, "a new placement names a load balancer that does not exist")
                        .given(world -> world.zone("r1-a", 9))
                        .broken(world -> world.apply(web(2).behind("lb")))
                        .says("spec.loadBalancers names lb, which does not exist in namespace default")
                        .mended("create LoadBalancer lb", world -> world.loadBalancer("lb", "r1"))
                        .mended("take it out of spec.loadBalancers", world -> world.apply(web(2))),
                error(LoadBalancerNotFound, "the load balancer is deleted")
                        .given(world ->
                                world.zone("r1-a", 9).loadBalancer("lb", "r1").apply(web(2).behind("lb")))
                        .broken(world -> world.noLoadBalancer("lb"))
                        .says("spec.loadBalancers names lb, which does not exist")
                        .stays(
                                world -> world.loadBalancer("lb", null),
                                "spec.loadBalancers names lb, which cannot bind anything: its spec is invalid")
                        .mended("correct LoadBalancer lb", world -> world.loadBalancer("lb", "r1")),
                error(LoadBalancerCrossRegion, "new replicas could not be bound")
                        .given(world -> regions(world, 9).loadBalancer("lb", "r2"))
                        .broken(world -> world.apply(web(2).behind("lb")))
                        .says("2 replicas are held back: load balancer lb binds machines of r2 only")
                        .blocked("r1-a", "LoadBalancerCrossRegion")
                        .stays(world -> world.apply(web(3).behind("lb")), "3 replicas are held back")
                        .mended("add r2 to spec.regions", world -> world.apply(both(3).behind("lb")))
                        .mended("take lb out of spec.loadBalancers", world -> world.apply(web(3))),
                error(LoadBalancerCrossRegion, "replicas are where the load balancer is not")
                        .given(world ->
                                regions(world, 9).loadBalancer("lb", "r2").apply(both(2)))
                        .broken(world -> world.apply(both(2).behind("lb")))
                        .says("2 replicas are in r1-a, but load balancer lb binds machines of r2 only")
                        .mended(
                                "recreate the placement to have its replicas assigned in r2",
                                world -> world.delete("web").apply(both(2).behind("lb")))
                        .mended("take lb out of spec.loadBalancers", world -> world.apply(both(2))),
                error(LoadBalancerAccountMismatch, "the load balancer of a new placement is another account's")
                        .given(world -> world.zone("r1-a", 9).loadBalancer("lb", "acme", "r1"))
                        .broken(world -> world.apply(web(2).behind("lb")))
                        .says("load balancer lb belongs to another account: it cannot bind machines of account default")
                        .mended(
                                "recreate LoadBalancer lb for account default",
                                world -> world.noLoadBalancer("lb").loadBalancer("lb", "default", "r1"))
                        .mended("take it out of spec.loadBalancers", world -> world.apply(web(2))),
                error(LoadBalancerAccountMismatch, "the namespace goes to another account than the load balancer's")
                        .given(world -> world.zone("r1-a", 9)
                                .loadBalancer("lb", "default", "r1")
                                .apply(web(2).behind("lb")))
                        .broken(world -> world.namespace("default", "acme"))
                        .says("load balancer lb belongs to another account: it cannot bind machines of account acme")
                        .mended(
                                "recreate LoadBalancer lb for account acme",
                                world -> world.noLoadBalancer("lb").loadBalancer("lb", "acme", "r1")));
    }

    static List<ViolationRow> apart() {
        Ask hard = web(2).notInZonesOf("db");
        Ask soft = web(2).separateFrom("db", Cpm.ZONE_KEY, ScheduleAnyway);
        return List.of(
                error(AffinityNotSatisfied, "new replicas must keep away from the only zone")
                        .given(world -> world.zone("r1-a", 9).apply(ask("db")))
                        .broken(world -> world.apply(hard))
                        .says("2 replicas are held back by separateFrom db, which is in r1-a")
                        .blocked("r1-a", "AffinityNotSatisfied")
                        .stays(world -> world.apply(web(3).notInZonesOf("db")), "3 replicas are held back")
                        .mended(
                                "set whenUnsatisfiable to ScheduleAnyway in spec.affinity.separateFrom",
                                world -> world.apply(soft)),
                error(AffinityNotSatisfied, "replicas are to be kept away from what is beside them")
                        .given(world -> world.zone("r1-a", 9)
                                .zone("r1-b", ComingSoon, 9)
                                .apply(ask("db"))
                                .apply(web(2)))
                        .broken(world -> world.apply(hard))
                        .says("2 replicas are in r1-a, but db, which the placement is to be separated from, is in that")
                        .mended(
                                "r1-b opens later; to use that, set spec.rebalance to OnApproval",
                                world -> world.zone("r1-b", 9))
                        .and(
                                "recreate the placement to have its replicas assigned away from r1-a; or",
                                world -> world.delete("web").apply(hard))
                        .mended("take db out of spec.affinity.separateFrom", world -> world.apply(web(2))),
                error(AffinityNotSatisfied, "new replicas must keep away from the only region")
                        .given(world -> regions(world, 9).apply(ask("db")))
                        .broken(world -> world.apply(web(2).notInRegionsOf("db")))
                        .says("2 replicas are held back by separateFrom db, which is in r1")
                        .blocked("r1-a", "AffinityNotSatisfied")
                        .mended("add r2 to spec.regions", world -> world.apply(both(2).notInRegionsOf("db"))),
                warning(AffinityNotSatisfied, "new replicas should keep away from the only zone")
                        .given(world -> world.zone("r1-a", 9).apply(ask("db")))
                        .broken(world -> world.apply(soft))
                        .says("2 replicas are in r1-a, but db")
                        .stays(
                                world -> world.apply(web(3).separateFrom("db", Cpm.ZONE_KEY, ScheduleAnyway)),
                                "3 replicas are in r1-a")
                        .mended("take db out of spec.affinity.separateFrom", world -> world.apply(web(3))),
                warning(AffinityNotSatisfied, "another zone opens, too late for replicas that should keep away")
                        .given(world -> world.zone("r1-a", 9).apply(ask("db")).apply(web(2)))
                        .broken(world -> world.zone("r1-b", 9).apply(soft))
                        .says("2 replicas are in r1-a, but db")
                        .mended(
                                "recreate the placement with whenUnsatisfiable DoNotSchedule in"
                                        + " spec.affinity.separateFrom to have its replicas assigned away from r1-a",
                                world -> world.delete("web").apply(hard)),
                warning(AffinityNotSatisfied, "two other zones open, too late for replicas that should keep away")
                        .given(world -> world.zone("r1-a", 9).apply(ask("db")).apply(web(2)))
                        .broken(world -> world.zone("r1-b", 9).zone("r1-c", 9).apply(soft))
                        .says("2 replicas are in r1-a, but db")
                        .mended(
                                "recreate the placement to have its replicas assigned away from r1-a",
                                world -> world.delete("web").apply(soft)),
                warning(AffinityNotSatisfied, "another placement comes to where the replicas are")
                        .given(world -> world.zone("r1-a", 9).apply(soft))
                        .broken(world -> world.apply(ask("db")))
                        .says("2 replicas are in r1-a, but db")
                        .mended("take db out of spec.affinity.separateFrom", world -> world.apply(web(2))));
    }

    static List<ViolationRow> together() {
        Ask hard = web(2).inZonesOf("db");
        Ask soft = web(2).colocateWith("db", Cpm.ZONE_KEY, ScheduleAnyway);
        return List.of(
                error(AffinityNotSatisfied, "there is no room where new replicas must go")
                        .given(world -> world.zone("r1-a", 1).apply(ask("db")))
                        .broken(world -> world.zone("r1-b", 9).apply(hard))
                        .says("2 replicas are held back by colocateWith db, which is only in r1-a")
                        .blocked("r1-a", "InsufficientCapacity", "r1-b", "AffinityNotSatisfied")
                        .mended("provide 2 more m1 in r1-a", world -> world.zone("r1-a", 9))
                        .mended("set whenUnsatisfiable to ScheduleAnyway", world -> world.apply(soft)),
                error(AffinityNotSatisfied, "new replicas must go near what does not exist")
                        .given(world -> world.zone("r1-a", 9))
                        .broken(world -> world.apply(hard))
                        .says("colocateWith db, which does not exist for account default")
                        .blocked("r1-a", "AffinityNotSatisfied")
                        .mended("create placement db for account default", world -> world.apply(ask("db")))
                        .mended("take it out of spec.affinity.colocateWith", world -> world.apply(web(2))),
                error(AffinityNotSatisfied, "new replicas must go beside what does not exist")
                        .given(world -> world.zone("r1-a", 9).zone("r1-b", 9))
                        .broken(world -> world.apply(web(2).inRegionsOf("db").notInZonesOf("db")))
                        .says("colocateWith db, which does not exist for account default")
                        .blocked("r1-a", "AffinityNotSatisfied", "r1-b", "AffinityNotSatisfied")
                        .mended("create placement db for account default", world -> world.apply(ask("db")))
                        .mended(
                                "take it out of spec.affinity.colocateWith",
                                world -> world.apply(web(2).notInZonesOf("db"))),
                error(AffinityNotSatisfied, "two placements wait for each other")
                        .given(world -> world.zone("r1-a", 9))
                        .broken(world -> world.apply(hard).apply(ask("db").inZonesOf("web")))
                        .says("colocateWith db, which has no replica and waits for this placement in turn")
                        .blocked("r1-a", "AffinityNotSatisfied")
                        .mended(
                                "ScheduleAnyway in spec.affinity.colocateWith, here or in db",
                                world -> world.apply(soft))
                        .mended(
                                "so that one of the two can go first",
                                world -> world.apply(ask("db").colocateWith("web", Cpm.ZONE_KEY, ScheduleAnyway))),
                error(AffinityNotSatisfied, "replicas are to be near what is elsewhere")
                        .given(world -> world.zone("r1-a", 2)
                                .apply(web(2))
                                .settle()
                                .zone("r1-b", 9)
                                .apply(ask("db")))
                        .broken(world -> world.apply(hard))
                        .says("2 replicas are in r1-a, but db, which the placement is to be colocated with, is only in")
                        .mended(
                                "recreate the placement to have its replicas assigned in r1-b",
                                world -> world.delete("web").apply(hard))
                        .mended("take db out of spec.affinity.colocateWith", world -> world.apply(web(2))),
                error(AffinityNotSatisfied, "what replicas must be near in a region goes")
                        .given(world -> world.zone("r1-a", 9).apply(ask("db")).apply(web(2).inRegionsOf("db")))
                        .broken(world -> world.delete("db"))
                        .says("2 replicas are in r1-a, but db, which the placement is to be colocated with, has no")
                        .mended("create db where the replicas are", world -> world.apply(ask("db"))),
                warning(AffinityNotSatisfied, "there is no room where new replicas should go")
                        .given(world -> world.zone("r1-a", 1)
                                .zone("r1-b", 1)
                                .apply(ask("db").replicas(2)))
                        .broken(world -> world.zone("r1-c", 9).apply(soft))
                        .says("2 replicas are in r1-c, but db, which the placement is to be colocated with, is only in")
                        .mended(
                                "provide 1 more m1 in r1-a and 1 more m1 in r1-b and recreate the placement to have its"
                                        + " replicas assigned in r1-a or r1-b",
                                world -> world.zone("r1-a", 2)
                                        .zone("r1-b", 2)
                                        .delete("web")
                                        .apply(soft)),
                warning(AffinityNotSatisfied, "what replicas should be near goes")
                        .given(world -> world.zone("r1-a", 9).apply(ask("db")).apply(soft))
                        .broken(world -> world.delete("db"))
                        .says("2 replicas are in r1-a, but db, which the placement is to be colocated with, has no")
                        .mended("create db where the replicas are", world -> world.apply(ask("db"))));
    }
}
