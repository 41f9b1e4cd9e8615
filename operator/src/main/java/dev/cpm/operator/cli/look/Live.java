package dev.cpm.operator.cli.look;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.cpm.operator.api.Interconnect;
import dev.cpm.operator.api.LoadBalancer;
import dev.cpm.operator.api.Placement;
import dev.cpm.operator.api.Region;
import dev.cpm.operator.api.Zone;
import dev.cpm.operator.cli.report.RefusedException;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The objects of a cluster. */
public final class Live {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** What says where replicas are, and how it stands with them. */
    static final List<Class<? extends HasMetadata>> STATUSES =
            List.of(Region.class, Zone.class, Placement.class, LoadBalancer.class);

    /** The same, and what joins regions. */
    static final List<Class<? extends HasMetadata>> FIVE =
            List.of(Region.class, Zone.class, Interconnect.class, Placement.class, LoadBalancer.class);

    /** All that a decision depends on. */
    static final List<Class<? extends HasMetadata>> ALL =
            List.of(Region.class, Zone.class, Interconnect.class, Namespace.class, Placement.class, LoadBalancer.class);

    private static final Map<String, Class<? extends HasMetadata>> KINDS =
            ALL.stream().collect(Collectors.toMap(HasMetadata::getKind, Function.identity()));

    private Live() {}

    /** The objects of some kinds in all namespaces, as far as the user may read them. */
    static Seen everything(Access access, List<Class<? extends HasMetadata>> kinds) {
        return read(access.kubectl(), kinds, "--all-namespaces");
    }

    /** The same of one namespace, and what is in none; null is that of the context. */
    static Seen of(Access access, List<Class<? extends HasMetadata>> kinds, String namespace) {
        return namespace == null
                ? read(access.kubectl(), kinds)
                : read(access.kubectl(), kinds, "--namespace=" + namespace);
    }

    /**
     * All objects of all namespaces.
     *
     * @throws RefusedException where any kind of them cannot be read
     */
    public static List<HasMetadata> whole(Access access) {
        Seen seen = everything(access, ALL);
        if (!seen.unseen().isEmpty()) {
            throw seen.refusal(
                    "--against DIR compares with manifests, and needs no cluster.",
                    "It takes the right to read all placements, load balancers, zones, regions, interconnects and"
                            + " namespaces: what is not seen would count as free.");
        }
        return seen.objects();
    }

    /**
     * One call for all kinds: kubectl reads the others where it may not read one. Of anything else that goes wrong, nobody
     * can tell which kinds were read to the end; so where it is the server that says so, each is asked for by itself.
     */
    static Seen read(Kubectl kubectl, List<Class<? extends HasMetadata>> kinds, String... where) {
        Kubectl.Said said = kubectl.one(call(kinds, where));
        List<String> errors = said.errors();
        boolean refusalsOnly = errors.stream().allMatch(error -> kinds.stream().anyMatch(kind -> refuses(error, kind)));
        if (!refusalsOnly && errors.stream().allMatch(Kubectl::fromServer)) {
            return each(kubectl, kinds, where);
        }
        Set<Class<? extends HasMetadata>> read = kinds.stream()
                .filter(kind -> refusalsOnly && errors.stream().noneMatch(error -> refuses(error, kind)))
                .collect(Collectors.toSet());
        return new Seen(List.copyOf(objects(said.out())), errors, read);
    }

    private static Seen each(Kubectl kubectl, List<Class<? extends HasMetadata>> kinds, String... where) {
        List<Kubectl.Said> all = kubectl.all(
                kinds.stream().map(kind -> call(List.of(kind), where)).toList());
        List<HasMetadata> objects = new ArrayList<>();
        List<String> unseen = new ArrayList<>();
        Set<Class<? extends HasMetadata>> read = new HashSet<>();
        for (int i = 0; i < all.size(); i++) {
            Kubectl.Said said = all.get(i);
            String resource = HasMetadata.getFullResourceName(kinds.get(i));
            objects.addAll(objects(said.out()));
            said.errors().stream()
                    .map(error -> error.contains(resource) ? error : resource + ": " + error)
                    .forEach(unseen::add);
            if (said.done()) {
                read.add(kinds.get(i));
            }
        }
        return new Seen(List.copyOf(objects), List.copyOf(unseen), Set.copyOf(read));
    }

    private static List<String> call(List<Class<? extends HasMetadata>> kinds, String... where) {
        List<String> call = new ArrayList<>(List.of("get", "-o", "json"));
        call.add(kinds.stream().map(HasMetadata::getFullResourceName).collect(Collectors.joining(",")));
        call.addAll(List.of(where));
        return call;
    }

    private static boolean refuses(String error, Class<? extends HasMetadata> kind) {
        return error.contains(" " + HasMetadata.getFullResourceName(kind) + " is forbidden: ");
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
