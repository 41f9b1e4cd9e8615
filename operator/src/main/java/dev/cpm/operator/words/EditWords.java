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

    /** As many fields as these, then they are counted: most edits have fewer, and a reviewer wants all. */
    private static final int FIELDS = 12;

    /** The same of items of a list that came or went. */
    private static final int ITEMS = 6;

    /** Characters of a field or a value. */
    private static final int SAID = 200;

    private EditWords() {}

    /** "edited: priority 0 → 5, zones +r1-b -r1-a"; empty where there is nothing. */
    static String of(List<FieldChange> changes) {
        List<String> told = changes.stream().limit(FIELDS).map(EditWords::of).toList();
        int more = changes.size() - told.size();
        return changes.isEmpty()
                ? ""
                : "edited: " + String.join(", ", told) + (more == 0 ? "" : " and " + more + " more");
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
        int told = items.size() <= ITEMS ? items.size() : ITEMS - 1;
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
