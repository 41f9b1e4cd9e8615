package dev.cpm.operator.words;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Indexes where there is little room for them. */
class IndexWordsTest {
    private static final String EVEN =
            IntStream.range(0, 5000).mapToObj(i -> String.valueOf(2 * i)).collect(Collectors.joining(","));

    @Test
    void whatFitsIsShownAsItIs() {
        assertThat(IndexWords.inShort("0,2,4-6", 7)).isEqualTo("0,2,4-6");
        assertThat(IndexWords.inShort("", 7)).isEmpty();
        assertThat(IndexWords.lines("0,2,4-6", 7)).containsExactly("0,2,4-6");
    }

    @Test
    void ofMoreTheFirstAreShownAndTheLast() {
        assertThat(IndexWords.inShort(EVEN, 16)).isEqualTo("0,2,4,6,8,…,9998").hasSize(16);
        assertThat(IndexWords.inShort("0,2,4-6", 6)).isEqualTo("0,…,4-6");
        assertThat(IndexWords.inShort(EVEN, 1)).as("no less than that").isEqualTo("0,…,9998");
        assertThat(IndexWords.inShort("x".repeat(50), 10)).isEqualTo("xxxxxxxxx…");
    }

    @Test
    void allAreFoldedAfterACommaWithoutALoss() {
        List<String> lines = IndexWords.lines(EVEN, 60);
        assertThat(lines.stream().mapToInt(String::length).max()).hasValue(60);
        assertThat(String.join("", lines).equals(EVEN)).isTrue();
        assertThat(IndexWords.lines("10-12,14", 7)).containsExactly("10-12,", "14");
        assertThat(IndexWords.lines("x".repeat(5), 2)).containsExactly("xx", "xx", "x");
    }
}
