package dev.cpm.operator.history;

import dev.cpm.operator.api.Placement;
import dev.cpm.operator.api.PlacementSpec.OnZoneUnavailable;
import dev.cpm.operator.api.PlacementStatus.LastProposal;
import dev.cpm.operator.api.PlacementStatus.Move;
import dev.cpm.operator.api.PlacementStatus.Proposal;
import dev.cpm.operator.api.Zone;
import dev.cpm.operator.api.ZoneState;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Rule 1: an index keeps its zone as long as the placement and the index exist. No more go than the placement has too many;
 * and one moves only out of an Unavailable zone under {@code Replace}, or as an approved proposal said.
 */
final class StabilityOracle implements Oracle {

    @Override
    public List<String> broken(Chronicle chronicle) {
        List<String> broken = new ArrayList<>();
        Map<String, Placement> answered = new TreeMap<>();
        Map<String, String> unavailable = new TreeMap<>();
        Set<String> wereUnavailable = new HashSet<>();
        long before = 0;
        for (Revision revision : chronicle.revisions()) {
            if (chronicle.stepBetween(before, revision.number())) {
                wereUnavailable.retainAll(unavailable.keySet());
            }
            before = revision.number();
            if (revision.key().startsWith("zones/")) {
                String zone = revision.key().substring("zones/".length());
                if (!revision.gone() && ((Zone) revision.object()).getSpec().state() == ZoneState.Unavailable) {
                    unavailable.put(zone, zone);
                    wereUnavailable.add(zone);
                } else {
                    unavailable.remove(zone);
                }
            } else if (revision.key().startsWith("placements/") && !chronicle.byHand(revision)) {
                Placement was = answered.remove(revision.key());
                if (!revision.gone()) {
                    answered.put(revision.key(), revision.placement());
                    judge(revision, sameObject(was, revision.placement()) ? was : null, wereUnavailable, broken);
                }
            }
        }
        return broken;
    }

    private static boolean sameObject(Placement was, Placement is) {
        return was != null && was.getMetadata().getUid().equals(is.getMetadata().getUid());
    }

    private static void judge(Revision revision, Placement was, Set<String> unavailable, List<String> broken) {
        Placement now = revision.placement();
        Assigned before = Assigned.of(was);
        Assigned after = Assigned.of(now);
        int replicas = now.getSpec().replicas() == null ? 1 : now.getSpec().replicas();
        int mayGo = before.size() - replicas;
        boolean replaces = now.getSpec().onZoneUnavailable() == OnZoneUnavailable.Replace;
        Set<Move> approved = approved(was, now);
        for (Map.Entry<Integer, String> assigned : before.zoneOf().entrySet()) {
            int index = assigned.getKey();
            String zone = assigned.getValue();
            String to = after.zoneOf().get(index);
            boolean lawful;
            if (to == null) {
                lawful = mayGo-- > 0;
            } else {
                lawful = zone.equals(to)
                        || replaces && unavailable.contains(zone)
                        || approved.contains(new Move(index, zone, to));
            }
            if (!lawful) {
                broken.add("revision " + revision.number() + ", " + revision.key() + ", " + before + " to " + after
                        + ": index " + index + " must stay");
            }
        }
    }

    /** The moves that were proposed, where they were made in this very revision. */
    private static Set<Move> approved(Placement was, Placement now) {
        LastProposal last = now.getStatus() == null ? null : now.getStatus().lastProposal();
        if (was == null || was.getStatus() == null || last == null || last.result() != LastProposal.Result.Moved) {
            return Set.of();
        }
        Proposal proposed = was.getStatus().proposal();
        boolean madeNow = !last.equals(was.getStatus().lastProposal());
        return madeNow && proposed != null && proposed.id().equals(last.id()) ? Set.copyOf(proposed.moves()) : Set.of();
    }
}
