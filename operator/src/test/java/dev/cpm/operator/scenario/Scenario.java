package dev.cpm.operator.scenario;

import dev.cpm.operator.cli.manifest.ManifestReader;
import dev.cpm.operator.cli.manifest.Manifests;
import dev.cpm.operator.cli.manifest.Mistake;
import dev.cpm.operator.cli.manifest.Texts;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * One story.
 *
 * @param catalog what is there before the first step
 */
public record Scenario(String name, List<HasMetadata> catalog, List<Step> steps) {
    private static final Path OWN = Path.of("src", "test", "resources", "scenarios");
    private static final Path CATALOG = Path.of("..", "deploy", "catalog");
    private static final Pattern STEP = Pattern.compile("([0-9]+)-(apply|expect)\\.yaml");
    private static final String DELETE = "test.cpm.dev/delete";

    /** A step: what is applied or deleted, then what must be true once all has settled. */
    public record Step(String number, List<Change> changes, Optional<Expectation> expectation) {}

    /** An object that is applied as it is, or deleted. */
    public record Change(HasMetadata object, boolean delete) {}

    /** The project's own scenarios, and those in the folders that {@code -Dscenarios=DIR,...} names. */
    public static List<Scenario> all() {
        List<Path> folders = new ArrayList<>(List.of(OWN));
        Stream.of(System.getProperty("scenarios", "").split(","))
                .filter(folder -> !folder.isBlank())
                .map(folder -> Path.of(folder.strip()))
                .forEach(folders::add);
        return folders.stream().flatMap(folder -> in(folder).stream()).toList();
    }

    /** The scenarios of a folder of folders, by name. */
    static List<Scenario> in(Path folder) {
        try (Stream<Path> inside = Files.list(folder)) {
            return inside.filter(Files::isDirectory)
                    .sorted()
                    .map(Scenario::load)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("no scenarios in " + folder, e);
        }
    }

    private static Scenario load(Path folder) {
        Path own = folder.resolve("00-catalog.yaml");
        List<HasMetadata> catalog = read(Files.exists(own) ? own : CATALOG).objects();
        TreeMap<String, Step> steps = new TreeMap<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.sorted().toList()) {
                Matcher name = STEP.matcher(file.getFileName().toString());
                if (name.matches()) {
                    Step step = steps.getOrDefault(name.group(1), new Step(name.group(1), List.of(), Optional.empty()));
                    boolean apply = name.group(2).equals("apply");
                    steps.put(
                            name.group(1),
                            apply
                                    ? new Step(step.number(), changes(file), step.expectation())
                                    : new Step(step.number(), step.changes(), Optional.of(Expectation.read(file))));
                } else if (!file.equals(own)) {
                    throw new IllegalArgumentException(file + " is neither NN-apply.yaml nor NN-expect.yaml");
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Scenario(folder.getFileName().toString(), catalog, List.copyOf(steps.values()));
    }

    private static List<Change> changes(Path file) {
        return read(file).objects().stream()
                .map(object -> new Change(
                        object,
                        "true".equals(object.getMetadata().getAnnotations().get(DELETE))))
                .toList();
    }

    private static Manifests read(Path path) {
        List<Mistake> mistakes = new ArrayList<>();
        Manifests manifests = ManifestReader.read(
                Texts.read(List.of(path.toString()), InputStream.nullInputStream(), mistakes), "default", mistakes);
        if (!mistakes.isEmpty()) {
            throw new IllegalArgumentException(String.valueOf(mistakes));
        }
        return manifests;
    }
}
