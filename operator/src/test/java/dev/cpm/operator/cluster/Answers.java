package dev.cpm.operator.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.cpm.operator.api.Placement;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.CustomResource;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The statuses of objects, to be compared with those that were planned. Of placements, all times since a step began
 * count as one; of the others all do, since what sums up a catalogue is written while it changes, too.
 */
public final class Answers {
    private static final Set<String> TIMES = Set.of("since", "lastTransitionTime", "at");

    private final String begun;
    private final Map<String, JsonNode> statuses;

    public Answers(Collection<? extends HasMetadata> planned, Instant begun) {
        this.begun = begun.toString();
        this.statuses = statuses(planned);
    }

    /** Where other statuses differ from these, field by field; nothing where they are the same. */
    public List<String> differences(Collection<? extends HasMetadata> others) {
        Map<String, JsonNode> actual = statuses(others);
        if (actual.equals(statuses)) {
            return List.of();
        }
        List<String> differences = new ArrayList<>();
        Set<String> keys = new TreeSet<>(statuses.keySet());
        keys.addAll(actual.keySet());
        keys.forEach(key -> differences(key, statuses.get(key), actual.get(key), differences));
        return differences;
    }

    private static void differences(String path, JsonNode planned, JsonNode actual, List<String> differences) {
        if (planned != null && planned.equals(actual)) {
            return;
        }
        if (planned instanceof ObjectNode && actual instanceof ObjectNode) {
            Set<String> fields = new TreeSet<>();
            planned.fieldNames().forEachRemaining(fields::add);
            actual.fieldNames().forEachRemaining(fields::add);
            fields.forEach(
                    field -> differences(path + "." + field, planned.get(field), actual.get(field), differences));
        } else if (planned != actual) {
            differences.add(path + "\n  planned " + planned + "\n  done    " + actual);
        }
    }

    private Map<String, JsonNode> statuses(Collection<? extends HasMetadata> objects) {
        Map<String, JsonNode> found = new TreeMap<>();
        for (HasMetadata object : objects) {
            Object status = ((CustomResource<?, ?>) object).getStatus();
            JsonNode tree = Edit.YAML.convertValue(status, JsonNode.class);
            oneTime(tree, object instanceof Placement ? begun : "");
            found.put(Edit.key(object), tree);
        }
        return found;
    }

    private static void oneTime(JsonNode tree, String since) {
        if (tree instanceof ObjectNode object) {
            for (Iterator<String> names = object.fieldNames(); names.hasNext(); ) {
                String name = names.next();
                if (TIMES.contains(name) && object.get(name).asText().compareTo(since) >= 0) {
                    object.set(name, TextNode.valueOf("now"));
                }
            }
        }
        tree.forEach(child -> oneTime(child, since));
    }
}
