package dev.cpm.operator.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cpm.operator.api.Placement;
import dev.cpm.operator.controller.Kept;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What placements take of the heap: as objects of the API in a list, and as the operator keeps them instead. In a JVM of
 * its own; they come from the text of one answered placement, each read by itself as a client reads it.
 *
 * @param bare KiB of heap a placement, in a list
 * @param kept KiB of heap a placement, as the operator keeps it; the list is gone then
 * @param resident KiB of the process a placement, at most
 */
public record CacheSize(int placements, double bare, double kept, double resident) {
    private static final JsonMapper JSON = new JsonMapper();

    /** Arguments: a {@link StatusFile} with such a placement, and how many. Prints this record as JSON. */
    public static void main(String[] args) throws IOException {
        String text;
        try (var lines = Files.lines(Path.of(args[0]))) {
            text = lines.findFirst().orElseThrow();
        }
        System.out.println(
                JSON.writeValueAsString(measure((ObjectNode) JSON.readTree(text), Integer.parseInt(args[1]))));
    }

    private static CacheSize measure(ObjectNode like, int placements) throws IOException {
        read(like, 0); // so that the classes are there
        Kept kept = new Kept();
        long residentBefore = mostResident();
        long empty = heap();
        List<Placement> list = new ArrayList<>(placements);
        for (int i = 0; i < placements; i++) {
            list.add(read(like, i));
        }
        long bare = heap() - empty;
        list.forEach(kept::see);
        list.clear();
        long ours = heap() - empty;
        double resident = mostResident() - residentBefore;
        if (kept.placements() != placements) {
            throw new IllegalStateException("kept " + kept.placements() + " of " + placements);
        }
        return new CacheSize(placements, bare / 1024.0 / placements, ours / 1024.0 / placements, resident / placements);
    }

    private static Placement read(ObjectNode like, int i) {
        ObjectNode metadata = (ObjectNode) like.path("metadata");
        metadata.put("name", "p-" + i).put("namespace", "team-" + i % 1_000).put("uid", "uid-" + i);
        metadata.put("resourceVersion", Integer.toString(1 + i));
        return Serialization.unmarshal(like.toString(), Placement.class);
    }

    private static long heap() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    private static long mostResident() throws IOException {
        return JavaProcess.kibibytes(Files.readString(Path.of("/proc/self/status")), "VmHWM:\\s+(\\d+) kB");
    }

    /** What {@link #main} printed. */
    static CacheSize of(String printed) throws IOException {
        JsonNode json = JSON.readTree(printed.substring(printed.indexOf('{')));
        return new CacheSize(
                json.path("placements").asInt(),
                json.path("bare").asDouble(),
                json.path("kept").asDouble(),
                json.path("resident").asDouble());
    }

    /** How much more than the bare objects of the API. */
    double beyond() {
        return kept - bare;
    }
}
