package dev.cpm.operator.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.cpm.operator.api.Placement;
import dev.cpm.operator.cli.manifest.ManifestReader;
import dev.cpm.operator.cli.manifest.Manifests;
import dev.cpm.operator.cli.manifest.Mistake;
import dev.cpm.operator.cli.manifest.Texts;
import dev.cpm.operator.cli.plan.Planner;
import dev.cpm.operator.view.Inventory;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.Yaml;

/** A folder of manifests to plan; without a {@code catalog.yaml} of its own it gets the catalogue in deploy/catalog. */
record ManifestFolder(Path path) {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final Path CATALOG = Path.of("..", "deploy", "catalog");

    /** The folders of a folder, by name. */
    static List<ManifestFolder> in(Path folder) {
        try (Stream<Path> inside = Files.list(folder)) {
            return inside.filter(Files::isDirectory)
                    .sorted()
                    .map(ManifestFolder::new)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String name() {
        return path.getFileName().toString();
    }

    private List<String> paths() {
        return Files.exists(path.resolve("catalog.yaml"))
                ? List.of(path.toString())
                : List.of(CATALOG.toString(), path.toString());
    }

    /** What {@code plan} prints. */
    String printed() {
        List<String> args = new ArrayList<>(List.of("plan"));
        args.addAll(paths());
        Cli.Result result = new Cli(path).run(args.toArray(String[]::new));
        return result.err() + result.out();
    }

    /** The placements with their statuses, at a fixed time. */
    List<Placement> placements() {
        return Inventory.of(planned()).placements();
    }

    /** All objects with their statuses, at a fixed time, and the namespaces. */
    List<HasMetadata> planned() {
        List<Mistake> mistakes = new ArrayList<>();
        Manifests manifests =
                ManifestReader.read(Texts.read(paths(), InputStream.nullInputStream(), mistakes), "default", mistakes);
        if (!mistakes.isEmpty()) {
            throw new IllegalStateException(String.valueOf(mistakes));
        }
        List<HasMetadata> planned = new ArrayList<>(
                Planner.plan(manifests.objects(), NOW).inventory().objects());
        manifests.namespaces().forEach(namespace -> planned.add(namespace.object()));
        return planned;
    }

    /** The status of a placement as YAML. */
    static String status(Placement placement) {
        DumperOptions options = new DumperOptions();
        options.setDefaultFlowStyle(DumperOptions.FlowStyle.BLOCK);
        options.setSplitLines(false);
        return new Yaml(options).dump(new ObjectMapper().convertValue(placement.getStatus(), Map.class));
    }
}
