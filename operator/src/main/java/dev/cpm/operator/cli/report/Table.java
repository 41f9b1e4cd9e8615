package dev.cpm.operator.cli.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;

/** A table of left-aligned columns that keeps within a width by folding the cells of its widest columns. */
final class Table {
    static final String GAP = "   ";
    private static final int NARROW = 16;
    private static final int SENTENCE = 30;

    /** A cell: its lines, and how they are painted. */
    record Cell(List<String> lines, UnaryOperator<String> paint) {
        static Cell of(String text) {
            return new Cell(List.of(text), UnaryOperator.identity());
        }

        int width() {
            return lines.stream().mapToInt(Width::columns).max().orElse(0);
        }
    }

    private final List<List<Cell>> rows = new ArrayList<>();

    void row(List<Cell> cells) {
        rows.add(List.copyOf(cells));
    }

    List<String> lines(int width) {
        return aligned(List.of(this), width).get(0);
    }

    /** The lines of several tables of as many columns, each as wide in one as in the others. */
    static List<List<String>> aligned(List<Table> tables, int width) {
        int columns = tables.stream()
                .flatMap(table -> table.rows.stream())
                .mapToInt(List::size)
                .max()
                .orElse(0);
        int[] widths = new int[columns];
        tables.stream().flatMap(table -> table.rows.stream()).forEach(row -> {
            for (int i = 0; i < columns; i++) {
                widths[i] = Math.max(widths[i], row.get(i).width());
            }
        });
        narrow(widths, width - GAP.length() * (columns - 1));
        return tables.stream()
                .map(table -> table.rows.stream()
                        .flatMap(row -> lines(row, widths).stream())
                        .toList())
                .toList();
    }

    /** Takes from the last column first, which holds sentences if any does, then from the widest. */
    private static void narrow(int[] widths, int width) {
        if (widths.length == 0) {
            return;
        }
        int last = widths.length - 1;
        int over = Arrays.stream(widths).sum() - width;
        int spare = Math.max(0, widths[last] - SENTENCE);
        widths[last] -= Math.max(0, Math.min(over, spare));
        while (Arrays.stream(widths).sum() > width) {
            int widest = 0;
            for (int i = 1; i < widths.length; i++) {
                widest = widths[i] > widths[widest] ? i : widest;
            }
            if (widths[widest] <= NARROW) {
                return;
            }
            widths[widest]--;
        }
    }

    private static List<String> lines(List<Cell> row, int[] widths) {
        List<List<String>> cells = new ArrayList<>();
        for (int i = 0; i < widths.length; i++) {
            int width = widths[i];
            cells.add(row.get(i).lines().stream()
                    .flatMap(line -> Fold.lines(line, width).stream())
                    .toList());
        }
        int height = cells.stream().mapToInt(List::size).max().orElse(0);
        List<String> lines = new ArrayList<>();
        for (int h = 0; h < height; h++) {
            StringBuilder line = new StringBuilder();
            int blank = 0;
            for (int i = 0; i < widths.length; i++) {
                String text = h < cells.get(i).size() ? cells.get(i).get(h) : "";
                if (!text.isEmpty()) {
                    line.append(" ".repeat(blank)).append(row.get(i).paint().apply(text));
                    blank = 0;
                }
                blank += widths[i] - Width.columns(text) + GAP.length();
            }
            lines.add(line.toString());
        }
        return lines;
    }
}
