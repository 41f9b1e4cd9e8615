package dev.cpm.operator.page;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.cpm.operator.view.Inventory;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Objects whose every text tries to be more than text. */
final class Hostile {
    /** Ends of elements, attributes, comments and scripts; markup; writing from right to left; what no page may hold. */
    static final String TEXT = "</script></style></template><script>window.hacked=1</script><!--"
            + "<b onclick=\"x\">'\"&amp;{{style}}$1\\\u202Egnp.\u2067\u2028\u2029\uD83D\uDE00\u0000\u0007\uFFFF\uD800";

    /** What a person gets to see of it. */
    static final String SHOWN = TEXT.replaceAll("[\u0000\u0007\uFFFF\uD800]", "\uFFFD");

    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** Those that are one of a few words, a time or a number: their types let nothing else in. */
    private static final Set<String> NO_TEXT = Set.of(
            "apiVersion",
            "kind",
            "state",
            "type",
            "severity",
            "status",
            "reason",
            "whenUnsatisfiable",
            "topologyKey",
            "since",
            "lastTransitionTime",
            "creationTimestamp",
            "minAvailable",
            "onZoneUnavailable",
            "result");

    private Hostile() {}

    /** The ten zones with the same text after each of their texts; so what refers to another object still does. */
    static Inventory inventory() {
        return Inventory.of(
                Worlds.tenZones().objects().stream().map(Hostile::hostile).toList());
    }

    private static HasMetadata hostile(HasMetadata object) {
        try {
            JsonNode tree = MAPPER.valueToTree(object);
            spoil(tree);
            return MAPPER.treeToValue(tree, object.getClass());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void spoil(JsonNode node) {
        if (node instanceof ObjectNode object) {
            for (Map.Entry<String, JsonNode> field : List.copyOf(object.properties())) {
                if (!field.getValue().isTextual()) {
                    spoil(field.getValue());
                } else if (!NO_TEXT.contains(field.getKey())) {
                    object.put(field.getKey(), field.getValue().asText() + TEXT);
                }
            }
        } else if (node instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                if (array.get(i).isTextual()) {
                    array.set(i, TextNode.valueOf(array.get(i).asText() + TEXT));
                } else {
                    spoil(array.get(i));
                }
            }
        }
    }
}
