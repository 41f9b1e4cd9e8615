package dev.cpm.operator.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.HasMetadata;
import org.junit.jupiter.api.Test;

/** The kinds are called here as their definitions call them, of which there is one for each. */
class KindsTest {
    @Test
    void theirNamesAreThoseOfTheDefinitions() {
        assertThat(Kinds.NAMES)
                .isEqualTo(Kinds.CLASSES.stream().map(HasMetadata::getKind).toList())
                .isSorted();
        assertThat(Kinds.NAMES.stream().map(Kinds::resource).toList())
                .isEqualTo(Kinds.CLASSES.stream()
                        .map(HasMetadata::getFullResourceName)
                        .toList())
                .containsExactlyInAnyOrderElementsOf(CrdFiles.KINDS.stream()
                        .map(kind -> CrdFiles.definition(kind).getMetadata().getName())
                        .toList());
    }
}
