package dev.cpm.operator.placement;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cpm.operator.placement.model.Known;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What is suggested is true in every world: done to the letter, it places what it says, and a bit less places fewer. */
class SuggestionsPropertiesTest {
    private static final Pattern SUGGESTION = Pattern.compile("(.*) places? (\\d+) of (\\d+)");
    private static final Pattern CONSTRAINT =
            Pattern.compile("(maxSkew|minDomains|capacityPolicy) (\\w+)(?: over (zones|regions))?");
    private static final Pattern MACHINES = Pattern.compile("(\\d+) more (\\S+) in ([^ ,]+)");
    private static final Pattern LINK = Pattern.compile("an Active interconnect (\\S+)–(\\S+) for account (\\S+)");
    private static final Pattern AFFINITY =
            Pattern.compile("ScheduleAnyway for (\\S+) (\\S+)(?: over (zone|region)s)?");
    private static final Pattern WITHOUT = Pattern.compile("taking (\\S+) out of spec\\.(loadBalancers|peers)");

    @Provide
    Arbitrary<List<List<Change>>> stories() {
        return Stories.any();
    }

    @Property(seed = "13", tries = 1000, edgeCases = EdgeCasesMode.NONE)
    void everySuggestionIsTrue(@ForAll("stories") List<List<Change>> steps) {
        Story story = new Story();
        for (List<Change> step : steps) {
            story.play(step);
            for (Known known : story.world().placements()) {
                List<String> suggestions = known.status().suggestions();
                assertThat(suggestions).hasSizeLessThanOrEqualTo(5).doesNotHaveDuplicates();
                List<Integer> placed = new ArrayList<>();
                for (String suggestion : suggestions) {
                    placed.add(check(story, known, suggestion));
                }
                assertThat(placed).as("best first").isSortedAccordingTo((a, b) -> b - a);
            }
        }
    }

    private int check(Story story, Known known, String suggestion) {
        Matcher words = SUGGESTION.matcher(suggestion);
        assertThat(words.matches()).as(suggestion).isTrue();
        int places = Integer.parseInt(words.group(2));
        assertThat(places).isGreaterThan(known.status().placed());
        assertThat(Integer.parseInt(words.group(3))).isEqualTo(known.status().replicas());
        assertThat(placed(story, known, words.group(1)))
                .as("%s: %s, which has %s", known.key(), suggestion, known.assignment())
                .isEqualTo(places);
        for (String less : less(words.group(1))) {
            assertThat(placed(story, known, less))
                    .as("%s: %s, but so does %s", known.key(), suggestion, less)
                    .isLessThan(places);
        }
        return places;
    }

    private static int placed(Story story, Known known, String words) {
        try (Deeds deeds = new Deeds(story, known)) {
            follow(words, deeds);
            return deeds.decided().placed();
        }
    }

    private static void follow(String words, Deeds deeds) {
        Matcher constraint = CONSTRAINT.matcher(words);
        Matcher link = LINK.matcher(words);
        Matcher affinity = AFFINITY.matcher(words);
        Matcher without = WITHOUT.matcher(words);
        String[] word = words.split("[ ,]+");
        if (constraint.matches()) {
            follow(constraint, deeds);
        } else if (link.matches()) {
            deeds.link(link.group(3), link.group(1), link.group(2));
        } else if (affinity.matches()) {
            deeds.scheduleAnyway(affinity.group(1), affinity.group(2), affinity.group(3));
        } else if (without.matches()) {
            deeds.without(without.group(2), without.group(1));
        } else if (word[0].equals("minAvailable")) {
            deeds.minAvailable(Integer.parseInt(word[1]));
        } else if (words.endsWith(", once it is Available,")) {
            deeds.open(word[0]);
        } else if (word[0].equals("allowing")) {
            deeds.allow(word[1]);
        } else if (words.startsWith("adding ")) {
            deeds.addRegion(word[1]);
        } else {
            provide(words, deeds);
        }
    }

    private static void follow(Matcher constraint, Deeds deeds) {
        String value = constraint.group(2);
        Consumer<ObjectNode> change = value.matches("\\d+")
                ? one -> one.put(constraint.group(1), Integer.parseInt(value))
                : one -> one.put(constraint.group(1), value);
        if (constraint.group(3) == null) {
            // There is only one.
            deeds.constraint(true, true, change).constraint(false, true, change);
        } else {
            deeds.constraint(constraint.group(3).equals("regions"), true, change);
        }
    }

    /** "3 more m1 in r1-a and 1 more m1 in r1-b". */
    static void provide(String words, Deeds deeds) {
        assertThat(words.replaceAll(MACHINES.pattern(), "").replaceAll(", | and ", ""))
                .as(words)
                .isEmpty();
        Matcher machines = MACHINES.matcher(words);
        while (machines.find()) {
            deeds.machines(machines.group(3), machines.group(2), Integer.parseInt(machines.group(1)));
        }
    }

    /** The same with a little less, where it is about a number. */
    private static List<String> less(String words) {
        TreeSet<String> less = new TreeSet<>();
        Matcher number = Pattern.compile("(?<![-\\w])(\\d+)(?= more|$| over)").matcher(words);
        while (number.find()) {
            int value = Integer.parseInt(number.group(1));
            int other = words.startsWith("min") ? value + 1 : value - 1;
            less.add(words.substring(0, number.start()) + other + words.substring(number.end()));
        }
        return new ArrayList<>(less);
    }
}
