package dev.cpm.operator.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.marcnuri.helm.Helm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.yaml.snakeyaml.Yaml;

/** The Helm chart, rendered by Helm itself. */
record Chart(Path directory) {
    static final Path SOURCE = DeployFiles.DEPLOY.resolve("helm").resolve("cpm-operator");

    /** The chart as it is; Helm as a library takes the cluster for one of Kubernetes 1.20. */
    static Chart asItIs() {
        return new Chart(SOURCE);
    }

    /** A copy in an empty directory, with some values set otherwise, as those of a file of values. */
    static Chart with(String values, Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(SOURCE)) {
            for (Path file : files.toList()) {
                Path copy = directory.resolve(SOURCE.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(copy);
                } else {
                    Files.copy(file, copy);
                }
            }
        }
        Yaml yaml = new Yaml();
        Path defaults = directory.resolve("values.yaml");
        Files.writeString(
                defaults, yaml.dump(merged(yaml.load(Files.readString(defaults)), yaml.load("{" + values + "}"))));
        return new Chart(directory);
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> merged(Map<String, Object> values, Map<String, Object> over) {
        Map<String, Object> merged = new LinkedHashMap<>(values);
        over.forEach((name, value) -> merged.put(
                name,
                value instanceof Map<?, ?> map && merged.get(name) instanceof Map<?, ?> below
                        ? merged((Map<String, Object>) below, (Map<String, Object>) map)
                        : value));
        return merged;
    }

    /** {@code helm template}: what it prints. */
    String text(String release, String namespace) {
        return new Helm(directory)
                .template()
                .withName(release)
                .withNamespace(namespace)
                .call();
    }

    /** The objects by title; a chart's definitions are not among them. */
    Map<String, JsonNode> objects(String release, String namespace) {
        return DeployFiles.byTitle(DeployFiles.documents(text(release, namespace)));
    }

    /** What {@code helm lint --strict} finds; empty if nothing. */
    List<String> complaints() {
        var lint = new Helm(directory).lint().strict().call();
        return lint.isFailed() ? lint.getMessages() : List.of();
    }
}
