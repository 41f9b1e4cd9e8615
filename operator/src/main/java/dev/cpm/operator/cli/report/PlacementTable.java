package dev.cpm.operator.cli.report;

import dev.cpm.operator.api.Condition;
import dev.cpm.operator.api.ConditionStatuses;
import dev.cpm.operator.api.ConditionTypes;
import dev.cpm.operator.api.Placement;
import dev.cpm.operator.api.PlacementStatus;
import dev.cpm.operator.api.PlacementStatus.ZoneAssignment;
import dev.cpm.operator.cli.report.Table.Cell;
import dev.cpm.operator.view.Readiness;
import dev.cpm.operator.words.Names;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** The table of placements: one line each, one more for every further zone. */
final class PlacementTable {
    /** More zones than this are folded into a last line. */
    private static final int LISTED = 6;

    private static final List<String> HEADERS = List.of("NAMESPACE/NAME", "READY", "PLACED", "ZONES", "REASON");
    private static final List<String> WIDE = List.of("SKEW", "MESSAGE");

    private final Paint paint;
    private final boolean wide;
    private int zoneWidth;
    private int countWidth;

    PlacementTable(Paint paint, boolean wide) {
        this.paint = paint;
        this.wide = wide;
    }

    List<String> lines(List<Placement> placements, int width) {
        placements.stream().flatMap(placement -> listed(placement.getStatus())).forEach(zone -> {
            zoneWidth = Math.max(zoneWidth, zone.zone().length() + 1);
            countWidth = Math.max(countWidth, String.valueOf(zone.replicas()).length());
        });
        Table table = new Table();
        table.row(Stream.concat(HEADERS.stream(), wide ? WIDE.stream() : Stream.of())
                .map(header -> new Cell(List.of(header), paint::strong))
                .toList());
        placements.forEach(placement -> table.row(row(placement)));
        return table.lines(width);
    }

    private List<Cell> row(Placement placement) {
        PlacementStatus status = placement.getStatus();
        boolean ready = Readiness.isReady(placement);
        boolean warned = ready && !status.violations().isEmpty();
        UnaryOperator<String> colour = !ready ? paint::bad : warned ? paint::warning : paint::good;
        List<Cell> cells = new ArrayList<>(List.of(
                Cell.of(Names.of(placement)),
                new Cell(List.of(ready ? ConditionStatuses.TRUE : ConditionStatuses.FALSE), colour),
                Cell.of(status.summary().placed()),
                new Cell(zones(status), UnaryOperator.identity()),
                new Cell(List.of(status.summary().reason()), colour)));
        if (wide) {
            Integer skew = status.topology() == null ? null : status.topology().zoneSkew();
            cells.add(Cell.of(skew == null ? "-" : skew.toString()));
            cells.add(Cell.of(message(status)));
        }
        return cells;
    }

    private static String message(PlacementStatus status) {
        return status.conditions().stream()
                .filter(condition -> condition.type().equals(ConditionTypes.READY))
                .map(Condition::message)
                .findFirst()
                .orElse("");
    }

    private static Stream<ZoneAssignment> listed(PlacementStatus status) {
        int zones = status.zones().size();
        return status.zones().stream().limit(zones > LISTED ? LISTED - 1 : zones);
    }

    private List<String> zones(PlacementStatus status) {
        if (status.zones().isEmpty()) {
            return List.of("-");
        }
        List<String> lines = new ArrayList<>(listed(status)
                .map(zone ->
                        ("%-" + zoneWidth + "s %" + countWidth + "d").formatted(zone.zone() + ":", zone.replicas()))
                .toList());
        int more = status.zones().size() - lines.size();
        if (more > 0) {
            int rest = status.zones().stream()
                    .skip(lines.size())
                    .mapToInt(ZoneAssignment::replicas)
                    .sum();
            lines.add(more + " more zones: " + rest);
        }
        return lines;
    }
}
