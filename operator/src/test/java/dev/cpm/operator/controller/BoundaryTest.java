package dev.cpm.operator.controller;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cpm.operator.api.Interconnect;
import dev.cpm.operator.api.InterconnectSpec;
import dev.cpm.operator.api.InterconnectState;
import dev.cpm.operator.placement.model.Shard;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Links that --regions cuts are named. */
class BoundaryTest {
    private static final Shard SHARD = Shard.parse("a,b");

    private static Interconnect link(String one, String other, InterconnectState state) {
        Interconnect link = new Interconnect();
        link.getMetadata().setName(one + "-" + other);
        link.setSpec(new InterconnectSpec("acme", List.of(one, other), state));
        return link;
    }

    @Test
    void anActiveLinkThatCrossesIsNamedFromThisSide() {
        assertThat(Boundary.crossed(
                        SHARD,
                        List.of(
                                link("a", "b", InterconnectState.Active),
                                link("c", "d", InterconnectState.Active),
                                link("a", "c", InterconnectState.Suspended),
                                link("a", "d", null),
                                link("c", "a", InterconnectState.Active))))
                .containsExactly("Interconnect c-a of account acme joins a with c, which another operator decides:"
                        + " placements that name both are placed on one side only.");
    }

    @Test
    void oneThatIsInvalidJoinsNothing() {
        Interconnect empty = new Interconnect();
        empty.getMetadata().setName("empty");
        assertThat(Boundary.crossed(SHARD, List.of(empty, link("a", "A!", InterconnectState.Active))))
                .isEmpty();
    }

    @Test
    void notMoreThanTenAreNamed() {
        List<Interconnect> many = IntStream.range(0, 100)
                .mapToObj(i -> link("a", "x" + i, InterconnectState.Active))
                .toList();
        assertThat(Boundary.crossed(SHARD, many))
                .hasSize(11)
                .last()
                .isEqualTo("The boundary of this operator's regions is crossed by 90 more Interconnects.");
        assertThat(Boundary.crossed(SHARD, many.subList(0, 11)))
                .last()
                .asString()
                .endsWith(" by 1 more Interconnect.");
    }
}
