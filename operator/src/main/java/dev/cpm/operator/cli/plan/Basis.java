package dev.cpm.operator.cli.plan;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.cpm.operator.api.Cpm;
import dev.cpm.operator.api.Digest;
import dev.cpm.operator.api.LoadBalancer;
import dev.cpm.operator.api.LoadBalancerStatus;
import dev.cpm.operator.api.Placement;
import dev.cpm.operator.api.PlacementStatus;
import dev.cpm.operator.api.Titles;
import dev.cpm.operator.api.Zone;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.client.CustomResource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * What a plan stands on: of each object a digest of all that an answer may depend on, and of nothing else. That is its
 * spec, what is assigned, its age, its deletion and what that waits for, an approval, what was accepted of fields that are
 * immutable, a zone's labels, and what was applied before in a cluster; statuses that only explain do not count.
 *
 * @param asked the options of the command that make another answer of the same objects
 * @param there objects that were there, by kind and name
 * @param applied the manifests, by kind and name
 */
public record Basis(SortedSet<String> asked, SortedMap<String, String> there, SortedMap<String, String> applied) {
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();

    private static final String NAMESPACE = new Namespace().getKind() + " ";

    /** Bytes of a digest that are kept; two versions of one object agree in them by chance once in 2^64 times. */
    private static final int KEPT = 8;

    /** {@code written} is what was written of each of {@code applied}, field by field, where that makes a difference. */
    public static Basis of(
            Set<String> asked,
            Collection<? extends HasMetadata> there,
            Collection<? extends HasMetadata> applied,
            Map<HasMetadata, Map<String, Object>> written) {
        return new Basis(
                new TreeSet<>(asked),
                digests(
                        there.stream()
                                .filter(object -> !(object instanceof Namespace) || label(object) != null)
                                .toList(),
                        object -> digest(object, before(object.getMetadata()))),
                digests(
                        applied,
                        object -> digest(
                                object, written.getOrDefault(object, Map.of()).get("spec"))));
    }

    /** What differs from an earlier one, in words; empty where nothing does. */
    public List<String> differencesFrom(Basis earlier) {
        List<String> differences = new ArrayList<>();
        differences(named(earlier.asked()), named(asked), UnaryOperator.identity())
                .forEach(difference -> differences.add("the command: " + difference));
        differences.addAll(differences(earlier.there(), there, Basis::words));
        differences(earlier.applied(), applied, UnaryOperator.identity())
                .forEach(difference -> differences.add("the manifests: " + difference));
        return differences;
    }

    /** {@code whole} is what comes or goes, by its title. */
    private static List<String> differences(
            Map<String, String> before, Map<String, String> now, UnaryOperator<String> whole) {
        SortedSet<String> titles = new TreeSet<>(before.keySet());
        titles.addAll(now.keySet());
        return titles.stream()
                .filter(title -> !now.getOrDefault(title, "").equals(before.getOrDefault(title, "")))
                .map(title -> !before.containsKey(title)
                        ? whole.apply(title) + " is new"
                        : now.containsKey(title) ? words(title) + " has changed" : whole.apply(title) + " is gone")
                .toList();
    }

    private static Map<String, String> named(Set<String> options) {
        return options.stream().collect(Collectors.toMap(option -> option, option -> option));
    }

    /** Of a Namespace nothing counts but a label, and of those that were there one without it is not here. */
    private static String words(String title) {
        return title.startsWith(NAMESPACE) ? "the label " + Cpm.ACCOUNT_LABEL + " of " + title : title;
    }

    private static SortedMap<String, String> digests(
            Collection<? extends HasMetadata> objects, Function<HasMetadata, String> digest) {
        SortedMap<String, String> digests = new TreeMap<>();
        objects.forEach(object -> digests.put(Titles.of(object), digest.apply(object)));
        return digests;
    }

    private static String label(HasMetadata namespace) {
        Map<String, String> labels = namespace.getMetadata().getLabels();
        return labels == null ? null : labels.get(Cpm.ACCOUNT_LABEL);
    }

    /** In a cluster what was applied before decides what stays: {@link Overlay}. */
    private static String before(ObjectMeta there) {
        return there.getUid() == null ? null : LastApplied.text(there);
    }

    private static String digest(HasMetadata object, Object more) {
        List<Object> parts = new ArrayList<>();
        parts.add(object instanceof CustomResource<?, ?> resource ? resource.getSpec() : label(object));
        parts.add(object.getMetadata().getDeletionTimestamp());
        if (!object.getMetadata().getFinalizers().isEmpty()) {
            parts.add(object.getMetadata().getFinalizers());
        }
        if (object instanceof Zone zone) {
            parts.add(zone.getMetadata().getLabels());
            parts.add(zone.getStatus() == null ? null : zone.getStatus().region());
        } else if (object instanceof LoadBalancer loadBalancer) {
            LoadBalancerStatus status = loadBalancer.getStatus();
            parts.add(status == null ? null : status.region());
            parts.add(status == null ? null : status.specAccount());
        } else if (object instanceof Placement placement) {
            Map<String, String> annotations = placement.getMetadata().getAnnotations();
            PlacementStatus status = placement.getStatus();
            parts.add(placement.getMetadata().getCreationTimestamp());
            parts.add(annotations == null ? null : annotations.get(Cpm.APPROVE_ANNOTATION));
            parts.add(status == null ? List.of() : status.zones());
            parts.add(status == null ? null : status.machineType());
            parts.add(status == null ? null : status.specAccount());
            parts.add(
                    status == null || status.lastProposal() == null
                            ? null
                            : status.lastProposal().id());
        }
        if (more != null) {
            parts.add(more);
        }
        try {
            return HexFormat.of().formatHex(Digest.of(MAPPER.writeValueAsString(parts)), 0, KEPT);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("specs are JSON", e);
        }
    }
}
