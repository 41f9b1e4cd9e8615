package dev.cpm.operator.page;

import dev.cpm.operator.api.InterconnectState;
import dev.cpm.operator.view.Change;
import dev.cpm.operator.view.Machines;
import dev.cpm.operator.view.Topology;
import dev.cpm.operator.words.ChangeWords;
import dev.cpm.operator.words.MapWords;
import dev.cpm.operator.words.Names;
import dev.cpm.operator.words.Plural;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Regions, and their zones as tiles. Of very many zones a tile tells less; whoever chooses one is told all. */
final class MapPart {
    /** Beyond so many zones, tiles are small. */
    private static final int LARGE = 40;

    /** Machine types that a tile tells one by one. */
    private static final int TYPES = 6;

    private static final int JOINED = 4;

    /** By how many zones a region has: how much room it takes. */
    private static final List<String> WIDTHS = List.of(" one", " one", " two", " three", "");

    private final Topology topology;
    private final boolean small;
    private final String empty;
    private final Map<String, Integer> more = new HashMap<>();
    private final StringBuilder out = new StringBuilder();
    private int zones;

    private MapPart(Topology topology, About about) {
        this.topology = topology;
        this.empty = Html.text(about.empty());
        Change change = about.change();
        this.small = small(topology);
        if (change != null) {
            change.machines().forEach(taken -> more.merge(taken.zone(), taken.after() - taken.before(), Integer::sum));
        }
    }

    static String of(Topology topology, About about) {
        MapPart part = new MapPart(topology, about);
        for (int i = 0; i < topology.regions().size(); i++) {
            part.region(i, topology.regions().get(i));
        }
        return part.out.toString();
    }

    static boolean small(Topology topology) {
        return topology.zones().count() > LARGE;
    }

    private void region(int i, Topology.Region region) {
        String display = region.displayName().equals(region.name()) ? "" : Html.name(region.displayName());
        out.append("""
                <div class="region%6$s" role="group" aria-labelledby="r%1$d-name">
                <div class="head"><h3 id="r%1$d-name">%2$s</h3> <span class="display">%3$s</span>%4$s
                <button type="button" class="choose" id="r%1$d" aria-pressed="false" hidden>Choose<span \
                class="unseen"> region %5$s</span></button></div>
                """.formatted(
                        i,
                        Html.code(MapWords.name(region)),
                        display,
                        topology.gone(region) ? " <span class=\"gone\">there is no such Region</span>" : "",
                        Html.name(MapWords.name(region)),
                        WIDTHS.get(Math.min(region.zones().size(), WIDTHS.size() - 1))));
        joined(region);
        if (region.zones().isEmpty()) {
            out.append("<p class=\"none\">%s.</p>\n"
                    .formatted(topology.zonesRead() ? "No zone" : "Its zones could not be read"));
        } else {
            out.append("<ul class=\"zones\" role=\"list\">\n");
            region.zones().forEach(this::zone);
            out.append("</ul>\n");
        }
        out.append("</div>\n");
    }

    private void joined(Topology.Region region) {
        SortedMap<String, List<String>> accounts = topology.links().stream()
                .filter(link -> link.state() == InterconnectState.Active)
                .filter(link -> link.a().equals(region.name()) || link.b().equals(region.name()))
                .collect(Collectors.groupingBy(
                        link -> link.a().equals(region.name()) ? link.b() : link.a(),
                        TreeMap::new,
                        Collectors.mapping(Topology.Link::account, Collectors.toList())));
        if (!accounts.isEmpty()) {
            String told = accounts.entrySet().stream()
                    .limit(JOINED)
                    .map(other -> Html.name(other.getKey()) + " for " + Html.name(Names.list(other.getValue())))
                    .collect(Collectors.joining(", "));
            int untold = accounts.size() - JOINED;
            out.append("<p class=\"joined\">Joined with %s%s.</p>\n"
                    .formatted(told, untold > 0 ? " and " + Plural.of(untold, "more region") : ""));
        }
    }

    private void zone(Topology.Zone zone) {
        int i = zones++;
        String state = MapWords.state(topology, zone);
        out.append("""
                <li><button type="button" class="tile %s" id="z%d" aria-pressed="false">\
                <span class="zone">%s</span> <span class="about">%s<span class="state">%s</span></span>
                """.formatted(
                        "state-" + state.toLowerCase(Locale.ROOT),
                        i,
                        Html.code(zone.name()),
                        small || zone.displayName().equals(zone.name())
                                ? ""
                                : "<span class=\"display\">" + Html.name(zone.displayName()) + "</span> ",
                        Html.text(state)));
        machines(zone);
        int replicas = zone.replicas();
        out.append("<span class=\"holds\">%s</span>%s</button></li>\n"
                .formatted(
                        replicas == 0
                                ? empty
                                : small
                                        ? Plural.of(replicas, "replica")
                                        : Plural.of(replicas, "replica") + " of "
                                                + Plural.of(zone.holders().size(), "placement"),
                        more(zone)));
    }

    private String more(Topology.Zone zone) {
        int difference = more.getOrDefault(zone.name(), 0);
        return difference == 0
                ? ""
                : " <span class=\"more\">" + ChangeWords.signed(difference).replace('-', '−')
                        + "<span class=\"unseen\"> by this change</span></span>";
    }

    private void machines(Topology.Zone zone) {
        List<Machines> machines = zone.machines();
        if (machines.isEmpty()) {
            out.append(
                    "<span class=\"machines\"><span class=\"words\">%s</span></span>\n".formatted(MapWords.none(zone)));
        } else if (small || machines.size() > TYPES) {
            fullest(zone);
        } else {
            machines.forEach(of -> row(Html.name(of.machineType()), MapWords.machines(zone, of), Bar.of(of)));
        }
    }

    /** Of types that are told together, the one with the least left: a zone may be full for one, and empty for all others. */
    private void fullest(Topology.Zone zone) {
        List<Machines> machines = zone.machines();
        Optional<Machines> limited =
                machines.stream().filter(of -> of.capacity() != null).max(Comparator.comparingDouble(MapPart::share));
        if (limited.isEmpty()) {
            int used = machines.stream().mapToInt(Machines::allocated).sum();
            row(
                    small ? "" : Plural.of(machines.size(), "machine type"),
                    MapWords.used(zone, used),
                    Bar.withoutLimit(machines));
            return;
        }
        Machines fullest = limited.get();
        String types = small ? "<span class=\"unseen\"> types</span>" : " types";
        row(
                machines.size() == 1
                        ? ""
                        : "fullest of " + machines.size() + types + ": " + Html.name(fullest.machineType()),
                fullest.allocated() + " of " + fullest.capacity() + " used",
                Bar.among(fullest, machines.indexOf(fullest)));
    }

    /** How much of the machines is used, 0 to 1 and more; where there are none, all. */
    private static double share(Machines machines) {
        return machines.capacity() == 0
                ? machines.allocated() == 0 ? 0 : Double.MAX_VALUE
                : (double) machines.allocated() / machines.capacity();
    }

    private void row(String type, String words, String bar) {
        out.append("<span class=\"machines\">%s<span class=\"words\">%s</span> %s</span>\n"
                .formatted(type.isEmpty() ? "" : "<span class=\"type\">" + type + "</span> ", words, bar));
    }
}
