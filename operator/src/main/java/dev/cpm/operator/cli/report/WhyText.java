package dev.cpm.operator.cli.report;

import dev.cpm.operator.cli.report.Table.Cell;
import dev.cpm.operator.view.Why;
import dev.cpm.operator.words.DeletionWords;
import dev.cpm.operator.words.MapWords;
import dev.cpm.operator.words.Plural;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Each zone as a placement sees it: what it holds, and what keeps it from taking more. */
public final class WhyText {
    /** So many zones of other regions are named; of more than that it is said how many there are. */
    private static final int NAMED = 20;

    private final Why why;
    private final Paint paint;
    private final int width;

    /** A text; {@code width} is the longest line, in columns. */
    public WhyText(Why why, Paint paint, int width) {
        this.why = why;
        this.paint = paint;
        this.width = width;
    }

    public List<String> lines() {
        List<String> lines = new ArrayList<>(Fold.lines(verdict(), width));
        if (why.deletion() != null) {
            lines.addAll(Fold.lines("It is being deleted: " + DeletionWords.keeps(why.deletion()) + ".", width));
        }
        why.unknownRegions()
                .forEach(region -> lines.addAll(Fold.lines(
                        "spec.regions names " + region.name() + ": " + region.message()
                                + (region.message().endsWith("?") ? "" : "."),
                        width)));
        List<Why.Zone> shown = why.zones().stream()
                .filter(zone -> zone.requested() || zone.replicas() > 0)
                .toList();
        if (!shown.isEmpty()) {
            table(lines, shown);
        }
        others(lines);
        return lines;
    }

    private void table(List<String> lines, List<Why.Zone> shown) {
        lines.add("");
        Table table = new Table();
        table.row(Stream.of("ZONE", "STATE", "HOLDS", "ONE MORE", "WHY")
                .map(header -> new Cell(List.of(header), paint::strong))
                .toList());
        shown.forEach(zone -> table.row(row(zone)));
        lines.addAll(table.lines(width));
    }

    /** The zones of regions that were not asked for, which hold nothing. */
    private void others(List<String> lines) {
        List<Why.Zone> zones = why.zones().stream()
                .filter(zone -> !zone.requested() && zone.replicas() == 0)
                .toList();
        if (zones.isEmpty()) {
            return;
        }
        boolean named = zones.size() <= NAMED;
        List<String> regions = zones.stream()
                .collect(Collectors.groupingBy(
                        zone -> MapWords.region(zone.region()), TreeMap::new, Collectors.toList()))
                .entrySet()
                .stream()
                .map(region -> region.getKey() + " ("
                        + (named
                                ? names(region.getValue())
                                : Plural.of(region.getValue().size(), "zone")) + ")")
                .toList();
        lines.add("");
        lines.addAll(Fold.lines(
                "Not in spec.regions: " + String.join(", ", regions) + "." + (named ? "" : " -o yaml names them."),
                width));
    }

    private static String names(List<Why.Zone> zones) {
        return zones.stream().map(Why.Zone::name).collect(Collectors.joining(", "));
    }

    private String verdict() {
        if (why.invalid() != null) {
            return "Nothing is decided for " + why.placement() + ": " + why.invalid() + ". "
                    + (why.placed() == 0
                            ? "No replica of it has"
                            : why.placed() == 1 ? "1 of its replicas has" : why.placed() + " of its replicas have")
                    + " a zone.";
        }
        String placed = why.placement() + " wants " + Plural.of(why.replicas(), "replica") + ", and " + why.placed()
                + (why.placed() == 1 ? " has a zone." : " have a zone.");
        long open = why.zones().stream().filter(Why.Zone::open).count();
        return placed + " "
                + (open == 0 ? "No zone takes" : open == 1 ? "1 zone takes" : open + " zones take")
                + " one more.";
    }

    private List<Cell> row(Why.Zone zone) {
        boolean decided = why.invalid() == null;
        String more = !decided ? "-" : zone.open() ? "yes" : "no";
        String reason = zone.reason() == null ? "" : zone.reason() + ": ";
        return List.of(
                Cell.of(zone.name()),
                Cell.of(
                        zone.state() == null
                                ? "gone"
                                : zone.invalid() ? "invalid" : zone.state().name()),
                Cell.of(zone.replicas() == 0 ? "-" : String.valueOf(zone.replicas())),
                new Cell(List.of(more), more.equals("yes") ? paint::good : text -> text),
                Cell.of(zone.message() == null ? "" : reason + zone.message()));
    }
}
