package dev.cpm.operator.cli.admission;

import dev.cpm.operator.api.Titles;
import dev.cpm.operator.cli.manifest.Manifest;
import dev.cpm.operator.cli.manifest.Manifests;
import dev.cpm.operator.cli.manifest.Mistake;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What an API server refuses for where it is to go: into a namespace that is not there nothing can be put, and nothing new
 * into one that is being deleted.
 */
public final class NamespaceCheck {
    private static final String TERMINATING = "Terminating";

    private final Set<String> known = new HashSet<>();
    private final Set<String> ending = new HashSet<>();
    private final Set<String> titles = new HashSet<>();

    private NamespaceCheck(Manifests manifests, Collection<HasMetadata> there) {
        for (HasMetadata object : there) {
            titles.add(Titles.of(object));
            if (object instanceof Namespace namespace) {
                known.add(namespace.getMetadata().getName());
                if (terminates(namespace)) {
                    ending.add(namespace.getMetadata().getName());
                }
            }
        }
        manifests.namespaces().stream()
                .map(manifest -> manifest.object().getMetadata().getName())
                .forEach(known::add);
    }

    /**
     * All that is wrong so, at file and line. A namespace that the manifests have themselves is there by then.
     *
     * @param there everything in a cluster. A cluster has a namespace always: without one, nobody knows which there are
     */
    public static List<Mistake> mistakes(Manifests manifests, Collection<HasMetadata> there) {
        if (there.stream().noneMatch(Namespace.class::isInstance)) {
            return List.of();
        }
        NamespaceCheck check = new NamespaceCheck(manifests, there);
        return manifests.ours().stream().flatMap(check::mistake).toList();
    }

    private Stream<Mistake> mistake(Manifest manifest) {
        HasMetadata object = manifest.object();
        String namespace = object.getMetadata().getNamespace();
        if (namespace == null) {
            return Stream.empty();
        } else if (!known.contains(namespace)) {
            return Stream.of(manifest.mistake("metadata.namespace", "namespaces \"" + namespace + "\" not found"));
        } else if (ending.contains(namespace) && !titles.contains(Titles.of(object))) {
            return Stream.of(manifest.mistake(
                    "metadata.namespace",
                    "forbidden: unable to create new content in namespace " + namespace
                            + " because it is being terminated"));
        }
        return Stream.empty();
    }

    private static boolean terminates(Namespace namespace) {
        return namespace.getMetadata().getDeletionTimestamp() != null
                || namespace.getStatus() != null
                        && TERMINATING.equals(namespace.getStatus().getPhase());
    }
}
