package dev.cpm.operator.cli.manifest;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A piece of a manifest, with the line that it stands on, counted from 1. */
public sealed interface Node {
    int line();

    /** The same as plain maps, lists, strings, numbers and booleans. */
    Object value();

    /** A string, a number, true, false or null. */
    record Scalar(int line, Object value) implements Node {}

    /** A list. */
    record Sequence(int line, List<Node> items) implements Node {
        @Override
        public List<Object> value() {
            List<Object> values = new ArrayList<>();
            items.forEach(item -> values.add(item.value()));
            return values;
        }
    }

    /** An object: its fields in the order in which they are written. */
    record Mapping(int line, Map<String, Field> fields) implements Node {
        @Override
        public Map<String, Object> value() {
            Map<String, Object> values = new LinkedHashMap<>();
            fields.forEach((name, field) -> values.put(name, field.node().value()));
            return values;
        }

        /** The value of a field; null where it is absent, or null itself. */
        Node get(String name) {
            Field field = fields.get(name);
            return field == null || field.node().isNull() ? null : field.node();
        }

        /** The string of a field; null where it is absent or something else. */
        String text(String name) {
            return get(name) instanceof Scalar scalar && scalar.value() instanceof String text ? text : null;
        }
    }

    /** A field of an object; {@code line} is that of its name. */
    record Field(int line, Node node) {}

    default boolean isNull() {
        return this instanceof Scalar scalar && scalar.value() == null;
    }

    /** The value in a message: strings in quotes, anything large by its kind. */
    default String shown() {
        if (this instanceof Mapping) {
            return "an object";
        } else if (this instanceof Sequence) {
            return "a list";
        }
        return value() instanceof String text ? '"' + text + '"' : String.valueOf(value());
    }

    /** The line of a field such as {@code spec.regions[1]}; of what is nearest around it where it is absent. */
    default int lineOf(String path) {
        Matcher step = Step.FORM.matcher(path);
        Node at = this;
        int line = line();
        while (step.lookingAt()) {
            String name = step.group("name") == null ? step.group("key") : step.group("name");
            if (at instanceof Mapping mapping) {
                Field field = mapping.fields().get(name);
                at = field == null ? null : field.node();
                line = field == null ? line : field.line();
            } else if (at instanceof Sequence sequence && step.group("key") != null) {
                int index = Integer.parseInt(name);
                at = index < sequence.items().size() ? sequence.items().get(index) : null;
                line = at == null ? line : at.line();
            } else {
                return line;
            }
            step.region(step.end(), path.length());
        }
        return line;
    }

    /** One step of a path: a field's name, or an index or a map's key in brackets. */
    final class Step {
        private static final Pattern FORM = Pattern.compile("\\.?(?<name>[^.\\[\\]]+)|\\[(?<key>[^\\]]*)\\]");

        private Step() {}
    }
}
