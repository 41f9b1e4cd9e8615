package dev.cpm.operator.controller;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.util.JsonParserSequence;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.deser.ResolvableDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.util.TokenBuffer;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.KubernetesResource;
import io.fabric8.kubernetes.api.model.WatchEvent;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/**
 * Reads an object that a watch brings as what it is. The client itself makes a tree of it, and an object of the tree
 * (kubernetes-client 7.8.0, {@code KubernetesDeserializer}): that is left for what is none of the watched kinds, as an
 * error is.
 */
final class WatchedObject extends JsonDeserializer<Object> implements ResolvableDeserializer {
    private static final String API_VERSION = "apiVersion";
    private static final String KIND = "kind";

    /** By API version and kind. */
    private final Map<String, JsonDeserializer<Object>> readers = new HashMap<>();

    private JsonDeserializer<Object> other;

    /** Where a mapper is to use it. */
    @JsonDeserialize(using = JsonDeserializer.None.class)
    private abstract static class OfWatchEvent {
        @JsonDeserialize(using = WatchedObject.class)
        private Object object;

        @JsonDeserialize(using = WatchedObject.class)
        abstract void setObject(Object object);
    }

    /** Has a mapper read all watch events by it. */
    static SimpleModule module() {
        return new SimpleModule(WatchedObject.class.getName()).setMixInAnnotation(WatchEvent.class, OfWatchEvent.class);
    }

    /** Once: to find them for each object takes longer than to read by them. */
    @Override
    public void resolve(DeserializationContext context) throws JsonMappingException {
        for (Class<? extends HasMetadata> kind : WatchedKinds.WATCHED) {
            readers.put(
                    HasMetadata.getApiVersion(kind) + " " + HasMetadata.getKind(kind),
                    context.findRootValueDeserializer(context.constructType(kind)));
        }
        other = context.findRootValueDeserializer(context.constructType(KubernetesResource.class));
    }

    @Override
    public Object deserialize(JsonParser parser, DeserializationContext context) throws IOException {
        if (!parser.isExpectedStartObjectToken()) {
            return other.deserialize(parser, context);
        }
        String version = null;
        String kind = null;
        try (TokenBuffer begun = context.bufferForInputBuffering(parser)) {
            begun.writeStartObject();
            boolean more = true;
            for (int i = 0; i < 2 && more; i++) { // An API server says both before all else.
                String field = parser.nextFieldName();
                more = field != null;
                if (more) {
                    parser.nextToken();
                    version = field.equals(API_VERSION) ? parser.getText() : version;
                    kind = field.equals(KIND) ? parser.getText() : kind;
                    begun.writeFieldName(field);
                    begun.copyCurrentStructure(parser);
                } else {
                    begun.writeEndObject();
                }
            }
            JsonParser whole = JsonParserSequence.createFlattened(false, begun.asParser(parser), parser);
            whole.nextToken();
            return readers.getOrDefault(version + " " + kind, other).deserialize(whole, context);
        }
    }
}
