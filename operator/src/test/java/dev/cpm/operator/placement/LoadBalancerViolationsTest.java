package dev.cpm.operator.placement;

import static dev.cpm.operator.placement.Ask.ask;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cpm.operator.api.LoadBalancerStatus.LoadBalancerViolation;
import dev.cpm.operator.api.LoadBalancerStatus.LoadBalancerViolation.Type;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a load balancer {@code lb} of region r1 says is wrong with it: each appears, stays with its time, and goes. */
class LoadBalancerViolationsTest {
    private record Row(
            Type type,
            String when,
            ViolationRow.Deed breaks,
            String message,
            ViolationRow.Deed stays,
            String remedy,
            ViolationRow.Deed mends) {
        @Override
        public String toString() {
            return type + ": " + when;
        }
    }

    private static Ask web(int replicas) {
        return ask("web").replicas(replicas).behind("lb");
    }

    static List<Row> rows() {
        return List.of(
                new Row(
                        Type.UnknownRegion,
                        "its region is deleted",
                        world -> world.noRegion("r1"),
                        "the spec names region r1, which does not exist",
                        world -> world.apply(web(3)),
                        "or create the Region",
                        world -> world.region("r1")),
                new Row(
                        Type.SingleZone,
                        "all that is behind it is in one zone",
                        world -> world.apply(web(2).onlyIn("r1-a")),
                        "both replicas behind it are in r1-a",
                        world -> world.apply(web(3).onlyIn("r1-a")),
                        "since no other zone of r1 takes replicas of them now",
                        world -> world.apply(web(4))),
                new Row(
                        Type.LoadBalancerCrossRegion,
                        "it is named by a placement that is elsewhere already",
                        world -> world.apply(ask("far").replicas(2).in("r2"))
                                .settle()
                                .apply(ask("far").replicas(2).in("r2", "r1").behind("lb")),
                        "2 replicas of far in r2-a cannot be bound: it binds machines of r1 only",
                        world -> world.apply(
                                ask("far").replicas(1).in("r2", "r1").behind("lb")),
                        "the status of far says what mends it",
                        world -> world.delete("far")
                                .settle()
                                .apply(ask("far").replicas(1).in("r2", "r1").behind("lb"))),
                new Row(
                        Type.LoadBalancerAccountMismatch,
                        "a placement of another account names it",
                        world -> world.apply(ask("thief").account("omega").behind("lb")),
                        "1 placement of another account names it; its machines cannot be bound",
                        world -> world.apply(ask("robber").account("omega").behind("lb")),
                        "take lb out of spec.loadBalancers of those placements",
                        world -> world.apply(ask("thief").account("omega"))
                                .apply(ask("robber").account("omega"))),
                new Row(
                        Type.LoadBalancerAccountMismatch,
                        "its namespace goes to another account than it claims",
                        world -> world.loadBalancer("lb", "default", "r1").namespace("default", "acme"),
                        "spec.account is default, but namespace default belongs to account acme",
                        world -> world.zone("r3-a", 9),
                        "recreate the load balancer with spec.account acme or without it",
                        world -> world.noLoadBalancer("lb").loadBalancer("lb", "r1")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    void appearsStaysAndGoes(Row row) {
        TestWorld world = new TestWorld()
                .zone("r1-a", 9)
                .zone("r1-b", 9)
                .zone("r2-a", 9)
                .loadBalancer("lb", "r1")
                .settle();
        assertThat(world.loadBalancerViolations("lb")).isEmpty();
        LoadBalancerViolation appeared =
                only(row.breaks().apply(world).settle(), row).findFirst().orElseThrow();
        assertThat(appeared.message()).contains(row.message());
        assertThat(appeared.since()).isEqualTo(TestWorld.NOW);
        LoadBalancerViolation stayed =
                only(row.stays().apply(world.later()).settle(), row).findFirst().orElseThrow();
        assertThat(stayed.since()).isEqualTo(TestWorld.NOW);
        assertThat(stayed.remedy()).contains(row.remedy());
        assertThat(only(row.mends().apply(world).settle(), row)).isEmpty();
    }

    private static Stream<LoadBalancerViolation> only(TestWorld world, Row row) {
        return world.loadBalancer("lb").violations().stream().filter(violation -> violation.type() == row.type());
    }

    @Test
    void whereOneMoreWouldGoIsSaidAndComesTrue() {
        Ask behind = ask("web").replicas(2).behind("lb");
        TestWorld world = new TestWorld()
                .zone("r1-a", 9)
                .loadBalancer("lb", "r1")
                .apply(behind)
                .settle()
                .zone("r1-b", 9)
                .settle();
        assertThat(world.loadBalancer("lb").violations().get(0).remedy())
                .isEqualTo("scale up what is behind it, since new replicas go to r1-b");
        assertThat(world.apply(ask("web").replicas(2).behind("lb").suspended(true))
                        .settle()
                        .loadBalancer("lb")
                        .violations()
                        .get(0)
                        .remedy())
                .as("nobody grows who is suspended")
                .doesNotContain("scale up");
        world.apply(ask("web").replicas(3).behind("lb")).settle();
        assertThat(world.loadBalancerViolations("lb")).isEmpty();
    }

    @Test
    void noTypeIsLeftOut() {
        assertThat(rows()).extracting(Row::type).contains(Type.values());
    }
}
