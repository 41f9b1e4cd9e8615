package dev.cpm.operator.words;

import dev.cpm.operator.api.Cut;
import dev.cpm.operator.view.Change.FieldChange;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What of a spec was edited, in few words. */
final class EditWords {
    private static final String SPEC = "spec.";
    private static final String NONE = "none";

    /** Fields, and items of a list that came or went: as many as these, then they are counted. */
    private static final int LISTED = 6;

    /** Characters of a field or a value. */
    private static final int SAID = 200;

    private EditWords() {}

    /** "edited: priority 0 → 5, zones +r1-b -r1-a"; empty where there is nothing. */
    static String of(List<FieldChange> changes) {
        return changes.isEmpty()
                ? ""
                : "edited: " + Names.list(changes.stream().map(EditWords::of).toList());
    }

    private static String of(FieldChange change) {
        String field = Cut.of(
                change.field().startsWith(SPEC) ? change.field().substring(SPEC.length()) : change.field(), SAID, "…");
        return field + " "
                + (change.added().isEmpty() && change.removed().isEmpty()
                        ? value(change.before()) + " → " + value(change.after())
                        : Stream.of(items("-", change.removed()), items("+", change.added()))
                                .filter(items -> !items.isEmpty())
                                .collect(Collectors.joining(" ")));
    }

    /** "+a +b", "+a +b +c +d +e +5 more". */
    private static String items(String sign, List<String> items) {
        int told = items.size() <= LISTED ? items.size() : LISTED - 1;
        return items.stream()
                        .limit(told)
                        .map(item -> sign + Cut.of(item, SAID, "…"))
                        .collect(Collectors.joining(" "))
                + (told == items.size() ? "" : " " + sign + (items.size() - told) + " more");
    }

    /** What is not there is none; what is called so, or is empty, stands in quotes. */
    private static String value(String value) {
        return value == null
                ? NONE
                : value.isEmpty() || value.equals(NONE) ? '"' + value + '"' : Cut.of(value, SAID, "…");
    }
}
