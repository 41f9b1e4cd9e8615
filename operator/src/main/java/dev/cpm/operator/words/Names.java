package dev.cpm.operator.words;

import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.List;

/** Names in sentences. */
public final class Names {
    private static final int LISTED = 6;

    private Names() {}

    /** Namespace and name. */
    public static String of(HasMetadata object) {
        return object.getMetadata().getNamespace() + "/" + object.getMetadata().getName();
    }

    /** "There is no Zone"; among {@code mistaken}, kinds and names of what has a mistake, there may be some after all. */
    public static String none(String kind, List<String> mistaken) {
        boolean some = mistaken.stream().anyMatch(title -> title.startsWith(kind + " "));
        return "There is no " + kind + (some ? " without a mistake" : "");
    }

    /** With commas; of many the first ones, and how many more. */
    public static String list(List<String> names) {
        return names.size() <= LISTED
                ? String.join(", ", names)
                : String.join(", ", names.subList(0, LISTED - 1)) + " and " + (names.size() - LISTED + 1) + " more";
    }

    /** Parts of a sentence with commas and an and; it begins with a capital or a number. */
    public static String sentence(List<String> parts) {
        int last = parts.size() - 1;
        return last == 0 ? parts.get(0) : String.join(", ", parts.subList(0, last)) + " and " + parts.get(last);
    }
}
