package dev.cpm.operator.history;

import dev.cpm.operator.placement.PlainCheck;
import java.util.ArrayList;
import java.util.List;

/** All promises that hold at every revision, whatever happens. */
final class Oracles {
    private static final List<Oracle> ALL = List.of(new CapacityOracle(), new StabilityOracle(), new WritesOracle());

    private Oracles() {}

    /** What is broken; of statuses that make no sense by themselves nothing else is asked. */
    static List<String> broken(Chronicle chronicle) {
        List<String> broken = new ArrayList<>();
        for (Revision revision : chronicle.revisions()) {
            if (revision.placement() != null && !chronicle.byHand(revision)) {
                try {
                    PlainCheck.byIndex(revision.placement());
                } catch (AssertionError e) {
                    broken.add("revision " + revision.number() + ", " + revision.key() + ": " + e.getMessage());
                }
            }
        }
        if (broken.isEmpty()) {
            ALL.forEach(oracle -> broken.addAll(oracle.broken(chronicle)));
        }
        return broken;
    }
}
