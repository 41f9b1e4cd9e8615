package dev.cpm.operator.placement;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cpm.operator.api.Severity;
import dev.cpm.operator.api.Violation;
import dev.cpm.operator.api.ViolationType;
import dev.cpm.operator.api.ZoneState;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** A remedy that promises an effect by an edit has it in every world, where it is followed to the letter. */
class RemediesPropertiesTest {
    private static final Pattern PROVIDE = Pattern.compile("^provide (\\d.*)$");
    private static final Pattern RAISE = Pattern.compile("^raise maxSkew to (\\d+)(?:, which places (\\d+) of \\d+)?$");
    private static final Pattern SCALE =
            Pattern.compile("^scale to (\\d+) replicas, since .* keep (\\d+) after the loss of one$");
    private static final Pattern LOWER = Pattern.compile("^lower minAvailable to (\\d+)$");
    private static final Pattern LINK =
            Pattern.compile("(?:an Active interconnect|the interconnect) (\\S+)–(\\S+) (?:for|of) account (\\S+)");
    private static final Pattern REGIONS = Pattern.compile("add (.*?) to spec.regions again");
    private static final String NAMES = "([-\\w]+(?:(?:, | and )[-\\w]+)*)";
    private static final Pattern ZONES = Pattern.compile("add " + NAMES + " to spec\\.zones|take " + NAMES
            + " out of spec\\.excludedZones|let spec\\.zoneSelector match " + NAMES);

    @Provide
    Arbitrary<List<List<Change>>> stories() {
        return Stories.any();
    }

    @Property(seed = "17", tries = 1000, edgeCases = EdgeCasesMode.NONE)
    void whatARemedyPromisesComesTrue(@ForAll("stories") List<List<Change>> steps) {
        Story story = new Story();
        for (List<Change> step : steps) {
            story.play(step);
            for (Known known : story.world().placements()) {
                boolean heldBack = known.status().conditions().stream()
                        .anyMatch(c -> c.type().equals("Stalled") && c.status().equals("True"));
                if (!heldBack && !Boolean.TRUE.equals(known.spec().suspend())) {
                    known.status().violations().forEach(violation -> follow(story, known, violation));
                }
            }
        }
    }

    private static void follow(Story story, Known known, Violation violation) {
        for (String way : violation.remedy().split("; or ")) {
            if (way.startsWith("approve proposal")) {
                continue;
            }
            try (Deeds deeds = new Deeds(story, known)) {
                follow(violation, way, known, deeds);
            } catch (AssertionError e) {
                throw new AssertionError(
                        known.key() + " " + known.assignment() + ": " + violation.message() + ": " + way + ": "
                                + e.getMessage(),
                        e);
            }
        }
    }

    private static void follow(Violation violation, String way, Known known, Deeds deeds) {
        switch (violation.type()) {
            case CapacityExceeded -> provided(way, known, deeds);
            case SkewExceeded -> raised(violation, way, deeds);
            case AvailabilityAtRisk -> survives(way, known, deeds);
            case CrossRegionWithoutInterconnect, InterconnectNotActive -> linked(violation, way, deeds);
            case ZoneNotAllowed -> allowed(way, deeds);
            case UnknownRegion -> {
                violation.regions().forEach(deeds::region);
                gone(ViolationType.UnknownRegion, deeds.decided());
            }
            case UnknownZone -> {
                violation
                        .zones()
                        .forEach(name -> deeds.zone(
                                new ZoneInfo(name, "r9", name, ZoneState.Available, Map.of(), Map.of("m1", 1))));
                gone(ViolationType.UnknownZone, deeds.decided());
            }
            default -> {}
        }
    }

    private static void provided(String way, Known known, Deeds deeds) {
        for (MatchResult provide : all(PROVIDE, way)) {
            SuggestionsPropertiesTest.provide(provide.group(1), deeds);
            Deeds.Result result = deeds.decided();
            assertThat(result.placed()).isGreaterThan(known.status().placed());
            assertThat(result.violations())
                    .as("what still waits is held back by more than machines")
                    .noneMatch(v -> v.type() == ViolationType.CapacityExceeded
                            && v.remedy().matches("provide \\d.*"));
        }
    }

    private static void raised(Violation violation, String way, Deeds deeds) {
        boolean overRegions = violation.message().contains(" over regions");
        boolean hard = violation.severity() == Severity.Error;
        for (MatchResult raise : all(RAISE, way)) {
            deeds.constraint(overRegions, hard, one -> one.put("maxSkew", Integer.parseInt(raise.group(1))));
            Deeds.Result result = deeds.decided();
            if (raise.group(2) != null) {
                assertThat(result.placed()).isEqualTo(Integer.parseInt(raise.group(2)));
            }
            assertThat(result.violations())
                    .noneMatch(v -> v.type() == ViolationType.SkewExceeded
                            && v.severity() == violation.severity()
                            && v.message().contains(" over regions") == overRegions
                            && (v.message().startsWith("skew over")
                                    || v.remedy().contains("which places")));
        }
    }

    private static void survives(String way, Known known, Deeds deeds) {
        for (MatchResult scale : all(SCALE, way)) {
            deeds.replicas(Integer.parseInt(scale.group(1)));
            Deeds.Result result = deeds.decided();
            assertThat(result.placed()).isEqualTo(Integer.parseInt(scale.group(1)));
            assertThat(result.placed() - result.largest()).isEqualTo(Integer.parseInt(scale.group(2)));
            gone(ViolationType.AvailabilityAtRisk, result);
        }
        for (MatchResult lower : all(LOWER, way)) {
            deeds.minAvailable(Integer.parseInt(lower.group(1)));
            Deeds.Result result = deeds.decided();
            assertThat(result.placed()).isGreaterThanOrEqualTo(known.status().placed());
            gone(ViolationType.AvailabilityAtRisk, result);
        }
    }

    /** All the links of one violation; another pair of regions may be what is missing next. */
    private static void linked(Violation violation, String way, Deeds deeds) {
        List<MatchResult> links = all(LINK, way);
        assertThat(links).isNotEmpty();
        links.forEach(link -> deeds.link(link.group(3), link.group(1), link.group(2)));
        assertThat(deeds.decided().violations())
                .noneMatch(v -> v.type() == violation.type() && v.message().equals(violation.message()));
    }

    private static void allowed(String way, Deeds deeds) {
        List<MatchResult> regions = all(REGIONS, way);
        List<MatchResult> zones = all(ZONES, way);
        if (regions.isEmpty() && zones.isEmpty()) {
            return;
        }
        regions.forEach(found -> List.of(found.group(1).split(", | and ")).forEach(deeds::addRegion));
        zones.forEach(found -> Stream.of(found.group(1), found.group(2), found.group(3))
                .filter(Objects::nonNull)
                .flatMap(names -> Stream.of(names.split(", | and ")))
                .forEach(deeds::allow));
        gone(ViolationType.ZoneNotAllowed, deeds.decided());
    }

    private static void gone(ViolationType type, Deeds.Result result) {
        assertThat(result.violations()).noneMatch(violation -> violation.type() == type);
    }

    private static List<MatchResult> all(Pattern pattern, String text) {
        return pattern.matcher(text).results().toList();
    }
}
