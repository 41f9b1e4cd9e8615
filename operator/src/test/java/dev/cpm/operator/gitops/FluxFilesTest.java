package dev.cpm.operator.gitops;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cel.common.CelValidationException;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.parser.CelStandardMacro;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The files of {@code deploy/gitops/flux} fit together. */
class FluxFilesTest {
    private static final Path FILES = Path.of("..", "deploy", "gitops", "flux");

    private static List<Map<String, Object>> objects() {
        try (Stream<Path> files = Files.list(FILES)) {
            return files.sorted().map(HealthCase::read).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Name to Kustomization. */
    private static Map<String, Map<String, Object>> kustomizations() {
        Map<String, Map<String, Object>> all = new TreeMap<>();
        objects().stream()
                .filter(object -> object.get("kind").equals("Kustomization"))
                .forEach(object -> all.put((String) field(object, "metadata").get("name"), object));
        return all;
    }

    /** Kind to what Flux is told of it. */
    static Map<String, FluxHealth> expressions() {
        Map<String, FluxHealth> all = new TreeMap<>();
        kustomizations().values().stream()
                .flatMap(kustomization -> FluxHealth.of(kustomization).stream())
                .forEach(health -> assertThat(all.put(health.kind(), health))
                        .as(health.kind())
                        .isNull());
        return all;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> field(Map<String, Object> object, String name) {
        return (Map<String, Object>) object.get(name);
    }

    @SuppressWarnings("unchecked")
    private static List<String> needs(Map<String, Object> kustomization) {
        return ((List<Map<String, String>>) field(kustomization, "spec").getOrDefault("dependsOn", List.of()))
                .stream().map(need -> need.get("name")).toList();
    }

    @Test
    void theOperatorComesFirstThenTheCatalogueThenPlacements() {
        Map<String, Map<String, Object>> all = kustomizations();
        assertThat(all).containsOnlyKeys("cpm-operator", "cpm-catalog", "cpm-placements");
        assertThat(needs(all.get("cpm-operator"))).isEmpty();
        assertThat(needs(all.get("cpm-catalog"))).containsExactly("cpm-operator");
        assertThat(needs(all.get("cpm-placements"))).containsExactly("cpm-catalog");
    }

    /** Without "wait", neither dependsOn nor an expression does anything. */
    @Test
    void eachIsWaitedFor() {
        kustomizations()
                .values()
                .forEach(each -> assertThat(field(each, "spec"))
                        .containsEntry("wait", true)
                        .containsKeys("timeout", "interval", "prune"));
    }

    @Test
    void theirPathsAreOurs() {
        objects().forEach(object -> {
            Map<String, Object> spec = field(object, "spec");
            Object path = Objects.requireNonNullElseGet(
                    spec.get("path"), () -> field(field(spec, "chart"), "spec").get("chart"));
            if (!path.equals("./placements")) {
                assertThat(Path.of("..").resolve(path.toString())).isDirectory();
            }
        });
    }

    /** Nobody publishes it: whoever installs the operator names the image that they have built. */
    @Test
    void theImageIsNamed() {
        Map<String, Object> base = HealthCase.read(Path.of("..", "deploy", "base", "kustomization.yaml"));
        Map<String, Object> image = images(base).get(0);
        assertThat(images(field(kustomizations().get("cpm-operator"), "spec")))
                .containsExactly(Map.of(
                        "name", image.get("name"),
                        "newName", "REGISTRY/" + image.get("name"),
                        "newTag", image.get("newTag")));
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> images(Map<String, Object> kustomization) {
        return (List<Map<String, Object>>) kustomization.get("images");
    }

    /** By its version alone, a chart that was edited in git would stay the one that it was. */
    @Test
    void everyChangeOfTheChartIsSeen() {
        Map<String, Object> release = objects().stream()
                .filter(object -> object.get("kind").equals("HelmRelease"))
                .findFirst()
                .orElseThrow();
        assertThat(field(field(field(release, "spec"), "chart"), "spec"))
                .containsEntry("reconcileStrategy", "Revision");
    }

    @Test
    void everyKindIsJudgedByItsGroup() {
        assertThat(expressions())
                .containsOnlyKeys("Placement", "Zone", "Region", "Interconnect", "LoadBalancer")
                .allSatisfy((kind, health) ->
                        assertThat(health.apiVersion()).as(kind).isEqualTo("cpm.dev/v1alpha1"));
    }

    /** Standard CEL alone, as every version of Flux that has healthCheckExprs knows it. */
    @Test
    void theExpressionsAreConditions() throws CelValidationException {
        CelCompiler compiler = CelCompilerFactory.standardCelCompilerBuilder()
                .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
                .addVar("status", SimpleType.DYN)
                .setResultType(SimpleType.BOOL)
                .build();
        for (FluxHealth health : expressions().values()) {
            for (String expression : Stream.of(health.inProgress(), health.failed(), health.current())
                    .filter(Objects::nonNull)
                    .toList()) {
                assertThat(compiler.compile(expression).getAst()).isNotNull();
            }
        }
    }
}
