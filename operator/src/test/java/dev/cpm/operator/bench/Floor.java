package dev.cpm.operator.bench;

import dev.cpm.operator.api.Copies;
import dev.cpm.operator.api.Placement;
import dev.cpm.operator.controller.Clients;
import dev.cpm.operator.placement.model.PlacementKey;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Writes statuses that are known already: as fast as the API server takes them from a program that watches nothing and
 * decides nothing. The client, the number of writers, the account and what is sent are the operator's.
 *
 * <p>Arguments: the {@link StatusFile}, and how many of its lines are for warming up. At a line of standard input it
 * writes those, at the next one all others.
 */
public final class Floor {
    static final String READY = "Ready.";
    static final String WARM = "Warm.";
    static final String DONE = "Done.";

    private final KubernetesClient client;

    /** As stored last. */
    private final Map<PlacementKey, Placement> latest = new ConcurrentHashMap<>();

    private Floor(KubernetesClient client) {
        this.client = client;
        BareList.of(client).forEach(placement -> latest.put(key(placement), placement));
    }

    public static void main(String[] args) throws Exception {
        List<Placement> statuses = StatusFile.read(Path.of(args[0]));
        int warmUp = Integer.parseInt(args[1]);
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        try (KubernetesClient client =
                Clients.builder(new ConfigBuilder().build()).build()) {
            Floor floor = new Floor(client);
            System.out.println(READY);
            in.readLine();
            Parallel.forEach(statuses.subList(0, warmUp), floor::write);
            System.out.println(WARM);
            in.readLine();
            Parallel.forEach(statuses.subList(warmUp, statuses.size()), floor::write);
            System.out.println(DONE);
            in.readLine();
        }
    }

    private void write(Placement placement) {
        Placement stored = latest.get(key(placement));
        Placement sent = Copies.withStatus(stored, Placement::new, placement.getStatus());
        latest.put(key(placement), client.resource(sent).updateStatus());
    }

    private static PlacementKey key(Placement placement) {
        return new PlacementKey(
                placement.getMetadata().getNamespace(), placement.getMetadata().getName());
    }
}
