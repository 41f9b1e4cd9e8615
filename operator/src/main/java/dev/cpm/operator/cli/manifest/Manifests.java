package dev.cpm.operator.cli.manifest;

import dev.cpm.operator.cli.manifest.Node.Mapping;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.client.CustomResource;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.stream.Stream;

/**
 * Everything that was read.
 *
 * @param ours the objects of the five kinds, in the order in which they were read
 * @param unsound those whose metadata is wrong: they are not planned with, but their specs are judged all the same
 * @param leftOut those whose shape is wrong: nobody can read them, and no API server takes them
 * @param namespaces the Namespace objects, for their labels
 * @param ignored how many objects of other kinds there were
 */
public record Manifests(
        List<Manifest> ours,
        List<Manifest> unsound,
        List<LeftOut> leftOut,
        List<Manifest> namespaces,
        SortedMap<String, Integer> ignored) {

    /**
     * An object that has values of a wrong type, or fields that there are not, and is sound otherwise.
     *
     * @param title kind and name
     * @param mistakes those of its shape, which are among all mistakes as well
     */
    public record LeftOut(String title, List<Mistake> mistakes) {
        /** A sentence for who looks at the others. */
        public String notice() {
            return title + " is not planned: it has a mistake.";
        }

        /** A sentence for who looks at what takes its place. */
        public String replacedNotice() {
            int more = mistakes.size() - 1;
            return title + " is compared as if it were new, since what was there has "
                    + (more > 0 ? "mistakes: " : "a mistake: ") + mistakes.get(0)
                    + (more > 0 ? " (and " + more + " more)" : "");
        }
    }

    /** The objects to plan with. */
    public List<HasMetadata> objects() {
        return Stream.concat(namespaces.stream(), ours.stream())
                .map(Manifest::object)
                .toList();
    }

    /** What was written of each of ours, field by field; by the object itself, however many are equal. */
    public Map<HasMetadata, Map<String, Object>> written() {
        Map<HasMetadata, Map<String, Object>> written = new IdentityHashMap<>();
        ours.forEach(manifest -> written.put(manifest.object(), manifest.written()));
        return written;
    }

    /**
     * Takes away what an API server ignores in what is applied: statuses, and what it sets itself in the metadata. Returns
     * whether there was a status.
     */
    public boolean asApplied() {
        for (Manifest manifest : ours) {
            ObjectMeta metadata = manifest.object().getMetadata();
            metadata.setCreationTimestamp(null);
            metadata.setDeletionTimestamp(null);
            metadata.setGeneration(null);
        }
        return withoutStatuses();
    }

    /**
     * Those that were copied from a cluster with what it sets itself, as kind and name: an API server takes such a one only as
     * long as the object there is that very version of it.
     */
    public List<String> ofOneVersion() {
        return Stream.concat(namespaces.stream(), ours.stream())
                .filter(manifest -> manifest.tree().get("metadata") instanceof Mapping metadata
                        && (metadata.get("resourceVersion") != null || metadata.get("uid") != null))
                .map(Manifest::title)
                .toList();
    }

    /** Takes away the statuses; whether there was any. */
    public boolean withoutStatuses() {
        boolean any = false;
        for (Manifest manifest : ours) {
            if (manifest.object() instanceof CustomResource<?, ?> object) {
                any |= object.getStatus() != null;
                object.setStatus(null);
            }
        }
        return any;
    }

    /** What is wrong with the specs, each by itself; the rest can be planned all the same. */
    public List<Mistake> specMistakes() {
        return ours.stream()
                .flatMap(manifest -> manifest.mistakes(manifest.specErrors().stream()).stream())
                .toList();
    }
}
