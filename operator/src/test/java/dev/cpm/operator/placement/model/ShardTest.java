package dev.cpm.operator.placement.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cpm.operator.api.Interconnect;
import dev.cpm.operator.api.InterconnectSpec;
import dev.cpm.operator.api.InterconnectState;
import dev.cpm.operator.api.InterconnectStatus;
import dev.cpm.operator.api.LoadBalancer;
import dev.cpm.operator.api.LoadBalancerSpec;
import dev.cpm.operator.api.LoadBalancerStatus;
import dev.cpm.operator.api.Placement;
import dev.cpm.operator.api.PlacementSpec;
import dev.cpm.operator.api.Region;
import dev.cpm.operator.api.Zone;
import dev.cpm.operator.api.ZoneSpec;
import dev.cpm.operator.api.ZoneStatus;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.CustomResource;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Who owns what, whatever stands there. */
class ShardTest {
    private static final Shard A = Shard.parse("a");
    private static final Shard B_AND_C = Shard.parse("b,c");
    private static final Shard REST = Shard.parse("!a,!b,!c");
    private static final List<Shard> PARTITION = List.of(A, B_AND_C, REST);

    private static <T extends CustomResource<?, ?>> T named(T object) {
        object.setMetadata(
                new ObjectMetaBuilder().withNamespace("default").withName("web").build());
        return object;
    }

    /** Null: without a spec. A region may be null, too. */
    private static Placement placement(String... regions) {
        Placement placement = named(new Placement());
        placement.setSpec(
                regions == null
                        ? null
                        : new PlacementSpec(
                                null,
                                "m1",
                                1,
                                Arrays.asList(regions),
                                null,
                                null,
                                null,
                                null,
                                null,
                                null,
                                null,
                                null,
                                null,
                                null,
                                null,
                                null,
                                null));
        return placement;
    }

    private static Zone zone(String region, String accepted) {
        Zone zone = named(new Zone());
        zone.setSpec(region == null ? null : new ZoneSpec(region, null, null, null));
        zone.setStatus(accepted == null ? null : new ZoneStatus(1L, accepted, List.of(), 0, List.of()));
        return zone;
    }

    private static LoadBalancer loadBalancer(String region, String accepted) {
        LoadBalancer loadBalancer = named(new LoadBalancer());
        loadBalancer.setSpec(region == null ? null : new LoadBalancerSpec(null, region));
        loadBalancer.setStatus(
                accepted == null
                        ? null
                        : new LoadBalancerStatus(1L, null, null, accepted, List.of(), List.of(), List.of()));
        return loadBalancer;
    }

    private static Interconnect link(List<String> regions, List<String> accepted) {
        Interconnect link = named(new Interconnect());
        link.setSpec(regions == null ? null : new InterconnectSpec("acme", regions, InterconnectState.Active));
        link.setStatus(accepted == null ? null : new InterconnectStatus(1L, "acme", accepted, List.of()));
        return link;
    }

    private static Region region(String name) {
        Region region = named(new Region());
        region.getMetadata().setName(name);
        return region;
    }

