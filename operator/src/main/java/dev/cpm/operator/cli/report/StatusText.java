package dev.cpm.operator.cli.report;

import dev.cpm.operator.view.Holder;
import dev.cpm.operator.view.Inventory;
import dev.cpm.operator.view.Readiness;
import dev.cpm.operator.view.Topology;
import dev.cpm.operator.words.IndexWords;
import dev.cpm.operator.words.MapWords;
import dev.cpm.operator.words.Plural;
import java.util.ArrayList;
import java.util.List;

/**
 * How it stands: the verdict, then where everything is, then what is wrong and what would mend it, then what to look at
 * next.
 */
public final class StatusText {
    private static final int HOLDERS = 10;
    private static final int EMPTY_ZONES = 6;

    /** Beyond so many zones to show, those in which all is well are counted only. */
    private static final int ZONES = 30;

    private static final int DETAILED = 12;

    /** Characters of indexes that are shown after a name, however long that is. */
    private static final int INDEXES = 16;

    private final Inventory inventory;
    private final Topology topology;
    private final String verdict;
    private final Paint paint;
    private final int width;
    private final Onward onward;
    private final Depth depth;

    /**
     * A text.
     *
     * @param inventory what it is about
     * @param topology where that is
     * @param verdict how it stands, in a sentence or two
     * @param onward where its reader goes on
     * @param depth how much to tell
     * @param width the longest line, in columns; names of objects are not folded
     */
    public StatusText(
            Inventory inventory,
            Topology topology,
            String verdict,
            Onward onward,
            Depth depth,
            Paint paint,
            int width) {
        this.inventory = inventory;
        this.verdict = verdict;
        this.topology = topology;
        this.onward = onward;
        this.depth = depth;
        this.paint = paint;
        this.width = width;
    }

    public List<String> lines() {
        List<String> lines = new ArrayList<>(Fold.lines(verdict, width));
        if (many()) {
            lines.add("");
            topology.regions().forEach(region -> lines.addAll(Tree.lines(inShort(region))));
            lines.add("");
            boolean well = topology.regions().stream()
                    .flatMap(region -> region.zones().stream())
                    .noneMatch(MapWords::wrong);
            lines.add(
                    well
                            ? "Nothing is wrong in any of these zones; -v names all."
                            : "Of these zones only those are named in which something is wrong; -v names all.");
        } else {
            topology.regions().forEach(region -> {
                lines.add("");
                lines.addAll(Tree.lines(trunk(region)));
            });
        }
        details(lines);
        if (!onward.next().isEmpty()) {
            lines.add("");
            onward.next().forEach(command -> lines.add("Next: " + command));
        }
        return lines;
    }

    private boolean many() {
        int shown = 0;
        for (Topology.Region region : topology.regions()) {
            int holding = (int) region.zones().stream()
                    .filter(zone -> !zone.holders().isEmpty())
                    .count();
            shown += holding + Math.min(EMPTY_ZONES, region.zones().size() - holding);
        }
        return shown > depth.limit(ZONES);
    }

    /** How many zones a region has, and what is in them; those by name in which something is wrong. */
    private Tree.Node inShort(Topology.Region region) {
        int zones = region.zones().size();
        long open = region.zones().stream().filter(Topology.Zone::open).count();
        int replicas = region.zones().stream().mapToInt(Topology.Zone::replicas).sum();
        List<Tree.Node> wrong = region.zones().stream()
                .filter(MapWords::wrong)
                .map(this::branch)
                .toList();
        return new Tree.Node(
                paint.strong(MapWords.name(region)) + (topology.gone(region) ? ", which does not exist" : "") + "  "
                        + (zones == 0
                                ? "no zones"
                                : Plural.of(zones, "zone") + ", " + (open == zones ? "all" : open == 0 ? "none" : open)
                                        + " open; " + Plural.of(replicas, "replica")),
                wrong);
    }

    private Tree.Node trunk(Topology.Region region) {
        String display = region.displayName().equals(region.name()) ? "" : "  " + region.displayName();
        List<Tree.Node> zones = new ArrayList<>();
        int folded = 0;
        int empty = 0;
        for (Topology.Zone zone : region.zones()) {
            if (zone.holders().isEmpty() && ++empty > depth.limit(EMPTY_ZONES)) {
                folded++;
            } else {
                zones.add(branch(zone));
            }
        }
        if (folded > 0) {
            zones.add(Tree.Node.leaf(Plural.of(folded, "more zone") + " without a replica"));
        }
        String name = MapWords.name(region);
        List<String> title =
                new ArrayList<>(Fold.lines(name + (topology.gone(region) ? ", which does not exist" : display), width));
        if (title.get(0).startsWith(name)) {
            title.set(0, paint.strong(name) + title.get(0).substring(name.length()));
        }
        return new Tree.Node(title, zones);
    }

    private Tree.Node branch(Topology.Zone zone) {
        String state = MapWords.state(topology, zone);
        int holders = zone.holders().size();
        int listed = holders > depth.limit(HOLDERS) ? HOLDERS - 1 : holders;
        List<Holder> shown = zone.holders().subList(0, listed);
        int name = shown.stream()
                .mapToInt(holder -> holder.placement().toString().length())
                .max()
                .orElse(0);
        int count = shown.stream()
                .mapToInt(holder -> String.valueOf(holder.replicas()).length())
                .max()
                .orElse(0);
        List<Tree.Node> leaves = new ArrayList<>(shown.stream()
                .map(holder -> Tree.Node.leaf(indexed(
                        ("%-" + name + "s  %" + count + "d %s")
                                .formatted(holder.placement(), holder.replicas(), holder.machineType()),
                        holder.indexes())))
                .toList());
        int more = holders - listed;
        if (more > 0) {
            int replicas = zone.holders().stream()
                    .skip(listed)
                    .mapToInt(Holder::replicas)
                    .sum();
            leaves.add(Tree.Node.leaf(Plural.of(more, "more placement") + ": " + Plural.of(replicas, "replica")));
        }
        return new Tree.Node(zone.name() + "  " + (zone.open() ? paint.good(state) : paint.warning(state)), leaves);
    }

    /** What a zone holds of a placement, and which: in short, or all of it in lines below each other. */
    private List<String> indexed(String what, String indexes) {
        if (indexes == null) {
            return List.of(what);
        }
        String head = what + ": ";
        int room = Math.max(INDEXES, width - Tree.LEAF - head.length());
        if (depth == Depth.Folded) {
            return List.of(head + IndexWords.inShort(indexes, room));
        }
        List<String> lines = new ArrayList<>();
        for (String line : IndexWords.lines(indexes, room)) {
            lines.add((lines.isEmpty() ? head : " ".repeat(head.length())) + line);
        }
        return lines;
    }

    private void details(List<String> lines) {
        Details details = new Details(paint, width, depth, onward.access());
        List<List<String>> blocks = new ArrayList<>();
        inventory.placements().stream()
                .filter(p -> Readiness.of(p).isPresent())
                .forEach(p -> blocks.add(details.of(p)));
        inventory.loadBalancers().stream()
                .filter(lb -> Readiness.of(lb).isPresent())
                .forEach(lb -> blocks.add(details.of(lb)));
        blocks.removeIf(List::isEmpty);
        int detailed = depth.limit(DETAILED);
        blocks.stream().limit(detailed).forEach(block -> {
            lines.add("");
            lines.addAll(block);
        });
        int more = blocks.size() - detailed;
        if (more > 0) {
            lines.add("");
            lines.add(Plural.of(more, "more object") + " with something to mend.");
        }
    }
}
