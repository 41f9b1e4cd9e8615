package dev.cpm.operator.cli.report;

import dev.cpm.operator.view.Inventory;
import dev.cpm.operator.words.Names;
import dev.cpm.operator.words.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The plan in lines: verdict, table, then what is wrong with each placement that has anything wrong. */
public final class Report {
    private final Inventory inventory;
    private final Map<String, Integer> ignored;
    private final Paint paint;
    private final List<String> leftOut;
    private final int width;
    private final boolean wide;

    /**
     * A report.
     *
     * @param ignored how many objects of which other kinds were left alone
     * @param leftOut kind and name of each that has a mistake, and so is not here
     * @param width the longest line, in columns
     * @param wide with skew and message
     */
    public Report(
            Inventory inventory,
            Map<String, Integer> ignored,
            List<String> leftOut,
            Paint paint,
            int width,
            boolean wide) {
        this.inventory = inventory;
        this.ignored = ignored;
        this.leftOut = leftOut;
        this.paint = paint;
        this.width = width;
        this.wide = wide;
    }

    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        text(
                lines,
                inventory.placements().isEmpty()
                        ? Names.none("Placement", leftOut) + " among these manifests."
                        : Verdict.of(inventory));
        if (inventory.zones().isEmpty()) {
            text(
                    lines,
                    Names.none("Zone", leftOut)
                            + " among these manifests, so there is nowhere to place anything. Name the"
                            + " catalogue too, such as deploy/catalog.");
        }
        if (!inventory.placements().isEmpty()) {
            lines.add("");
            lines.addAll(new PlacementTable(paint, wide).lines(inventory.placements(), width));
        }
        Details details = new Details(paint, width);
        inventory.placements().forEach(placement -> block(lines, details.of(placement)));
        inventory.loadBalancers().forEach(loadBalancer -> block(lines, details.of(loadBalancer)));
        if (!ignored.isEmpty()) {
            lines.add("");
            text(lines, ignored());
        }
        return lines;
    }

    private void text(List<String> lines, String text) {
        lines.addAll(Fold.lines(text, width));
    }

    private static void block(List<String> lines, List<String> block) {
        if (!block.isEmpty()) {
            lines.add("");
            lines.addAll(block);
        }
    }

    private String ignored() {
        int count = ignored.values().stream().mapToInt(n -> n).sum();
        String kinds = ignored.entrySet().stream()
                .map(e -> e.getValue() + " " + e.getKey())
                .collect(Collectors.joining(", "));
        return "Left alone: " + count + (count == 1 ? " object" : " objects") + " of other kinds (" + kinds + ").";
    }
}
