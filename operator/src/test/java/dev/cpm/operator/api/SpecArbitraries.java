package dev.cpm.operator.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/**
 * Random manifests. Every field is now and then absent, at a bound, just beyond it, or plainly wrong, but seldom enough
 * that many manifests are good. What only the operator can judge (see {@link SpecCheck}) is not among the wrongs.
 */
final class SpecArbitraries {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final int WRONG = 1;
    private static final int GOOD = 150;

    static Arbitrary<JsonNode> placement() {
        return manifest(
                "Placement",
                object(Map.ofEntries(
                        field("account", 40, token()),
                        field("machineType", 99, token()),
                        field("replicas", 60, number(0, Cpm.MAX_REPLICAS)),
                        field("regions", 99, names("r", Bounds.REGIONS, 1)),
                        field("zones", 30, names("z", Bounds.ZONE_LIST, 0)),
                        field("excludedZones", 30, names("x", Bounds.ZONE_LIST, 0)),
                        field("zoneSelector", 30, selector()),
                        field("privateNetwork", 30, word("Required", "NotRequired")),
                        field("topologySpreadConstraints", 50, list(constraint(), Bounds.CONSTRAINTS, 0)),
                        field("availability", 40, availability()),
                        field("loadBalancers", 30, names("l", Bounds.LOAD_BALANCERS, 0)),
                        field("peers", 40, list(reference(false), Bounds.PEERS, 0)),
                        field("affinity", 40, affinity()),
                        field("priority", 30, number(-Bounds.PRIORITY, Bounds.PRIORITY)),
                        field("onZoneUnavailable", 20, word("Keep", "Replace")),
                        field("rebalance", 20, word("Never", "OnApproval")),
                        field("suspend", 20, Arbitraries.of(true, false).map(JSON::booleanNode)))));
    }

    static Arbitrary<JsonNode> other() {
        Arbitrary<JsonNode> capacity =
                object(Map.of("machineType", rare(token()), "count", rare(number(0, Bounds.MACHINES))));
        return Arbitraries.oneOf(
                manifest(
                        "LoadBalancer",
                        object(Map.ofEntries(field("account", 50, token()), field("region", 97, name("r"))))),
                manifest(
                        "Interconnect",
                        object(Map.ofEntries(
                                field("account", 97, token()),
                                field("regions", 97, names("r", 2, 2)),
                                field("state", 50, word("Requested", "Active", "Suspended"))))),
                manifest(
                        "Zone",
                        object(Map.ofEntries(
                                field("region", 97, name("r")),
                                field("displayName", 50, text(Bounds.DISPLAY_NAME)),
                                field("state", 50, word("Available", "Maintenance", "Retired")),
                                field("capacity", 50, list(capacity, Bounds.MACHINE_TYPES, 0))))),
                manifest("Region", object(Map.ofEntries(field("displayName", 80, text(Bounds.DISPLAY_NAME))))));
    }

    private static Arbitrary<JsonNode> manifest(String kind, Arbitrary<JsonNode> spec) {
        return spec.map(value -> {
            ObjectNode manifest = JSON.objectNode().put("kind", kind);
            manifest.putObject("metadata").put("name", "web").put("namespace", "default");
            return manifest.set("spec", value);
        });
    }

    private static Arbitrary<JsonNode> selector() {
        Arbitrary<JsonNode> key = mostly(
                Arbitraries.of("tier", "example.com/tier", "A.b_c-9", "a".repeat(63), "a/" + "b".repeat(63)),
                Arbitraries.of("", "/tier", "-a", "a/b/c", "Example.com/tier", "a".repeat(64), "a".repeat(318)));
        Arbitrary<JsonNode> requirement = object(Map.ofEntries(
                field("key", 98, key),
                field("operator", 98, word("In", "NotIn", "Exists", "DoesNotExist")),
                field("values", 50, list(labelValue(), Bounds.SELECTOR_VALUES, 0))));
        Arbitrary<JsonNode> labels = Arbitraries.maps(
                        Arbitraries.frequency(
                                Tuple.of(GOOD, "tier"),
                                Tuple.of(GOOD, "example.com/tier"),
                                Tuple.of(WRONG, ""),
                                Tuple.of(WRONG, "a".repeat(318))),
                        labelValue())
                .ofMaxSize(2)
                .map(SpecArbitraries::toObject);
        Arbitrary<JsonNode> many = Arbitraries.of(Bounds.SELECTOR_TERMS, Bounds.SELECTOR_TERMS + 1)
                .map(size -> {
                    ObjectNode map = JSON.objectNode();
                    for (int i = 0; i < size; i++) {
                        map.put("key-" + i, "");
                    }
                    return map;
                });
        return object(Map.ofEntries(
                field("matchLabels", 60, Arbitraries.frequencyOf(Tuple.of(20, labels), Tuple.of(1, many))),
                field("matchExpressions", 60, list(requirement, Bounds.SELECTOR_TERMS, 0))));
    }

