package dev.cpm.operator.placement.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Indexes read and write like {@code completedIndexes} of a Job. */
class IndexesTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"0|0", "2,0,1|0-2", "0,1|0,1", "0,2,4|0,2,4", "5,3,4,9,10|3-5,9,10", "9999|9999", "0-9999|0-9999"})
    void areWrittenShort(String text, String written) {
        assertThat(Indexes.parse(text)).hasToString(written);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", " ", ",", "-", "x", "-1", "1-", "3-1", "10000", "99999999999", "0x1", "1.5", "١"})
    void whatIsNoIndexIsLeftOut(String garbage) {
        assertThat(Indexes.parse(garbage)).isEqualTo(Indexes.NONE).hasToString("");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1,x,3", " 1 , 3 ", "1,,3", "1,3,3,1", "3,1", "1,2-1,3", "1,3-3,9-10000"})
    void whatIsAnIndexAmongGarbageStays(String text) {
        assertThat(Indexes.parse(text)).isEqualTo(Indexes.of(1, 3));
    }

    @Property(seed = "23", tries = 300)
    void areReadAsTheyWereWritten(@ForAll @Size(max = 40) Set<@IntRange(max = 60) Integer> some) {
        Indexes indexes = Indexes.of(some.stream().mapToInt(i -> i).toArray());
        assertThat(Indexes.parse(indexes.toString())).isEqualTo(indexes);
        assertThat(indexes.size()).isEqualTo(some.size());
        assertThat(indexes.stream().boxed().collect(Collectors.toSet())).isEqualTo(some);
    }

    @Property(seed = "23", tries = 300)
    void theHighestGoFirst(
            @ForAll @Size(max = 20) Set<@IntRange(max = 60) Integer> some, @ForAll @IntRange(max = 25) int n) {
        int[] kept = some.stream()
                .sorted()
                .mapToInt(i -> i)
                .limit(Math.max(0, some.size() - n))
                .toArray();
        Indexes all = Indexes.of(some.stream().mapToInt(i -> i).toArray());
        assertThat(all.withoutHighest(n)).isEqualTo(Indexes.of(kept));
    }

    @Test
    void aSetOfThemNeverChanges() {
        Indexes three = Indexes.of(0, 1, 2);
        three.without(BitSet.valueOf(new long[] {2}));
        three.and(Indexes.of(7));
        three.withoutHighest(2);
        three.stream().toArray()[0] = 9;
        assertThat(three).hasToString("0-2");
    }
}
