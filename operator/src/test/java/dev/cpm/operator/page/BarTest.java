package dev.cpm.operator.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cpm.operator.view.Machines;
import java.util.List;
import org.junit.jupiter.api.Test;

class BarTest {
    private static String bar(Integer capacity, int allocated) {
        return Bar.of(new Machines("m", capacity, allocated)).replaceAll(".*aria-hidden=\"true\">|</svg>", "");
    }

    @Test
    void aMachineIsASquare() {
        assertThat(bar(4, 0)).isEqualTo("<path class=\"free\" d=\"M0 4H38\"/>");
        assertThat(bar(4, 1)).isEqualTo("<path class=\"free\" d=\"M0 4H38\"/><path class=\"used\" d=\"M0 4H8\"/>");
        assertThat(bar(4, 4)).isEqualTo("<path class=\"used\" d=\"M0 4H38\"/>");
        assertThat(bar(4, 6)).isEqualTo("<path class=\"used over\" d=\"M0 4H38\"/>");
    }

    @Test
    void manyMachinesAreABar() {
        assertThat(bar(48, 24)).contains("used\" d=\"M0 4H120\"");
        assertThat(bar(10_000, 1)).as("few are seen").contains("used\" d=\"M0 4H2\"");
        assertThat(bar(10_000, 9_999)).as("few that are free are seen").contains("used\" d=\"M0 4H238\"");
    }

    @Test
    void withoutLimitItGoesOn() {
        assertThat(bar(null, 0)).isEqualTo("<path class=\"open\" d=\"M0 4H240\"/>");
        assertThat(bar(null, 3)).contains("class=\"open\" d=\"M30 4H240\"", "used\" d=\"M0 4H28\"");
        assertThat(bar(null, 500)).contains("class=\"open\" d=\"M202 4H240\"", "used\" d=\"M0 4H200\"");
    }

    @Test
    void withoutAnyMachineThereIsNothing() {
        assertThat(bar(0, 0)).isEmpty();
        assertThat(bar(0, 2)).as("more than there are").contains("used over");
        assertThat(Bar.withoutLimit(List.of(new Machines("a", null, 1), new Machines("b", null, 1))))
                .isEqualTo(Bar.of(new Machines("both", null, 2)));
    }
}
