package dev.cpm.operator.page;

import dev.cpm.operator.api.Placement;
import dev.cpm.operator.placement.model.PlacementKey;
import dev.cpm.operator.view.Inventory;
import dev.cpm.operator.view.Losses;
import dev.cpm.operator.view.PlaceLoss;
import dev.cpm.operator.view.Topologies;
import dev.cpm.operator.view.Topology;
import dev.cpm.operator.words.MapWords;
import dev.cpm.operator.words.Verdict;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Regions and zones as a map, and who is where, as one HTML file that needs nothing else and asks nobody for anything. All
 * that it says is made here, of the objects; what is only pointed out by its script is told in its HTML, too.
 */
public final class Page {
    private final Inventory inventory;
    private final About about;
    private final Topology topology;
    private final List<Placement> placements;
    private final Map<String, Integer> zones = new HashMap<>();

    private Page(Inventory inventory, About about) {
        this.inventory = inventory;
        this.about = about;
        this.topology = Topologies.of(inventory);
        this.placements = inventory.placements().stream()
                .sorted(Comparator.comparing((Placement placement) -> Tone.of(placement))
                        .thenComparing(PlacementKey::of))
                .toList();
        topology.zones().forEach(zone -> zones.put(zone.name(), zones.size()));
    }

    /**
     * A page as it is given out.
     *
     * @param digest the same for all that differ in nothing but the time that they tell
     */
    public record Made(String html, String digest) {}

    /** The page of some objects with their statuses. */
    public static String html(Inventory inventory, About about) {
        return make(inventory, about).html();
    }

    /** The same, and its digest; a live page has that in it, too, and asks by it whether there is another. */
    public static Made make(Inventory inventory, About about) {
        boolean live = about.refresh() != null;
        Map<String, String> slots = new Page(inventory, about).slots();
        String digest = Template.digest(Template.fill(slots, live));
        slots.put("source", Html.text(about.line()));
        if (live) {
            slots.merge("live", " data-digest=\"" + digest + "\"", String::concat);
        }
        return new Made(Template.fill(slots, live), digest);
    }

    /**
     * The policy that is also in the page, for the header Content-Security-Policy of a server that gives it out: nobody
     * may frame it, and it may ask for itself anew.
     */
    public static String policy() {
        return Template.policy(true) + "; frame-ancestors 'none'";
    }

    /** All that fills the page, but for the line with the time. */
    private Map<String, String> slots() {
        PlacementsPart list = new PlacementsPart(placements, zones);
        Losses reckoned = new Losses(inventory);
        List<LossPart.What> losses = about.placements() ? losses(reckoned) : List.of();
        String verdict = verdict();
        Map<String, String> slots = new HashMap<>();
        slots.put("policy", Html.text(Template.policy(about.refresh() != null)));
        slots.put(
                "live",
                about.refresh() == null
                        ? ""
                        : " data-refresh=\"%d\" data-source=\"%s\""
                                .formatted(about.refresh().toSeconds(), Html.text(about.source())));
        slots.put("size", MapPart.small(topology) ? "small" : "large");
        slots.put("title", Html.text("Topology: " + verdict));
        slots.put("source", "");
        slots.put("tone", tone().style());
        slots.put("verdict", Html.text(verdict));
        slots.put("zones", Html.text(MapWords.verdict(topology, List.of())));
        slots.put("notices", notices());
        slots.put("changes", ChangePart.of(about.change()));
        slots.put("map", MapPart.of(topology, about));
        slots.put("choices", list.choices());
        slots.put("placements", list.inView());
        slots.put("more", Html.text(list.more(about.none(), about.all("pl"))));
        slots.put("listed", Integer.toString(PlacementsPart.IN_VIEW));
        slots.put("others", list.others());
        slots.put(
                "losses", about.placements() ? LossPart.of(losses, reckoned.notJudged(), about.namespace()) : unseen());
        slots.put("links", LinksPart.of(topology));
        slots.put(
                "balancers",
                about.placements() ? BalancersPart.of(inventory.loadBalancers(), about.all("lb")) : unseen());
        slots.put(
                "data", new PageData(placements.stream().map(PlacementKey::of).toList(), about).json(topology, losses));
        return slots;
    }

    private String verdict() {
        return !about.placements()
                ? "The placements could not be read: this shows regions and zones only."
                : Verdict.of(inventory);
    }

    /** That of the worst placement or load balancer. */
    private Tone tone() {
        return about.placements()
                ? Stream.concat(
                                placements.stream().map(Tone::of),
                                inventory.loadBalancers().stream().map(Tone::of))
                        .min(Comparator.naturalOrder())
                        .orElse(Tone.GOOD)
                : Tone.WAITING;
    }

    private String notices() {
        List<String> notices = new ArrayList<>(about.notices());
        if (about.namespace() != null) {
            notices.add(
                    0,
                    "Only placements and load balancers of namespace " + about.namespace()
                            + " are shown; machines in use are those of all.");
        }
        return notices.isEmpty()
                ? ""
                : notices.stream()
                        .map(notice -> "<li dir=\"auto\">" + Html.text(notice) + "</li>")
                        .collect(Collectors.joining(
                                "\n", "<ul class=\"notices\" role=\"list\" aria-label=\"Notices\">\n", "\n</ul>\n"));
    }

    private static String unseen() {
        return "<p class=\"none\">The placements could not be read, so nothing can be said of it.</p>\n";
    }

    /** Of every zone, and of every region: one that has several zones may be lost as a whole. */
    private List<LossPart.What> losses(Losses reckoned) {
        List<LossPart.What> all = new ArrayList<>();
        int regions = 0;
        for (PlaceLoss place : reckoned.ofEach(topology)) {
            all.add(new LossPart.What(place.isRegion() ? "r" + regions++ : "z" + zones.get(place.name()), place));
        }
        return all;
    }
}
