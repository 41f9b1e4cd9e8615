package dev.cpm.operator.bench;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * All that one benchmark measured.
 *
 * @param machine what it ran on
 * @param firstDecisionWithAotCache null where the JDK knows none
 * @param runs floor, converge, naive, also blind, and two shards, in the order in which they were measured
 * @param server what they all take of API server and store
 * @param few single changes in a small cluster
 * @param many single changes in the full one
 * @param failover in the full one
 * @param unhappy single changes there, while a zone is in Maintenance, of which all who have replicas in it are told
 * @param cache null where it was not asked for
 */
record Figures(
        Map<String, String> machine,
        FirstDecision firstDecision,
        FirstDecision firstDecisionWithAotCache,
        List<Run> runs,
        Restart restart,
        ServerSize server,
        OneChange few,
        OneChange many,
        Failover failover,
        ZoneFlip zoneFlip,
        OneChange unhappy,
        CacheSize cache) {

    /** What does not depend on the machine, or little; the number behind a name is that of the placements. */
    Map<String, Double> ratios() {
        Map<String, Double> ratios = new TreeMap<>();
        runs.stream().mapToInt(Run::placements).distinct().forEach(size -> {
            Run converge = Run.mean(runs, Run.CONVERGE, size);
            ratios.put("convergeToFloor" + size, Run.mean(runs, Run.FLOOR, size).seconds() / converge.seconds());
        });
        int largest = runs.stream().mapToInt(Run::placements).max().orElseThrow();
        Run converge = Run.mean(runs, Run.CONVERGE, largest);
        ratios.put(
                "convergeToNaive" + largest, Run.mean(runs, Run.NAIVE, largest).seconds() / converge.seconds());
        ratios.put(
                "convergeToNaiveBlind" + largest,
                Run.mean(runs, Run.BLIND, largest).seconds() / converge.seconds());
        ratios.put(
                "shardsToFloor" + largest,
                Run.mean(runs, Run.FLOOR, largest).seconds()
                        / Run.mean(runs, Run.SHARDS, largest).seconds());
        ratios.put("cpuToApiServer", converge.programCpu() / converge.apiServerCpu());
        ratios.put("restartToList" + largest, restart.toList());
        ratios.put("latencyP99Growth", many.percentile(99) / few.percentile(99));
        ratios.put("latencyP99GrowthUnhappy", unhappy.percentile(99) / few.percentile(99));
        ratios.put(
                "zoneFlipToFloor" + largest,
                zoneFlip.floor().seconds() / zoneFlip.operator().seconds());
        return ratios;
    }

    /** KiB of heap that each placement of the full cluster takes in the operator's process. */
    double heapPerPlacement() {
        return (double) (restart.memory().heapKiB() - firstDecision.memory().heapKiB()) / restart.placements();
    }

    /** KiB that each placement of the full cluster makes the operator's process larger. */
    double residentPerPlacement() {
        return (double) (restart.memory().residentKiB() - firstDecision.memory().residentKiB()) / restart.placements();
    }
}
