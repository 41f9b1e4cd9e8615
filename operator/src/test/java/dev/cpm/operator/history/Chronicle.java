package dev.cpm.operator.history;

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
        Map<String, HasMetadata> objects = new TreeMap<>();
        int writes = 0;
        for (Revision revision : revisions) {
            HasMetadata before = objects.remove(revision.key());
            if (!revision.gone()) {
                objects.put(revision.key(), revision.object());
                boolean other = !status(revision.object()).equals(before == null ? "null" : status(before));
                writes += other && before != null && !byHand(revision) ? 1 : 0;
            }
        }
        return writes;
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
