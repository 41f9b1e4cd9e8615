package dev.cpm.operator.placement;

import static dev.cpm.operator.placement.Ask.ask;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cpm.operator.api.Condition;
import org.junit.jupiter.api.Test;

/** "For placed ones: whether the skew reached is the best possible, and why not better." */
class EvennessTest {
    private static String said(TestWorld world) {
        return world.settle().status("web").conditions().stream()
                .filter(condition -> condition.type().equals("TopologySatisfied"))
                .map(Condition::message)
                .findFirst()
                .orElseThrow();
    }

    private static Ask web(int replicas) {
        return ask("web").replicas(replicas);
    }

    @Test
    void asManyInEachZone() {
        TestWorld world = new TestWorld().zone("r1-a", 9).zone("r1-b", 9).apply(web(4));
        assertThat(said(world)).isEqualTo("no topology rule is broken (the replicas are spread evenly)");
    }

    @Test
    void oneMoreThanCanBeSharedOut() {
        TestWorld world = new TestWorld().zone("r1-a", 9).zone("r1-b", 9).apply(web(5));
        assertThat(said(world)).endsWith("(skew 1 over zones is the best possible for 5 replicas)");
    }

    @Test
    void aZoneThatIsFull() {
        TestWorld world = new TestWorld().zone("r1-a", 9).zone("r1-b", 1).apply(web(4));
        assertThat(said(world)).endsWith("(skew 2 over zones is the best possible, since r1-b has no more free m1)");
    }

    @Test
    void aZoneThatCameLater() {
        TestWorld world = new TestWorld().zone("r1-a", 9).zone("r1-b", 1).apply(web(4));
        assertThat(said(world.settle().zone("r1-b", 9)))
                .endsWith("(skew 2 over zones could be 0 if replicas moved, which they do not by themselves)");
    }

    @Test
    void aRuleThatCameLater() {
        TestWorld world = new TestWorld().zone("r1-a", 9).zone("r1-b", 1).apply(web(5).soft(3));
        assertThat(said(world.settle().apply(web(5).hard(1))))
                .endsWith("(skew 3 over zones, and placed anew not all replicas would find a zone)");
    }

    @Test
    void whereReplicasWaitOrThereIsOneZoneThereIsNothingToSay() {
        TestWorld waiting = new TestWorld().zone("r1-a", 2).zone("r1-b", 2).apply(web(5));
        assertThat(said(waiting)).doesNotContain("(");
        TestWorld alone = new TestWorld().zone("r1-a", 9).apply(web(2));
        assertThat(said(alone)).doesNotContain("(");
    }
}
