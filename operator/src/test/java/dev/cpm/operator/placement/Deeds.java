package dev.cpm.operator.placement;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cpm.operator.api.Cpm;
import dev.cpm.operator.api.PlacementSpec;
import dev.cpm.operator.api.PlacementSpec.ZoneSelector;
import dev.cpm.operator.placement.decide.Deciding;
import dev.cpm.operator.placement.decide.Explaining;
import dev.cpm.operator.placement.decide.Scene;
import dev.cpm.operator.placement.model.Approval;
import dev.cpm.operator.placement.model.Assignment;
import dev.cpm.operator.placement.model.Known;
import dev.cpm.operator.placement.model.PlacementKey;
import dev.cpm.operator.placement.moves.Approving;
import dev.cpm.operator.placement.moves.Judged;
import dev.cpm.operator.placement.moves.Proposals;
import dev.cpm.operator.placement.rules.Rules;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** What a person does to one placement, who follows advice to the letter, and what is decided for it then. */
final class Deeds extends WorldDeeds {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int ENOUGH = 100;

    private final Known before;

    Deeds(Story story, Known known) {
        super(story);
        this.before = known;
        undoBy(() -> world().placement(known));
    }

    PlacementKey key() {
        return before.key();
    }

    private Known now() {
        return world().placement(before.key());
    }

    PlacementSpec spec() {
        return now().spec();
    }

    private Scene scene() {
        return Rules.scene(world().request(now()), world().snapshot(), now().assignment());
    }

    /** What is decided for the placement now, and what its status would say of that. */
    Result decided() {
        assertThat(now().errors()).as("the spec as it was edited").isEmpty();
        Scene scene = scene();
        Assignment next = Deciding.decide(scene);
        while (!next.equals(scene.current())) {
            world().placement(with(now(), spec(), next));
            scene = scene();
            next = Deciding.decide(scene);
        }
        return new Result(Judged.of(Explaining.explain(scene)));
    }

    /** Approves what is proposed, one proposal after the other, until there is none; the first must be there. */
    void approveAll() {
        assertThat(proposal()).as("the proposal").isNotEmpty();
        for (int approvals = 0; proposal().isPresent(); approvals++) {
            assertThat(approvals).as("approvals").isLessThan(ENOUGH);
            String id = proposal().get().proposal().id();
            Assignment moved = Approving.decide(scene(), Optional.of(new Approval(id, before.told())))
                    .assignment();
            world().placement(with(now(), spec(), moved));
        }
    }

    Optional<Proposals.Offer> proposal() {
        return Proposals.of(decided().judged().findings(), before.told(), Approval.lastId(before.told()));
    }

    /** Deletes the placement and creates it with an edited spec. */
    void recreate(Consumer<ObjectNode> change) {
        world().placement(new Known(
                key(),
                edited(change),
                1L,
                before.created(),
                Assignment.NONE,
                null,
                null,
                null,
                before.terminating(),
                null,
                List.of(),
                List.of()));
    }

    Deeds edit(Consumer<ObjectNode> change) {
        new Change.Apply(before.key(), edited(change), before.created()).to(world());
        return this;
    }

    private PlacementSpec edited(Consumer<ObjectNode> change) {
        return edited(now(), change);
    }

    private static PlacementSpec edited(Known known, Consumer<ObjectNode> change) {
        ObjectNode spec = JSON.valueToTree(known.spec());
        change.accept(spec);
        try {
            return JSON.treeToValue(spec, PlacementSpec.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(spec.toString(), e);
        }
    }

    Deeds replicas(int count) {
        return edit(spec -> spec.put("replicas", count));
    }

    Deeds scaleUp(int by) {
        return replicas(world().request(now()).replicas() + by);
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
        return edit(spec -> when("ScheduleAnyway", spec, field, name, domains));
    }

    /** Softens what another placement asks of a third one, so that it finds a place. */
    void softened(PlacementKey other, String field, PlacementKey about) {
        Known known = world().placement(other);
        other(with(
                known,
                edited(known, spec -> {
                    for (JsonNode term : spec.get("affinity").get(field)) {
                        if (named(term, other.namespace()).equals(about)) {
                            ((ObjectNode) term).put("whenUnsatisfiable", "ScheduleAnyway");
                        }
                    }
                }),
                known.assignment()));
        Known soft = world().placement(other);
        Assignment next = Deciding.decide(Rules.scene(world().request(soft), world().snapshot(), known.assignment()));
        assertThat(next.total()).as("%s goes first", other).isPositive();
    }

    /** Sets whenUnsatisfiable of the terms about a placement. */
    void when(String value, ObjectNode spec, String field, String name, String domains) {
        for (JsonNode term : spec.get("affinity").get(field)) {
            boolean meant = means(term, name)
                    && (domains == null
                            || term.get("topologyKey").asText().equals("topology.kubernetes.io/" + domains));
            if (meant) {
                ((ObjectNode) term).put("whenUnsatisfiable", value);
            }
        }
    }

    /** Takes a name out of a list of the spec, which may be one of the affinity's. */
    Deeds without(String field, String name) {
        return edit(spec -> {
            boolean affinity = field.startsWith("affinity.");
            ObjectNode holder = affinity ? (ObjectNode) spec.get("affinity") : spec;
            ArrayNode items = list(holder, field.replace("affinity.", ""));
            int size = items.size();
            remove(items, item -> means(item, name));
            assertThat(items.size()).as("%s without %s", field, name).isLessThan(size);
        });
    }

    /** A list item that names an object: by its name alone, or as a reference. */
    private boolean means(JsonNode item, String name) {
        if (item.isTextual()) {
            return item.asText().equals(name);
        }
        String namespace = before.key().namespace();
        return named(item, namespace).seenFrom(namespace).equals(name);
    }

    private static PlacementKey named(JsonNode reference, String from) {
        JsonNode namespace = reference.get("namespace");
        return new PlacementKey(
                namespace == null || namespace.isNull() ? from : namespace.asText(),
                reference.get("name").asText());
    }

    static ArrayNode list(ObjectNode spec, String field) {
        return spec.get(field) instanceof ArrayNode list ? list : spec.putArray(field);
    }

    static void remove(ArrayNode items, Predicate<JsonNode> which) {
        for (int i = items.size() - 1; i >= 0; i--) {
            if (which.test(items.get(i))) {
                items.remove(i);
            }
        }
    }

    Deeds addRegion(String region) {
        return edit(spec -> list(spec, "regions").add(region));
    }

    Deeds addZone(String zone) {
        return edit(spec -> list(spec, "zones").add(zone));
    }

    /** Has the selector match a zone, by giving it such labels. */
    void select(String zone) {
        ZoneSelector selector = spec().zoneSelector();
        for (Map<String, String> labels :
                List.of(zone(zone).labels(), Map.of("tier", "gold"), Map.<String, String>of())) {
            label(zone, labels);
            if (selector == null || PlainZones.selects(selector, zone(zone))) {
                return;
            }
        }
        throw new AssertionError("no labels match " + selector);
    }

    /** Allows a zone by all the lists; where it does not match the selector, its labels are set so that it does. */
    void allow(String zone) {
        edit(spec -> {
            ArrayNode zones = list(spec, "zones");
            if (!zones.isEmpty()) {
                remove(zones, item -> item.asText().equals(zone));
                zones.add(zone);
            }
            remove(list(spec, "excludedZones"), item -> item.asText().equals(zone));
        });
        select(zone);
    }
}
