package dev.cpm.operator.placement.status;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A clock may go back; what a status says must not. */
class TimesTest {
    private static final String NOW = "2026-11-25T12:00:00Z";

    @ParameterizedTest
    @ValueSource(strings = {"2026-11-25T12:00:00Z", "2026-11-25T12:00:00.000000001Z", "2026-11-25T12:00:00.999999999Z"})
    void areWrittenInWholeSeconds(String time) {
        assertThat(Times.of(Instant.parse(time))).isEqualTo(NOW);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-25T11:00:00Z, 2026-11-25T12:00:00Z, 2026-11-25T12:00:00Z",
        "2026-11-25T12:00:00Z, 2026-11-25T12:00:00Z, 2026-11-25T12:00:01Z",
        "2026-11-25T13:00:00Z, 2026-11-25T13:00:00Z, 2026-11-25T13:00:01Z",
        "9999-12-31T23:59:59Z, 9999-12-31T23:59:59Z, 2026-11-25T12:00:00Z",
        "+1000000000-12-31T23:59:59.999999999Z, +1000000000-12-31T23:59:59.999999999Z, 2026-11-25T12:00:00Z",
        "yesterday, 2026-11-25T12:00:00Z, 2026-11-25T12:00:00Z",
        ", 2026-11-25T12:00:00Z, 2026-11-25T12:00:00Z"
    })
    void neitherIsEverBeforeTheOneThatIsStored(String stored, String later, String after) {
        assertThat(Times.later(stored, NOW)).isEqualTo(later);
        assertThat(Times.after(stored, NOW)).isEqualTo(after);
    }
}
