package dev.cpm.operator.bench;

import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * One time that all statuses of some placements were written.
 *
 * @param phase which program wrote them
 * @param placements how many had to be answered
 * @param seconds from the moment at which all was there, and the settling time over, to the last status
 * @param writes statuses written in that time
 * @param programCpu seconds of CPU of the program
 * @param apiServerCpu seconds of CPU of kube-apiserver meanwhile
 * @param peakMiB the most that the program had in memory until then
 */
record Run(
        String phase,
        int placements,
        double seconds,
        int writes,
        double programCpu,
        double apiServerCpu,
        double peakMiB) {
    static final String FLOOR = "floor";
    static final String CONVERGE = "converge";
    static final String NAIVE = "naive";
    static final String BLIND = "naive, blind";
    static final String SHARDS = "two shards";

    double perSecond() {
        return placements / seconds;
    }

    /** The same, counted by the placements whose status changed. */
    Run of(int changed) {
        return new Run(phase, changed, seconds, writes, programCpu, apiServerCpu, peakMiB);
    }

    /** Whether any is such. */
    static boolean any(List<Run> runs, String phase, int placements) {
        return runs.stream().anyMatch(run -> run.is(phase, placements));
    }

    /**
     * The mean of all that are such: of runs that mirror each other in time it is the same for each phase where a machine
     * gets slower, or faster, as time goes by.
     */
    static Run mean(List<Run> runs, String phase, int placements) {
        List<Run> such = runs.stream().filter(run -> run.is(phase, placements)).toList();
        if (such.isEmpty()) {
            throw new IllegalArgumentException("no run of " + phase + " with " + placements);
        }
        return new Run(
                phase,
                placements,
                mean(such, Run::seconds),
                (int) Math.round(mean(such, Run::writes)),
                mean(such, Run::programCpu),
                mean(such, Run::apiServerCpu),
                mean(such, Run::peakMiB));
    }

    private boolean is(String otherPhase, int otherPlacements) {
        return phase.equals(otherPhase) && placements == otherPlacements;
    }

    private static double mean(List<Run> runs, ToDoubleFunction<Run> figure) {
        return runs.stream().mapToDouble(figure).average().orElseThrow();
    }
}
