package dev.cpm.operator.placement;

import static dev.cpm.operator.placement.Ask.ask;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cpm.operator.api.PlacementSpec.PlacementReference;
import dev.cpm.operator.placement.model.PlacementKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** A tenant can neither use nor learn of another account's links, machines or placements through any status. */
class TenancyTest {

    @Provide
    Arbitrary<List<List<Change>>> machinesForAll() {
        return TenantStories.any(true);
    }

    @Provide
    Arbitrary<List<List<Change>>> fewMachines() {
        return TenantStories.any(false);
    }

    /** With machines for all, nothing of theirs makes any difference to us. */
    @Property(seed = "7", tries = 1000, edgeCases = EdgeCasesMode.NONE)
    void itMakesNoDifferenceWhetherTheyAreThere(@ForAll("machinesForAll") List<List<Change>> steps) {
        List<List<Change>> together = steps.stream()
                .map(step -> step.stream().map(TenancyTest::apartInCommon).toList())
                .toList();
        List<List<Change>> alone = together.stream()
                .map(step -> step.stream()
                        .filter(change -> !TenantStories.theirs(change))
                        .toList())
                .toList();
        Story with = Story.of(together);
        Story without = Story.of(alone);
        DecisionPropertiesTest.same(ours(without.statuses()), ours(with.statuses()));
        assertThat(ours(with.loadBalancers())).isEqualTo(ours(without.loadBalancers()));
    }

    /** With few machines, their numbers may matter; their names are never told. */
    @Property(seed = "7", tries = 1000, edgeCases = EdgeCasesMode.NONE)
    void theirNamesAreNeverTold(@ForAll("fewMachines") List<List<Change>> steps) {
        Story story = Story.of(steps);
        ours(story.statuses())
                .forEach((key, status) -> tellsNothing(
                        key + " " + status, story.world().placement(key).spec().toString()));
        ours(story.loadBalancers()).forEach((key, status) -> tellsNothing(key + " " + status, ""));
    }

    /** What somebody wrote down himself is no secret; but for the account, which no reference has. */
    private static void tellsNothing(String told, String ownWords) {
        Set<String> words = new TreeSet<>(Arrays.asList(told.split("[^A-Za-z0-9]+")));
        words.retainAll(TenantStories.THEIR_WORDS);
        words.removeAll(Arrays.asList(ownWords.split("[^A-Za-z0-9]+")));
        assertThat(words).as(told).isEmpty();
    }

    private static <T> Map<PlacementKey, T> ours(Map<PlacementKey, T> all) {
        Map<PlacementKey, T> ours = new TreeMap<>(all);
        ours.keySet().removeIf(key -> !TenantStories.ours(key));
        return ours;
    }

    /**
     * By contract, whoever names a peer or a load balancer of another account is told that it is another's. In a namespace
     * without a label that says that it is there; so here nobody names one of the other's there.
     */
    private static Change apartInCommon(Change change) {
        if (!(change instanceof Change.Apply apply)) {
            return change;
        }
        boolean theirs = TenantStories.theirs(change);
        List<String> loadBalancers = new ArrayList<>(apply.spec().loadBalancers());
        loadBalancers.removeIf(name -> theirs != name.equals("lbz"));
        List<PlacementReference> peers = new ArrayList<>(apply.spec().peers());
        peers.removeIf(peer -> peer.name().equals("zebra"));
        return new Change.Apply(apply.key(), TenantStories.naming(apply.spec(), loadBalancers, peers), apply.created());
    }

    /** Who else has the machines of a full zone is told only of the own account. */
    @Test
    void whoHasTheMachinesIsNotTold() {
        TestWorld world = new TestWorld()
                .zone("r1-a", 5)
                .namespace("zoo", "omega")
                .apply(ask("zoo/yak").replicas(3))
                .settle()
                .apply(ask("web").replicas(4))
                .settle();
        assertThat(world.status("web").blockers().get(0).message())
                .isEqualTo("no free m1 in r1-a: it has 5, all in use, 2 by this placement");
        assertThat(world.status("web").violations().get(0).remedy()).isEqualTo("provide 2 more m1 in r1-a");
        world.namespace("zoo", "default").settle();
        assertThat(world.status("web").violations().get(0).remedy())
                .isEqualTo("provide 2 more m1 in r1-a; or scale down what else uses m1 in r1-a");
    }

    /** A peer in a namespace of another account is another's, whether it is there or not. */
    @Test
    void whatALabelledNamespaceHoldsIsNotTold() {
        TestWorld world = new TestWorld()
                .zone("r1-a", 9)
                .namespace("zoo", "omega")
                .apply(ask("web").peers("zoo/yak"))
                .settle();
        var before = world.status("web");
        world.apply(ask("zoo/yak")).settle();
        assertThat(world.status("web")).isEqualTo(before);
        assertThat(world.violations("web")).containsExactly("CrossAccountPrivateNetwork");
    }
}
