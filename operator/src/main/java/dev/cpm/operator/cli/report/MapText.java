package dev.cpm.operator.cli.report;

import dev.cpm.operator.api.InterconnectState;
import dev.cpm.operator.cli.report.Table.Cell;
import dev.cpm.operator.view.Machines;
import dev.cpm.operator.view.Topology;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Regions and zones in lines: how full each zone is, of machines of each type; then what joins the regions. */
public final class MapText {
    private static final String INDENT = "  ";
    private static final int SHORTEST = 8;
    private static final int LONGEST = 24;

    private final Topology topology;
    private final Paint paint;
    private final int width;

    /** A map; {@code width} is the longest line, in characters. */
    public MapText(Topology topology, Paint paint, int width) {
        this.topology = topology;
        this.paint = paint;
        this.width = width;
    }

    public List<String> lines() {
        List<String> lines = new ArrayList<>(Fold.lines(verdict(), width));
        int bar = bar();
        List<Table> tables = topology.regions().stream()
                .map(region -> {
                    Table table = new Table();
                    region.zones().forEach(zone -> rows(zone, bar).forEach(table::row));
                    return table;
                })
                .toList();
        List<List<String>> within = Table.aligned(tables, width - INDENT.length());
        for (int i = 0; i < within.size(); i++) {
            lines.add("");
            lines.addAll(Fold.lines(title(topology.regions().get(i)), width));
            within.get(i).forEach(line -> lines.add(INDENT + line));
        }
        links(lines);
        return lines;
    }

    private String verdict() {
        long zones = topology.zones().count();
        if (zones == 0) {
            return "There is no Zone, so there is nowhere to place anything.";
        }
        long open = topology.zones().filter(Topology.Zone::open).count();
        long over = topology.zones()
                .filter(zone -> zone.machines().stream().anyMatch(m -> m.over() > 0))
                .count();
        long gone = topology.zones().filter(zone -> zone.state() == null).count();
        return Plural.of(zones, "zone") + " in " + Plural.of(topology.regions().size(), "region") + ": "
                + (open == zones
                        ? zones == 1 ? "it is" : "all are"
                        : open == 0 ? "none is" : open == 1 ? "1 is" : open + " are")
                + " open."
                + (over == 0 ? "" : " " + Plural.is(over, "zone") + " overcommitted.")
                + (gone == 0
                        ? ""
                        : " " + Plural.of(gone, "zone") + (gone == 1 ? " holds" : " hold")
                                + " replicas though there is no such Zone any more.");
    }

    private static String title(Topology.Region region) {
        String name = region.name().isEmpty() ? "(no region)" : region.name();
        String known = region.exists() ? "" : ", which does not exist";
        String display = region.displayName().equals(region.name()) ? "" : "  " + region.displayName();
        return name + display + known + (region.zones().isEmpty() ? ": no zone" : "");
    }

    /** As long as there is room for, the same for all zones. */
    private int bar() {
        int zone = widest(topology.zones().map(Topology.Zone::name));
        int state = widest(topology.zones().map(MapText::state));
        int type = widest(topology.zones().flatMap(z -> z.machines().stream()).map(Machines::machineType));
        int words = widest(topology.zones()
                .flatMap(z -> z.machines().isEmpty()
                        ? Stream.of(none(z))
                        : z.machines().stream().map(Bar::words)));
        int rest = width - INDENT.length() - zone - state - type - words - 4 * Table.GAP.length();
        return Math.max(SHORTEST, Math.min(LONGEST, rest));
    }

    private static int widest(Stream<String> texts) {
        return texts.mapToInt(String::length).max().orElse(0);
    }

    private List<List<Cell>> rows(Topology.Zone zone, int bar) {
        List<List<Cell>> rows = new ArrayList<>();
        Cell name = Cell.of(zone.name());
        Cell state = new Cell(List.of(state(zone)), zone.open() ? paint::good : paint::warning);
        if (zone.machines().isEmpty()) {
            rows.add(List.of(name, state, Cell.of(""), Cell.of(""), Cell.of(none(zone))));
        }
        for (Machines machines : zone.machines()) {
            boolean first = rows.isEmpty();
            UnaryOperator<String> colour = machines.over() > 0
                    ? paint::bad
                    : Integer.valueOf(0).equals(machines.free()) ? paint::warning : paint::good;
            rows.add(List.of(
                    first ? name : Cell.of(""),
                    first ? state : Cell.of(""),
                    Cell.of(machines.machineType()),
                    new Cell(List.of(Bar.of(machines, bar)), colour),
                    Cell.of(Bar.words(machines))));
        }
        return rows;
    }

    private static String none(Topology.Zone zone) {
        return zone.unlimited() ? "0 used, no limit" : "no machines";
    }

    static String state(Topology.Zone zone) {
        return zone.state() == null ? "gone" : zone.state().name();
    }

    private void links(List<String> lines) {
        if (topology.links().isEmpty()) {
            return;
        }
        lines.add("");
        lines.add("Interconnects");
        Map<String, Map<InterconnectState, List<String>>> pairs = new LinkedHashMap<>();
        topology.links()
                .forEach(link -> pairs.computeIfAbsent(link.a() + "–" + link.b(), p -> new TreeMap<>())
                        .computeIfAbsent(link.state(), s -> new ArrayList<>())
                        .add(link.account()));
        Table table = new Table();
        pairs.forEach((pair, states) -> states.forEach((state, accounts) -> table.row(List.of(
                Cell.of(pair),
                new Cell(List.of(state.name()), state == InterconnectState.Active ? paint::good : paint::warning),
                Cell.of("for " + Names.list(accounts))))));
        table.lines(width - INDENT.length()).forEach(line -> lines.add(INDENT + line));
    }
}
