package dev.cpm.operator.placement.model;

import java.util.Collection;
import java.util.List;

/** Small words for messages: counts with their noun, lists with commas and "and". */
public final class Words {
    /** More names than this are counted rather than listed. */
    public static final int LISTED = 6;

    private Words() {}

    /** "1 replica", "3 replicas". */
    public static String replicas(int count) {
        return count + (count == 1 ? " replica" : " replicas");
    }

    /** "1 replica is", "3 replicas are". */
    public static String replicasAre(int count) {
        return replicas(count) + (count == 1 ? " is" : " are");
    }

    /** "a", "a and b", "a, b and c"; beyond six, the first five and how many more. */
    public static String list(Collection<String> names) {
        return list(names, "and");
    }

    /** The same with another word before the last. */
    public static String list(Collection<String> names, String last) {
        List<String> all = List.copyOf(names);
        if (all.size() > LISTED) {
            int more = all.size() - LISTED + 1;
            return String.join(", ", all.subList(0, LISTED - 1)) + " " + last + (last.equals("or") ? " one of " : " ")
                    + more + " more";
        }
        if (all.size() < 2) {
            return String.join("", all);
        }
        return String.join(", ", all.subList(0, all.size() - 1)) + " " + last + " " + all.get(all.size() - 1);
    }
}
