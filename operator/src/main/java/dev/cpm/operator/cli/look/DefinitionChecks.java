package dev.cpm.operator.cli.look;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cpm.operator.api.Cpm;
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
    private static final List<String> PLURALS =
            List.of("interconnects", "loadbalancers", "placements", "regions", "zones");

    private DefinitionChecks() {}

    static List<String> call() {
        List<String> call =
                new ArrayList<>(List.of("get", "-o", "json", "--ignore-not-found", "customresourcedefinitions"));
        PLURALS.forEach(plural -> call.add(name(plural)));
        return call;
    }

    /** {@code definitions} as kubectl prints them; those that are not there are not among them. */
    static List<Check> of(JsonNode definitions) {
        List<String> missing = new ArrayList<>();
        List<String> notServed = new ArrayList<>();
        for (String plural : PLURALS) {
            Optional<JsonNode> definition = items(definitions)
                    .filter(item -> item.path("metadata").path("name").asText().equals(name(plural)))
                    .findFirst();
            if (definition.isEmpty()) {
                missing.add(name(plural));
            } else if (!established(definition.get()) || !served(definition.get())) {
                notServed.add(name(plural));
            }
        }
        return List.of(
                Check.of(
                        DEFINITIONS,
                        "the five kinds are defined",
                        Result.Error,
                        missing,
                        "kubectl apply -k deploy; before 1.30 -k deploy/kubernetes-1.20"),
                Check.of(
                        DEFINITIONS,
                        "all are served as " + Cpm.GROUP + "/" + Cpm.VERSION,
                        Result.Error,
                        notServed,
                        "kubectl describe customresourcedefinition says why; apply the ones of this version"));
    }

    private static Stream<JsonNode> items(JsonNode list) {
        return list.has("items")
                ? StreamSupport.stream(list.get("items").spliterator(), false)
                : list.isMissingNode() ? Stream.of() : Stream.of(list);
    }

    private static String name(String plural) {
        return plural + "." + Cpm.GROUP;
    }

    private static boolean established(JsonNode definition) {
        return StreamSupport.stream(definition.path("status").path("conditions").spliterator(), false)
                .anyMatch(condition -> condition.path("type").asText().equals("Established")
                        && condition.path("status").asText().equals("True"));
    }

    private static boolean served(JsonNode definition) {
        return StreamSupport.stream(definition.path("spec").path("versions").spliterator(), false)
                .anyMatch(version -> version.path("name").asText().equals(Cpm.VERSION)
                        && version.path("served").asBoolean());
    }
}
