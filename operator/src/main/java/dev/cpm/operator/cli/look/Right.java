package dev.cpm.operator.cli.look;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A verb on a resource, as a SelfSubjectAccessReview asks for it; what does not matter is empty.
 *
 * @param namespace the only one that it is needed in; empty: in all
 * @param name the only object that it is needed on; empty: on all
 */
record Right(String verb, String group, String resource, String subresource, String namespace, String name) {

    /** On all objects of a resource in all namespaces. */
    static Right of(String verb, String group, String resource) {
        return new Right(verb, group, resource, "", "", "");
    }

    /** That of a review's {@code spec.resourceAttributes}. */
    static Right of(JsonNode attributes) {
        return new Right(
                attributes.path("verb").asText(),
                attributes.path("group").asText(),
                attributes.path("resource").asText(),
                attributes.path("subresource").asText(),
                attributes.path("namespace").asText(),
                attributes.path("name").asText());
    }

    /** The same on a part of these objects only. */
    Right sub(String part) {
        return new Right(verb, group, resource, part, namespace, name);
    }

    /** The same in one namespace only, and there on one object only, unless its name is empty. */
    Right in(String where, String object) {
        return new Right(verb, group, resource, subresource, where, object);
    }

    /** The question whether whoever asks has it. */
    JsonNode review() {
        ObjectNode review = JsonNodeFactory.instance.objectNode();
        review.put("apiVersion", "authorization.k8s.io/v1").put("kind", "SelfSubjectAccessReview");
        ObjectNode attributes = review.putObject("spec").putObject("resourceAttributes");
        put(attributes, "verb", verb);
        put(attributes, "group", group);
        put(attributes, "resource", resource);
        put(attributes, "subresource", subresource);
        put(attributes, "namespace", namespace);
        put(attributes, "name", name);
        return review;
    }

    private static void put(ObjectNode attributes, String field, String value) {
        if (!value.isEmpty()) {
            attributes.put(field, value);
        }
    }

    /** As {@code kubectl auth can-i} takes it. */
    @Override
    public String toString() {
        return verb + " " + resource
                + (group.isEmpty() ? "" : "." + group)
                + (subresource.isEmpty() ? "" : "/" + subresource)
                + (name.isEmpty() ? "" : "/" + name)
                + (namespace.isEmpty() ? "" : " in namespace " + namespace);
    }
}
