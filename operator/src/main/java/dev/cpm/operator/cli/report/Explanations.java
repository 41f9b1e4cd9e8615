package dev.cpm.operator.cli.report;

import dev.cpm.operator.api.Suggestion;
import dev.cpm.operator.words.Names;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the words mean that a status, an Event or this program uses: every violation type, every reason of a blocker or of a
 * condition, every state, and the words of the README; and the fields of specs and statuses.
 */
public final class Explanations {
    static final String STAYS = "What is assigned stays; nothing is moved by itself.";
    static final String WAITS =
            "The replicas wait, and are placed by themselves as soon as they can be; suggestions say what would help.";

    private Explanations() {}

    /** All of them. */
    public static List<Explanation> all() {
        List<Explanation> all = new ArrayList<>(ViolationWords.all());
        all.addAll(BlockerWords.all());
        all.addAll(ConditionWords.all());
        all.addAll(StateWords.all());
        all.addAll(EventWords.all());
        all.addAll(ConceptWords.all());
        return all;
    }

    /** All words that can be explained, and the names of those fields of specs that are none of them. */
    public static List<String> words() {
        List<String> words = all().stream().map(Explanation::word).distinct().toList();
        return Stream.concat(
                        words.stream(),
                        FieldWords.names().stream()
                                .filter(field -> words.stream().noneMatch(field::equalsIgnoreCase)))
                .toList();
    }

    /**
     * Those of a word, whatever its case; some words are a violation as well as a blocker. What is none may be a field.
     *
     * @throws RefusedException where there is no such word
     */
    public static List<Explanation> of(String word) {
        List<Explanation> found = all().stream()
                .filter(explanation -> explanation.word().equalsIgnoreCase(word))
                .toList();
        if (found.isEmpty()) {
            found = FieldWords.of(word);
        }
        if (found.isEmpty()) {
            List<String> words = words();
            throw new RefusedException("There is nothing called " + word
                    + beginning(word, words)
                            .or(() -> Suggestion.closest(word, words))
                            .or(() -> within(word, words))
                            .map(meant -> "; did you mean " + meant + "?")
                            .orElse("; without a name, explain lists all words"));
        }
        return found;
    }

    /** Who has the beginning of one word only means that one. */
    private static Optional<String> beginning(String part, List<String> words) {
        List<String> found = words.stream()
                .filter(word -> part.length() > 2 && word.regionMatches(true, 0, part, 0, part.length()))
                .toList();
        return found.size() == 1 ? Optional.of(found.get(0)) : Optional.empty();
    }

    /** Who has a part of a word means one of those that have it. */
    private static Optional<String> within(String part, List<String> words) {
        List<String> found = words.stream()
                .filter(word ->
                        part.length() > 2 && word.toLowerCase(Locale.ROOT).contains(part.toLowerCase(Locale.ROOT)))
                .toList();
        return found.isEmpty()
                ? Optional.empty()
                : Optional.of((found.size() == 1 ? "" : "one of ") + Names.list(found));
    }
}
