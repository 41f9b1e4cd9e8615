package dev.cpm.operator.cli.plan;

import dev.cpm.operator.api.Copies;
import dev.cpm.operator.api.Interconnect;
import dev.cpm.operator.api.LoadBalancer;
import dev.cpm.operator.api.Placement;
import dev.cpm.operator.api.PlacementSpec;
import dev.cpm.operator.api.Region;
import dev.cpm.operator.api.SpecEdit;
import dev.cpm.operator.api.Titles;
import dev.cpm.operator.api.Zone;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.CustomResource;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** What is there, once some manifests are applied: their specs, with the statuses and ages of what is there. */
public final class Overlay {
    private Overlay() {}

    /**
     * The objects afterwards.
     *
     * @param written what was written of each of the manifests, field by field; of some nothing may be known
     * @param prune whether what the manifests do not have is deleted; Namespaces of a cluster stay, and what is annotated
     *     to be kept, and what has finalizers is being deleted until those are gone
     */
    public static List<HasMetadata> of(
            Collection<HasMetadata> there,
            Collection<HasMetadata> manifests,
            Map<HasMetadata, Map<String, Object>> written,
            boolean prune) {
        Map<String, HasMetadata> objects = new LinkedHashMap<>();
        there.forEach(object -> objects.put(Titles.of(object), object));
        Set<String> applied = new HashSet<>();
        for (HasMetadata manifest : manifests) {
            String title = Titles.of(manifest);
            applied.add(title);
            objects.merge(
                    title, manifest, (old, edited) -> applied(old, edited, written.getOrDefault(manifest, Map.of())));
        }
        if (prune) {
            Predicate<Map.Entry<String, HasMetadata>> pruned = entry -> !applied.contains(entry.getKey())
                    && !isKept(entry.getValue())
                    && !(entry.getValue() instanceof Namespace && isOfACluster(entry.getValue()));
            objects.entrySet()
                    .removeIf(pruned.and(entry ->
                            entry.getValue().getMetadata().getFinalizers().isEmpty()));
            objects.entrySet().stream().filter(pruned).forEach(entry -> entry.setValue(deleted(entry.getValue())));
        }
        return List.copyOf(objects.values());
    }

    /** Whether Argo CD, Flux or Helm leave it alone, though it is gone from git. */
    public static boolean isKept(HasMetadata object) {
        Map<String, String> annotations = object.getMetadata().getAnnotations();
        return annotations != null
                && (List.of(annotations
                                        .getOrDefault("argocd.argoproj.io/sync-options", "")
                                        .replace(" ", "")
                                        .split(","))
                                .contains("Prune=false")
                        || "disabled".equals(annotations.get("kustomize.toolkit.fluxcd.io/prune"))
                        || "keep".equals(annotations.get("helm.sh/resource-policy")));
    }

    /** An API server gives each one its own. */
    private static boolean isOfACluster(HasMetadata object) {
        return object.getMetadata().getUid() != null;
    }

    /** What is there that the manifests do not have. */
    public static List<HasMetadata> missing(Collection<HasMetadata> there, Collection<HasMetadata> manifests) {
        Set<String> titles = manifests.stream().map(Titles::of).collect(Collectors.toSet());
        return there.stream()
                .filter(object -> !titles.contains(Titles.of(object)))
                .filter(object -> !(object instanceof Namespace && isOfACluster(object)))
                .toList();
    }

    /** What waits for its finalizers, once it is deleted. */
    private static HasMetadata deleted(HasMetadata there) {
        if (there.getMetadata().getDeletionTimestamp() != null) {
            return there;
        } else if (there instanceof Placement placement) {
            return deleted(placement, Placement::new);
        } else if (there instanceof LoadBalancer loadBalancer) {
            return deleted(loadBalancer, LoadBalancer::new);
        } else if (there instanceof Interconnect interconnect) {
            return deleted(interconnect, Interconnect::new);
        } else if (there instanceof Zone zone) {
            return deleted(zone, Zone::new);
        } else if (there instanceof Region region) {
            return deleted(region, Region::new);
        }
        return there;
    }

