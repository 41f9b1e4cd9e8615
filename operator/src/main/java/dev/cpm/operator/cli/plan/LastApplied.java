package dev.cpm.operator.cli.plan;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * What {@code kubectl apply} wrote into an object the last time, as its annotation says. What is not in the manifest any
 * more, and was, goes; what never was is of others, and stays.
 */
final class LastApplied {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String ANNOTATION = "kubectl.kubernetes.io/last-applied-configuration";

    private final JsonNode manifest;

    private LastApplied(JsonNode manifest) {
        this.manifest = manifest;
    }

    static LastApplied of(ObjectMeta there) {
        String applied = text(there);
        try {
            return new LastApplied(applied == null ? MissingNode.getInstance() : MAPPER.readTree(applied));
        } catch (JsonProcessingException e) {
            // Written by hand. kubectl refuses it when it applies, and says so.
            return new LastApplied(MissingNode.getInstance());
        }
    }

    /** As it stands there; null where there is none. */
    static String text(ObjectMeta there) {
        return there.getAnnotations() == null ? null : there.getAnnotations().get(ANNOTATION);
    }

    /** Whether it was ever applied so; with server-side apply there is no such annotation. */
    boolean isKnown() {
        return manifest.isObject();
    }

    /** The names that were in a field of the metadata: labels or annotations. */
    Set<String> metadata(String field) {
        Set<String> names = new HashSet<>();
        manifest.path("metadata").path(field).fieldNames().forEachRemaining(names::add);
        return names;
    }

    /**
     * The spec afterwards: the manifest's, with the fields of {@code there} that no manifest ever had.
     *
     * @param written the manifest as it was written: what is empty or null there takes away what others have set
     */
    <S> S spec(S there, S edited, Class<S> type, Map<String, Object> written) {
        ObjectNode merged = MAPPER.valueToTree(edited);
        JsonNode spec = MAPPER.valueToTree(written).path("spec");
        keep(MAPPER.valueToTree(there), manifest.path("spec"), spec, merged);
        return MAPPER.convertValue(merged, type);
    }

    private static void keep(JsonNode there, JsonNode before, JsonNode written, ObjectNode merged) {
        for (Map.Entry<String, JsonNode> field : there.properties()) {
            JsonNode edited = merged.path(field.getKey());
            JsonNode applied = before.path(field.getKey());
            if (field.getValue().isNull()) {
                continue;
            }
            if (edited instanceof ObjectNode object && field.getValue().isObject()) {
                keep(field.getValue(), applied, written.path(field.getKey()), object);
            } else if ((edited.isMissingNode() || edited.isNull())
                    && applied.isMissingNode()
                    && !written.has(field.getKey())) {
                merged.set(field.getKey(), field.getValue());
            }
        }
    }
}
