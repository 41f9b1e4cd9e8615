package dev.cpm.operator.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.cpm.operator.api.Cpm;
import dev.cpm.operator.local.LocalControlPlane;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the placements take on the other side.
 *
 * @param placements how many there are
 * @param stored KiB of JSON a placement, as it is in the store: custom resources are stored as they are told
 * @param etcd MiB of etcd's database, with the versions that are not compacted yet
 * @param apiServer MiB that kube-apiserver has in memory
 */
record ServerSize(int placements, double stored, double etcd, double apiServer) {
    private static final int SOME = 500;

    /** Up to Kubernetes 1.27, and from 1.28 on. */
    private static final Pattern DATABASE = Pattern.compile(
            "^(?:etcd_db_total_size_in_bytes|apiserver_storage_size_bytes)\\{[^}]*} (\\S+)$", Pattern.MULTILINE);

    private static final Pattern RESIDENT = Pattern.compile("VmRSS:\\s+(\\d+) kB");

    static ServerSize measure(BenchCluster cluster) throws IOException {
        LocalControlPlane server = cluster.controlPlane();
        Path status = Path.of("/proc", "" + server.apiServerProcess().pid(), "status");
        return new ServerSize(
                cluster.placements().size(),
                stored(cluster.client()),
                number(DATABASE, cluster.client().raw("/metrics")) / 1024 / 1024,
                number(RESIDENT, Files.readString(status)) / 1024);
    }

    private static double stored(KubernetesClient client) throws IOException {
        String page = client.raw("/apis/" + Cpm.GROUP + "/" + Cpm.VERSION + "/placements?limit=" + SOME);
        JsonNode items = new JsonMapper().readTree(page).path("items");
        return page.getBytes(StandardCharsets.UTF_8).length / 1024.0 / items.size();
    }

    private static double number(Pattern pattern, String text) {
        Matcher found = pattern.matcher(text);
        if (!found.find()) {
            throw new IllegalStateException("nothing says " + pattern);
        }
        return Double.parseDouble(found.group(1));
    }
}