    private static Arbitrary<JsonNode> constraint() {
        return object(Map.ofEntries(
                field("topologyKey", 98, topologyKey()),
                field("maxSkew", 60, number(1, Bounds.MAX_SKEW)),
                field("minDomains", 30, number(1, Bounds.MIN_DOMAINS)),
                field("whenUnsatisfiable", 60, whenUnsatisfiable()),
                field("capacityPolicy", 30, word("Ignore", "Honor"))));
    }

    private static Arbitrary<JsonNode> availability() {
        Arbitrary<JsonNode> words = mostly(
                Arbitraries.of("Quorum", "0%", "7%", "50%", "99%", "100%"),
                Arbitraries.of("", "quorum", "Quorum ", "101%", "050%", "00%", "-1%", "5", "%", "5.5%", "50%\n"));
        return object(Map.ofEntries(
                field("minAvailable", 98, Arbitraries.oneOf(words, number(0, Cpm.MAX_REPLICAS))),
                field("whenUnsatisfiable", 50, whenUnsatisfiable())));
    }

    private static Arbitrary<JsonNode> affinity() {
        Arbitrary<JsonNode> terms = list(reference(true), Bounds.AFFINITY_TERMS, 0);
        return object(Map.ofEntries(field("colocateWith", 60, terms), field("separateFrom", 60, terms)));
    }

    private static Arbitrary<JsonNode> reference(boolean term) {
        Arbitrary<JsonNode> name = mostly(
                Arbitraries.of("a", "b", "c.d", "e-f", "g9", "n".repeat(253)),
                Arbitraries.of("", "web", "A", "a..b", "-a", "n".repeat(254)));
        Arbitrary<JsonNode> namespace = mostly(
                Arbitraries.of("other", "team-9", "n".repeat(63)),
                Arbitraries.of("", "a.b", "A", "a-", "n".repeat(64)));
        Map.Entry<String, Arbitrary<JsonNode>> itsName = field("name", 98, name);
        Map.Entry<String, Arbitrary<JsonNode>> itsNamespace = field("namespace", 50, namespace);
        return object(
                term
                        ? Map.ofEntries(
                                itsName,
                                itsNamespace,
                                field("topologyKey", 98, topologyKey()),
                                field("whenUnsatisfiable", 50, whenUnsatisfiable()))
                        : Map.ofEntries(itsName, itsNamespace));
    }

    private static Arbitrary<JsonNode> topologyKey() {
        return mostly(
                Arbitraries.of(Cpm.ZONE_KEY, Cpm.REGION_KEY), Arbitraries.of("", "zone", "kubernetes.io/hostname"));
    }

    private static Arbitrary<JsonNode> whenUnsatisfiable() {
        return word("DoNotSchedule", "ScheduleAnyway");
    }

    private static Arbitrary<JsonNode> name(String prefix) {
        Arbitrary<String> good = Arbitraries.integers().between(0, 99).map(i -> prefix + i);
        Arbitrary<String> rareGood = Arbitraries.of("shared", "a.b-c.d9", "0", "n".repeat(253));
        return mostly(
                Arbitraries.frequencyOf(Tuple.of(30, good), Tuple.of(1, rareGood)),
                Arbitraries.of("", "A", "-a", "a-", "a..b", ".a", "a_b", "é", "a\n", "n".repeat(254)));
    }

    private static Arbitrary<JsonNode> token() {
        return mostly(
                Arbitraries.of("acme", "PS100v3", "A.b_c-9", "0", "t".repeat(63)),
                Arbitraries.of("", "-a", "a-", "_", "a b", "a/b", "é", "a\n", "t".repeat(64)));
    }

