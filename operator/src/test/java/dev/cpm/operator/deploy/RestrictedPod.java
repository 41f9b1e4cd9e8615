package dev.cpm.operator.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The Pod Security Standard "restricted", which includes "baseline": each rule with a way to break it. */
enum RestrictedPod {
    HOST_PROCESS(
            pod -> contexts(pod)
                    .noneMatch(
                            context -> context.at("/windowsOptions/hostProcess").asBoolean()),
            (pod, container) -> at(pod, "securityContext", "windowsOptions").put("hostProcess", true)),
    HOST_NAMESPACES(
            pod -> Stream.of("hostNetwork", "hostPID", "hostIPC")
                    .noneMatch(field -> pod.path(field).asBoolean()),
            (pod, container) -> pod.put("hostPID", true)),
    PRIVILEGED(
            pod -> ofContainers(pod)
                    .noneMatch(context -> context.path("privileged").asBoolean()),
            (pod, container) -> at(container, "securityContext").put("privileged", true)),
    CAPABILITIES_DROPPED(
            pod -> ofContainers(pod)
                    .allMatch(context ->
                            texts(context.at("/capabilities/drop")).toList().contains("ALL")),
            (pod, container) -> at(container, "securityContext", "capabilities").putArray("drop")),
    CAPABILITIES_ADDED(
            pod -> ofContainers(pod)
                    .flatMap(context -> texts(context.at("/capabilities/add")))
                    .allMatch("NET_BIND_SERVICE"::equals),
            (pod, container) -> at(container, "securityContext", "capabilities")
                    .putArray("add")
                    .add("NET_RAW")),
    VOLUME_TYPES(
            pod -> list(pod.path("volumes"))
                    .flatMap(volume -> names(volume).filter(type -> !type.equals("name")))
                    .allMatch(Set.of(
                            "configMap",
                            "csi",
                            "downwardAPI",
                            "emptyDir",
                            "ephemeral",
                            "persistentVolumeClaim",
                            "projected",
                            "secret")::contains),
            (pod, container) -> pod.withArray("volumes")
                    .addObject()
                    .put("name", "root")
                    .putObject("hostPath")
                    .put("path", "/")),
    HOST_PORTS(
            pod -> containers(pod)
                    .flatMap(container -> list(container.path("ports")))
                    .allMatch(port -> port.path("hostPort").asInt() == 0),
            (pod, container) -> ((ObjectNode) container.withArray("ports").get(0)).put("hostPort", 8080)),
    HOST_PROBES(
            pod -> containers(pod)
                    .flatMap(container -> Stream.of("startupProbe", "livenessProbe", "readinessProbe", "lifecycle")
                            .map(container::path))
                    .allMatch(probe -> probe.findValue("host") == null),
            (pod, container) -> at(container, "livenessProbe", "httpGet").put("host", "192.0.2.1")),
    APP_ARMOR(
            pod -> contexts(pod)
                    .noneMatch(context -> "Unconfined"
                            .equals(context.at("/appArmorProfile/type").asText())),
            (pod, container) -> at(pod, "securityContext", "appArmorProfile").put("type", "Unconfined")),
    SE_LINUX(
            pod -> contexts(pod)
                    .map(context -> context.path("seLinuxOptions"))
                    .allMatch(options -> options.isMissingNode()),
            (pod, container) -> at(pod, "securityContext", "seLinuxOptions").put("user", "system_u")),
    PROC_MOUNT(
            pod -> ofContainers(pod)
                    .allMatch(context ->
                            "Default".equals(context.path("procMount").asText("Default"))),
            (pod, container) -> at(container, "securityContext").put("procMount", "Unmasked")),
    SECCOMP(
            pod -> containers(pod)
                    .map(container -> effective(pod, container, "seccompProfile"))
                    .allMatch(profile -> Set.of("RuntimeDefault", "Localhost")
                            .contains(profile.path("type").asText())),
            (pod, container) -> at(pod, "securityContext").remove("seccompProfile")),
    SYSCTLS(
            pod -> pod.at("/securityContext/sysctls").isMissingNode(),
            (pod, container) -> at(pod, "securityContext").putArray("sysctls")),
    PRIVILEGE_ESCALATION(
            pod -> ofContainers(pod)
                    .allMatch(
                            context -> !context.path("allowPrivilegeEscalation").asBoolean(true)),
            (pod, container) -> at(container, "securityContext").remove("allowPrivilegeEscalation")),
    RUN_AS_NON_ROOT(
            pod -> containers(pod)
                    .allMatch(container ->
                            effective(pod, container, "runAsNonRoot").asBoolean()),
            (pod, container) -> at(container, "securityContext").put("runAsNonRoot", false)),
    RUN_AS_USER(
            pod -> contexts(pod).allMatch(context -> context.path("runAsUser").asInt(1) != 0),
            (pod, container) -> at(container, "securityContext").put("runAsUser", 0));

    private final Predicate<JsonNode> rule;
    private final BiConsumer<ObjectNode, ObjectNode> breaking;

    RestrictedPod(Predicate<JsonNode> rule, BiConsumer<ObjectNode, ObjectNode> breaking) {
        this.rule = rule;
        this.breaking = breaking;
    }

    /** The rules that a pod's spec breaks. */
    static List<RestrictedPod> brokenBy(JsonNode pod) {
        return Stream.of(values()).filter(rule -> !rule.rule.test(pod)).toList();
    }

    /** The same pod with this rule broken. */
    JsonNode broken(JsonNode pod) {
        ObjectNode copy = pod.deepCopy();
        breaking.accept(copy, (ObjectNode) copy.at("/containers/0"));
        return copy;
    }

    private static ObjectNode at(ObjectNode node, String... path) {
        ObjectNode here = node;
        for (String step : path) {
            here = here.withObject("/" + step);
        }
        return here;
    }

    private static Stream<JsonNode> containers(JsonNode pod) {
        return Stream.of("initContainers", "containers", "ephemeralContainers").flatMap(kind -> list(pod.path(kind)));
    }

    private static Stream<JsonNode> ofContainers(JsonNode pod) {
        return containers(pod).map(container -> container.path("securityContext"));
    }

    private static Stream<JsonNode> contexts(JsonNode pod) {
        return Stream.concat(Stream.of(pod.path("securityContext")), ofContainers(pod));
    }

    /** The container's own word, else that of the pod. */
    private static JsonNode effective(JsonNode pod, JsonNode container, String field) {
        JsonNode own = container.path("securityContext").path(field);
        return own.isMissingNode() ? pod.path("securityContext").path(field) : own;
    }

    private static Stream<JsonNode> list(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false).filter(Objects::nonNull);
    }

    private static Stream<String> texts(JsonNode array) {
        return list(array).map(JsonNode::asText);
    }

    private static Stream<String> names(JsonNode object) {
        return object.properties().stream().map(Map.Entry::getKey);
    }
}
