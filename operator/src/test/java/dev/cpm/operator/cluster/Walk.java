package dev.cpm.operator.cluster;

import dev.cpm.operator.api.Cpm;
import dev.cpm.operator.api.Placement;
import dev.cpm.operator.api.PlacementStatus.Proposal;
import dev.cpm.operator.cluster.Edit.Verb;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A random walk over a small world: first all of it, then step after step some edits of some objects. The same seed
 * and the same answers make the same walk.
 */
final class Walk {
    static final List<String> NAMESPACES = List.of("default", "team", "shop");
    private static final List<String> REGIONS = List.of("r1", "r2", "r3");
    private static final List<String> ZONES = List.of("r1-a", "r1-b", "r2-a", "r2-b", "r2-c", "r3-a");
    private static final List<String> PLACEMENTS = List.of("default/a", "default/b", "team/a", "team/d", "shop/e");
    private static final List<String> LOAD_BALANCERS = List.of("default/lb", "team/lb");
    private static final List<String> LINKS =
            List.of("acme-r1-r2", "acme-r1-r3", "acme-r2-r3", "default-r1-r2", "default-r2-r3");

    private final Random random;
    private final WalkSpecs specs;
    /** Of each placement, what it asks for, field by field. */
    private final Map<String, Map<String, String>> asked = new TreeMap<>();

    private String staleId = "0123456789";

    Walk(long seed) {
        random = new Random(seed * 7919 + 17);
        specs = new WalkSpecs(random, REGIONS, ZONES, PLACEMENTS);
    }

    /** Nearly all of the world but its placements. */
    List<Edit> catalogue() {
        List<Edit> edits = new ArrayList<>();
        REGIONS.forEach(name -> edits.add(region(name)));
        ZONES.forEach(name -> edits.add(zone(name)));
        LINKS.stream().filter(name -> mostly()).forEach(name -> edits.add(link(name)));
        List.of("team", "shop").forEach(name -> edits.add(namespace(name)));
        LOAD_BALANCERS.stream().filter(name -> mostly()).forEach(name -> edits.add(loadBalancer(name)));
        return edits;
    }

    List<Edit> placements() {
        return PLACEMENTS.stream().map(this::placement).toList();
    }

    /** The edits of the next step, of one to four objects. */
    List<Edit> next(Map<String, HasMetadata> stored) {
        Map<String, Edit> edits = new LinkedHashMap<>();
        int count = 1 + random.nextInt(4);
        while (edits.size() < count) {
            Edit edit = edit(stored);
            edits.putIfAbsent(edit.key(), edit);
        }
        return List.copyOf(edits.values());
    }

    private Edit edit(Map<String, HasMetadata> stored) {
        List<Placement> proposals = stored.values().stream()
                .filter(object -> object instanceof Placement placement
                        && placement.getStatus().proposal() != null)
                .map(Placement.class::cast)
                .toList();
        if (!proposals.isEmpty() && random.nextInt(3) > 0) {
            return approval(one(proposals));
        }
        return switch (random.nextInt(24)) {
            case 0, 1, 2, 3 -> zone(one(ZONES));
            case 4 -> goesOrComes("Zone", absent("Zone", ZONES, stored), stored);
            case 5 -> goesOrComes("Region", absent("Region", REGIONS, stored), stored);
            case 6, 7 -> link(one(LINKS));
            case 8 -> goesOrComes("Interconnect", one(LINKS), stored);
            case 9 -> namespace(one(NAMESPACES));
            case 10 -> goesOrComes("LoadBalancer", one(LOAD_BALANCERS), stored);
            case 11 -> goesOrComes("Placement", one(PLACEMENTS), stored);
            case 12 -> another(stored);
            case 13, 14 -> statusByHand(stored);
            case 15, 16, 17, 18, 19 -> tweaked(one(PLACEMENTS));
            default -> placement(one(PLACEMENTS));
        };
    }

    /** One that is not there, if there is such. */
    private String absent(String kind, List<String> names, Map<String, HasMetadata> stored) {
        return names.stream()
                .filter(name -> !stored.containsKey(kind + " " + name))
                .findFirst()
                .orElseGet(() -> one(names));
    }

    /** Deletes an object; one that is not there is created. */
    private Edit goesOrComes(String kind, String name, Map<String, HasMetadata> stored) {
        return stored.containsKey(kind + " " + name)
                ? new Edit(Verb.DELETE, manifest(kind, name, "", ""))
                : made(kind, name);
    }

    private Edit made(String kind, String name) {
        return switch (kind) {
            case "Zone" -> zone(name);
            case "Region" -> region(name);
            case "Interconnect" -> link(name);
            case "LoadBalancer" -> loadBalancer(name);
            default -> placement(name);
        };
    }

    /** Another object under the same name. */
    private Edit another(Map<String, HasMetadata> stored) {
        boolean placement = random.nextInt(4) > 0;
        String kind = placement ? "Placement" : "LoadBalancer";
        String name = one(placement ? PLACEMENTS : LOAD_BALANCERS);
        Edit made = made(kind, name);
        return stored.containsKey(kind + " " + name) ? new Edit(Verb.RECREATE, made.manifest()) : made;
    }

