package dev.cpm.operator.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;

/** YAML to trees, and trees to objects as the operator's client reads them. */
final class Manifests {
    static final KubernetesSerialization SERIALIZATION = new KubernetesSerialization();
    private static final YAMLMapper YAML = new YAMLMapper();

    static JsonNode tree(String yaml) {
        try {
            return YAML.readTree(yaml);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(yaml, e);
        }
    }

    static Resource<?, ?> object(JsonNode manifest) {
        String name = manifest.get("kind").asText();
        return CrdFiles.KINDS.stream()
                .filter(kind -> kind.getSimpleName().equals(name))
                .map(kind -> (Resource<?, ?>) SERIALIZATION.convertValue(manifest, kind))
                .findFirst()
                .orElseThrow();
    }

    private Manifests() {}
}
