package dev.cpm.operator.controller;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cpm.operator.api.Placement;
import dev.cpm.operator.api.Zone;
import dev.cpm.operator.placement.status.Happening;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** How a happening looks as an Event: what kubectl prints, and what an API server accepts. */
class EventObjectTest {
    private static final Instant WHEN = Instant.parse("2026-06-01T10:00:00.123456789Z");

    @Test
    void itSaysWhatHappenedToWhichVersionOfWhat() {
        Event event = event(placement("web"), "placed 2 replicas in r1-a");
        assertThat(event.getMetadata().getNamespace()).isEqualTo("default");
        assertThat(event.getMetadata().getName()).isEqualTo("web.42.placed");
        assertThat(event.getInvolvedObject().getApiVersion()).isEqualTo("cpm.dev/v1alpha1");
        assertThat(event.getInvolvedObject().getKind()).isEqualTo("Placement");
        assertThat(event.getInvolvedObject().getUid()).isEqualTo("uid-1");
        assertThat(event.getInvolvedObject().getResourceVersion()).isEqualTo("42");
        assertThat(event.getFirstTimestamp()).isEqualTo("2026-06-01T10:00:00Z");
        assertThat(event.getEventTime().getTime()).isEqualTo("2026-06-01T10:00:00.123456Z");
        assertThat(event.getMessage()).isEqualTo("placed 2 replicas in r1-a");
        assertThat(event.getReportingInstance()).isEqualTo("here");
    }

    @Test
    void aSecondTryHasTheSameName() {
        assertThat(event(placement("web"), "x").getMetadata().getName())
                .isEqualTo(event(placement("web"), "x").getMetadata().getName());
    }

    @Test
    void ofClusterScopedObjectsItIsKeptInDefault() {
        Zone zone = new Zone();
        zone.setMetadata(new ObjectMetaBuilder()
                .withName("r1-a")
                .withResourceVersion("7")
                .build());
        Event event = event(zone, "x");
        assertThat(event.getMetadata().getNamespace()).isEqualTo("default");
        assertThat(event.getInvolvedObject().getNamespace()).isNull();
        assertThat(event.getEventTime()).as("refused by older API servers").isNull();
    }

    @Test
    void theLongestNameOfAnObjectLeavesRoom() {
        String name = event(placement("a".repeat(235) + ".b" + "a".repeat(16)), "x")
                .getMetadata()
                .getName();
        assertThat(name).hasSizeLessThanOrEqualTo(253).endsWith("a.baaaaaa.42.placed");
        assertThat(event(placement("a".repeat(242) + ".bcdefghij"), "x")
                        .getMetadata()
                        .getName())
                .matches("a{242}\\.42\\.placed");
    }

    @Test
    void aLongMessageIsCutBetweenCharacters() {
        String message = event(placement("web"), "–".repeat(2000)).getMessage();
        assertThat(message.getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(1024);
        assertThat(message).endsWith("–…").hasSize(341);
        String full = "x".repeat(1024);
        assertThat(event(placement("web"), full).getMessage()).isEqualTo(full);
    }

    private static Event event(HasMetadata object, String note) {
        Happening placed = new Happening(Happening.Type.Normal, "Placed", "Placing", note);
        return EventObject.of(EventObject.about(object), placed, "here", WHEN);
    }

    static Placement placement(String name) {
        Placement placement = new Placement();
        placement.setMetadata(new ObjectMetaBuilder()
                .withNamespace("default")
                .withName(name)
                .withUid("uid-1")
                .withResourceVersion("42")
                .build());
        return placement;
    }
}
