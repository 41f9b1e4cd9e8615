package dev.cpm.operator.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cpm.operator.cli.admission.Admission;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.statistics.Statistics;
import net.jqwik.api.statistics.StatisticsReport;

/** Whatever the spec: the operator refuses just what a current API server refuses, and for the same fields and rules. */
class SpecCheckAgreesTest {
    private static final Set<String> RULES = CrdFiles.rules();

    /** How the API server judges a manifest. */
    private enum Verdict {
        GOOD,
        MALFORMED,
        AGAINST_A_RULE
    }

    @Property(seed = "7", tries = 5000, shrinking = ShrinkingMode.OFF, edgeCases = EdgeCasesMode.NONE)
    @StatisticsReport(onFailureOnly = true)
    void onPlacements(@ForAll("placements") JsonNode manifest) {
        Statistics.label("verdict").collect(agreed(manifest)).coverage(verdicts -> {
            verdicts.check(Verdict.GOOD).percentage(percent -> percent > 30);
            verdicts.check(Verdict.MALFORMED).percentage(percent -> percent > 10);
            verdicts.check(Verdict.AGAINST_A_RULE).percentage(percent -> percent > 5);
        });
    }

    @Property(seed = "7", tries = 5000, shrinking = ShrinkingMode.OFF, edgeCases = EdgeCasesMode.NONE)
    @StatisticsReport(onFailureOnly = true)
    void onTheOtherKinds(@ForAll("others") JsonNode manifest) {
        Statistics.label("verdict").collect(agreed(manifest)).coverage(verdicts -> {
            verdicts.check(Verdict.GOOD).percentage(percent -> percent > 30);
            verdicts.check(Verdict.MALFORMED).percentage(percent -> percent > 3);
        });
    }

    @Provide
    Arbitrary<JsonNode> placements() {
        return SpecArbitraries.placement();
    }

    @Provide
    Arbitrary<JsonNode> others() {
        return SpecArbitraries.other();
    }

    private static Verdict agreed(JsonNode manifest) {
        Map<Boolean, List<FieldError>> refused = Admission.errors(manifest, null).stream()
                .collect(Collectors.partitioningBy(error -> RULES.contains(error.message())));
        Set<String> wrongFields =
                refused.get(false).stream().map(FieldError::field).collect(Collectors.toSet());
        List<FieldError> errors = Specs.check(manifest);
        if (!Manifests.object(manifest).unreadableSpec().isEmpty()) {
            assertThat(wrongFields).as("%s", errors).containsAll(errors.stream().map(FieldError::field)::iterator);
            return Verdict.MALFORMED;
        }
        assertThat(errors.stream().filter(e -> !RULES.contains(e.message())).map(FieldError::field))
                .as("%s", errors)
                .containsAll(wrongFields)
                .isSubsetOf(wrongFields);
        if (!wrongFields.isEmpty()) {
            return Verdict.MALFORMED;
        }
        List<String> brokenRules =
                refused.get(true).stream().map(FieldError::message).toList();
        assertThat(errors.stream().map(FieldError::message))
                .containsAll(brokenRules)
                .isSubsetOf(brokenRules);
        return brokenRules.isEmpty() ? Verdict.GOOD : Verdict.AGAINST_A_RULE;
    }
}
