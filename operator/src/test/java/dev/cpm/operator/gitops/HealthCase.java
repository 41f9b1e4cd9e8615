package dev.cpm.operator.gitops;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * One object after a run, and what is to be made of it.
 *
 * @param name of the file in {@code testdata}
 * @param object as a run answers it
 * @param argo by our health.lua
 * @param saidBy the condition or violation whose message Argo CD shows; null where the operator has not answered
 * @param kstatus without anything of ours, as by {@code kubectl wait} and Flux; InProgress means that those wait
 * @param flux by our healthCheckExprs
 */
record HealthCase(
        String kind, String name, Map<String, Object> object, Health argo, String saidBy, Health kstatus, Health flux) {
    static final Path CUSTOMIZATIONS =
            Path.of("..", "deploy", "gitops", "argocd", "resource_customizations", "cpm.dev");

    static final String UNANSWERED = "the operator has not answered yet";

    Path directory() {
        return CUSTOMIZATIONS.resolve(kind);
    }

    /** Relative to the directory, as health_test.yaml has it. */
    String inputPath() {
        return "testdata/" + name + ".yaml";
    }

    /** What the committed file has. */
    Map<String, Object> committed() {
        return read(directory().resolve(inputPath()));
    }

    /** An entry of health_test.yaml. */
    Map<String, Object> test() {
        Map<String, Object> health = new LinkedHashMap<>();
        health.put("status", argo.name());
        health.put(
                "message",
                saidBy == null
                        ? UNANSWERED
                        : Stream.concat(conditions(object).stream(), violations(object).stream())
                                .filter(said -> saidBy.equals(said.get("type")))
                                .findFirst()
                                .orElseThrow()
                                .get("message"));
        Map<String, Object> test = new LinkedHashMap<>();
        test.put("healthStatus", health);
        test.put("inputPath", inputPath());
        return test;
    }

    static Map<String, Object> condition(Map<String, Object> object, String type) {
        return conditions(object).stream()
                .filter(condition -> type.equals(condition.get("type")))
                .findFirst()
                .orElse(Map.of());
    }

    static List<Map<String, Object>> conditions(Map<String, Object> object) {
        return ofStatus(object, "conditions");
    }

    private static List<Map<String, Object>> violations(Map<String, Object> object) {
        return ofStatus(object, "violations");
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> ofStatus(Map<String, Object> object, String list) {
        Map<String, Object> status = (Map<String, Object>) object.getOrDefault("status", Map.of());
        return (List<Map<String, Object>>) status.getOrDefault(list, List.of());
    }

    static String yaml(Object value) {
        DumperOptions options = new DumperOptions();
        options.setDefaultFlowStyle(DumperOptions.FlowStyle.BLOCK);
        options.setSplitLines(false);
        return new Yaml(options).dump(value);
    }

    static Map<String, Object> read(Path file) {
        try {
            return new Yaml(new SafeConstructor(new LoaderOptions())).load(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return kind + " " + name;
    }
}
