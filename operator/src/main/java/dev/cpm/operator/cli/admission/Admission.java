package dev.cpm.operator.cli.admission;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cpm.operator.api.FieldError;
import dev.cpm.operator.api.Titles;
import dev.cpm.operator.cli.manifest.Manifest;
import dev.cpm.operator.cli.manifest.Manifests;
import dev.cpm.operator.cli.manifest.Mistake;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * What a current API server would refuse of some manifests, by the definitions that this version brings. An older one
 * lets more pass, and one of Kubernetes 1.30 or later what was wrong before and is not touched; the operator reports both.
 */
public final class Admission {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final Map<String, Definition> DEFINITIONS = new ConcurrentHashMap<>();

    private Admission() {}

    /**
     * All that is wrong with manifests, at file and line: in the words of the operator where it finds it as well.
     *
     * @param there what they are applied over, if anything
     */
    public static List<Mistake> mistakes(Manifests manifests, Collection<HasMetadata> there) {
        Map<String, HasMetadata> before = new HashMap<>();
        there.forEach(object -> before.put(Titles.of(object), object));
        List<Mistake> mistakes = new ArrayList<>();
        for (Manifest manifest : Stream.concat(manifests.ours().stream(), manifests.unsound().stream())
                .toList()) {
            HasMetadata old = before.get(Titles.of(manifest.object()));
            List<FieldError> told = manifest.specErrors();
            Stream<FieldError> others = errors(json(manifest.written()), old == null ? null : json(old)).stream()
                    .filter(error -> !toldByReader(error))
                    .filter(error -> told.stream().noneMatch(other -> same(other, error)))
                    .distinct();
            mistakes.addAll(manifest.mistakes(Stream.concat(told.stream(), others)));
        }
        for (Manifest namespace : manifests.namespaces()) {
            List<FieldError> errors = new ArrayList<>();
            MetadataCheck.check(json(namespace.written()).path("metadata"), errors);
            mistakes.addAll(namespace.mistakes(errors.stream()));
        }
        return mistakes;
    }

    /** A name that is a number has been told by who read it, with what to do. */
    private static boolean toldByReader(FieldError error) {
        return error.field().equals("metadata.name") && error.message().startsWith("must be text");
    }

    /** What a rule says, the operator says of the item that breaks it; what a schema says, of the same field. */
    private static boolean same(FieldError told, FieldError error) {
        return told.field().equals(error.field())
                || told.field().startsWith(error.field()) && told.message().startsWith(error.message());
    }

    private static JsonNode json(Object object) {
        return MAPPER.valueToTree(object);
    }

    /**
     * What an API server would refuse; empty if nothing.
     *
     * @param manifest an object of one of the five kinds; a status in it is passed over, as it is there
     * @param before the object that it replaces; null on create
     */
    public static List<FieldError> errors(JsonNode manifest, JsonNode before) {
        Definition definition =
                DEFINITIONS.computeIfAbsent(manifest.path("kind").asText(), Definition::of);
        List<FieldError> errors = new ArrayList<>();
        MetadataCheck.check(manifest.path("metadata"), errors);
        JsonNode object = definition.filled(manifest);
        SchemaCheck.Found found = definition.check().check(object);
        errors.addAll(found.errors());
        ListTypes.check(definition.schema(), object, "", errors);
        if (!found.blocking()) {
            ValidationRules.check(
                    definition.schema(), object, before == null ? null : definition.filled(before), errors);
        }
        return errors;
    }

    /** A schema, and what checks it. */
    private record Definition(JsonNode schema, SchemaCheck check) {
        static Definition of(String kind) {
            JsonNode schema = Definitions.schema(kind);
            return new Definition(schema, new SchemaCheck(schema));
        }

        /** The object as it is judged: with its defaults, and without its status. */
        JsonNode filled(JsonNode object) {
            ObjectNode filled = (ObjectNode) Defaulting.filled(schema, object);
            filled.remove("status");
            return filled;
        }
    }
}
