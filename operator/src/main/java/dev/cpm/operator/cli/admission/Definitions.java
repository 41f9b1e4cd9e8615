package dev.cpm.operator.cli.admission;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cpm.operator.api.Cpm;
import dev.cpm.operator.api.Kinds;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The custom resource definitions that this version brings; each is read when it is first asked for. */
public final class Definitions {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** An object's fields, two levels of YAML each; a manifest's own limit is no less. */
    private static final int DEPTH = 250;

    private static final Map<String, JsonNode> READ = new ConcurrentHashMap<>();

    private Definitions() {}

    /** The definition of a kind, such as Placement; its content is not to be changed. */
    public static JsonNode of(String kind) {
        return READ.computeIfAbsent(kind, Definitions::read);
    }

    /** The schema that an object of this kind has to keep to. Of the metadata, rules see the name. */
    static JsonNode schema(String kind) {
        JsonNode schema =
                version(of(kind)).path("schema").path("openAPIV3Schema").deepCopy();
        ObjectNode metadata = ((ObjectNode) schema.path("properties").path("metadata")).putObject("properties");
        metadata.putObject("name").put("type", "string");
        metadata.putObject("generateName").put("type", "string");
        return schema;
    }

    /** What a definition says of the version of the API that this program reads; missing where it does not have it. */
    public static JsonNode version(JsonNode definition) {
        for (JsonNode version : definition.path("spec").path("versions")) {
            if (version.path("name").asText().equals(Cpm.VERSION)) {
                return version;
            }
        }
        return MissingNode.getInstance();
    }

    private static JsonNode read(String kind) {
        String file = Kinds.resource(kind) + ".yaml";
        try (InputStream yaml = Definitions.class.getResourceAsStream(file)) {
            if (yaml == null) {
                throw new IllegalArgumentException("there is no definition of " + kind + ": " + file);
            }
            LoaderOptions options = new LoaderOptions();
            options.setNestingDepthLimit(DEPTH);
            return MAPPER.valueToTree(new Yaml(new SafeConstructor(options)).load(yaml));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
