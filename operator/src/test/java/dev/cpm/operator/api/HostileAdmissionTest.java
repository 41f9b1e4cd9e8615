package dev.cpm.operator.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cpm.operator.cli.admission.Admission;
import dev.cpm.operator.hostile.HostileRow;
import dev.cpm.operator.hostile.HostileRow.By;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the CRDs alone say of every hostile manifest; HostileIT asks a real API server the same. */
class HostileAdmissionTest {
    private static final Set<String> RULES = CrdFiles.rules();

    static List<HostileRow> rows() {
        // Names are for the API server's own rules, and how YAML is read is for kubectl.
        return HostileRow.all().stream()
                .filter(row -> !row.isAboutYaml())
                .filter(row -> row.refused() == null || row.refused().by() != By.kubectl)
                .filter(row -> row.refused() == null
                        || !"metadata.name".equals(row.refused().field()))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("rows")
    void isRefusedByTheFieldThatTheTableNames(HostileRow row) {
        JsonNode old = row.before() == null ? null : created(row.before());
        JsonNode manifest = created(row.manifest());
        Map<Boolean, List<FieldError>> errors = Admission.errors(manifest, old).stream()
                .collect(Collectors.partitioningBy(error -> RULES.contains(error.message())));
        List<String> wrong = errors.get(false).stream()
                .map(error -> error.field().replace("[tier]", ".tier"))
                .toList();
        if (row.refused(false)) {
            assertThat(wrong).contains(row.refused().field());
            return;
        }
        assertThat(wrong).isEmpty();
        List<FieldError> broken = errors.get(true);
        if (row.refused() != null && row.refused().by() == By.rule) {
            assertThat(broken)
                    .anyMatch(error -> error.message().contains(row.refused().says()));
        } else {
            assertThat(broken).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("rows")
    void isReportedByTheOperatorWhereNoRuleRefusesIt(HostileRow row) {
        assumeTrue(row.refused() == null || row.refused().by() != By.strict, "what is unknown is dropped before");
        List<FieldError> errors = row.before() == null
                ? Specs.check(created(row.manifest()))
                : Specs.checkEdit(created(row.before()), created(row.manifest()));
        if (row.refused(false)) {
            assertThat(row.before() == null ? errors : Specs.check(created(row.manifest())))
                    .as("what an API server refuses, the operator must not take for good either")
                    .isNotEmpty();
        } else if (row.reported().reason().equals("InvalidSpec")) {
            assertThat(errors)
                    .anyMatch(error -> error.toString().contains(row.reported().says()));
        } else {
            assertThat(errors).isEmpty();
        }
    }

    @Test
    void theTableIsLargeAndEachRowHasAnOutcome() {
        assertThat(HostileRow.all())
                .hasSizeGreaterThan(90)
                .allMatch(row -> row.reported() != null || row.refused(false));
        assertThat(HostileRow.all()).extracting(HostileRow::name).doesNotHaveDuplicates();
    }

    /** As it is created: a status in a manifest is passed over, and the namespace is known. */
    private static JsonNode created(String manifest) {
        ObjectNode tree = (ObjectNode) Manifests.tree(manifest);
        tree.remove("status");
        if (tree.get("metadata") instanceof ObjectNode metadata && !metadata.has("namespace")) {
            metadata.put("namespace", "default");
        }
        return tree;
    }
}
