package dev.cpm.operator.page;

import dev.cpm.operator.api.Placement;
import dev.cpm.operator.api.PlacementSpec;
import dev.cpm.operator.api.PlacementStatus;
import dev.cpm.operator.api.PlacementStatus.ZoneAssignment;
import dev.cpm.operator.placement.model.PlacementKey;
import dev.cpm.operator.words.IndexWords;
import dev.cpm.operator.words.Plural;
import dev.cpm.operator.words.Remarks;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The placements, each a line that opens: where its replicas are, which rules are broken, and what would mend them. Of very
 * many, the script shows those that somebody looks for.
 */
final class PlacementsPart {
    /** So many are in view; all others are in a template, which a browser does not draw. */
    static final int IN_VIEW = 100;

    private static final int ZONES = 24;

    private final List<Placement> placements;
    private final Map<String, Integer> zones;

    /**
     * A list.
     *
     * @param placements in the order of the list; their places in it are what the page calls them by
     * @param zones what the page calls each zone by
     */
    PlacementsPart(List<Placement> placements, Map<String, Integer> zones) {
        this.placements = placements;
        this.zones = zones;
    }

    String inView() {
        return rows(0, Math.min(IN_VIEW, placements.size()));
    }

    String others() {
        return rows(Math.min(IN_VIEW, placements.size()), placements.size());
    }

    /**
     * What follows the list where there are more than are in view, and no script.
     *
     * @param none what stands there where there are none
     * @param advice who has all of them
     */
    String more(String none, String advice) {
        int more = placements.size() - IN_VIEW;
        return placements.isEmpty() ? none : more <= 0 ? "" : "and " + Plural.of(more, "more placement") + advice;
    }

    /** How many there are of each tone, to choose by. */
    String choices() {
        Map<Tone, Long> counts = placements.stream().collect(Collectors.groupingBy(Tone::of, Collectors.counting()));
        StringBuilder out = new StringBuilder(choice("", "All", placements.size()));
        Stream.of(Tone.values())
                .filter(counts::containsKey)
                .forEach(tone -> out.append(choice(tone.style(), tone.word(), counts.get(tone))));
        return out.toString();
    }

    private static String choice(String value, String word, long count) {
        return "<label><input type=\"radio\" name=\"tone\" id=\"tone-%s\" value=\"%s\"%s> <span>%s <b>%d</b></span></label>\n"
                .formatted(value.isEmpty() ? "all" : value, value, value.isEmpty() ? " checked" : "", word, count);
    }

    private String rows(int from, int to) {
        StringBuilder out = new StringBuilder();
        for (int i = from; i < to; i++) {
            out.append(row(i, placements.get(i)));
        }
        return out.toString();
    }

    private String row(int i, Placement placement) {
        Tone tone = Tone.of(placement);
        PlacementStatus status = placement.getStatus();
        int wanted = PlacementSpec.wanted(placement.getSpec());
        int placed = status == null || status.placed() == null ? 0 : status.placed();
        String reason = status == null
                        || status.summary() == null
                        || status.summary().reason() == null
                        || tone == Tone.GOOD
                        || tone == Tone.SUSPENDED
                ? ""
                : status.summary().reason();
        return """
                <li class="placement" id="p%1$d" data-p="%1$d" data-tone="%2$s"><details><summary>%3$s \
                <span class="name">%4$s</span> <span class="placed">%5$d/%6$d<span class="unseen"> placed</span></span> \
                <span class="reason">%7$s</span> <span class="then"></span></summary>
                <div class="body"><p class="facts">%8$s</p>
                %9$s%10$s</div></details></li>
                """.formatted(
                        i,
                        tone.style(),
                        tone.badge(),
                        Html.code(PlacementKey.of(placement).toString()),
                        placed,
                        wanted,
                        reason.isEmpty() ? "" : Html.name(reason),
                        facts(placement),
                        places(status),
                        RemarksPart.of(Remarks.of(placement)));
    }

    private static String facts(Placement placement) {
        PlacementStatus status = placement.getStatus();
        List<String> facts = new ArrayList<>();
        facts.add(status == null ? "not answered yet" : Remarks.placed(placement));
        if (status != null && status.machineType() != null) {
            facts.add("machine type " + Html.name(status.machineType()));
        }
        if (status != null && status.account() != null) {
            facts.add("account " + Html.name(status.account()));
        }
        return String.join(" · ", facts);
    }

    private String places(PlacementStatus status) {
        List<ZoneAssignment> held = status == null
                ? List.of()
                : status.zones().stream()
                        .filter(Objects::nonNull)
                        .filter(of -> of.zone() != null && of.replicas() != null && of.replicas() > 0)
                        .toList();
        if (held.isEmpty()) {
            return "";
        }
        StringBuilder out = new StringBuilder("<ul class=\"places\" role=\"list\">\n");
        held.stream()
                .limit(ZONES)
                .forEach(of -> out.append("<li>%s <b>%d</b> %s</li>\n"
                        .formatted(
                                place(of.zone()),
                                of.replicas(),
                                of.indexes() == null || of.indexes().isEmpty()
                                        ? ""
                                        : Html.name((of.replicas() == 1 ? "index " : "indexes ")
                                                + IndexWords.inShort(of.indexes(), IndexWords.OF_A_PAGE)))));
        if (held.size() > ZONES) {
            out.append("<li>and %s</li>\n".formatted(Plural.of(held.size() - ZONES, "more zone")));
        }
        return out.append("</ul>\n").toString();
    }

    private String place(String zone) {
        Integer known = zones.get(zone);
        return known == null ? Html.name(zone) : "<a href=\"#z%d\">%s</a>".formatted(known, Html.name(zone));
    }
}
