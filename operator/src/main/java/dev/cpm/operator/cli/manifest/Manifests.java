package dev.cpm.operator.cli.manifest;

import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.List;
import java.util.SortedMap;
import java.util.stream.Stream;

/**
 * Everything that was read.
 *
 * @param ours the objects of the five kinds, in the order in which they were read
 * @param unsound those whose metadata is wrong: they are not planned with, but their specs are judged all the same
 * @param namespaces the Namespace objects, for their labels
 * @param ignored how many objects of other kinds there were
 */
public record Manifests(
        List<Manifest> ours, List<Manifest> unsound, List<Manifest> namespaces, SortedMap<String, Integer> ignored) {

    /** The objects to plan with. */
    public List<HasMetadata> objects() {
        return Stream.concat(namespaces.stream(), ours.stream())
                .map(Manifest::object)
                .toList();
    }

    /** What is wrong with the specs, each by itself; the rest can be planned all the same. */
    public List<Mistake> specMistakes() {
        return ours.stream()
                .flatMap(manifest -> manifest.mistakes(manifest.specErrors().stream()).stream())
                .toList();
    }
}
