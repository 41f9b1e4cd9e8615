package dev.cpm.operator.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.cpm.operator.api.Titles;
import dev.cpm.operator.cli.manifest.Manifests;
import dev.cpm.operator.cli.plan.Plan;
import dev.cpm.operator.cli.report.Data;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.CustomResource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A plan as objects: what was written, untouched, with the status that each would have; a List as kubectl prints. */
final class ObjectList {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private ObjectList() {}

    static String yaml(Plan plan, Manifests manifests) {
        return Data.yaml(list(plan, manifests));
    }

    static String json(Plan plan, Manifests manifests) {
        return Data.json(list(plan, manifests));
    }

    private static Map<String, Object> list(Plan plan, Manifests manifests) {
        Map<String, Map<String, Object>> written = new TreeMap<>();
        manifests.ours().forEach(manifest -> written.put(Titles.of(manifest.object()), manifest.written()));
        List<Map<String, Object>> items = plan.inventory().objects().stream()
                .map(object -> item(written.get(Titles.of(object)), object))
                .toList();
        Map<String, Object> list = new LinkedHashMap<>();
        list.put("apiVersion", "v1");
        list.put("items", items);
        list.put("kind", "List");
        list.put("metadata", new LinkedHashMap<>(Map.of("resourceVersion", "")));
        return list;
    }

    private static Map<String, Object> item(Map<String, Object> written, HasMetadata object) {
        Map<String, Object> item = new LinkedHashMap<>(written);
        Map<String, Object> metadata = new LinkedHashMap<>();
        ((Map<?, ?>) written.get("metadata")).forEach((name, value) -> metadata.put((String) name, value));
        if (object.getMetadata().getNamespace() != null) {
            metadata.put("namespace", object.getMetadata().getNamespace());
        }
        item.put("metadata", metadata);
        item.put("status", MAPPER.convertValue(((CustomResource<?, ?>) object).getStatus(), Map.class));
        return item;
    }
}