    private static Arbitrary<JsonNode> labelValue() {
        return mostly(
                Arbitraries.of("", "gold", "A.b_c-9", "v".repeat(63)),
                Arbitraries.of("-", "a-", "a b", "v".repeat(64)));
    }

    /** A character outside the basic plane counts once. */
    private static Arbitrary<JsonNode> text(int max) {
        return mostly(
                Arbitraries.of("", "Beijing Zone 1", "two\nlines", "\uD83D\uDE00".repeat(max)),
                Arbitraries.of("x".repeat(max + 1), "\uD83D\uDE00".repeat(max + 1)));
    }

    private static Arbitrary<JsonNode> word(String... words) {
        return mostly(Arbitraries.of(words), Arbitraries.of("", "Other", words[0].toLowerCase()));
    }

    private static Arbitrary<JsonNode> number(int min, int max) {
        Arbitrary<Integer> good = Arbitraries.oneOf(
                Arbitraries.of(min, max), Arbitraries.integers().between(min, max));
        Arbitrary<Integer> wrong = Arbitraries.of(min - 1, max + 1, Integer.MIN_VALUE, Integer.MAX_VALUE);
        return Arbitraries.frequencyOf(Tuple.of(GOOD, good), Tuple.of(WRONG, wrong))
                .map(JSON::numberNode);
    }

    private static Arbitrary<JsonNode> mostly(Arbitrary<String> good, Arbitrary<String> wrong) {
        return Arbitraries.frequencyOf(Tuple.of(GOOD, good), Tuple.of(WRONG, wrong))
                .map(JSON::textNode);
    }

    /** Mostly short; now and then empty, one too long, or with an item that is null. */
    private static Arbitrary<JsonNode> list(Arbitrary<JsonNode> item, int max, int min) {
        Arbitrary<JsonNode> brief =
                item.list().ofMinSize(min).ofMaxSize(Math.min(max, 3)).map(SpecArbitraries::toArray);
        Arbitrary<JsonNode> odd = Arbitraries.oneOf(
                Arbitraries.just(toArray(List.of())),
                item.map(one -> toArray(Collections.nCopies(max + 1, one))),
                item.map(one -> toArray(List.of(one, JSON.nullNode()))));
        return Arbitraries.frequencyOf(Tuple.of(GOOD, brief), Tuple.of(WRONG, odd));
    }

    /** Like {@link #list}, of names; now and then as many as there may be. */
    private static Arbitrary<JsonNode> names(String prefix, int max, int min) {
        List<JsonNode> full = new ArrayList<>();
        for (int i = 0; i < max; i++) {
            full.add(JSON.textNode(prefix + i));
        }
        return Arbitraries.frequencyOf(
                Tuple.of(30, list(name(prefix), max, min)), Tuple.of(1, Arbitraries.just(toArray(full))));
    }

    private static JsonNode toArray(List<JsonNode> items) {
        ArrayNode array = JSON.arrayNode();
        return array.addAll(items);
    }

    private static JsonNode toObject(Map<String, JsonNode> fields) {
        ObjectNode object = JSON.objectNode();
        return object.setAll(fields);
    }

    /** A field that is there in so many of a hundred manifests. */
    private static Map.Entry<String, Arbitrary<JsonNode>> field(String name, int percent, Arbitrary<JsonNode> value) {
        return Map.entry(
                name,
                Arbitraries.frequencyOf(
                        Tuple.of(percent, value), Tuple.of(100 - percent, Arbitraries.just(JSON.missingNode()))));
    }

    private static Arbitrary<JsonNode> rare(Arbitrary<JsonNode> value) {
        return field("", 99, value).getValue();
    }

    private static Arbitrary<JsonNode> object(Map<String, Arbitrary<JsonNode>> fields) {
        List<String> names = new ArrayList<>(fields.keySet());
        List<Arbitrary<JsonNode>> values = names.stream().map(fields::get).toList();
        return Combinators.combine(values).as(drawn -> {
            ObjectNode object = JSON.objectNode();
            for (int i = 0; i < names.size(); i++) {
                if (!drawn.get(i).isMissingNode()) {
                    object.set(names.get(i), drawn.get(i));
                }
            }
            return object;
        });
    }

    private SpecArbitraries() {}
}
