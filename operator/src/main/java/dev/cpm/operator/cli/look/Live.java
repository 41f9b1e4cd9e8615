package dev.cpm.operator.cli.look;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.cpm.operator.api.Kinds;
import dev.cpm.operator.cli.report.RefusedException;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The objects of a cluster. */
public final class Live {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** Each call for itself, so that what may not be read keeps nothing else from being read. */
    private static final List<List<String>> CATALOGUE = List.of(
            List.of("get", "-o", "json", "regions.cpm.dev,zones.cpm.dev,interconnects.cpm.dev"),
            List.of("get", "-o", "json", "namespaces"));

    private static final List<String> NAMESPACED =
            List.of("get", "-o", "json", "placements.cpm.dev,loadbalancers.cpm.dev");

    private static final Map<String, Class<? extends HasMetadata>> KINDS = Stream.<Class<? extends HasMetadata>>concat(
                    Kinds.CLASSES.stream(), Stream.of(Namespace.class))
            .collect(Collectors.toMap(Class::getSimpleName, kind -> kind));

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
            throw seen.refusal(
                    "--against DIR compares with manifests, and needs no cluster.",
                    "It takes the right to read all placements, load balancers, zones, regions, interconnects and"
                            + " namespaces: what is not seen would count as free.");
        }
        return seen.objects();
    }

    private static Seen read(Access access, String... where) {
        List<List<String>> calls = new ArrayList<>(CATALOGUE);
        List<String> namespaced = new ArrayList<>(NAMESPACED);
        namespaced.addAll(List.of(where));
        calls.add(namespaced);
        List<HasMetadata> objects = new ArrayList<>();
        List<String> unseen = new ArrayList<>();
        boolean anything = false;
        List<Kubectl.Said> all = access.kubectl().all(calls);
        for (Kubectl.Said said : all) {
            int before = objects.size();
            objects.addAll(objects(said.out()));
            said.errors().stream().filter(error -> !unseen.contains(error)).forEach(unseen::add);
            anything |= said.done() || objects.size() > before;
        }
        boolean placements = all.get(calls.indexOf(namespaced)).done();
        return new Seen(List.copyOf(objects), List.copyOf(unseen), anything, placements);
    }

    /** The objects of a list as kubectl prints it; of other kinds none. */
    public static List<HasMetadata> objects(byte[] printed) {
        List<HasMetadata> objects = new ArrayList<>();
        try {
            for (JsonNode item : MAPPER.readTree(printed).path("items")) {
                Class<? extends HasMetadata> kind = KINDS.get(item.path("kind").asText());
                if (kind != null) {
                    objects.add(MAPPER.treeToValue(item, kind));
                }
            }
        } catch (IOException e) {
            throw new RefusedException("What kubectl printed is not what -o json prints: " + e.getMessage());
        }
        return objects;
    }
}
