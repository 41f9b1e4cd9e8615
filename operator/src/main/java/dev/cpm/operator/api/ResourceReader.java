package dev.cpm.operator.api;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.deser.ResolvableDeserializer;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TreeTraversingParser;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Supplier;

/**
 * Reads an object of one of our kinds from JSON, whatever stands in its spec and status. (The API server itself sees to
 * its metadata.) Who manages which field is left out: it is a good part of an object, nobody here asks for it, and where
 * a write says nothing of it, the API server keeps what it has.
 */
abstract class ResourceReader<S, T, R extends Resource<S, T>> extends JsonDeserializer<R>
        implements ResolvableDeserializer {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final Supplier<R> create;
    private final Class<S> spec;
    private final Class<T> status;
    private JsonDeserializer<Object> meta;

    ResourceReader(Supplier<R> create, Class<S> spec, Class<T> status) {
        this.create = create;
        this.spec = spec;
        this.status = status;
    }

    /** Once: to find it for each object takes longer than to read by it. */
    @Override
    public void resolve(DeserializationContext context) throws JsonMappingException {
        meta = context.findRootValueDeserializer(context.constructType(ObjectMeta.class));
    }

    @Override
    public boolean isCachable() {
        return true;
    }

    @Override
    public R deserialize(JsonParser parser, DeserializationContext context) throws IOException {
        R object = create.get();
        if (!parser.isExpectedStartObjectToken()) {
            return kind(object).cast(context.handleUnexpectedToken(object.getClass(), parser));
        }
        JsonNode wanted = null;
        JsonNode told = null;
        for (String field = parser.nextFieldName(); field != null; field = parser.nextFieldName()) {
            parser.nextToken();
            switch (field) {
                case "metadata" -> object.setMetadata(metadata(parser, context));
                case "spec" -> wanted = context.readTree(parser);
                case "status" -> told = context.readTree(parser);
                default -> parser.skipChildren();
            }
        }
        read(object, wanted, told);
        return object;
    }

    @SuppressWarnings("unchecked")
    private Class<R> kind(R object) {
        return (Class<R>) object.getClass();
    }

    private ObjectMeta metadata(JsonParser parser, DeserializationContext context) throws IOException {
        if (parser.hasToken(JsonToken.VALUE_NULL)) {
            return new ObjectMeta();
        } else if (!parser.isExpectedStartObjectToken()) {
            return (ObjectMeta) meta.deserialize(parser, context);
        }
        ObjectNode metadata = context.getNodeFactory().objectNode();
        for (String field = parser.nextFieldName(); field != null; field = parser.nextFieldName()) {
            parser.nextToken();
            if (field.equals("managedFields")) {
                parser.skipChildren();
            } else {
                metadata.set(field, context.readTree(parser));
            }
        }
        try (JsonParser fields = new TreeTraversingParser(metadata, parser.getCodec())) {
            fields.nextToken();
            return (ObjectMeta) meta.deserialize(fields, context);
        }
    }

    private void read(R object, JsonNode wanted, JsonNode told) {
        List<FieldError> ofSpec = new ArrayList<>();
        List<FieldError> ofStatus = new ArrayList<>();
        object.setSpec(read(ShapeCheck.readable(spec, wanted, "spec", ofSpec::add), "spec", spec, ofSpec));
        JsonNode readable = ShapeCheck.readable(status, told, "status", ofStatus::add);
        object.setStatus(read(readable == null ? null : withoutNulls(readable), "status", status, ofStatus));
        object.unreadable(ofSpec, ofStatus);
    }

    private static <V> V read(JsonNode readable, String field, Class<V> type, List<FieldError> unreadable) {
        try {
            return readable == null ? null : MAPPER.treeToValue(readable, type);
        } catch (JsonProcessingException e) {
            String why = "cannot be read: " + e.getOriginalMessage();
            unreadable.add(new FieldError(field, FieldError.Type.INVALID, "an object", why));
            return null;
        }
    }

    /** Nothing that the operator writes has an empty item; in a spec, {@link SpecCheck} says where it is. */
    private static JsonNode withoutNulls(JsonNode value) {
        for (Iterator<JsonNode> items = value.elements(); items.hasNext(); ) {
            JsonNode item = items.next();
            if (item.isNull()) {
                items.remove();
            } else {
                withoutNulls(item);
            }
        }
        return value;
    }
}
