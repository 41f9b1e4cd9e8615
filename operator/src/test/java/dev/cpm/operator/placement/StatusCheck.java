package dev.cpm.operator.placement;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cpm.operator.api.BlockerReason;
import dev.cpm.operator.api.Condition;
import dev.cpm.operator.api.PlacementStatus;
import dev.cpm.operator.api.PlacementStatus.Blocker;
import dev.cpm.operator.api.PlacementStatus.ZoneAssignment;
import dev.cpm.operator.api.Severity;
import dev.cpm.operator.api.Violation;
import dev.cpm.operator.placement.model.Known;
import dev.cpm.operator.placement.model.ZoneInfo;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What every status must be, whatever the case: complete, in order, of one mind, and readable. */
final class StatusCheck {
    /** What has slipped out of the program into a sentence, or is no sentence. */
    private static final Pattern NOT_FOR_PEOPLE = Pattern.compile(
            "null|Optional|java\\.|dev\\.cpm|\\b[A-Z]\\w+\\[|[{}@]|Rule\\b|Integer|2147483647|1073741824"
                    + "|  |^\\s|\\s$|(?<![-0-9/]|of )1 replicas|\\band\\s*$|: *$|, *$");

    private StatusCheck() {}

    static void check(Known known, Collection<ZoneInfo> zones) {
        PlacementStatus status = known.status();
        assertThat(status).isNotNull();
        assertThat(status.observedGeneration()).isEqualTo(known.generation());
        assertThat(status.placed())
                .isEqualTo(status.zones().stream()
                        .mapToInt(ZoneAssignment::replicas)
                        .sum());
        assertThat(status.zones()).isSortedAccordingTo(Comparator.comparing(ZoneAssignment::zone));
        assertThat(status.violations())
                .isSortedAccordingTo(Comparator.comparing(Violation::severity)
                        .thenComparing(v -> v.type().name()));
        texts(status).forEach(StatusCheck::readable);
        if (known.errors().isEmpty()) {
            blockers(known, zones);
            conditions(status);
        } else {
            assertThat(isTrue(status, "Stalled")).isTrue();
            assertThat(isTrue(status, "Ready")).isFalse();
        }
    }

    static void readable(String text) {
        assertThat(text).isNotBlank().matches(t -> !NOT_FOR_PEOPLE.matcher(t).find(), "is for people");
    }

    private static List<String> texts(PlacementStatus status) {
        List<String> texts = new ArrayList<>();
        status.violations().forEach(v -> texts.addAll(List.of(v.message(), v.remedy())));
        status.blockers().forEach(b -> texts.add(b.message()));
        status.conditions().forEach(c -> texts.addAll(List.of(c.message(), c.reason())));
        texts.addAll(List.of(status.summary().placed(), status.summary().reason()));
        texts.add(
                status.summary().zones().equals("-") ? "none" : status.summary().zones());
        return texts;
    }

    /** "Where replicas are unplaced: every zone of the requested regions"; and somebody is to blame. */
    private static void blockers(Known known, Collection<ZoneInfo> zones) {
        PlacementStatus status = known.status();
        List<String> blocked = status.blockers().stream().map(Blocker::zone).toList();
        if (status.placed() >= status.replicas()) {
            assertThat(blocked).isEmpty();
            return;
        }
        Set<String> requested = zones.stream()
                .filter(zone -> known.spec().regions().contains(zone.region()))
                .map(ZoneInfo::name)
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(blocked).as("blockers").containsExactlyElementsOf(requested);
        boolean suspended = Boolean.TRUE.equals(known.spec().suspend());
        if (!suspended) {
            assertThat(status.blockers()).extracting(Blocker::reason).doesNotContain(BlockerReason.Suspended);
            assertThat(status.violations())
                    .as("why %s of %s are placed", status.placed(), status.replicas())
                    .anyMatch(v -> v.severity() == Severity.Error);
        }
    }

    private static void conditions(PlacementStatus status) {
        boolean errors = status.violations().stream().anyMatch(v -> v.severity() == Severity.Error);
        boolean placed = status.placed() >= status.replicas();
        assertThat(isTrue(status, "Scheduled")).isEqualTo(placed);
        assertThat(isTrue(status, "TopologySatisfied")).isEqualTo(!errors);
        assertThat(isTrue(status, "Ready")).isEqualTo(placed && !errors);
        assertThat(isTrue(status, "Reconciling") && isTrue(status, "Stalled")).isFalse();
        assertThat(status.conditions()).extracting(Condition::type).doesNotHaveDuplicates();
    }

    private static boolean isTrue(PlacementStatus status, String type) {
        return status.conditions().stream()
                .anyMatch(c -> c.type().equals(type) && c.status().equals("True"));
    }
}
