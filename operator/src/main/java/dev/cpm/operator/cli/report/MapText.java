package dev.cpm.operator.cli.report;

import dev.cpm.operator.api.InterconnectState;
import dev.cpm.operator.cli.report.Table.Cell;
import dev.cpm.operator.view.Machines;
import dev.cpm.operator.view.Topology;
import dev.cpm.operator.words.MapWords;
import dev.cpm.operator.words.Names;
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
    private final List<String> mistaken;
    private final Paint paint;
    private final int width;

    /** A map without the {@code mistaken} objects, by kind and name; {@code width} is the longest line, in columns. */
    public MapText(Topology topology, List<String> mistaken, Paint paint, int width) {
        this.topology = topology;
        this.mistaken = mistaken;
        this.paint = paint;
        this.width = width;
    }

    public List<String> lines() {
        List<String> lines = new ArrayList<>(Fold.lines(MapWords.verdict(topology, mistaken), width));
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

    private String title(Topology.Region region) {
        String name = MapWords.name(region);
        String known = topology.gone(region) ? ", which does not exist" : "";
        String display = region.displayName().equals(region.name()) ? "" : "  " + region.displayName();
        return name + display + known + (region.zones().isEmpty() ? ": " + MapWords.noZone(topology) : "");
    }

    /** As long as there is room for, the same for all zones. */
    private int bar() {
        int name = widest(topology.zones().map(Topology.Zone::name));
        int state = widest(topology.zones().map(zone -> MapWords.state(topology, zone)));
        int type = widest(topology.zones().flatMap(z -> z.machines().stream()).map(Machines::machineType));
        int words = widest(topology.zones()
                .flatMap(z -> z.machines().isEmpty()
                        ? Stream.of(MapWords.none(z))
                        : z.machines().stream().map(machines -> MapWords.machines(z, machines))));
        int rest = width - INDENT.length() - name - state - type - words - 4 * Table.GAP.length();
        return Math.max(SHORTEST, Math.min(LONGEST, rest));
    }

    private static int widest(Stream<String> texts) {
        return texts.mapToInt(Width::columns).max().orElse(0);
    }

    private List<List<Cell>> rows(Topology.Zone zone, int bar) {
        List<List<Cell>> rows = new ArrayList<>();
        Cell name = Cell.of(zone.name());
        Cell state = new Cell(List.of(MapWords.state(topology, zone)), zone.open() ? paint::good : paint::warning);
        if (zone.machines().isEmpty()) {
            rows.add(List.of(name, state, Cell.of(""), Cell.of(""), Cell.of(MapWords.none(zone))));
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
                    new Cell(List.of(TerminalBar.of(machines, bar)), colour),
                    Cell.of(MapWords.machines(zone, machines))));
        }
        return rows;
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
