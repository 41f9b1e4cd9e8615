package dev.cpm.operator.cluster;

import dev.cpm.operator.api.Placement;
import dev.cpm.operator.api.PlacementStatus;
import dev.cpm.operator.placement.PlainCheck;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** Counts what the walks came by, so that it shows whether they come by everything. */
final class Tally {
    private final Map<String, Integer> seen = new TreeMap<>();

    /** What came of a step. */
    void note(List<Edit> step, Map<String, HasMetadata> before, Map<String, HasMetadata> after) {
        step.forEach(edit -> count(edit.verb().toString()));
        after.forEach((key, object) -> {
            if (object instanceof Placement placement) {
                PlacementStatus status = placement.getStatus();
                Placement was = before.get(key) instanceof Placement p ? p : null;
                status.violations().forEach(violation -> count(violation.type().name()));
                if (status.proposal() != null) {
                    count("proposals");
                }
                if (was != null
                        && !Objects.equals(
                                status.lastProposal(), was.getStatus().lastProposal())
                        && status.lastProposal() != null) {
                    count("approvals " + status.lastProposal().result());
                }
                if (was != null
                        && was.getMetadata()
                                .getUid()
                                .equals(placement.getMetadata().getUid())) {
                    Map<Integer, String> had = PlainCheck.byIndex(was);
                    PlainCheck.byIndex(placement).forEach((index, zone) -> {
                        if (had.containsKey(index) && !had.get(index).equals(zone)) {
                            count("replicas moved");
                        }
                    });
                }
            }
        });
    }

    private void count(String what) {
        seen.merge(what, 1, Integer::sum);
    }

    /** What happened how often. */
    @Override
    public String toString() {
        return seen.toString();
    }
}
