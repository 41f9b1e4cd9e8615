package dev.cpm.operator.placement;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A remedy taken apart: clauses, each a way out, some with what it takes to use it. */
record Remedy(List<Clause> clauses) {
    private static final Pattern USED = Pattern.compile("(.*); to use (that|one of those), (.*)");

    /**
     * One way out.
     *
     * @param uses what to do besides, any of these; empty where the clause is enough by itself
     */
    record Clause(String words, List<String> uses) {}

    /** "To use one of those, …" is said of all the clauses about more zones right before it. */
    static Remedy of(String text) {
        List<Clause> clauses = new ArrayList<>();
        for (String way : text.replaceFirst("; nothing is moved by itself$", "").split("; or ")) {
            Matcher used = USED.matcher(way);
            if (!used.matches()) {
                clauses.add(new Clause(way, List.of()));
                continue;
            }
            List<String> uses = List.of(used.group(3).split(" or "));
            if (used.group(2).equals("one of those")) {
                for (int i = clauses.size() - 1; i >= 0 && ZoneSteps.are(clauses.get(i).words); i--) {
                    clauses.set(i, new Clause(clauses.get(i).words, uses));
                }
            }
            clauses.add(new Clause(used.group(1), uses));
        }
        return new Remedy(clauses);
    }
}
