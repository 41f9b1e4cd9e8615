package dev.cpm.operator.history;

import dev.cpm.operator.api.Placement;
import dev.cpm.operator.api.PlacementStatus;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * A whole history, to be judged.
 *
 * @param revisions all of them, in etcd's order
 * @param steps the revisions at which the cluster had come to rest and a user began the next edits
 * @param byHand the revisions in which somebody else than the operator wrote a status
 */
public record Chronicle(List<Revision> revisions, List<Long> steps, Set<Long> byHand) {

    public Chronicle {
        revisions = List.copyOf(revisions);
        steps = List.copyOf(steps);
        byHand = Set.copyOf(byHand);
    }

    boolean byHand(Revision revision) {
        return byHand.contains(revision.number());
    }

    /** Whether a step began between the two. */
    boolean stepBetween(long before, long after) {
        return steps.stream().anyMatch(step -> before <= step && step < after);
    }

    /** How many revisions brought a status that the operator wrote. */
    public int writes() {
        int writes = 0;
        Map<String, Revision> latest = new TreeMap<>();
        for (Revision revision : revisions) {
            writes += answer(revision, latest.put(revision.key(), revision)) ? 1 : 0;
        }
        return writes;
    }

    /**
     * How many statuses it takes at the most to answer every edit by itself. One of a placement concerns itself, and where
     * it gives machines up those that wait for some; one of any other object all placements; and each all that sums up
     * what is assigned.
     */
    int concerned() {
        int concerned = 0;
        Map<String, Revision> latest = new TreeMap<>();
        for (Revision revision : revisions) {
            Revision before = latest.put(revision.key(), revision);
            if (!answer(revision, before)) {
                boolean placement = revision.key().startsWith("placements/");
                boolean frees = before != null && placed(before.placement()) > wanted(revision.placement());
                concerned += (int) latest.values().stream()
                        .filter(other -> !other.gone())
                        .filter(other -> other == revision
                                || other.placement() == null
                                || !placement
                                || frees && placed(other.placement()) < wanted(other.placement()))
                        .count();
            }
        }
        return concerned;
    }

    /** As its status says, which somebody else may have written. */
    private static int placed(Placement placement) {
        PlacementStatus status = placement == null ? null : placement.getStatus();
        return status == null || status.placed() == null ? 0 : status.placed();
    }

    private static int wanted(Placement placement) {
        if (placement == null) {
            return 0;
        }
        return placement.getSpec().replicas() == null ? 1 : placement.getSpec().replicas();
    }

    private boolean answer(Revision revision, Revision before) {
        return !revision.gone()
                && before != null
                && !before.gone()
                && !byHand(revision)
                && !status(revision.object()).equals(status(before.object()));
    }

    private static String status(HasMetadata object) {
        return Serialization.asJson(((CustomResource<?, ?>) object).getStatus());
    }

    /** The keys of what was changed after so many revisions. */
    public List<String> after(int revision) {
        return revisions.stream().skip(revision).map(Revision::key).toList();
    }

    /** Revision by revision, with the statuses in short. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("steps after revisions " + steps + "\n");
        for (Revision revision : revisions) {
            text.append(revision.number())
                    .append(byHand(revision) ? " by hand " : " ")
                    .append(revision.key())
                    .append(' ')
                    .append(revision.gone() ? "gone" : Serialization.asJson(revision.object()))
                    .append('\n');
        }
        return text.toString();
    }
}
