package dev.cpm.operator.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The manifests of {@code /deploy}, as trees. */
final class DeployFiles {
    static final Path DEPLOY = Path.of("..", "deploy");
    static final Path BASE = DEPLOY.resolve("base");

    /** What current Kubernetes gets, and what 1.20 to 1.26 get. */
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
        try {
            return documents(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    static List<JsonNode> documents(String text) {
        List<JsonNode> trees = new ArrayList<>();
        // Not Jackson's own reader: it takes an alias for a string.
        for (Object document : new Yaml(new SafeConstructor(new LoaderOptions())).loadAll(text)) {
            if (document != null) {
                trees.add(TREES.valueToTree(document));
            }
        }
        return trees;
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

    /** The same as {@code kubectl kustomize} renders them, which {@link ApplyIT} holds: with the image's name and tag. */
    static List<JsonNode> rendered(Path layout) {
        List<JsonNode> rendered = objects(layout);
        for (JsonNode image : kustomization(BASE).path("images")) {
            String name =
                    image.path("newName").asText() + ":" + image.path("newTag").asText();
            for (JsonNode object : rendered) {
                for (JsonNode container : object.at("/spec/template/spec/containers")) {
                    if (container.path("image").equals(image.path("name"))) {
                        ((ObjectNode) container).put("image", name);
                    }
                }
            }
        }
        return rendered;
    }

    /** Objects by kind, namespace and name. */
    static Map<String, JsonNode> byTitle(Iterable<JsonNode> objects) {
        Map<String, JsonNode> byTitle = new TreeMap<>();
        for (JsonNode object : objects) {
            String title = String.join(
                    " ",
                    object.path("kind").asText(),
                    object.at("/metadata/namespace").asText(),
                    object.at("/metadata/name").asText());
            if (byTitle.put(title, object) != null) {
                throw new AssertionError(title + " is there twice");
            }
        }
        return byTitle;
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
