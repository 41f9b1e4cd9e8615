package dev.cpm.operator.cli.look;

import dev.cpm.operator.api.LoadBalancer;
import dev.cpm.operator.api.Placement;
import dev.cpm.operator.cli.report.RefusedException;
import dev.cpm.operator.view.Inventory;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What was read.
 *
 * @param objects of the five kinds, and Namespaces, with their statuses
 * @param unseen what could not be read, and why, a sentence each
 * @param read the kinds of which everything was read that was asked for
 * @param mistaken the objects whose specs are wrong, by kind and name, where it is manifests that were read: a decision
 *     leaves them out, and may be another once they are corrected
 */
record Seen(
        List<HasMetadata> objects, List<String> unseen, Set<Class<? extends HasMetadata>> read, List<String> mistaken) {

    /** As deploy/base has them. */
    private static final String ROLES =
            "The role cpm-viewer, a part of view, lets you read the placements of a namespace,"
                    + " and cpm-cluster-viewer all of it.";

    /** Of a cluster, where what is assigned stays, whatever becomes of a spec. */
    Seen(List<HasMetadata> objects, List<String> unseen, Set<Class<? extends HasMetadata>> read) {
        this(objects, unseen, read, List.of());
    }

    Inventory inventory() {
        return Inventory.of(objects, read);
    }

    /** What is missing or may be wrong in what is shown, a sentence each. */
    List<String> notices() {
        return mistaken.isEmpty()
                ? unseen
                : Stream.concat(
                                unseen.stream(),
                                mistaken.stream().map(object -> object + " is not planned: its spec has a mistake."))
                        .toList();
    }

    /** Whether any kind could be read. */
    boolean anything() {
        return !read.isEmpty() || !objects.isEmpty();
    }

    /** Whether all Placements and LoadBalancers were read that were asked for: who may lose what. */
    boolean placements() {
        return read.containsAll(List.of(Placement.class, LoadBalancer.class));
    }

    /**
     * Why a command does nothing: what could not be read, and the way out.
     *
     * @param elsewhere where no cluster answers: what it can look at instead
     * @param inPart where one answers, but the user may not read all of it
     */
    RefusedException refusal(String elsewhere, String inPart) {
        String wayOut = forbidden() ? (inPart + " " + ROLES).strip() : anything() ? "" : elsewhere;
        return new RefusedException((String.join("\n", unseen) + "\n" + wayOut).stripTrailing());
    }

    /** Whether the user may not read all of it. */
    boolean forbidden() {
        return unseen.stream().anyMatch(error -> error.contains("Forbidden"));
    }
}
