package dev.cpm.operator.cli.manifest;

import dev.cpm.operator.api.FieldError;
import dev.cpm.operator.cli.manifest.Node.Mapping;
import dev.cpm.operator.placement.model.InvalidSpec;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespaced;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** One object as it was given: where it stands, what was written, and what that means. */
public record Manifest(String file, Mapping tree, HasMetadata object) {

    /** Kind and name as in messages: {@code Placement default/web}. */
    public String title() {
        return title(
                object.getKind(),
                object.getMetadata().getNamespace(),
                object.getMetadata().getName());
    }

    static String title(String kind, String namespace, String name) {
        return kind + (name == null ? "" : " " + (namespace == null ? "" : namespace + "/") + name);
    }

    /** Where it stands, as {@code file:line}. */
    String place() {
        return file + ":" + tree.line();
    }

    /** What was written, field by field. */
    public Map<String, Object> written() {
        return tree.value();
    }

    /** Whether it goes where whoever applies it says, since it does not say so itself. */
    public boolean goesAnywhere() {
        return object instanceof Namespaced
                && !(written().get("metadata") instanceof Map<?, ?> metadata && metadata.get("namespace") != null);
    }

    /** What is wrong with its spec by itself, as the operator finds it. */
    public List<FieldError> specErrors() {
        return InvalidSpec.errors(object);
    }

    /** Something that is wrong with one of its fields, at the line of that. */
    public Mistake mistake(String field, String what) {
        return new Mistake(file, tree.lineOf(field), title() + ": " + what);
    }

    /** What is wrong with its fields, each at the line of that field, from the first line to the last. */
    public List<Mistake> mistakes(Stream<FieldError> errors) {
        return errors.map(error -> mistake(error.field(), error.toString()))
                .sorted(Comparator.comparingInt(Mistake::line))
                .toList();
    }
}
