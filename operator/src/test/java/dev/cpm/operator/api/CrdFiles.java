package dev.cpm.operator.api;

import io.fabric8.crdv2.generator.CustomResourceInfo;
import io.fabric8.crdv2.generator.ResolvingContext;
import io.fabric8.crdv2.generator.v1.CustomResourceHandler;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.Yaml;

/** Generates the files of {@code crds/} from the API classes; every build runs it into {@code operator/target/crds}. */
public final class CrdFiles {
    static final List<Class<? extends CustomResource<?, ?>>> KINDS =
            List.of(Region.class, Zone.class, Interconnect.class, Placement.class, LoadBalancer.class);

    private static final String HEADER = "# Generated from the classes of dev.cpm.operator.api; do not edit.\n"
            + "# After a change of those classes: mvn process-test-classes && cp operator/target/crds/*.yaml crds/\n";

    public static void main(String[] args) throws IOException {
        Path directory = Files.createDirectories(Path.of(args[0]));
        for (Map.Entry<String, String> file : all().entrySet()) {
            Files.writeString(directory.resolve(file.getKey()), file.getValue());
        }
    }

    /** File name to content. */
    static Map<String, String> all() {
        Map<String, String> files = new TreeMap<>();
        for (Class<? extends CustomResource<?, ?>> kind : KINDS) {
            CustomResourceDefinition crd = definition(kind);
            files.put(crd.getMetadata().getName() + ".yaml", yaml(crd));
        }
        files.put("kustomization.yaml", kustomization(List.copyOf(files.keySet())));
        return files;
    }

    static CustomResourceDefinition definition(Class<? extends CustomResource<?, ?>> kind) {
        CustomResourceHandler handler = new CustomResourceHandler();
        handler.handle(CustomResourceInfo.fromClass(kind), ResolvingContext.defaultResolvingContext(false));
        CustomResourceDefinition crd = (CustomResourceDefinition)
                handler.finish().findFirst().orElseThrow().getKey();
        return CrdDetails.complete(crd, kind);
    }

    static JSONSchemaProps schema(Class<? extends CustomResource<?, ?>> kind) {
        return definition(kind).getSpec().getVersions().get(0).getSchema().getOpenAPIV3Schema();
    }

    /** The messages of all rules. */
    static Set<String> rules() {
        Set<String> messages = new TreeSet<>();
        KINDS.forEach(kind -> rules(schema(kind), messages));
        return messages;
    }

    private static void rules(JSONSchemaProps schema, Set<String> messages) {
        schema.getXKubernetesValidations().forEach(rule -> messages.add(rule.getMessage()));
        schema.getProperties().values().forEach(property -> rules(property, messages));
        if (schema.getItems() != null) {
            rules(schema.getItems().getSchema(), messages);
        }
    }

    private static String yaml(CustomResourceDefinition crd) {
        DumperOptions options = new DumperOptions();
        options.setDefaultFlowStyle(DumperOptions.FlowStyle.BLOCK);
        options.setWidth(110);
        return HEADER + new Yaml(options).dump(plain(new KubernetesSerialization().convertValue(crd, Map.class)));
    }

    /** The generator's bounds are doubles; {@code 10000} reads better than {@code 10000.0}. */
    private static Object plain(Object value) {
        if (value instanceof Map<?, ?> map) {
            Map<Object, Object> copy = new LinkedHashMap<>();
            map.forEach((k, v) -> copy.put(k, plain(v)));
            return copy;
        }
        if (value instanceof List<?> list) {
            return list.stream().map(CrdFiles::plain).toList();
        }
        return value instanceof Double number && number == Math.rint(number) ? (Object) number.longValue() : value;
    }

    private static String kustomization(List<String> names) {
        return HEADER + "apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nresources:\n- "
                + String.join("\n- ", names) + "\n";
    }

    private CrdFiles() {}
}
