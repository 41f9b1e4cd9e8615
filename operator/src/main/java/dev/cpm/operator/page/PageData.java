package dev.cpm.operator.page;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.cpm.operator.placement.model.PlacementKey;
import dev.cpm.operator.view.Holder;
import dev.cpm.operator.view.Loss;
import dev.cpm.operator.view.Topology;
import dev.cpm.operator.words.IndexWords;
import dev.cpm.operator.words.LossWords;
import dev.cpm.operator.words.MapWords;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the script points out, as JSON with short keys: who is in each zone, and what its loss would take, in words that are
 * made here. Words that return stand in it once.
 */
final class PageData {
    /** In letters that every encoding has, whatever there is in a name. */
    private static final ObjectMapper MAPPER =
            JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private final Map<PlacementKey, Integer> placements = new LinkedHashMap<>();
    private final Map<String, Integer> texts = new LinkedHashMap<>();
    private final About about;

    /** {@code placements} in the order in which the page calls them by number. */
    PageData(List<PlacementKey> placements, About about) {
        placements.forEach(key -> this.placements.put(key, this.placements.size()));
        this.about = about;
    }

    /** All of it, safe to stand in a script element; a loss for each zone and region, or none at all. */
    String json(Topology topology, List<LossPart.What> losses) {
        Map<String, Loss> byId = new LinkedHashMap<>();
        losses.forEach(what -> byId.put(what.id(), what.place().loss()));
        List<Object> regions = new ArrayList<>();
        List<Object> zones = new ArrayList<>();
        for (Topology.Region region : topology.regions()) {
            String id = "r" + regions.size();
            Map<String, Object> of = named(MapWords.name(region), region.displayName());
            of.put("z", new int[] {zones.size(), zones.size() + region.zones().size()});
            loss(of, MapWords.name(region), byId.get(id));
            regions.add(of);
            for (Topology.Zone zone : region.zones()) {
                zones.add(zone(topology, zone, byId.get("z" + zones.size())));
            }
        }
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("r", regions);
        all.put("z", zones);
        all.put("p", placements.keySet().stream().map(PlacementKey::toString).toList());
        all.put("t", texts.keySet());
        all.put("none", about.none());
        all.put("here", about.nothingHere());
        try {
            // In JSON these stand in strings only; so no end of a script, and no comment, can be read out of it.
            return MAPPER.writeValueAsString(all)
                    .replace("<", "\\u003c")
                    .replace(">", "\\u003e")
                    .replace("&", "\\u0026");
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("maps, lists and plain values are JSON", e);
        }
    }

    private static Map<String, Object> named(String name, String displayName) {
        Map<String, Object> named = new LinkedHashMap<>();
        named.put("n", name);
        if (!displayName.equals(name)) {
            named.put("d", displayName);
        }
        return named;
    }

    private Map<String, Object> zone(Topology topology, Topology.Zone zone, Loss loss) {
        Map<String, Object> of = named(zone.name(), zone.displayName());
        of.put("s", text(MapWords.state(topology, zone)));
        of.put(
                "m",
                zone.machines().stream()
                        .map(m -> List.of(text(m.machineType()), text(MapWords.machines(zone, m))))
                        .toList());
        of.put("h", zone.holders().stream().map(this::holder).toList());
        loss(of, zone.name(), loss);
        return of;
    }

    private List<Object> holder(Holder holder) {
        return List.of(
                placements.get(holder.placement()),
                holder.replicas(),
                text(holder.indexes() == null ? "" : IndexWords.inShort(holder.indexes(), IndexWords.OF_A_PAGE)),
                text(holder.machineType()));
    }

    private void loss(Map<String, Object> of, String name, Loss loss) {
        if (loss == null) {
            return;
        }
        of.put("l", LossWords.verdict(name, about.namespace(), loss));
        if (!loss.placements().isEmpty()) {
            of.put("lp", loss.placements().stream().map(this::hit).toList());
        }
        if (!loss.loadBalancers().isEmpty()) {
            of.put(
                    "lb",
                    loss.loadBalancers().stream()
                            .map(cut -> List.of(
                                    cut.loadBalancer().toString(),
                                    text(LossWords.loses(cut)),
                                    text(LossWords.then(cut)),
                                    cut.everything() ? 0 : 2))
                            .toList());
        }
    }

    /** Last how bad it is: 0 the worst. */
    private List<Object> hit(Loss.Hit hit) {
        return List.of(
                placements.get(hit.placement()),
                hit.lost(),
                text(hit.left() + "/" + hit.replicas()),
                text(LossWords.needs(hit)),
                text(LossWords.then(hit)),
                hit.severity().ordinal());
    }

    private int text(String text) {
        return texts.computeIfAbsent(text, t -> texts.size());
    }
}