    /** Wiped, or with something in it that is not so. */
    private Edit statusByHand(Map<String, HasMetadata> stored) {
        List<String> there = stored.keySet().stream()
                .filter(key -> random.nextInt(3) == 0 || key.startsWith("Placement"))
                .toList();
        if (there.isEmpty()) {
            return zone(one(ZONES));
        }
        String[] key = one(there).split(" ");
        String lie = random.nextBoolean()
                ? ""
                : key[0].equals("Placement")
                        ? "status: {observedGeneration: 1, placed: 0, zones: [{zone: r1-a, region: r1, replicas: 3,"
                                + " indexes: \"0-2\"}]}\n"
                        : "status: {observedGeneration: 1, conditions: []}\n";
        return new Edit(Verb.EDIT_STATUS, manifest(key[0], key[1], "", lie));
    }

    private Edit approval(Placement placement) {
        Proposal proposal = placement.getStatus().proposal();
        String id = random.nextInt(4) == 0 ? staleId : proposal.id();
        staleId = proposal.id();
        return new Edit(
                Verb.ANNOTATE,
                manifest(
                        "Placement",
                        placement.getMetadata().getNamespace() + "/"
                                + placement.getMetadata().getName(),
                        ", annotations: {" + Cpm.APPROVE_ANNOTATION + ": \"" + id + "\"}",
                        ""));
    }

    private Edit region(String name) {
        return apply("Region", name, "", "displayName: Region " + name);
    }

    private Edit zone(String name) {
        String state = random.nextInt(5) > 0
                ? "Available"
                : one(List.of("ComingSoon", "Maintenance", "Unavailable", "Unavailable", "Retired"));
        String capacity = switch (random.nextInt(12)) {
            case 0, 1 -> "";
            case 2 -> ", capacity: [{machineType: m2, count: 3}]";
            case 3, 4, 5 ->
                ", capacity: [{machineType: m1, count: %d}, {machineType: m2, count: 2}]"
                        .formatted(1 + random.nextInt(5));
            default -> ", capacity: [{machineType: m1, count: %d}]".formatted(random.nextInt(6));
        };
        String labels = random.nextBoolean() ? ", labels: {tier: gold}" : "";
        return apply("Zone", name, labels, "region: %s, state: %s%s".formatted(name.substring(0, 2), state, capacity));
    }

    /** Its name says whose it is and what it joins. */
    private Edit link(String name) {
        String[] parts = name.split("-");
        String state = random.nextInt(3) > 0 ? "Active" : one(List.of("Requested", "Suspended"));
        return apply(
                "Interconnect",
                name,
                "",
                "account: %s, regions: [%s, %s], state: %s".formatted(parts[0], parts[1], parts[2], state));
    }

    private Edit namespace(String name) {
        String account = one(List.of("acme", "acme", "default", ""));
        String labels = account.isEmpty() ? "" : ", labels: {%s: %s}".formatted(Cpm.ACCOUNT_LABEL, account);
        return new Edit(
                Verb.APPLY, "apiVersion: v1\nkind: Namespace\nmetadata: {name: %s%s}\n".formatted(name, labels));
    }

    /** One that is there may be told another region, which is immutable. */
    private Edit loadBalancer(String name) {
        return apply(
                "LoadBalancer", name, "", "region: " + (name.startsWith("team") ? "r1" : one(List.of("r1", "r2"))));
    }

    private Edit placement(String name) {
        asked.put(name, specs.all(name));
        return apply("Placement", name, "", text(asked.get(name)));
    }

    /** One field is another; mostly it is scaled. */
    private Edit tweaked(String name) {
        Map<String, String> fields = asked.computeIfAbsent(name, specs::all);
        String field = random.nextBoolean() ? "replicas" : one(List.copyOf(fields.keySet()));
        fields.put(field, specs.field(field, name));
        return apply("Placement", name, "", text(fields));
    }

    private static String text(Map<String, String> fields) {
        return fields.entrySet().stream()
                .filter(field -> !field.getValue().isEmpty())
                .map(field -> field.getKey() + ": " + field.getValue())
                .collect(Collectors.joining(", "));
    }

    private static Edit apply(String kind, String name, String metadata, String spec) {
        return new Edit(Verb.APPLY, manifest(kind, name, metadata, "spec: {" + spec + "}\n"));
    }

    private static String manifest(String kind, String name, String metadata, String rest) {
        String[] parts = name.split("/");
        String where = parts.length == 2 ? "namespace: " + parts[0] + ", name: " + parts[1] : "name: " + name;
        return "apiVersion: %s/%s%nkind: %s%nmetadata: {%s%s}%n%s"
                .formatted(Cpm.GROUP, Cpm.VERSION, kind, where, metadata, rest);
    }

    /** The edits in another order. */
    List<Edit> shuffled(List<Edit> edits) {
        List<Edit> other = new ArrayList<>(edits);
        Collections.shuffle(other, random);
        return other;
    }

    private boolean mostly() {
        return random.nextInt(5) > 0;
    }

    private <T> T one(List<T> items) {
        return items.get(random.nextInt(items.size()));
    }
}
