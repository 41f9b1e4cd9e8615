package dev.cpm.operator.cluster;

import dev.cpm.operator.api.Interconnect;
import dev.cpm.operator.api.LoadBalancer;
import dev.cpm.operator.api.Placement;
import dev.cpm.operator.api.Region;
import dev.cpm.operator.api.Zone;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a user does to one object, as a manifest and a verb.
 *
 * @param manifest all of the object but what the API server adds; for {@link Verb#EDIT_STATUS} with a status, or none
 */
record Edit(Verb verb, String manifest) {
    static final KubernetesSerialization YAML = new KubernetesSerialization();

    private static final Map<String, Class<? extends HasMetadata>> KINDS = Stream.of(
                    Region.class, Zone.class, Interconnect.class, LoadBalancer.class, Namespace.class, Placement.class)
            .collect(Collectors.toMap(HasMetadata::getKind, kind -> kind));

    /** What is done to the object. */
    enum Verb {
        /** Creates it, or edits its spec and labels. */
        APPLY,
        DELETE,
        /** Deletes it and creates another one under its name. */
        RECREATE,
        /** Sets annotations. */
        ANNOTATE,
        /** Puts a status in the place of what the operator wrote. */
        EDIT_STATUS
    }

    HasMetadata object() {
        String kind = manifest.replaceFirst("(?sm).*^kind: (\\w+).*", "$1");
        return YAML.unmarshal(manifest, KINDS.get(kind));
    }

    String key() {
        return key(object());
    }

    /** "Placement team/a", "Zone r1-a". */
    static String key(HasMetadata object) {
        String namespace = object.getMetadata().getNamespace();
        return object.getKind() + " " + (namespace == null ? "" : namespace + "/")
                + object.getMetadata().getName();
    }

    @Override
    public String toString() {
        return "# " + verb + "\n" + manifest;
    }
}
