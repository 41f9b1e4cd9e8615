package dev.cpm.operator.placement;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cpm.operator.api.Cpm;
import dev.cpm.operator.api.InterconnectSpec;
import dev.cpm.operator.api.InterconnectState;
import dev.cpm.operator.api.PlacementSpec;
import dev.cpm.operator.api.PlacementSpec.ZoneSelector;
import dev.cpm.operator.api.PlacementStatus.ZoneAssignment;
import dev.cpm.operator.api.Violation;
import dev.cpm.operator.api.ZoneState;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * What a person does who follows advice to the letter: edits to one placement's spec and to the catalogue. They are
 * undone at the end, so that a story can go on.
 */
final class Deeds implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Story story;
    private final Known before;
    private final Deque<Runnable> undo = new ArrayDeque<>();

    Deeds(Story story, Known known) {
        this.story = story;
        this.before = known;
    }

    /** What is decided for the placement now, and what its status would say of that. */
    record Result(int placed, int largest, List<Violation> violations) {}

    Result decided() {
        World world = story.world();
        Known now = world.placement(before.key());
        assertThat(now.errors()).as("the spec as it was edited").isEmpty();
        Scene scene = Scene.of(world.request(now), world.snapshot(), now.assignment());
        Assignment next = Deciding.decide(scene);
        Judged judged = Judged.of(Explaining.explain(scene.moved(next)));
        int largest = next.toStatus().stream()
                .mapToInt(ZoneAssignment::replicas)
                .max()
                .orElse(0);
        return new Result(
                next.total(),
                largest,
                judged.breaches().stream().map(Breach::violation).toList());
    }

    Deeds edit(Consumer<ObjectNode> change) {
        ObjectNode spec = JSON.valueToTree(story.world().placement(before.key()).spec());
        change.accept(spec);
        try {
            PlacementSpec changed = JSON.treeToValue(spec, PlacementSpec.class);
            new Change.Apply(before.key(), changed, before.created()).to(story.world());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(spec.toString(), e);
        }
        undo.push(() -> story.world().placement(before));
        return this;
    }

    Deeds replicas(int count) {
        return edit(spec -> spec.put("replicas", count));
    }

    Deeds minAvailable(int count) {
        return edit(spec -> ((ObjectNode) spec.get("availability")).put("minAvailable", count));
    }

    /** Sets a field of the constraint that is meant; adds the default one where the spec has none. */
    Deeds constraint(boolean overRegions, boolean hard, Consumer<ObjectNode> change) {
        String key = overRegions ? Cpm.REGION_KEY : Cpm.ZONE_KEY;
        String when = hard ? "DoNotSchedule" : "ScheduleAnyway";
        return edit(spec -> {
            ArrayNode all = list(spec, "topologySpreadConstraints");
            if (all.isEmpty()) {
                all.addObject().put("topologyKey", key).put("maxSkew", 1).put("whenUnsatisfiable", when);
            }
            for (JsonNode one : all) {
                if (one.get("topologyKey").asText().equals(key)
                        && one.path("whenUnsatisfiable").asText("DoNotSchedule").equals(when)) {
                    change.accept((ObjectNode) one);
                }
            }
        });
    }

    /** Softens the hard terms about a placement, those over zones or regions (null: whichever there are). */
    Deeds scheduleAnyway(String field, String name, String domains) {
        return edit(spec -> {
            for (JsonNode term : spec.get("affinity").get(field)) {
                boolean meant = means(term, name)
                        && (domains == null
                                || term.get("topologyKey").asText().equals("topology.kubernetes.io/" + domains));
                if (meant) {
                    ((ObjectNode) term).put("whenUnsatisfiable", "ScheduleAnyway");
                }
            }
        });
    }

    Deeds without(String field, String name) {
        return edit(spec -> remove(list(spec, field), item -> means(item, name)));
    }

    /** A list item that names an object: by its name alone, or as a reference. */
    private boolean means(JsonNode item, String name) {
        if (item.isTextual()) {
            return item.asText().equals(name);
        }
        JsonNode namespace = item.get("namespace");
        PlacementKey named = new PlacementKey(
                namespace == null || namespace.isNull() ? before.key().namespace() : namespace.asText(),
                item.get("name").asText());
        return named.seenFrom(before.key().namespace()).equals(name);
    }

    private static ArrayNode list(ObjectNode spec, String field) {
        return spec.get(field) instanceof ArrayNode list ? list : spec.putArray(field);
    }

    private static void remove(ArrayNode items, Predicate<JsonNode> which) {
        for (int i = items.size() - 1; i >= 0; i--) {
            if (which.test(items.get(i))) {
                items.remove(i);
            }
        }
    }

    Deeds addRegion(String region) {
        return edit(spec -> list(spec, "regions").add(region));
    }

    /** Allows a zone by all the lists; where it does not match the selector, its labels are set so that it does. */
    Deeds allow(String zone) {
        edit(spec -> {
            ArrayNode zones = list(spec, "zones");
            if (!zones.isEmpty()) {
                remove(zones, item -> item.asText().equals(zone));
                zones.add(zone);
            }
            remove(list(spec, "excludedZones"), item -> item.asText().equals(zone));
        });
        ZoneSelector selector = before.spec().zoneSelector();
        ZoneInfo info = story.catalogue().zones.get(zone);
        for (Map<String, String> labels : List.of(info.labels(), Map.of("tier", "gold"), Map.<String, String>of())) {
            ZoneInfo labelled =
                    new ZoneInfo(zone, info.region(), info.displayName(), info.state(), labels, info.capacity());
            if (selector == null || PlainZones.selects(selector, labelled)) {
                return zone(labelled);
            }
        }
        throw new AssertionError("no labels match " + selector);
    }

    Deeds link(String account, String a, String b) {
        String name = "advised-" + undo.size();
        story.world().interconnect(name, new InterconnectSpec(account, List.of(a, b), InterconnectState.Active));
        undo.push(() -> story.world().interconnect(name, null));
        return this;
    }

    Deeds open(String zone) {
        ZoneInfo z = story.catalogue().zones.get(zone);
        return zone(new ZoneInfo(zone, z.region(), z.displayName(), ZoneState.Available, z.labels(), z.capacity()));
    }

    Deeds machines(String zone, String type, int more) {
        ZoneInfo z = story.catalogue().zones.get(zone);
        Map<String, Integer> capacity = new TreeMap<>(z.capacity());
        capacity.merge(type, more, Integer::sum);
        return zone(new ZoneInfo(zone, z.region(), z.displayName(), z.state(), z.labels(), capacity));
    }

    /** Applies a zone; it may be new. */
    Deeds zone(ZoneInfo zone) {
        story.world().zone(zone.name(), zone);
        undo.push(() -> story.world().zone(zone.name(), story.catalogue().zones.get(zone.name())));
        return this;
    }

    Deeds region(String name) {
        story.world().region(name, true);
        undo.push(() -> story.world().region(name, story.catalogue().regions.contains(name)));
        return this;
    }

    @Override
    public void close() {
        undo.forEach(Runnable::run);
    }
}
