package dev.cpm.operator.view;

import dev.cpm.operator.api.Defaults;
import dev.cpm.operator.api.Interconnect;
import dev.cpm.operator.api.InterconnectState;
import dev.cpm.operator.api.RegionSpec;
import dev.cpm.operator.api.Titles;
import dev.cpm.operator.api.Zone;
import dev.cpm.operator.api.ZoneSpec;
import dev.cpm.operator.api.ZoneState;
import dev.cpm.operator.view.Change.Edit;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.CustomResource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Regions, zones and interconnects that are created, edited or deleted between two inventories. */
final class CatalogueChanges {
    private CatalogueChanges() {}

    static List<Edit> of(Inventory before, Inventory after) {
        SortedMap<String, CustomResource<?, ?>> was = byTitle(before);
        SortedMap<String, CustomResource<?, ?>> is = byTitle(after);
        Map<String, Deletion> ended = deletions(before);
        Map<String, Deletion> ends = deletions(after);
        return Keys.ofEither(was, is)
                .filter(title ->
                        !same(was.get(title), is.get(title)) || ended.containsKey(title) != ends.containsKey(title))
                .map(title -> new Edit(
                        title,
                        new Presence(was.containsKey(title), ended.containsKey(title))
                                .to(new Presence(is.containsKey(title), ends.containsKey(title))),
                        differences(was.get(title), is.get(title)),
                        ends.get(title)))
                .toList();
    }

    private static SortedMap<String, CustomResource<?, ?>> byTitle(Inventory inventory) {
        SortedMap<String, CustomResource<?, ?>> byTitle = new TreeMap<>();
        objects(inventory).forEach(object -> byTitle.put(Titles.of(object), object));
        return byTitle;
    }

    /** By what an answer depends on: the spec, and of a zone its labels, which a selector may ask for. */
    private static boolean same(CustomResource<?, ?> one, CustomResource<?, ?> other) {
        return one != null
                && other != null
                && Defaults.same(one.getSpec(), other.getSpec())
                && labels(one).equals(labels(other));
    }

    /** What of the spec is another, for who reviews the change; nothing of what is created or deleted. */
    private static List<String> differences(CustomResource<?, ?> before, CustomResource<?, ?> after) {
        List<String> differences = new ArrayList<>();
        if (before != null && after != null) {
            difference(differences, "displayName ", displayName(before), displayName(after));
        }
        if (before instanceof Zone old && after instanceof Zone now) {
            difference(differences, "region ", region(old), region(now));
            difference(differences, "", state(old), state(now));
            SortedMap<String, Integer> had = capacity(old);
            SortedMap<String, Integer> has = capacity(now);
            difference(differences, "machines ", limit(had), limit(has));
            if (had != null && has != null) {
                Keys.ofEither(had, has)
                        .forEach(type -> difference(differences, type + " ", count(had, type), count(has, type)));
            }
            SortedMap<String, String> labelled = new TreeMap<>(labels(old));
            SortedMap<String, String> labels = new TreeMap<>(labels(now));
            Keys.ofEither(labelled, labels)
                    .forEach(key -> difference(
                            differences,
                            "label " + key + " ",
                            labelled.getOrDefault(key, "none"),
                            labels.getOrDefault(key, "none")));
        } else if (before instanceof Interconnect old
                && after instanceof Interconnect now
                && old.getSpec() != null
                && now.getSpec() != null) {
            difference(differences, "account ", account(old), account(now));
            difference(differences, "regions ", regions(old), regions(now));
            difference(differences, "", state(old), state(now));
        }
        return differences;
    }

    private static void difference(List<String> differences, String what, Object was, Object is) {
        if (!Objects.equals(was, is)) {
            differences.add(what + was + " → " + is);
        }
    }

    private static String account(Interconnect interconnect) {
        String account = interconnect.getSpec().account();
        return account == null ? "none" : account;
    }

    /** In any order. */
    private static String regions(Interconnect interconnect) {
        String regions = interconnect.getSpec().regions().stream()
                .map(String::valueOf)
                .sorted()
                .collect(Collectors.joining(" and "));
        return regions.isEmpty() ? "none" : regions;
    }

    private static String displayName(CustomResource<?, ?> object) {
        String name = object.getSpec() instanceof ZoneSpec zone
                ? zone.displayName()
                : object.getSpec() instanceof RegionSpec region ? region.displayName() : null;
        return name == null ? "none" : "\"" + name + "\"";
    }

    /** As it is written, whether that is valid or not: nobody is to read of an edit that nobody made. */
    private static ZoneState state(Zone zone) {
        return zone.getSpec() == null || zone.getSpec().state() == null
                ? ZoneState.Available
                : zone.getSpec().state();
    }

    private static String region(Zone zone) {
        return zone.getSpec() == null || zone.getSpec().region() == null
                ? "none"
                : zone.getSpec().region();
    }

    private static String count(Map<String, Integer> capacity, String machineType) {
        Integer count = capacity.get(machineType);
        return count == null ? "not offered" : count.toString();
    }

    private static InterconnectState state(Interconnect interconnect) {
        InterconnectState state = interconnect.getSpec().state();
        return state == null ? InterconnectState.Requested : state;
    }

    /** By machine type; null where the zone has any number of every type. */
    private static SortedMap<String, Integer> capacity(Zone zone) {
        if (zone.getSpec() == null || zone.getSpec().capacity() == null) {
            return null;
        }
        SortedMap<String, Integer> capacity = new TreeMap<>();
        zone.getSpec().capacity().stream()
                .filter(of -> of != null && of.machineType() != null && of.count() != null)
                .forEach(of -> capacity.put(of.machineType(), of.count()));
        return capacity;
    }

    private static String limit(SortedMap<String, Integer> capacity) {
        return capacity == null ? "without limit" : "as listed";
    }

    private static Map<String, Deletion> deletions(Inventory inventory) {
        Map<String, Deletion> deletions = new TreeMap<>();
        objects(inventory)
                .filter(object -> Deletion.of(object) != null)
                .forEach(object -> deletions.put(Titles.of(object), Deletion.of(object)));
        return deletions;
    }

    private static Stream<CustomResource<?, ?>> objects(Inventory inventory) {
        return Stream.of(inventory.regions(), inventory.zones(), inventory.interconnects())
                .flatMap(List::stream);
    }

    private static Map<String, String> labels(HasMetadata object) {
        Map<String, String> labels =
                object instanceof Zone ? object.getMetadata().getLabels() : null;
        return labels == null ? Map.of() : labels;
    }
}
