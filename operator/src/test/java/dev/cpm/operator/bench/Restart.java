package dev.cpm.operator.bench;

import dev.cpm.operator.bench.JavaProcess.Memory;
import java.util.ArrayList;
import java.util.List;

/**
 * A start of the operator over placements that are all answered: it has to find out that there is nothing to do.
 *
 * @param jvm seconds in which the same jar prints its version
 * @param list seconds of a bare LIST of the placements, without the start of its JVM
 * @param start seconds from the start of the operator until it leads and has nothing to do any more
 * @param writes that the API server was asked for, of objects of ours and of Events
 * @param memory of the operator then
 */
record Restart(int placements, double jvm, double list, double start, int writes, Memory memory) {
    private static final int TIMES = 3;

    /** How many times a bare LIST it takes, not counting the start of the JVM. */
    double toList() {
        return (start - jvm) / list;
    }

    static Restart measure(BenchCluster cluster, Programs programs) throws Exception {
        tidyUp(programs);
        List<Double> jvm = new ArrayList<>();
        List<Double> list = new ArrayList<>();
        List<Double> start = new ArrayList<>();
        long before = cluster.writesAsked();
        Memory memory = null;
        for (int i = 0; i < TIMES; i++) {
            jvm.add(version(programs));
            list.add(bareList(programs));
            try (JavaProcess operator = programs.operator(Programs.SHORT_SETTLE)) {
                operator.awaitLog(Programs.LEADS, Programs.PATIENCE);
                start.add((operator.awaitIdle(Programs.PATIENCE) - operator.started()) / 1e9);
                memory = operator.memory();
            }
        }
        int writes = (int) (cluster.writesAsked() - before);
        int placements = cluster.placements().size();
        return new Restart(
                placements, Percentile.median(jvm), Percentile.median(list), Percentile.median(start), writes, memory);
    }

    /** Who was ended before may not have written its last summaries of zones and regions. */
    private static void tidyUp(Programs programs) throws Exception {
        try (JavaProcess operator = programs.operator(Programs.SHORT_SETTLE)) {
            operator.awaitLog(Programs.LEADS, Programs.PATIENCE);
            operator.awaitIdle(Programs.PATIENCE);
            operator.awaitIdle(Programs.PATIENCE); // The last summaries come a second after the first.
        }
    }

    private static double version(Programs programs) throws Exception {
        try (JavaProcess version = programs.version()) {
            version.awaitEnd(Programs.PATIENCE);
            return (System.nanoTime() - version.started()) / 1e9;
        }
    }

    private static double bareList(Programs programs) throws Exception {
        try (JavaProcess list = programs.bareList()) {
            String said = list.awaitEnd(Programs.PATIENCE);
            return Double.parseDouble(said.substring(said.lastIndexOf(BareList.SECONDS) + BareList.SECONDS.length())
                    .strip());
        }
    }
}
