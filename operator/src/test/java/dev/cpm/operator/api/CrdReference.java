package dev.cpm.operator.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import java.util.function.Function;
import java.util.stream.StreamSupport;

/**
 * Writes {@code crds/README.md}: every field of every kind with all that its definition says, for those who read rather
 * than run {@code kubectl explain}.
 */
final class CrdReference {
    private static final int WIDTH = 120;

    private static final String HEAD = """
            # Reference: the kinds of cpm.dev/v1alpha1

            Generated from the definitions beside it, which `kubectl explain` prints, too; do not edit. `../README.md` says what they
            are for. Each item here is a field, by its path below `spec` or `status`; `[]` stands for each item of a list.

            Words:

            - *name*: letters, digits, `-` and `.`, in lower case: a DNS subdomain, as names of Kubernetes objects are.
            - *namespace name*: the same without `.`: a DNS label.
            - *token*: letters, digits, `-`, `_` and `.`, beginning and ending with a letter or digit.
            - *label value*: the same, or nothing. *label key*: a token of up to 63 characters, after a name and `/` or not.
            - *time*: RFC 3339, in UTC.
            - **Refused**: what the API server refuses with these very words from Kubernetes 1.25 on, and the operator reports
              as `InvalidSpec` before that.
            """;

    private static final Map<String, String> PATTERNS = Map.of(
            Bounds.DNS_SUBDOMAIN, "name",
            Bounds.DNS_LABEL, "namespace name",
            Bounds.TOKEN, "token",
            Bounds.LABEL_VALUE, "label value",
            Bounds.LABEL_KEY_PATTERN, "label key");

    private final StringBuilder text = new StringBuilder(HEAD);
    private final Function<String, String> examples;
    private final JsonNode condition;

    private CrdReference(Function<String, String> examples, JsonNode condition) {
        this.examples = examples;
        this.condition = condition;
    }

    /** The whole text, kinds in the order that is given; {@code examples} has a manifest of each. */
    static String of(List<JsonNode> definitions, Function<String, String> examples) {
        CrdReference reference = new CrdReference(
                examples, schema(definitions.get(0)).at("/properties/status/properties/conditions/items"));
        reference.kinds(definitions);
        definitions.forEach(reference::kind);
        reference.conditions();
        return reference.text.toString();
    }

    private static JsonNode schema(JsonNode definition) {
        return definition.at("/spec/versions/0/schema/openAPIV3Schema");
    }

    private void kinds(List<JsonNode> definitions) {
        text.append("\n| kind | short | where | what it is |\n|---|---|---|---|\n");
        for (JsonNode definition : definitions) {
            JsonNode names = definition.at("/spec/names");
            String kind = names.get("kind").asText();
            String what = schema(definition).get("description").asText();
            text.append("| [%s](#%s) | `%s` | %s | %s |\n"
                    .formatted(
                            kind,
                            kind.toLowerCase(Locale.ROOT),
                            names.at("/shortNames/0").asText(),
                            scope(definition),
                            what.substring(0, what.indexOf('.'))));
        }
    }

    private static String scope(JsonNode definition) {
        return definition.at("/spec/scope").asText().equals("Cluster") ? "one for the whole cluster" : "in a namespace";
    }

    private void kind(JsonNode definition) {
        JsonNode names = definition.at("/spec/names");
        String kind = names.get("kind").asText();
        JsonNode schema = schema(definition);
        text.append("\n## ").append(kind).append("\n\n");
        paragraph("", schema.get("description").asText());
        paragraph(
                "",
                "`kubectl get %s`, or `%s` for short; %s. Subresources: %s."
                        .formatted(
                                names.get("plural").asText(),
                                names.at("/shortNames/0").asText(),
                                scope(definition),
                                subresources(definition.at("/spec/versions/0/subresources"))));
        refusals("", schema);
        text.append("\nAll that a spec can say:\n\n```yaml\n")
                .append(examples.apply(kind))
                .append("```\n");
        for (String part : List.of("spec", "status")) {
            JsonNode fields = schema.at("/properties/" + part);
            text.append("\n### `kubectl explain %s.%s`\n\n"
                    .formatted(names.get("singular").asText(), part));
            paragraph("", fields.get("description").asText());
            refusals("", fields);
            text.append('\n');
            fields("", fields);
        }
        columns(
                definition.at("/spec/versions/0/additionalPrinterColumns"),
                names.at("/shortNames/0").asText());
    }

    private static String subresources(JsonNode subresources) {
        JsonNode scale = subresources.get("scale");
        return scale == null
                ? "status"
                : "status, and scale (`%s`, `%s`)"
                        .formatted(
                                scale.get("specReplicasPath").asText(),
                                scale.get("statusReplicasPath").asText());
    }

    private void fields(String path, JsonNode object) {
        Set<String> required = new LinkedHashSet<>();
        object.path("required").forEach(name -> required.add(name.asText()));
        object.path("properties")
                .properties()
                .forEach(field -> field(path + field.getKey(), field.getValue(), required.contains(field.getKey())));
    }

    private void field(String path, JsonNode field, boolean required) {
        StringJoiner facts = new StringJoiner("; ");
        facts.add(type(field));
        if (required) {
            facts.add("**required**");
        }
        if (field.has("default")) {
            JsonNode value = field.get("default");
            facts.add("default `" + (value.isTextual() ? value.asText() : value.toString()) + "`");
        }
        fold(
                "- ",
                "  ",
                "**`" + path + "`** (" + facts + ") " + field.get("description").asText());
        refusals("  ", field);
        JsonNode items = field.get("items");
        if (items == null) {
            fields(path + ".", field);
        } else if (items.equals(condition)) {
            fold("  ", "  ", "Its fields: see [Conditions](#conditions).");
        } else {
            refusals("  ", items);
            fields(path + "[].", items);
        }
    }