    static Stream<Arguments> objects() {
        return Stream.of(
                Arguments.of("a placement, by its first region", placement("a", "b"), A),
                Arguments.of("the same after an edit", placement("b", "a"), B_AND_C),
                Arguments.of("of a region that nobody defines", placement("nowhere", "a"), REST),
                Arguments.of("of a name that cannot be", placement("A!", "a"), REST),
                Arguments.of("of a region without a name", placement("", "a"), REST),
                Arguments.of("of a region that is null", placement(null, "a"), REST),
                Arguments.of("that names one twice", placement("b", "b"), B_AND_C),
                Arguments.of("of no region", placement(new String[0]), REST),
                Arguments.of("without a spec", placement((String[]) null), REST),
                Arguments.of("a zone, by its region", zone("a", null), A),
                Arguments.of("by the region that was accepted", zone("a", "b"), B_AND_C),
                Arguments.of("whose region is no name", zone("", null), REST),
                Arguments.of("without a spec", zone(null, null), REST),
                Arguments.of("a load balancer, by its region", loadBalancer("c", null), B_AND_C),
                Arguments.of("by the region that was accepted", loadBalancer("c", "a"), A),
                Arguments.of("whose region is no name", loadBalancer("C!", null), REST),
                Arguments.of("without a spec", loadBalancer(null, null), REST),
                Arguments.of("a link, by its first region", link(List.of("b", "a"), null), B_AND_C),
                Arguments.of("swapped after it was accepted", link(List.of("a", "b"), List.of("b", "a")), B_AND_C),
                Arguments.of("of no region", link(List.of(), null), REST),
                Arguments.of("without a spec", link(null, null), REST),
                Arguments.of("a region that is named", region("c"), B_AND_C),
                Arguments.of("a region that is not", region("d"), REST));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("objects")
    void everyObjectHasOneOwner(String what, HasMetadata object, Shard owner) {
        assertThat(PARTITION).filteredOn(shard -> shard.owns(object)).containsExactly(owner);
        assertThat(Shard.ALL.owns(object)).isTrue();
        if (object instanceof Placement placement) {
            assertThat(PARTITION)
                    .filteredOn(shard -> shard.owns(Known.of(placement)))
                    .containsExactly(owner);
        }
    }

    @Test
    void whatHasNoRegionIsEverybodys() {
        HasMetadata namespace = new NamespaceBuilder()
                .withNewMetadata()
                .withName("default")
                .endMetadata()
                .build();
        assertThat(PARTITION).allMatch(shard -> shard.owns(namespace));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            a,b          | a,b         | a and b
            b , a        | a,b         | a and b
            !a           | !a          | all regions but a
            !b,! a       | !a,!b       | all regions but a and b
            eu.west-1    | eu.west-1   | eu.west-1
            """)
    void itIsReadAsItIsWritten(String text, String written, String words) {
        Shard shard = Shard.parse(text);
        assertThat(shard).hasToString(written);
        assertThat(Shard.parse(written)).isEqualTo(shard);
        assertThat(shard.words()).isEqualTo(words);
        assertThat(shard.all()).isFalse();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            ''       | '' has an empty name; name regions, as in
            a,,b     | 'a,,b' has an empty name; name regions, as in
            a,       | 'a,' has an empty name; name regions, as in
            !        | '!' has an empty name; name regions, as in
            A_b      | 'A_b' cannot be the name of a Region; name regions, as in
            *        | '*' cannot be the name of a Region; name regions, as in
            !!a      | '!a' cannot be the name of a Region; name regions, as in
            a b      | 'a b' cannot be the name of a Region; name regions, as in
            a,b,a    | 'a,b,a' names a twice; name each region once
            !a,b     | '!a,b' has names with ! and without; name regions, as in
            a,!a     | 'a,!a' names a twice; name each region once
            """)
    void whatCannotBeMeantIsRefused(String text, String why) {
        assertThatThrownBy(() -> Shard.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(why);
    }

    @Test
    void aNameOfAnyLengthMakesAShortSentence() {
        assertThatThrownBy(() -> Shard.parse("a".repeat(100_000)))
                .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(500));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            a,b    | b,c    | b
            a,b    | c      | -
            a      | !a     | -
            a,b    | !a     | b
            !a     | !b     | all regions but a and b
            !a     | !a     | all regions but a
            """)
    void twoOverlapWhereARegionHasTwoOwners(String one, String other, String where) {
        Shard a = Shard.parse(one);
        Shard b = Shard.parse(other);
        assertThat(a.overlaps(b)).isEqualTo(b.overlaps(a)).isEqualTo(where != null);
        if (where != null) {
            assertThat(a.overlap(b)).isEqualTo(b.overlap(a)).isEqualTo(where);
        }
        assertThat(Shard.ALL.overlaps(a)).isTrue();
        assertThat(a.overlap(Shard.ALL)).isEqualTo(a.words());
    }
}
