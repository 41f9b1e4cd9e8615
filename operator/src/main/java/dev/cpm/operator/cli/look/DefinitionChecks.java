package dev.cpm.operator.cli.look;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cpm.operator.api.ConditionStatuses;
import dev.cpm.operator.api.Cpm;
import dev.cpm.operator.api.Kinds;
import dev.cpm.operator.cli.admission.Definitions;
import dev.cpm.operator.view.Check;
import dev.cpm.operator.view.Check.Result;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Whether the cluster knows the five kinds, in this version. */
final class DefinitionChecks {
    private static final String DEFINITIONS = "definitions";

    /** Of Kubernetes 1; older ones drop the rules of a definition. */
    private static final int KNOWS_RULES = 25;

    private DefinitionChecks() {}

    static List<String> call() {
        List<String> call =
                new ArrayList<>(List.of("get", "-o", "json", "--ignore-not-found", "customresourcedefinitions"));
        Kinds.NAMES.forEach(kind -> call.add(name(kind)));
        return call;
    }

    static List<String> versionCall() {
        return List.of("version", "-o", "json");
    }

    /**
     * What there is to say of the definitions.
     *
     * @param definitions as kubectl prints them; those that are not there are not among them
     * @param version what kubectl prints of its own version and the server's
     */
    static List<Check> of(JsonNode definitions, JsonNode version) {
        List<String> missing = new ArrayList<>();
        List<String> notServed = new ArrayList<>();
        List<String> different = new ArrayList<>();
        boolean newerOnly = true;
        for (String kind : Kinds.NAMES) {
            Optional<JsonNode> found = items(definitions)
                    .filter(item -> item.path("metadata").path("name").asText().equals(name(kind)))
                    .findFirst();
            if (found.isEmpty()) {
                missing.add(name(kind));
            } else if (!established(found.get()) || !served(found.get())) {
                notServed.add(name(kind));
            } else {
                DefinitionDifference difference =
                        DefinitionDifference.of(found.get(), Definitions.of(kind), knowsRules(version));
                if (difference.any()) {
                    different.add(name(kind) + " " + difference.words());
                    newerOnly &= difference.newer();
                }
            }
        }
        return List.of(
                Check.of(
                        DEFINITIONS,
                        "the five kinds are defined",
                        Result.Error,
                        missing,
                        "define them; before Kubernetes 1.23 with --validate=false",
                        "kubectl apply -k crds"),
                Check.of(
                        DEFINITIONS,
                        "all are served as " + Cpm.GROUP + "/" + Cpm.VERSION,
                        Result.Error,
                        notServed,
                        "apply the ones of this version; this says why they are not",
                        "kubectl describe customresourcedefinition"),
                Check.of(
                        DEFINITIONS,
                        "they are those of this version",
                        Result.Warning,
                        different,
                        newerOnly
                                ? "use the plugin of the version that is installed, or put back the definitions of this"
                                        + " one"
                                : "replace them by the files of this version; before Kubernetes 1.23 with"
                                        + " --validate=false",
                        "kubectl replace -k crds"));
    }

    /** A version that could not be read is taken for a present one. */
    private static boolean knowsRules(JsonNode version) {
        String minor = version.path("serverVersion").path("minor").asText().replaceAll("[^0-9].*", "");
        return minor.isEmpty() || Integer.parseInt(minor) >= KNOWS_RULES;
    }

    private static Stream<JsonNode> items(JsonNode list) {
        return list.has("items")
                ? StreamSupport.stream(list.get("items").spliterator(), false)
                : list.isMissingNode() ? Stream.of() : Stream.of(list);
    }

    private static String name(String kind) {
        return Kinds.resource(kind);
    }

    private static boolean established(JsonNode definition) {
        return StreamSupport.stream(definition.path("status").path("conditions").spliterator(), false)
                .anyMatch(condition -> condition.path("type").asText().equals("Established")
                        && condition.path("status").asText().equals(ConditionStatuses.TRUE));
    }

    private static boolean served(JsonNode definition) {
        return StreamSupport.stream(definition.path("spec").path("versions").spliterator(), false)
                .anyMatch(version -> version.path("name").asText().equals(Cpm.VERSION)
                        && version.path("served").asBoolean());
    }
}
