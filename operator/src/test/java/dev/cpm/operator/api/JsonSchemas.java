package dev.cpm.operator.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import io.fabric8.kubernetes.client.CustomResource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * The JSON Schemas of {@code deploy/schemas}, for editors and kubeconform, made of the definitions: strict, so that a field
 * that is misspelled is one that does not exist. They cannot say what the definitions' CEL rules and keyed lists do.
 */
final class JsonSchemas {
    private static final String DRAFT = "http://json-schema.org/draft-07/schema#";
    private static final String API_VERSION = Cpm.GROUP + "/" + Cpm.VERSION;
    private static final String OURS = "^" + Cpm.GROUP.replace(".", "\\.") + "/";
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private JsonSchemas() {}

    /** File name to content, as kubeconform looks for them. */
    static Map<String, String> all() {
        Map<String, String> files = new TreeMap<>();
        for (Class<? extends CustomResource<?, ?>> kind : CrdFiles.KINDS) {
            files.put(file(kind.getSimpleName()), text(root(kind)));
        }
        files.put("all.json", text(any()));
        return files;
    }

    static String file(String kind) {
        return kind.toLowerCase(Locale.ROOT) + "_" + Cpm.VERSION + ".json";
    }

    private static String text(ObjectNode schema) {
        try {
            return JSON.writeValueAsString(schema) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static ObjectNode root(Class<? extends CustomResource<?, ?>> kind) {
        ObjectNode schema = JSON.createObjectNode().put("$schema", DRAFT).put("title", kind.getSimpleName());
        schema.setAll(schema(CrdFiles.definition(kind)
                .getSpec()
                .getVersions()
                .get(0)
                .getSchema()
                .getOpenAPIV3Schema()));
        ObjectNode properties = (ObjectNode) schema.get("properties");
        only(properties, "apiVersion", API_VERSION);
        only(properties, "kind", kind.getSimpleName());
        properties.set("metadata", metadata());
        schema.putArray("required")
                .add("apiVersion")
                .add("kind")
                .add("metadata")
                .add("spec");
        return schema;
    }

    private static void only(ObjectNode properties, String name, String value) {
        ((ObjectNode) properties.get(name)).putArray("enum").add(value);
    }

    /** What people write there; the rest is Kubernetes' own affair. */
    private static ObjectNode metadata() {
        ObjectNode metadata = JSON.createObjectNode().put("type", "object");
        metadata.put("description", "Standard metadata of an object.");
        ObjectNode properties = metadata.putObject("properties");
        properties.set(
                "name",
                string("Name of the object.").put("maxLength", Bounds.NAME).put("pattern", Bounds.DNS_SUBDOMAIN));
        properties.set("namespace", string("Namespace of the object, where its kind has one."));
        properties.set("labels", strings("Labels of the object."));
        properties.set(
                "annotations",
                strings("Annotations of the object. " + Cpm.APPROVE_ANNOTATION
                        + " on a Placement has the id of the proposal that may be carried out."));
        metadata.putArray("anyOf").add(required("name")).add(required("generateName"));
        return metadata;
    }

    private static ObjectNode required(String name) {
        ObjectNode schema = JSON.createObjectNode();
        schema.putArray("required").add(name);
        return schema;
    }

    private static ObjectNode string(String description) {
        return JSON.createObjectNode().put("description", description).put("type", "string");
    }

    private static ObjectNode strings(String description) {
        ObjectNode map = JSON.createObjectNode().put("description", description).put("type", "object");
        map.putObject("additionalProperties").put("type", "string");
        return map;
    }

    private static ObjectNode schema(JSONSchemaProps props) {
        ObjectNode schema = JSON.createObjectNode();
        if (props.getDescription() != null) {
            schema.put("description", props.getDescription());
        }
        if (props.getDefault() != null) {
            schema.set("default", props.getDefault());
        }
        if (Boolean.TRUE.equals(props.getXKubernetesIntOrString())) {
            ArrayNode either = schema.putArray("oneOf");
            number(either.addObject().put("type", "integer"), props);
            text(either.addObject().put("type", "string"), props);
            return schema;
        }
        schema.put("type", props.getType());
        switch (props.getType()) {
            case "object" -> object(schema, props);
            case "array" -> array(schema, props);
            case "string" -> text(schema, props);
            case "integer" -> number(schema, props);
            case "boolean" -> {}
            default -> throw new IllegalArgumentException("no type of ours: " + props.getType());
        }
        return schema;
    }

    private static void object(ObjectNode schema, JSONSchemaProps props) {
        if (props.getAdditionalProperties() != null) {
            put(schema, "maxProperties", props.getMaxProperties());
            schema.set(
                    "additionalProperties",
                    schema(props.getAdditionalProperties().getSchema()));
            return;
        }
        ObjectNode properties = JSON.createObjectNode();
        props.getProperties().forEach((name, property) -> {
            if (property.getType() != null || property.getXKubernetesIntOrString() != null) {
                properties.set(name, schema(property));
            }
        });
        if (!properties.isEmpty()) {
            schema.set("properties", properties);
            schema.put("additionalProperties", false);
        }
        if (!props.getRequired().isEmpty()) {
            List<String> required = props.getRequired();
            required.forEach(schema.withArray("required")::add);
        }
    }

    private static void array(ObjectNode schema, JSONSchemaProps props) {
        put(schema, "minItems", props.getMinItems());
        put(schema, "maxItems", props.getMaxItems());
        if ("set".equals(props.getXKubernetesListType())) {
            schema.put("uniqueItems", true);
        }
        schema.set("items", schema(props.getItems().getSchema()));
    }

    private static void text(ObjectNode schema, JSONSchemaProps props) {
        put(schema, "minLength", props.getMinLength());
        put(schema, "maxLength", props.getMaxLength());
        if (props.getPattern() != null) {
            schema.put("pattern", props.getPattern());
        }
        if ("date-time".equals(props.getFormat())) {
            schema.put("format", props.getFormat());
        }
        if (!props.getEnum().isEmpty()) {
            props.getEnum().forEach(schema.withArray("enum")::add);
        }
    }

    private static void number(ObjectNode schema, JSONSchemaProps props) {
        put(schema, "minimum", props.getMinimum());
        put(schema, "maximum", props.getMaximum());
    }

    private static void put(ObjectNode schema, String name, Number bound) {
        if (bound != null) {
            schema.put(name, bound.longValue());
        }
    }

    /** For files of several kinds: objects of other groups pass. */
    private static ObjectNode any() {
        ObjectNode any = JSON.createObjectNode().put("$schema", DRAFT).put("title", "Any object of " + API_VERSION);
        any.put("description", "For files with several kinds; objects of other API groups pass.");
        ArrayNode rules = any.put("type", "object").putArray("allOf");
        ObjectNode group = rules.addObject();
        group.set("if", JSON.createObjectNode().set("properties", pattern("apiVersion", OURS)));
        ObjectNode ours = group.putObject("then").putObject("properties");
        ours.putObject("apiVersion").putArray("enum").add(API_VERSION);
        ArrayNode kinds = ours.putObject("kind").putArray("enum");
        for (Class<?> kind : CrdFiles.KINDS) {
            kinds.add(kind.getSimpleName());
            ObjectNode rule = rules.addObject();
            ObjectNode condition = JSON.createObjectNode();
            condition.putObject("properties").setAll((ObjectNode)
                    pattern("apiVersion", OURS).setAll(pattern("kind", "^" + kind.getSimpleName() + "$")));
            condition.putArray("required").add("apiVersion").add("kind");
            rule.set("if", condition);
            rule.putObject("then").put("$ref", file(kind.getSimpleName()));
        }
        return any;
    }

    private static ObjectNode pattern(String field, String pattern) {
        ObjectNode properties = JSON.createObjectNode();
        properties.putObject(field).put("pattern", pattern);
        return properties;
    }
}
