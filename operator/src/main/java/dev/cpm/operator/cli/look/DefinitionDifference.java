package dev.cpm.operator.cli.look;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cpm.operator.cli.admission.Definitions;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * In what an installed definition differs from the one that this version brings. Descriptions make no difference, nor
 * does what an API server writes there by itself.
 */
final class DefinitionDifference {
    private static final int NAMED = 3;
    private static final String RULES = "x-kubernetes-validations";

    /** What is compared in a way of its own, or not at all. */
    private static final Set<String> APART =
            Set.of("description", "properties", "items", "additionalProperties", RULES);

    private final boolean rules;
    private final List<String> lacks = new ArrayList<>();
    private final List<String> more = new ArrayList<>();
    private final List<String> others = new ArrayList<>();

    private DefinitionDifference(boolean rules) {
        this.rules = rules;
    }

    /** Both as they were written; {@code rules} says whether the API server keeps rules at all. */
    static DefinitionDifference of(JsonNode installed, JsonNode ours, boolean rules) {
        DefinitionDifference difference = new DefinitionDifference(rules);
        JsonNode theirs = Definitions.version(installed);
        JsonNode own = Definitions.version(ours);
        difference.schemas("", theirs.at("/schema/openAPIV3Schema"), own.at("/schema/openAPIV3Schema"));
        difference.subresources(theirs.path("subresources"), own.path("subresources"));
        if (!columns(theirs).equals(columns(own))) {
            difference.others.add("other columns for kubectl get");
        }
        return difference;
    }

    boolean any() {
        return !lacks.isEmpty() || !more.isEmpty() || !others.isEmpty();
    }

    /** Whether it has all that this version has, and more. */
    boolean newer() {
        return lacks.isEmpty() && others.isEmpty();
    }

    /** What to say after its name. */
    String words() {
        if (newer()) {
            return "is newer, or was edited: it has " + named(more) + " besides";
        } else if (more.isEmpty() && others.isEmpty()) {
            return "is older, or was edited: it lacks " + named(lacks);
        }
        List<String> all = new ArrayList<>(others);
        lacks.forEach(field -> all.add("no " + field));
        more.forEach(field -> all.add(field + " besides"));
        return "is another one: " + named(all);
    }

    private static String named(List<String> names) {
        int more = names.size() - NAMED;
        return String.join(", ", names.subList(0, Math.min(NAMED, names.size())))
                + (more > 0 ? " and " + more + " more" : "");
    }

    private void schemas(String path, JsonNode theirs, JsonNode own) {
        Set<String> keywords = new TreeSet<>(names(theirs));
        keywords.addAll(names(own));
        keywords.removeAll(APART);
        for (String keyword : keywords) {
            if (!same(theirs.path(keyword), own.path(keyword))) {
                others.add(at(path) + ": " + keyword + " is " + shown(theirs.path(keyword)) + ", here "
                        + shown(own.path(keyword)));
            }
        }
        if (rules && !rules(theirs).equals(rules(own))) {
            others.add(at(path) + ": other rules");
        }
        properties(path, theirs.path("properties"), own.path("properties"));
        within(path, theirs.path("items"), own.path("items"));
        within(path, theirs.path("additionalProperties"), own.path("additionalProperties"));
    }

    private void properties(String path, JsonNode theirs, JsonNode own) {
        Set<String> all = new TreeSet<>(names(theirs));
        all.addAll(names(own));
        for (String name : all) {
            String field = path.isEmpty() ? name : path + "." + name;
            if (!theirs.has(name)) {
                lacks.add(field);
            } else if (!own.has(name)) {
                more.add(field);
            } else {
                schemas(field, theirs.get(name), own.get(name));
            }
        }
    }

    private void within(String path, JsonNode theirs, JsonNode own) {
        if (!theirs.isMissingNode() || !own.isMissingNode()) {
            schemas(path + "[]", theirs, own);
        }
    }

    private void subresources(JsonNode theirs, JsonNode own) {
        for (String name : List.of("scale", "status")) {
            if (!same(theirs.path(name), own.path(name))) {
                others.add("another subresource " + name);
            }
        }
    }

    private static List<String> columns(JsonNode version) {
        List<String> columns = new ArrayList<>();
        version.path("additionalPrinterColumns")
                .forEach(column -> columns.add(column.path("name").asText() + " "
                        + column.path("jsonPath").asText() + " "
                        + column.path("priority").asInt()));
        return columns;
    }

    private static Set<String> rules(JsonNode schema) {
        Set<String> rules = new HashSet<>();
        schema.path(RULES)
                .forEach(rule -> rules.add(
                        rule.path("rule").asText() + "\n" + rule.path("message").asText()));
        return rules;
    }

    /** Numbers are written as one likes, lists of words have no order, and false is as good as absent. */
    private static boolean same(JsonNode theirs, JsonNode own) {
        if (theirs.isNumber() && own.isNumber()) {
            return theirs.decimalValue().compareTo(own.decimalValue()) == 0;
        } else if (theirs.isArray() && own.isArray()) {
            Set<JsonNode> left = new HashSet<>();
            theirs.forEach(left::add);
            Set<JsonNode> right = new HashSet<>();
            own.forEach(right::add);
            return left.equals(right);
        } else if (theirs.isObject() && own.isObject()) {
            Set<String> all = new HashSet<>(names(theirs));
            all.addAll(names(own));
            return all.stream().allMatch(name -> same(theirs.path(name), own.path(name)));
        }
        return theirs.equals(own) || unset(theirs) && unset(own);
    }

    private static boolean unset(JsonNode value) {
        return value.isMissingNode() || value.isNull() || value.isBoolean() && !value.booleanValue();
    }

    private static List<String> names(JsonNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static String at(String path) {
        return path.isEmpty() ? "the object" : path;
    }

    private static String shown(JsonNode value) {
        return value.isMissingNode() ? "not set" : value.toString();
    }
}
