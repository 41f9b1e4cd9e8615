package dev.cpm.operator.placement;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cpm.operator.api.PlacementStatus;
import dev.cpm.operator.api.Violation;
import dev.cpm.operator.api.ViolationType;
import dev.cpm.operator.placement.model.PlacementKey;
import dev.cpm.operator.placement.status.Happening;
import dev.cpm.operator.placement.status.Happenings;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whoever hears only the Events knows what is broken and how much is placed; in any story. */
class HappeningsPropertiesTest {
    private static final Pattern COUNT = Pattern.compile("[a-z]+ ([0-9]+) replicas?( |:).*");

    @Provide
    Arbitrary<List<List<Change>>> stories() {
        return Stories.any();
    }

    @Property(seed = "23", tries = 300)
    void theEventsAddUpToTheStatus(@ForAll("stories") List<List<Change>> steps) {
        Map<PlacementKey, Set<String>> broken = new HashMap<>();
        Map<PlacementKey, Integer> placed = new HashMap<>();
        Story story = Story.of(List.of())
                .watchedBy((concerned, answers) -> answers.forEach(answer -> {
                    PlacementKey key = answer.known().key();
                    if (answer.known().told() == null) {
                        broken.put(key, new TreeSet<>()); // a new placement, also where one of that name was deleted
                        placed.put(key, 0);
                    }
                    List<Happening> told = Happenings.of(answer.known().told(), answer.status());
                    if (!answer.changed()) {
                        assertThat(told).isEmpty();
                    }
                    assertThat(told).extracting(Happening::reason).doesNotHaveDuplicates();
                    told.forEach(happening -> hear(happening, key, broken.get(key), placed));
                    assertThat(placed.get(key)).isEqualTo(answer.status().placed());
                    assertThat(broken.get(key)).isEqualTo(types(answer.status()));
                }));
        steps.forEach(story::play);
        story.lookAgain();
    }

    private static void hear(
            Happening happening, PlacementKey key, Set<String> broken, Map<PlacementKey, Integer> placed) {
        switch (happening.reason()) {
            case "Placed" -> placed.merge(key, count(happening), Integer::sum);
            case "Released" -> placed.merge(key, -count(happening), Integer::sum);
            case "Moved" -> assertThat(count(happening)).isPositive();
            case "InvalidSpec" -> {}
            default -> {
                ViolationType.valueOf(happening.reason());
                boolean appears = happening.type() == Happening.Type.Warning;
                if (appears) {
                    broken.add(happening.reason());
                } else if (!happening.note().contains("; still: ")) {
                    broken.remove(happening.reason());
                }
            }
        }
    }

    private static int count(Happening happening) {
        Matcher matcher = COUNT.matcher(happening.note());
        assertThat(matcher.matches()).as(happening.note()).isTrue();
        return Integer.parseInt(matcher.group(1));
    }

    private static Set<String> types(PlacementStatus status) {
        return status.violations().stream()
                .map(Violation::type)
                .filter(Objects::nonNull)
                .map(Enum::name)
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
