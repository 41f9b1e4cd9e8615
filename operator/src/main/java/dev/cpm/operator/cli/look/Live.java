package dev.cpm.operator.cli.look;

import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.ArrayList;
import java.util.List;

/** The objects of a cluster. */
public final class Live {
    private static final List<String> CATALOGUE =
            List.of("regions.cpm.dev,zones.cpm.dev,interconnects.cpm.dev", "namespaces");
    private static final String NAMESPACED = "placements.cpm.dev,loadbalancers.cpm.dev";

    private Live() {}

    /** All objects of all namespaces, as far as the user may read them. */
    static Seen everything(Access access) {
        return read(access, "--all-namespaces");
    }

    /** The catalogue, and what is in a namespace; null is that of the context. */
    static Seen of(Access access, String namespace) {
        return namespace == null ? read(access) : read(access, "--namespace=" + namespace);
    }

    /**
     * All objects of all namespaces.
     *
     * @throws RefusedException where any kind of them cannot be read
     */
    public static List<HasMetadata> whole(Access access) {
        Seen seen = everything(access);
        if (!seen.unseen().isEmpty()) {
            throw new RefusedException(String.join("\n", seen.unseen())
                    + "\nIt takes the right to read all placements, load balancers, zones, regions, interconnects and"
                    + " namespaces: what is not seen would count as free.");
        }
        return seen.objects();
    }

    private static Seen read(Access access, String... where) {
        List<List<String>> calls = new ArrayList<>();
        CATALOGUE.forEach(resources -> calls.add(List.of(resources)));
        List<String> namespaced = new ArrayList<>(List.of(NAMESPACED));
        namespaced.addAll(List.of(where));
        calls.add(namespaced);
        return access.kubectl().get(calls);
    }
}
