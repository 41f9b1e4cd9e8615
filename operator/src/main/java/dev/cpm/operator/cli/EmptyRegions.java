package dev.cpm.operator.cli;

import dev.cpm.operator.api.Region;
import dev.cpm.operator.api.Suggestion;
import dev.cpm.operator.cli.manifest.Manifest;
import dev.cpm.operator.cli.manifest.Manifests;
import dev.cpm.operator.placement.model.Shard;
import dev.cpm.operator.words.Names;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Regions of {@code --regions} in which there is nothing: mistyped, most likely, and the answer would be empty. */
final class EmptyRegions {
    private EmptyRegions() {}

    /** The first such region in a sentence, with what was probably meant. */
    static Optional<String> told(Shard shard, Manifests manifests) {
        List<HasMetadata> ours = manifests.ours().stream().map(Manifest::object).toList();
        List<String> names = ours.stream()
                .filter(Region.class::isInstance)
                .map(object -> object.getMetadata().getName())
                .toList();
        return shard.regions().stream()
                .filter(region -> ours.stream().noneMatch(new Shard(false, new TreeSet<>(Set.of(region)))::owns))
                .findFirst()
                .map(region -> "nothing in these manifests is in region " + region + meant(region, names));
    }

    private static String meant(String region, List<String> names) {
        return Suggestion.closest(region, names)
                .map(closest -> "; did you mean " + closest + "?")
                .orElse(
                        names.isEmpty()
                                ? ""
                                : (names.size() == 1 ? "; there is " : "; there are ") + Names.list(names));
    }
}
