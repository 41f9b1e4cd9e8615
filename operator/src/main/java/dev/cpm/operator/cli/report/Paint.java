package dev.cpm.operator.cli.report;

import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Help.Ansi.Style;

/** Colours, where the output goes to a terminal and the user has not switched them off. */
public record Paint(Ansi ansi) {

    String good(String text) {
        return in(Style.fg_green, text);
    }

    String bad(String text) {
        return in(Style.fg_red, text);
    }

    String warning(String text) {
        return in(Style.fg_yellow, text);
    }

    public String strong(String text) {
        return in(Style.bold, text);
    }

    private String in(Style style, String text) {
        return ansi.enabled() ? style.on() + text + style.off() : text;
    }
}
