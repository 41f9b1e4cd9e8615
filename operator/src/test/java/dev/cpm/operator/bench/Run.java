package dev.cpm.operator.bench;

import java.util.Comparator;
import java.util.List;

/**
 * One time that all statuses of some placements were written.
 *
 * @param phase which program wrote them
 * @param placements how many had to be answered
 * @param seconds from the moment at which all was there, and the settling time over, to the last status
 * @param writes statuses written in that time
 * @param programCpu seconds of CPU of the program
 * @param apiServerCpu seconds of CPU of kube-apiserver meanwhile
 */
record Run(String phase, int placements, double seconds, int writes, double programCpu, double apiServerCpu) {
    static final String FLOOR = "floor";
    static final String CONVERGE = "converge";
    static final String NAIVE = "naive";

    double perSecond() {
        return placements / seconds;
    }

    /** The same, counted by the placements whose status changed. */
    Run of(int changed) {
        return new Run(phase, changed, seconds, writes, programCpu, apiServerCpu);
    }

    /** The one that half of the others are slower than; of two the faster. */
    static Run median(List<Run> runs, String phase, int placements) {
        List<Run> sorted = runs.stream()
                .filter(run -> run.phase().equals(phase) && run.placements() == placements)
                .sorted(Comparator.comparingDouble(Run::seconds))
                .toList();
        if (sorted.isEmpty()) {
            throw new IllegalArgumentException("no run of " + phase + " with " + placements);
        }
        return sorted.get((sorted.size() - 1) / 2);
    }
}
