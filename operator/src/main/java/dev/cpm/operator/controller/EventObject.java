package dev.cpm.operator.controller;

import dev.cpm.operator.placement.status.Happening;
import dev.cpm.operator.placement.status.Times;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.EventBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.MicroTime;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectReference;
import io.fabric8.kubernetes.api.model.ObjectReferenceBuilder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * A happening as an Event of core/v1. That version is served from Kubernetes 1.20 to today, and unlike
 * {@code events.k8s.io/v1} it may carry the two times and the source that older kubectls print.
 */
final class EventObject {
    static final String CONTROLLER = "cpm.dev/operator";
    private static final String COMPONENT = "cpm-operator";
    /**
     * Events of cluster-scoped objects are kept here; nothing else is allowed. Nor may they have an {@code eventTime}
     * here for older API servers (1.20), which want those that have one in another namespace.
     */
    private static final String NAMESPACE_OF_CLUSTER_SCOPED = "default";

    private static final int LONGEST_NAME = 253;
    private static final int LONGEST_INSTANCE = 128;
    /** Bytes in UTF-8; longer messages are refused. */
    private static final int LONGEST_MESSAGE = 1024;

    private static final String CUT = "…";
    private static final DateTimeFormatter MICROS =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

    private EventObject() {}

    /** All that an Event says of the object that it is about, in the version that was stored by what happened. */
    static ObjectReference about(HasMetadata object) {
        ObjectMeta meta = object.getMetadata();
        return new ObjectReferenceBuilder()
                .withApiVersion(object.getApiVersion())
                .withKind(object.getKind())
                .withNamespace(meta.getNamespace())
                .withName(meta.getName())
                .withUid(meta.getUid())
                .withResourceVersion(meta.getResourceVersion())
                .build();
    }

    /** The Event of what happened to an object. */
    static Event of(ObjectReference object, Happening happening, String instance, Instant when) {
        String seconds = Times.of(when);
        return new EventBuilder()
                .withNewMetadata()
                .withNamespace(object.getNamespace() == null ? NAMESPACE_OF_CLUSTER_SCOPED : object.getNamespace())
                .withName(name(object, happening))
                .endMetadata()
                .withInvolvedObject(object)
                .withType(happening.type().name())
                .withReason(happening.reason())
                .withAction(happening.action())
                .withMessage(bounded(happening.note()))
                .withNewSource()
                .withComponent(COMPONENT)
                .endSource()
                .withReportingComponent(CONTROLLER)
                .withReportingInstance(instance.substring(0, Math.min(instance.length(), LONGEST_INSTANCE)))
                .withFirstTimestamp(seconds)
                .withLastTimestamp(seconds)
                .withEventTime(object.getNamespace() == null ? null : new MicroTime(MICROS.format(when)))
                .withCount(1)
                .build();
    }

    /**
     * "web.42.placed": no other version of any object has this number, and a version tells each reason once. So a second
     * try, after an answer that was lost, makes no second Event.
     */
    private static String name(ObjectReference object, Happening happening) {
        String suffix =
                "." + object.getResourceVersion() + "." + happening.reason().toLowerCase(Locale.ROOT);
        String name = object.getName();
        if (name.length() + suffix.length() > LONGEST_NAME) {
            name = name.substring(0, LONGEST_NAME - suffix.length()).replaceAll("[-.]+$", "");
        }
        return name + suffix;
    }

    private static String bounded(String message) {
        if (bytes(message) <= LONGEST_MESSAGE) {
            return message;
        }
        int room = LONGEST_MESSAGE - bytes(CUT);
        int end = 0;
        while (true) {
            int next = message.offsetByCodePoints(end, 1);
            room -= bytes(message.substring(end, next));
            if (room < 0) {
                return message.substring(0, end) + CUT;
            }
            end = next;
        }
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