    private static <P, S, R extends CustomResource<P, S>> R deleted(R there, Supplier<R> create) {
        R deleted = Copies.withStatus(there, create, there.getStatus());
        deleted.setMetadata(new ObjectMetaBuilder(there.getMetadata())
                .withDeletionTimestamp(Instant.EPOCH.toString()) // That it is counts, not since when.
                .build());
        return deleted;
    }

    private static HasMetadata applied(HasMetadata there, HasMetadata manifest, Map<String, Object> written) {
        if (there instanceof Placement old && manifest instanceof Placement edited) {
            return applied(old, edited, Placement::new, written);
        } else if (there instanceof LoadBalancer old && manifest instanceof LoadBalancer edited) {
            return applied(old, edited, LoadBalancer::new, written);
        } else if (there instanceof Interconnect old && manifest instanceof Interconnect edited) {
            return applied(old, edited, Interconnect::new, written);
        } else if (there instanceof Zone old && manifest instanceof Zone edited) {
            return applied(old, edited, Zone::new, written);
        } else if (there instanceof Region old && manifest instanceof Region edited) {
            return applied(old, edited, Region::new, written);
        }
        if (manifest instanceof Namespace) {
            ObjectMeta old = there.getMetadata();
            ObjectMeta edited = manifest.getMetadata();
            Namespace applied = new Namespace();
            applied.setMetadata(new ObjectMetaBuilder(edited)
                    .withLabels(kept(old, old.getLabels(), edited.getLabels(), "labels"))
                    .build());
            return applied;
        }
        return manifest;
    }

    /**
     * A spec as it is afterwards. In a cluster others may have set what no manifest ever had: an autoscaler the number of
     * replicas, an operator's hand {@code suspend}, or a zone's state; that stays. Of what was applied by the server nobody
     * here knows who set which field: there it is the number of replicas alone that a manifest can leave to others.
     */
    @SuppressWarnings("unchecked")
    private static <P> P spec(ObjectMeta there, P old, P edited, Map<String, Object> written) {
        if (there.getUid() == null || old == null || edited == null) {
            return edited;
        }
        LastApplied before = LastApplied.of(there);
        if (before.isKnown()) {
            return before.spec(old, edited, (Class<P>) edited.getClass(), written);
        }
        return old instanceof PlacementSpec scaled
                        && edited instanceof PlacementSpec wanted
                        && wanted.replicas() == null
                ? (P) new SpecEdit(wanted).replicas(scaled.replicas()).done()
                : edited;
    }

    private static <P, S, R extends CustomResource<P, S>> R applied(
            R there, R manifest, Supplier<R> create, Map<String, Object> written) {
        ObjectMeta old = there.getMetadata();
        ObjectMeta edited = manifest.getMetadata();
        R result = Copies.withStatus(manifest, create, there.getStatus());
        result.setSpec(spec(old, there.getSpec(), manifest.getSpec(), written));
        result.setMetadata(new ObjectMetaBuilder(edited)
                .withCreationTimestamp(old.getCreationTimestamp())
                .withGeneration(old.getGeneration())
                .withDeletionTimestamp(old.getDeletionTimestamp())
                .withFinalizers(edited.getFinalizers().isEmpty() ? old.getFinalizers() : edited.getFinalizers())
                .withAnnotations(kept(old, old.getAnnotations(), edited.getAnnotations(), "annotations"))
                .withLabels(kept(old, old.getLabels(), edited.getLabels(), "labels"))
                .build());
        return result;
    }

    /**
     * What others have set on an object of a cluster stays; what was applied before, and is not in the manifest any more,
     * goes, as {@code kubectl apply} has it.
     */
    private static Map<String, String> kept(
            ObjectMeta there, Map<String, String> old, Map<String, String> edited, String field) {
        Map<String, String> kept = new LinkedHashMap<>();
        if (there.getUid() != null && old != null) {
            kept.putAll(old);
            kept.keySet().removeAll(LastApplied.of(there).metadata(field));
        }
        if (edited != null) {
            kept.putAll(edited);
        }
        return kept;
    }
}
