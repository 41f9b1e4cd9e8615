package dev.cpm.operator.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.IntOrString;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MinAvailableTest {

    @ParameterizedTest(name = "{0} of {1} replicas is {2}")
    @CsvSource({
        "Quorum, 0, 1",
        "Quorum, 1, 1",
        "Quorum, 2, 2",
        "Quorum, 3, 2",
        "Quorum, 4, 3",
        "Quorum, 5, 3",
        "0%, 7, 0",
        "1%, 7, 1",
        "50%, 7, 4",
        "50%, 8, 4",
        "99%, 10000, 9900",
        "100%, 10000, 10000",
        "100%, 0, 0"
    })
    void wordsAndPercentages(String minAvailable, int replicas, int number) {
        assertThat(MinAvailable.of(new IntOrString(minAvailable), replicas)).hasValue(number);
    }

    @Test
    void aNumberIsItself() {
        assertThat(MinAvailable.of(new IntOrString(0), 3)).hasValue(0);
        assertThat(MinAvailable.of(new IntOrString(5), 3)).hasValue(5);
        assertThat(MinAvailable.of(new IntOrString(10_000), 3)).hasValue(10_000);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "quorum", "5", "101%", "05%", "-1%", "50 %", "50%\n"})
    void whatSpecCheckRefusesIsNoNumber(String words) {
        assertThat(MinAvailable.of(new IntOrString(words), 3)).isEmpty();
    }

    @Test
    void neitherIsANumberOutOfRangeOrNothing() {
        assertThat(MinAvailable.of(new IntOrString(-1), 3)).isEmpty();
        assertThat(MinAvailable.of(new IntOrString(10_001), 3)).isEmpty();
        assertThat(MinAvailable.of(null, 3)).isEmpty();
    }
}
