package dev.cpm.operator.api;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceColumnDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinitionVersion;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** What the annotations of the API classes cannot say of the CRDs. */
final class CrdDetails {
    /** Placements and load balancers are wishes; the catalogue is what people know. */
    private static final Set<Class<?>> ASKED = Set.of(Placement.class, LoadBalancer.class);

    private static final Map<String, String> LABELS = Map.of("app.kubernetes.io/part-of", "cpm-operator");

    /** Lists whose items have a key: server-side apply merges them, and the API server refuses a second one. */
    private static final Map<String, List<String>> KEYED = Map.of(
            "Placement.spec.topologySpreadConstraints", List.of("topologyKey", "whenUnsatisfiable"),
            "Placement.status.zones", List.of("zone"),
            "Placement.status.blockers", List.of("zone"),
            "Zone.spec.capacity", List.of("machineType"),
            "Zone.status.allocations", List.of("machineType"),
            "LoadBalancer.status.backends", List.of("placement", "zone"));

    /** Lists without order. {@code Placement.spec.regions} is not one: a merge could lose the order of preference. */
    private static final Set<String> SETS = Set.of(
            "Placement.spec.zones",
            "Placement.spec.excludedZones",
            "Placement.spec.loadBalancers",
            "Interconnect.spec.regions");

    private static final Map<String, List<String>> ENUMS = Map.of(
            "Placement.spec.topologySpreadConstraints.topologyKey", List.of(Cpm.ZONE_KEY, Cpm.REGION_KEY),
            "Placement.spec.affinity.colocateWith.topologyKey", List.of(Cpm.ZONE_KEY, Cpm.REGION_KEY),
            "Placement.spec.affinity.separateFrom.topologyKey", List.of(Cpm.ZONE_KEY, Cpm.REGION_KEY));

    private static final List<String> CONDITION_STATUS = List.of("True", "False", "Unknown");
    private static final Set<String> TIMES = Set.of("lastTransitionTime", "since", "at");

    static CustomResourceDefinition complete(CustomResourceDefinition crd, Class<?> kind) {
        crd.getMetadata().setLabels(LABELS);
        crd.getSpec().getNames().setListKind(kind.getSimpleName() + "List");
        CustomResourceDefinitionVersion version = crd.getSpec().getVersions().get(0);
        inOrder(version.getAdditionalPrinterColumns(), kind);
        JSONSchemaProps root = version.getSchema().getOpenAPIV3Schema();
        walk(kind.getSimpleName(), kind.getSimpleName(), root);
        root(root, kind);
        return crd;
    }

    /** The generator sorts columns by path; people read them in the order of the annotations. */
    private static void inOrder(List<CustomResourceColumnDefinition> columns, Class<?> kind) {
        List<String> order = Stream.of(kind.getAnnotationsByType(AdditionalPrinterColumn.class))
                .map(AdditionalPrinterColumn::name)
                .toList();
        columns.sort((a, b) -> order.indexOf(a.getName()) - order.indexOf(b.getName()));
        columns.forEach(column -> column.setPriority(column.getPriority() == 0 ? null : column.getPriority()));
    }

    private static void root(JSONSchemaProps root, Class<?> kind) {
        root.setDescription(kind.getAnnotation(JsonClassDescription.class).value());
        Map<String, JSONSchemaProps> properties = new LinkedHashMap<>();
        properties.put(
                "apiVersion",
                described("string", "Group and version of the object: " + Cpm.GROUP + "/" + Cpm.VERSION + "."));
        properties.put("kind", described("string", "What the object is: " + kind.getSimpleName() + "."));
        // The API server describes metadata itself, and refuses a description here.
        properties.put("metadata", described("object", null));
        properties.putAll(root.getProperties());
        properties
                .get("spec")
                .setDescription(ASKED.contains(kind) ? "What you ask for." : "What there is, as you know it.");
        JSONSchemaProps status = properties.get("status");
        status.setDescription("What the operator answers. Only the operator writes it.");
        // An object that the operator has not seen yet must not look finished to kstatus and kubectl wait.
        status.setDefault(JsonNodeFactory.instance.objectNode().put("observedGeneration", -1));
        root.setProperties(properties);
        root.setRequired(List.of("spec"));
    }

    private static JSONSchemaProps described(String type, String description) {
        JSONSchemaProps schema = new JSONSchemaProps();
        schema.setType(type);
        schema.setDescription(description);
        return schema;
    }

    private static void walk(String path, String name, JSONSchemaProps schema) {
        // On records the generator finds a rule twice: at the component's field and at its accessor.
        schema.setXKubernetesValidations(
                schema.getXKubernetesValidations().stream().distinct().toList());
        schema.getProperties().forEach((child, property) -> walk(path + "." + child, child, property));
        if (Boolean.TRUE.equals(schema.getXKubernetesIntOrString())) {
            schema.setMinimum(0.0);
            schema.setMaximum((double) Cpm.MAX_REPLICAS);
            schema.setMaxLength((long) Bounds.LABEL);
        } else if ("array".equals(schema.getType())) {
            listType(path, name, schema);
            walk(path, name, schema.getItems().getSchema());
        } else if ("integer".equals(schema.getType())) {
            schema.setFormat(name.equals("observedGeneration") ? "int64" : "int32");
        } else if ("string".equals(schema.getType())) {
            string(path, name, schema);
        }
    }

    private static void listType(String path, String name, JSONSchemaProps list) {
        if (name.equals("conditions")) {
            list.setXKubernetesListType("map");
            list.setXKubernetesListMapKeys(List.of("type"));
        } else if (KEYED.containsKey(path)) {
            list.setXKubernetesListType("map");
            list.setXKubernetesListMapKeys(KEYED.get(path));
        } else {
            list.setXKubernetesListType(SETS.contains(path) ? "set" : "atomic");
        }
    }

    private static void string(String path, String name, JSONSchemaProps schema) {
        if (TIMES.contains(name)) {
            schema.setFormat("date-time");
        }
        List<String> values = path.endsWith(".conditions.status") ? CONDITION_STATUS : ENUMS.get(path);
        if (values != null) {
            schema.setEnum(Arrays.asList(values.stream().map(TextNode::valueOf).toArray(TextNode[]::new)));
        }
    }

    private CrdDetails() {}
}
