package dev.cpm.operator.controller;

import dev.cpm.operator.api.Placement;
import dev.cpm.operator.placement.RoundAnswer;
import dev.cpm.operator.placement.model.Assignment;
import dev.cpm.operator.placement.model.Known;
import dev.cpm.operator.placement.model.Snapshot;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Future;

/**
 * A placement of which it is not certain what the server has: what it is known to have, or what was written last.
 *
 * @param uid of the object that was written
 * @param answer what was written; null if a former leader wrote, of which is known only how much it could be
 * @param more the machines by zone that it may hold besides those it is known to hold
 * @param write the write that is to end the doubt, if one is under way
 */
record Doubt(
        Known known, String uid, RoundAnswer answer, Map<String, Integer> more, Future<WriteOutcome<Placement>> write) {

    /** The answer of a round may be stored, or may not. */
    static Doubt of(RoundAnswer answer, String uid) {
        Assignment before = answer.known().assignment();
        Map<String, Integer> more = new TreeMap<>();
        answer.assignment().shares().forEach((zone, share) -> {
            int count = share.indexes().size() - before.count(zone);
            if (count > 0) {
                more.put(zone, count);
            }
        });
        return new Doubt(answer.known(), uid, answer, more, null);
    }

    /** A former leader may have given it machines, of which {@link #among} says where. */
    static Doubt ofFormerLeader(Known known, String uid) {
        return new Doubt(known, uid, null, Map.of(), null);
    }

    /** Whether a former leader wrote, rather than this one. */
    boolean isFormerLeaders() {
        return answer == null;
    }

    /**
     * The same, where it may have machines in any zone of its regions that has some left; of any region, where not all of
     * them may have been read.
     */
    Doubt among(Snapshot snapshot) {
        int most = Fence.mostGranted(known);
        Map<String, Integer> free = new TreeMap<>();
        if (known.machineType() != null) {
            boolean anywhere = !known.errors().isEmpty();
            Set<String> regions = new HashSet<>(known.spec().regions());
            snapshot.zones().stream()
                    .filter(zone -> anywhere || regions.contains(zone.region()))
                    .forEach(zone -> {
                        int count = Math.min(most, snapshot.free(zone, known.machineType()));
                        if (count > 0) {
                            free.put(zone.name(), count);
                        }
                    });
        }
        return new Doubt(known, uid, null, free, write);
    }

    /** What ends the reservation of {@link #more}. */
    Map<String, Integer> less() {
        Map<String, Integer> less = new TreeMap<>();
        more.forEach((zone, count) -> less.put(zone, -count));
        return less;
    }

    Doubt with(Future<WriteOutcome<Placement>> next) {
        return new Doubt(known, uid, answer, more, next);
    }
}
