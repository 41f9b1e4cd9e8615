package dev.cpm.operator.cli.report;

import java.util.ArrayList;
import java.util.List;

/** Folds text into lines: at a space where there is one, within a long name after a dash, dot or slash. */
public final class Fold {
    private Fold() {}

    /** Lines no longer than {@code width} columns of a terminal. */
    public static List<String> lines(String text, int width) {
        List<String> lines = new ArrayList<>();
        String rest = text.strip();
        while (Width.columns(rest) > width) {
            int end = end(rest, Math.max(Character.charCount(rest.codePointAt(0)), Width.fitting(rest, width)));
            lines.add(rest.substring(0, end).stripTrailing());
            rest = rest.substring(end).stripLeading();
        }
        if (lines.isEmpty() || !rest.isEmpty()) {
            lines.add(rest);
        }
        return lines;
    }

    private static int end(String text, int width) {
        int space = text.lastIndexOf(' ', width);
        if (space > 0) {
            return space;
        }
        for (int i = width; i > width / 2; i--) {
            if ("-./,".indexOf(text.charAt(i - 1)) >= 0) {
                return i;
            }
        }
        return width;
    }
}
