package dev.cpm.operator.placement.model;

import static dev.cpm.operator.api.InterconnectState.Active;
import static dev.cpm.operator.api.InterconnectState.Requested;
import static dev.cpm.operator.api.InterconnectState.Suspended;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Which regions reach each other over the private network of an account. */
class LinksTest {
    private final Links links = new Links();

    @Test
    void aRegionReachesItself() {
        assertThat(links.active("acme", "r1", "r1")).isTrue();
    }

    @Test
    void anActiveLinkJoinsBothWaysForItsAccountOnly() {
        links.add("acme", List.of("r2", "r1"), Active);
        assertThat(links.active("acme", "r1", "r2")).isTrue();
        assertThat(links.active("acme", "r2", "r1")).isTrue();
        assertThat(links.active("other", "r1", "r2")).isFalse();
    }

    @Test
    void linksAreNotTransitive() {
        links.add("acme", List.of("r1", "r2"), Active);
        links.add("acme", List.of("r2", "r3"), Active);
        assertThat(links.active("acme", "r1", "r3")).isFalse();
    }

    @Test
    void whatIsNotActiveJoinsNothingButIsKnown() {
        links.add("acme", List.of("r1", "r2"), null);
        links.add("acme", List.of("r1", "r3"), Suspended);
        assertThat(links.active("acme", "r1", "r2")).isFalse();
        assertThat(links.state("acme", "r2", "r1")).contains(Requested);
        assertThat(links.state("acme", "r1", "r3")).contains(Suspended);
        assertThat(links.state("acme", "r2", "r3")).isEmpty();
    }

    @Test
    void ofTwoObjectsForOnePairTheActiveOneCountsInAnyOrder() {
        links.add("acme", List.of("r1", "r2"), Active);
        links.add("acme", List.of("r2", "r1"), Suspended);
        links.add("acme", List.of("r3", "r1"), Requested);
        links.add("acme", List.of("r1", "r3"), Active);
        assertThat(links.active("acme", "r1", "r2")).isTrue();
        assertThat(links.active("acme", "r1", "r3")).isTrue();
    }

    @Test
    void anInvalidOneJoinsNothing() {
        links.add(null, List.of("r1", "r2"), Active);
        links.add("acme", null, Active);
        links.add("acme", List.of("r1"), Active);
        links.add("acme", List.of("r1", "r2", "r3"), Active);
        assertThat(links.active("acme", "r1", "r2")).isFalse();
    }
}
