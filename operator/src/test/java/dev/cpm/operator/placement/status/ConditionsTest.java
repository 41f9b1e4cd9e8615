package dev.cpm.operator.placement.status;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cpm.operator.api.Condition;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Conditions keep the time of their last change. */
class ConditionsTest {
    private static final String THEN = "2026-01-01T00:00:00Z";
    private static final String NOW = "2026-06-01T00:00:00Z";

    @Test
    void theTimeStaysWhileTheStatusDoesWhateverTheReason() {
        Condition later = next(before("Ready", "False", THEN), false);
        assertThat(later.lastTransitionTime()).isEqualTo(THEN);
        assertThat(later.reason()).isEqualTo("New");
        assertThat(later.message()).isEqualTo("new words");
        assertThat(later.observedGeneration()).isEqualTo(2);
    }

    @Test
    void theTimeIsNewWhenTheStatusChanges() {
        assertThat(next(before("Ready", "False", THEN), true).lastTransitionTime())
                .isEqualTo(NOW);
        assertThat(next(before("Ready", "Unknown", THEN), false).lastTransitionTime())
                .isEqualTo(NOW);
    }

    @Test
    void theTimeIsNewWhereThereWasNone() {
        assertThat(next(before("Scheduled", "True", THEN), true).lastTransitionTime())
                .isEqualTo(NOW);
        assertThat(next(before("Ready", "True", null), true).lastTransitionTime())
                .isEqualTo(NOW);
    }

    @Test
    void theyStandInTheOrderInWhichTheyWereAdded() {
        List<Condition> conditions = new Conditions(List.of(), 1L, NOW)
                .add("Scheduled", true, "A", "a")
                .add("Ready", false, "B", "b")
                .toList();
        assertThat(conditions).extracting(Condition::type).containsExactly("Scheduled", "Ready");
        assertThat(conditions).extracting(Condition::status).containsExactly("True", "False");
    }

    private static Condition before(String type, String status, String since) {
        return new Condition(type, status, 1L, since, "Old", "old words");
    }

    private static Condition next(Condition before, boolean status) {
        return new Conditions(List.of(before), 2L, NOW)
                .add("Ready", status, "New", "new words")
                .toList()
                .get(0);
    }
}
