package dev.cpm.operator.words;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PrintableTest {
    @Test
    void controlCharactersAreWrittenOut() {
        assertThat(Printable.line("a\nb\r\tc\u001b[31m\u0000\u007f\u009b$1\\"))
                .isEqualTo("a\\nb\\r\\tc\\u001b[31m\\u0000\\u007f\\u009b$1\\");
    }

    @Test
    void allElseStaysAsItIs() {
        assertThat(Printable.line("Zürich 北京 😀 \\n")).isEqualTo("Zürich 北京 😀 \\n");
    }
}
