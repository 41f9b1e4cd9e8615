package dev.cpm.operator.bench;

import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Tells the figures: as JSON for programs, as a table for people. */
final class Report {
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private Report() {}

    static void write(Figures figures, Path file) throws IOException {
        ObjectNode json = JSON.createObjectNode();
        json.set("ratios", JSON.valueToTree(figures.ratios()));
        json.setAll((ObjectNode) JSON.valueToTree(figures));
        Files.writeString(file, JSON.writeValueAsString(json) + "\n");
    }

    static String table(Figures figures) {
        StringBuilder table = new StringBuilder();
        figures.machine().forEach((name, value) -> line(table, name, value));
        table.append('\n');
        for (int size :
                figures.runs().stream().mapToInt(Run::placements).distinct().toArray()) {
            for (String phase : List.of(Run.FLOOR, Run.CONVERGE, Run.NAIVE, Run.BLIND, Run.SHARDS)) {
                if (Run.any(figures.runs(), phase, size)) {
                    line(table, phase + ", " + size, told(Run.mean(figures.runs(), phase, size)));
                }
            }
        }
        Restart restart = figures.restart();
        line(
                table,
                "restart, " + restart.placements(),
                "%.2f s until it leads and is idle, %d writes; its JVM alone %.2f s, a bare LIST %.2f s",
                restart.start(),
                restart.writes(),
                restart.jvm(),
                restart.list());
        for (OneChange change : List.of(figures.few(), figures.many())) {
            line(table, "one change among " + change.placements(), "%s", told(change));
        }
        Failover failover = figures.failover();
        line(
                table,
                "failover, " + failover.placements(),
                "%.2f s from a kill of the leader until a new placement is answered",
                failover.seconds());
        ZoneFlip flip = figures.zoneFlip();
        line(
                table,
                "zone to Maintenance",
                "%d of %d have replicas in it, %d have another status",
                flip.holders(),
                flip.placements(),
                flip.floor().placements());
        line(table, "  operator", told(flip.operator()));
        line(table, "  floor", told(flip.floor()));
        line(table, "  one change, most unhappy", "%s", told(figures.unhappy()));
        FirstDecision first = figures.firstDecision();
        line(table, "start to first decision", "%.2f s", first.seconds());
        FirstDecision cached = figures.firstDecisionWithAotCache();
        if (cached != null) {
            line(table, "  with an AOT cache", "%.2f s", cached.seconds());
        }
        line(table, "memory, 1 placement", told(first.memory()));
        line(table, "memory, " + restart.placements(), told(restart.memory()));
        line(
                table,
                "  a placement",
                "%.1f KiB of heap, %.1f KiB resident",
                figures.heapPerPlacement(),
                figures.residentPerPlacement());
        ServerSize server = figures.server();
        line(
                table,
                "stored, " + server.placements(),
                "%.1f KiB a placement; etcd has %.0f MiB, kube-apiserver %.0f MiB in memory",
                server.stored(),
                server.etcd(),
                server.apiServer());
        CacheSize cache = figures.cache();
        line(
                table,
                "caches, " + cache.placements(),
                "%.1f KiB of heap a placement; %.1f KiB beyond the bare object (%.1f KiB); resident %.1f KiB",
                cache.kept(),
                cache.beyond(),
                cache.bare(),
                cache.resident());
        table.append('\n');
        figures.ratios().forEach((name, ratio) -> line(table, name, "%.2f", ratio));
        return table.toString();
    }

    static String told(Run run) {
        return String.format(
                "%.2f s, %.0f a second, %d writes, CPU %.2f s (kube-apiserver %.2f s), at most %.0f MiB",
                run.seconds(), run.perSecond(), run.writes(), run.programCpu(), run.apiServerCpu(), run.peakMiB());
    }

    private static String told(OneChange change) {
        return String.format(
                "p50 %.1f ms, p99 %.1f ms, longest %.1f ms of %d",
                change.percentile(50),
                change.percentile(99),
                change.percentile(100),
                change.milliseconds().size());
    }

    private static String told(JavaProcess.Memory memory) {
        return String.format(
                "live heap %d MiB, resident %d MiB, at most %d MiB",
                memory.heapKiB() / 1024, memory.residentKiB() / 1024, memory.peakKiB() / 1024);
    }

    private static void line(StringBuilder table, String name, String format, Object... values) {
        table.append(String.format("%-28s%s%n", name, String.format(format, values)));
    }
}
