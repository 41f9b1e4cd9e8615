package dev.cpm.operator.placement.rules;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import dev.cpm.operator.api.BlockerReason;
import dev.cpm.operator.api.ViolationType;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Every violation and every blocker is named by a rule; that each appears is {@code ViolationTruthTableTest}'s. */
class EveryRuleIsBuiltTest {
    private static final JavaClasses RULES = new ClassFileImporter()
            .withImportOption(new DoNotIncludeTests())
            .importPackages(Rules.class.getPackageName());

    @Test
    void violations() {
        assertThat(named(ViolationType.class)).isEqualTo(all(ViolationType.class));
    }

    @Test
    void blockers() {
        assertThat(named(BlockerReason.class)).isEqualTo(all(BlockerReason.class));
    }

    private static <E extends Enum<E>> Set<String> all(Class<E> type) {
        return Arrays.stream(type.getEnumConstants()).map(Enum::name).collect(Collectors.toSet());
    }

    /** The constants of an enum that any rule names. */
    private static <E extends Enum<E>> Set<String> named(Class<E> type) {
        Set<String> constants = all(type);
        return RULES.stream()
                .flatMap(rule -> rule.getFieldAccessesFromSelf().stream())
                .filter(access -> access.getTargetOwner().isEquivalentTo(type))
                .map(access -> access.getTarget().getName())
                .filter(constants::contains)
                .collect(Collectors.toSet());
    }
}
