package dev.cpm.operator.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.Help.Ansi;

class PaintTest {
    private static final String HOSTILE = "One\nA \u001b[2J\u001b[8m";

    private static String printed(Paint paint, String line) {
        StringWriter printed = new StringWriter();
        paint.print(List.of(line), new PrintWriter(printed));
        return printed.toString();
    }

    @Test
    void nothingButColoursReachesATerminal() {
        Paint paint = new Paint(Ansi.ON);
        for (String coloured : List.of(paint.good("a"), paint.warning("a"), paint.bad("a"), paint.strong("a"))) {
            assertThat(printed(paint, coloured)).isEqualTo(coloured + "\n").startsWith("\u001b");
        }
        assertThat(printed(paint, "is " + paint.bad(HOSTILE) + HOSTILE))
                .isEqualTo("is \u001b[31mOne\\nA \\u001b[2J\\u001b[8m\u001b[39mOne\\nA \\u001b[2J\\u001b[8m\n");
    }

    @Test
    void withoutColoursNothingAtAll() {
        Paint paint = new Paint(Ansi.OFF);
        assertThat(printed(paint, paint.bad(HOSTILE) + "\u001b[31m"))
                .isEqualTo("One\\nA \\u001b[2J\\u001b[8m\\u001b[31m\n");
    }

    @Test
    void whatBeginsEndsAgain() {
        Paint paint = new Paint(Ansi.ON);
        assertThat(printed(paint, paint.strong("web") + " is " + paint.good("ready")))
                .isEqualTo("\u001b[1mweb\u001b[22m is \u001b[32mready\u001b[39m\n");
    }
}