    /** What a value may be. */
    private static String type(JsonNode field) {
        if (field.path("x-kubernetes-int-or-string").asBoolean()) {
            return "number from %s to %s, or text".formatted(field.get("minimum"), field.get("maximum"));
        }
        return switch (field.get("type").asText()) {
            case "integer" ->
                field.has("maximum")
                        ? "number from " + field.get("minimum") + " to " + field.get("maximum")
                        : field.has("minimum") ? "number from " + field.get("minimum") : "number";
            case "boolean" -> "`true` or `false`";
            case "string" -> string(field);
            case "array" ->
                "list of %s, each %s%s"
                        .formatted(
                                count(
                                        field.path("minItems").asInt(),
                                        field.get("maxItems").asInt()),
                                article(type(field.get("items"))),
                                distinct(field));
            default ->
                field.has("additionalProperties")
                        ? "map of up to %s, each value %s"
                                .formatted(field.get("maxProperties"), article(type(field.get("additionalProperties"))))
                        : "object";
        };
    }

    private static String article(String type) {
        return (type.startsWith("object") ? "an " : "a ") + type;
    }

    private static String count(int least, int most) {
        return least == 0 ? "up to " + most : least == most ? "exactly " + most : least + " to " + most;
    }

    private static String distinct(JsonNode list) {
        return switch (list.get("x-kubernetes-list-type").asText()) {
            case "set" -> ", none twice";
            case "map" -> {
                StringJoiner keys = new StringJoiner("` and `", ", one for each `", "`");
                list.get("x-kubernetes-list-map-keys").forEach(key -> keys.add(key.asText()));
                yield keys.toString();
            }
            default -> "";
        };
    }

    private static String string(JsonNode field) {
        if (field.has("enum")) {
            StringJoiner values = new StringJoiner("`, `", "one of `", "`");
            field.get("enum").forEach(value -> values.add(value.asText()));
            return values.toString();
        }
        if (field.path("format").asText().equals("date-time")) {
            return "time";
        }
        String pattern = field.path("pattern").asText();
        String length = field.has("maxLength")
                ? " of %s characters"
                        .formatted(count(
                                field.path("minLength").asInt(),
                                field.get("maxLength").asInt()))
                : "";
        String word = pattern.isEmpty() ? "text" : PATTERNS.getOrDefault(pattern, "text");
        return word
                + length
                + (pattern.isEmpty() || PATTERNS.containsKey(pattern) ? "" : " that matches `" + pattern + "`");
    }

    private void refusals(String indent, JsonNode schema) {
        for (JsonNode rule : schema.path("x-kubernetes-validations")) {
            if (indent.isEmpty()) {
                text.append('\n');
            }
            fold(indent, indent, "**Refused**: " + rule.get("message").asText() + ".");
        }
    }

    private void columns(JsonNode columns, String shortName) {
        text.append("\n### Columns of `kubectl get ")
                .append(shortName)
                .append("`\n\n| column | what it says |\n|---|---|\n");
        for (JsonNode column : columns) {
            text.append("| `%s`%s | %s |\n"
                    .formatted(
                            column.get("name").asText(),
                            column.path("priority").asInt() > 0 ? ", with `-o wide`" : "",
                            column.get("description").asText()));
        }
    }

    private void conditions() {
        text.append("\n## Conditions\n\n");
        paragraph("", "Every status has a list of them, as Kubernetes' own kinds have.");
        text.append('\n');
        fields("conditions[].", condition);
    }

    private void paragraph(String indent, String sentence) {
        if (text.charAt(text.length() - 1) == '\n' && text.charAt(text.length() - 2) != '\n') {
            text.append('\n');
        }
        fold(indent, indent, sentence);
    }

    /** Breaks lines between words, so that it reads in a terminal, too; not within {@code code}. */
    private void fold(String first, String next, String sentence) {
        StringBuilder line = new StringBuilder(first);
        boolean begun = false;
        for (String word : words(sentence)) {
            if (begun && line.length() + 1 + word.length() > WIDTH) {
                text.append(line).append('\n');
                line = new StringBuilder(next).append(word);
            } else {
                line.append(begun ? " " : "").append(word);
            }
            begun = true;
        }
        text.append(line).append('\n');
    }

    /** Words; what is between backticks is one, with what touches it. */
    private static List<String> words(String sentence) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        boolean code = false;
        for (char c : sentence.toCharArray()) {
            code ^= c == '`';
            if (c == ' ' && !code) {
                words.add(word.toString());
                word.setLength(0);
            } else {
                word.append(c);
            }
        }
        words.add(word.toString());
        return words;
    }

    /** Every text of that name in a tree, at whatever depth. */
    static Set<String> texts(JsonNode tree, String name) {
        Set<String> found = new LinkedHashSet<>();
        tree.properties().stream()
                .filter(field -> field.getKey().equals(name) && field.getValue().isTextual())
                .forEach(field -> found.add(field.getValue().asText()));
        StreamSupport.stream(tree.spliterator(), false).forEach(child -> found.addAll(texts(child, name)));
        return found;
    }
}
