package dev.cpm.operator.placement;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Advice about zones, machines, regions and links: steps that go together ("and"), or each by itself ("or"). In "add
 * r1-a or r1-b to spec.zones and let spec.zoneSelector match r1-a or r1-b" both steps are about the same one.
 */
final class ZoneSteps {
    private static final String NAME =
            "(?!(?:and|or|add|take|let|wait|request|activate|an) )[a-z][a-z0-9]*(?:-[a-z0-9]+)*";
    static final String NAMES = "(" + NAME + "(?:, " + NAME + ")*(?: (?:and|or) " + NAME + ")?)";
    private static final Pattern SEPARATOR = Pattern.compile("; and |, and | and |, | or ");
    private static final List<Phrase> PHRASES = List.of(
            each("wait until " + NAMES + " (?:is|are) Available again", Deeds::open),
            each(NAMES + " opens? later", Deeds::open),
            each("add " + NAMES + " to spec\\.regions(?: again)?", Deeds::addRegion),
            each("add " + NAMES + " to spec\\.zones", Deeds::addZone),
            each(
                    "take " + NAMES + " out of spec\\.excludedZones",
                    (deeds, zone) -> deeds.without("excludedZones", zone)),
            each("let spec\\.zoneSelector match " + NAMES, Deeds::select),
            new Phrase(
                    "(?:request )?an Active interconnect (\\S+)–(\\S+) for account ([-\\w]+)",
                    0,
                    (found, none) -> link(found)),
            new Phrase(
                    "activate the interconnect (\\S+)–(\\S+) of account (\\S+) \\(it is \\w+\\)",
                    0,
                    (found, none) -> link(found)),
            new Phrase(
                    "(?:provide )?(\\d+) more (\\S+) in " + NAMES,
                    3,
                    (found, zones) -> Way.helping(deeds -> zones.forEach(
                            zone -> deeds.machines(zone, found.group(2), Integer.parseInt(found.group(1)))))));

    /** How a step is said; {@code group}: the one that lists names, or 0. */
    private record Phrase(Pattern words, int group, BiFunction<MatchResult, List<String>, Way> meaning) {
        Phrase(String words, int group, BiFunction<MatchResult, List<String>, Way> meaning) {
            this(Pattern.compile(words), group, meaning);
        }

        Optional<Step> read(Matcher found) {
            if (!found.lookingAt()) {
                return Optional.empty();
            }
            MatchResult said = found.toMatchResult();
            String list = group == 0 ? "" : found.group(group);
            return Optional.of(
                    new Step(names(list), list.contains(" or "), some -> meaning.apply(said, some), found.end()));
        }
    }

    /** What is to be done with names; {@code either}: one of them is enough; {@code end}: where its words end. */
    private record Step(List<String> names, boolean either, Function<List<String>, Way> way, int end) {}

    private ZoneSteps() {}

    private static Phrase each(String words, BiConsumer<Deeds, String> deed) {
        return new Phrase(
                words, 1, (found, names) -> Way.helping(deeds -> names.forEach(name -> deed.accept(deeds, name))));
    }

    private static Way link(MatchResult found) {
        return Way.helping(deeds -> deeds.link(found.group(3), found.group(1), found.group(2)));
    }

    /** Whether a clause is about more zones that are to be had. */
    static boolean are(String clause) {
        return ways(clause).isPresent() && !clause.startsWith("provide");
    }

    /** The ways to do what a clause says, each to be tried; empty where it is about something else. */
    static Optional<List<Way>> ways(String clause) {
        if (clause.endsWith(SpecPhrases.ALONE)) {
            return ways(clause.substring(0, clause.length() - SpecPhrases.ALONE.length()))
                    .map(ways -> ways.stream()
                            .map(way -> SpecPhrases.useless(way.deed()))
                            .toList());
        }
        List<Way> ways = new ArrayList<>();
        List<Step> together = new ArrayList<>();
        for (int at = 0; ; ) {
            Optional<Step> step = step(clause, at);
            if (step.isEmpty()) {
                return Optional.empty();
            }
            together.add(step.get());
            boolean last = step.get().end == clause.length();
            Matcher separator = SEPARATOR.matcher(clause).region(step.get().end, clause.length());
            if (!last && !separator.lookingAt()) {
                return Optional.empty();
            }
            if (last || separator.group().equals(" or ")) {
                ways.addAll(joined(together));
                together.clear();
            }
            if (last) {
                return Optional.of(ways);
            }
            at = separator.end();
        }
    }

    private static Optional<Step> step(String clause, int at) {
        return PHRASES.stream()
                .flatMap(phrase -> phrase.read(phrase.words.matcher(clause).region(at, clause.length())).stream())
                .findFirst();
    }

    static List<String> names(String list) {
        return List.of(list.split(", | and | or "));
    }

    /** All the steps; where there is a choice of names, once for each of them. */
    private static List<Way> joined(List<Step> steps) {
        List<List<String>> choices =
                steps.stream().filter(Step::either).map(Step::names).distinct().toList();
        if (choices.isEmpty()) {
            return List.of(all(steps, null));
        }
        assertThat(choices).as("choices that go together").hasSize(1);
        return choices.get(0).stream().map(name -> all(steps, name)).toList();
    }

    private static Way all(List<Step> steps, String choice) {
        return steps.stream()
                .map(step -> step.way.apply(step.either ? List.of(choice) : step.names))
                .reduce(Way::and)
                .orElseThrow();
    }
}
