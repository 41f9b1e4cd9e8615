package dev.cpm.operator.cli.report;

import dev.cpm.operator.words.Printable;
import java.io.PrintWriter;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Help.Ansi.Style;

/** Colours, where the output goes to a terminal and the user has not switched them off. */
public record Paint(Ansi ansi) {
    /** What ends bold: what picocli has for it begins a double underline on most terminals (ECMA-48, SGR 21). */
    private static final String NOT_BOLD = "\u001b[22m";

    /** What begins or ends a style of those below. */
    private static final Pattern COLOUR = Pattern.compile("\u001b\\[(?:1|22|31|32|33|39)m");

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
        return in(Style.bold.on(), text, NOT_BOLD);
    }

    private String in(Style colour, String text) {
        return in(colour.on(), text, colour.off());
    }

    private String in(String on, String text, String off) {
        return ansi.enabled() ? on + text + off : text;
    }

    /** Prints lines, in which nothing but these colours is more than text. */
    public void print(List<String> lines, PrintWriter out) {
        for (String line : lines) {
            out.println(ansi.enabled() ? painted(line) : Printable.line(line));
        }
    }

    private static String painted(String line) {
        StringBuilder printable = new StringBuilder();
        Matcher colour = COLOUR.matcher(line);
        int from = 0;
        while (colour.find()) {
            printable.append(Printable.line(line.substring(from, colour.start())));
            printable.append(colour.group());
            from = colour.end();
        }
        return printable.append(Printable.line(line.substring(from))).toString();
    }
}
