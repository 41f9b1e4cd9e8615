package dev.cpm.operator.cli.admission;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.parser.CelStandardMacro;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;

/** Whatever our definitions use to refuse something is among what {@link Admission} knows how to judge. */
class OurDefinitionsTest {
    private static final List<String> KINDS = List.of("Interconnect", "LoadBalancer", "Placement", "Region", "Zone");

    /** What the library for schemas checks. */
    private static final Set<String> CHECKED = Set.of(
            "additionalProperties",
            "enum",
            "items",
            "maximum",
            "maxItems",
            "maxLength",
            "maxProperties",
            "minimum",
            "minItems",
            "minLength",
            "minProperties",
            "pattern",
            "properties",
            "required",
            "type");

    private static final Set<String> KNOWN_OTHERWISE = Set.of(
            "default",
            "description",
            "x-kubernetes-int-or-string",
            "x-kubernetes-list-map-keys",
            "x-kubernetes-list-type",
            "x-kubernetes-map-type",
            "x-kubernetes-validations");

    private static void forEachSchema(BiConsumer<String, JsonNode> visitor) {
        for (String kind : KINDS) {
            JsonNode schema = Definitions.version(Definitions.of(kind)).at("/schema/openAPIV3Schema");
            schema.path("properties").properties().stream()
                    .filter(property -> !property.getKey().equals("status"))
                    .forEach(property -> walk(kind + "." + property.getKey(), property.getValue(), visitor));
            visitor.accept(kind, schema);
        }
    }

    private static void walk(String path, JsonNode schema, BiConsumer<String, JsonNode> visitor) {
        visitor.accept(path, schema);
        schema.path("properties")
                .properties()
                .forEach(property -> walk(path + "." + property.getKey(), property.getValue(), visitor));
        for (String items : List.of("items", "additionalProperties")) {
            if (schema.path(items).isObject()) {
                walk(path + "[]", schema.get(items), visitor);
            }
        }
    }

    @Test
    void theySayNothingThatWouldBePassedOver() {
        Set<String> unknown = new TreeSet<>();
        forEachSchema((path, schema) -> schema.properties().forEach(keyword -> {
            String name = keyword.getKey();
            boolean format =
                    name.equals("format") && keyword.getValue().asText().matches("int32|int64");
            boolean either = name.equals("anyOf")
                    && schema.path("x-kubernetes-int-or-string").asBoolean();
            if (!CHECKED.contains(name) && !KNOWN_OTHERWISE.contains(name) && !format && !either) {
                unknown.add(path + ": " + name);
            }
        }));
        assertThat(unknown).isEmpty();
    }

    @Test
    void theirRulesAreAnExpressionAndAMessage() {
        Set<String> rules = new TreeSet<>();
        forEachSchema((path, schema) -> schema.path("x-kubernetes-validations").forEach(rule -> {
            assertThat(rule.properties())
                    .extracting(Map.Entry::getKey)
                    .as(path)
                    .containsExactlyInAnyOrder("rule", "message");
            rules.add(rule.path("rule").asText());
        }));
        assertThat(rules).hasSizeGreaterThan(12);
    }

    /** Kubernetes adds functions of its own, by version; a rule that used one would have to be judged here by hand. */
    @Test
    void theirRulesUseTheStandardFunctionsOnly() {
        CelCompiler compiler = CelCompilerFactory.standardCelCompilerBuilder()
                .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
                .addVar("self", SimpleType.DYN)
                .addVar("oldSelf", SimpleType.DYN)
                .build();
        forEachSchema((path, schema) -> schema.path("x-kubernetes-validations").forEach(rule -> {
            var result = compiler.compile(rule.path("rule").asText());
            assertThat(result.hasError())
                    .as("%s: %s", path, result.getErrorString())
                    .isFalse();
        }));
    }
}
