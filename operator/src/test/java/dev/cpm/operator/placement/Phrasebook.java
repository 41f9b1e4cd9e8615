package dev.cpm.operator.placement;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Clauses that are understood, each as the ways to do what it says: every one of them must keep what it promises. */
final class Phrasebook {
    private final Map<Pattern, Meaning> phrases = new LinkedHashMap<>();

    /** What words mean to somebody with a complaint. */
    interface Meaning {
        List<Way> of(MatchResult words, Complaint complaint);
    }

    Phrasebook say(String words, Meaning meaning) {
        phrases.put(Pattern.compile(words), meaning);
        return this;
    }

    /** The same where there is one way to do it. */
    Phrasebook sayOne(String words, BiFunction<MatchResult, Complaint, Way> meaning) {
        return say(words, (found, complaint) -> List.of(meaning.apply(found, complaint)));
    }

    Optional<List<Way>> ways(String clause, Complaint complaint) {
        for (Map.Entry<Pattern, Meaning> phrase : phrases.entrySet()) {
            Matcher found = phrase.getKey().matcher(clause);
            if (found.matches()) {
                return Optional.of(phrase.getValue().of(found, complaint));
            }
        }
        return Optional.empty();
    }
}
