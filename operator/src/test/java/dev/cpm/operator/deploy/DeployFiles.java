package dev.cpm.operator.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The manifests of {@code /deploy}, as trees. */
final class DeployFiles {
    static final Path DEPLOY = Path.of("..", "deploy");
    static final Path BASE = DEPLOY.resolve("base");

    /** What current Kubernetes gets, and what 1.20 to 1.29 get. */
    static final List<Path> LAYOUTS = List.of(DEPLOY, DEPLOY.resolve("kubernetes-1.20"));

    static final String KUSTOMIZATION = "kustomization.yaml";
    private static final ObjectMapper TREES = new ObjectMapper();

    private DeployFiles() {}

    /** The YAML files of the directory itself, kustomizations aside. */
    static List<Path> manifests(Path directory) {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.toString().endsWith(".yaml"))
                    .filter(file -> !file.endsWith(KUSTOMIZATION))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<JsonNode> documents(Path file) {
        try (Reader text = Files.newBufferedReader(file)) {
            List<JsonNode> trees = new ArrayList<>();
            // Not Jackson's own reader: it takes an alias for a string.
            new Yaml(new SafeConstructor(new LoaderOptions()))
                    .loadAll(text)
                    .forEach(document -> trees.add(TREES.valueToTree(document)));
            return trees;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    static JsonNode kustomization(Path directory) {
        return documents(directory.resolve(KUSTOMIZATION)).get(0);
    }

    /** The directories that {@code directory} builds on, and itself. */
    static List<Path> builtOn(Path directory) {
        List<Path> all = new ArrayList<>(List.of(directory));
        JsonNode kustomization = kustomization(directory);
        for (String field : List.of("bases", "resources")) {
            kustomization.path(field).forEach(entry -> {
                Path named = directory.resolve(entry.asText()).normalize();
                if (Files.isDirectory(named)) {
                    all.addAll(builtOn(named));
                }
            });
        }
        return all;
    }

    /** All objects of a layout but the custom resource definitions, which have tests of their own. */
    static List<JsonNode> objects(Path layout) {
        return builtOn(layout).stream()
                .filter(directory -> !directory.endsWith("crds"))
                .flatMap(directory -> manifests(directory).stream().filter(file -> listed(directory, file)))
                .flatMap(file -> documents(file).stream())
                .toList();
    }

    /** Whether a directory's kustomization has one of its files; deploy/fence.yaml is applied by itself. */
    private static boolean listed(Path directory, Path file) {
        for (JsonNode entry : kustomization(directory).path("resources")) {
            if (directory.resolve(entry.asText()).equals(file)) {
                return true;
            }
        }
        return false;
    }

    static JsonNode only(Path layout, String kind) {
        List<JsonNode> found = objects(layout).stream()
                .filter(object -> kind.equals(object.path("kind").asText()))
                .toList();
        if (found.size() != 1) {
            throw new AssertionError(found.size() + " of kind " + kind + " in " + layout);
        }
        return found.get(0);
    }
}
