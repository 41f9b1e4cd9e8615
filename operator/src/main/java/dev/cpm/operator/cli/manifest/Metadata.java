package dev.cpm.operator.cli.manifest;

import dev.cpm.operator.api.Bounds;
import dev.cpm.operator.api.FieldError;
import dev.cpm.operator.api.FieldError.Type;
import dev.cpm.operator.api.ShapeCheck;
import dev.cpm.operator.cli.manifest.Node.Field;
import dev.cpm.operator.cli.manifest.Node.Mapping;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ObjIntConsumer;

/** The metadata that a plan looks at. Whatever else a cluster or a tool has put there is left alone. */
final class Metadata {
    /** Fields of metadata; kubectl refuses others. */
    private static final List<String> KNOWN = List.of(
            "name",
            "namespace",
            "labels",
            "annotations",
            "generateName",
            "finalizers",
            "ownerReferences",
            "uid",
            "resourceVersion",
            "generation",
            "creationTimestamp",
            "deletionTimestamp",
            "deletionGracePeriodSeconds",
            "managedFields",
            "selfLink",
            "clusterName");

    private static final Mapping NONE = new Mapping(0, Map.of());

    private final Mapping object;
    private final Mapping metadata;
    private final ObjIntConsumer<String> mistakes;

    private Metadata(Mapping object, ObjIntConsumer<String> mistakes) {
        this.object = object;
        this.metadata = object.get("metadata") instanceof Mapping mapping ? mapping : NONE;
        this.mistakes = mistakes;
    }

    /** Reads the metadata of an object; {@code namespace} is where it is if it does not say, null for cluster scope. */
    static ObjectMeta read(Mapping object, String namespace, ObjIntConsumer<String> mistakes) {
        Metadata metadata = new Metadata(object, mistakes);
        return metadata.read(metadata.name("name", Bounds.NAME, Bounds.DNS_SUBDOMAIN), namespace);
    }

    /** Reads the metadata of a Namespace, whose name is shorter than that of others. */
    static ObjectMeta ofNamespace(Mapping object, ObjIntConsumer<String> mistakes) {
        Metadata metadata = new Metadata(object, mistakes);
        return metadata.read(metadata.name("name", Bounds.LABEL, Bounds.DNS_LABEL), null);
    }

    private ObjectMeta read(String itsName, String namespace) {
        metadata.fields().keySet().stream()
                .filter(name -> !KNOWN.contains(name))
                .forEach(name -> mistakes.accept(
                        "metadata." + name + ": " + ShapeCheck.unknownWord("field", name, KNOWN),
                        object.lineOf("metadata." + name)));
        ObjectMeta meta = new ObjectMeta();
        meta.setName(itsName);
        if (meta.getName() == null && metadata.get("name") == null) {
            mistake("name", Type.REQUIRED, null, "give the object a name");
        }
        if (namespace != null) {
            String own = name("namespace", Bounds.LABEL, Bounds.DNS_LABEL);
            meta.setNamespace(own == null ? namespace : own);
        }
        meta.setLabels(texts("labels"));
        meta.setAnnotations(texts("annotations"));
        meta.setCreationTimestamp(metadata.text("creationTimestamp"));
        meta.setDeletionTimestamp(metadata.text("deletionTimestamp"));
        if (metadata.get("finalizers") instanceof Node.Sequence finalizers) {
            meta.setFinalizers(finalizers.items().stream()
                    .map(Node::value)
                    .filter(String.class::isInstance)
                    .map(String.class::cast)
                    .toList());
        }
        if (metadata.get("generation") instanceof Node.Scalar scalar && scalar.value() instanceof Number number) {
            meta.setGeneration(number.longValue());
        }
        return meta;
    }

    private String name(String field, int length, String form) {
        Node node = metadata.get(field);
        if (node == null) {
            return null;
        }
        if (!(node.value() instanceof String name)) {
            mistake(field, Type.INVALID, node.shown(), "must be text: put it in quotes");
            return null;
        }
        if (name.length() > length) {
            mistake(field, Type.INVALID, node.shown(), "must be at most " + length + " characters long");
        } else if (!name.matches(form)) {
            mistake(
                    field,
                    Type.INVALID,
                    node.shown(),
                    "must be lower-case letters, digits" + (form.equals(Bounds.DNS_LABEL) ? " or '-'" : ", '-' or '.'")
                            + ", starting and ending with a letter or digit");
        }
        return name;
    }

    private Map<String, String> texts(String field) {
        Map<String, String> texts = new LinkedHashMap<>();
        Node node = metadata.get(field);
        if (node != null && !(node instanceof Mapping)) {
            mistake(field, Type.INVALID, node.shown(), "must be an object");
        } else if (node instanceof Mapping mapping) {
            for (Map.Entry<String, Field> entry : mapping.fields().entrySet()) {
                Object value = entry.getValue().node().value();
                if (value instanceof String text) {
                    texts.put(entry.getKey(), text);
                } else if (value != null) {
                    mistake(
                            field + "[" + entry.getKey() + "]",
                            Type.INVALID,
                            entry.getValue().node().shown(),
                            "must be text: put it in quotes");
                }
            }
        }
        return texts;
    }

    private void mistake(String field, Type type, String value, String message) {
        String path = "metadata." + field;
        mistakes.accept(new FieldError(path, type, value, message).toString(), object.lineOf(path));
    }
}
