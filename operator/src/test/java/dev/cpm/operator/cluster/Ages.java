package dev.cpm.operator.cluster;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A table of kubectl as it would be at another time: what happened at about the same time is half a minute old, what
 * happened before that a minute, and so on. Lines of the same age that follow each other are sorted.
 */
final class Ages {
    private static final Pattern TABLE = Pattern.compile("(?m)^.*\\b(?:AGE|Age)\\b.*\n(?:.+\n)*");
    private static final Pattern AGE = Pattern.compile("(?:(\\d+)m)?(?:(\\d+)s)?");
    private static final Pattern GAP = Pattern.compile("(?<=\\S) {2,}");
    private static final int MOMENT = 3;
    private static final int HALF_A_MINUTE = 30;

    private Ages() {}

    /** The same text with such ages. */
    static String settled(String text) {
        return TABLE.matcher(text).replaceAll(table -> Matcher.quoteReplacement(table(table.group())));
    }

    private static String table(String table) {
        List<List<String>> rows = new ArrayList<>();
        table.lines().forEach(line -> rows.add(new ArrayList<>(List.of(GAP.split(line)))));
        List<String> head = rows.get(0);
        int age = Math.max(head.indexOf("AGE"), head.indexOf("Age"));
        List<List<String>> aged =
                rows.stream().filter(row -> seconds(row.get(age)) >= 0).toList();
        TreeSet<Integer> ages = new TreeSet<>();
        aged.forEach(row -> ages.add(seconds(row.get(age))));
        aged.forEach(row -> row.set(age, moment(seconds(row.get(age)), ages) * HALF_A_MINUTE + "s"));
        int first = rows.size() - aged.size();
        List<List<String>> sorted = new ArrayList<>();
        for (int from = first; from < rows.size(); ) {
            int end = from;
            while (end < rows.size()
                    && rows.get(end).get(age).equals(rows.get(from).get(age))) {
                end++;
            }
            rows.subList(from, end).stream()
                    .sorted(Comparator.comparing(List::toString))
                    .forEach(sorted::add);
            from = end;
        }
        sorted.addAll(0, rows.subList(0, first));
        return aligned(sorted, Character.isWhitespace(table.charAt(0)) ? 2 : 3);
    }

    /** Which moment it was, counted back from the last one. */
    private static int moment(int seconds, TreeSet<Integer> ages) {
        int moment = 1;
        int before = ages.first();
        for (int each : ages.headSet(seconds, true)) {
            moment += each - before > MOMENT ? 1 : 0;
            before = each;
        }
        return moment;
    }

    /** Or -1 if it is none. */
    private static int seconds(String age) {
        Matcher parts = AGE.matcher(age);
        return age.isEmpty() || !parts.matches() ? -1 : number(parts.group(1)) * 60 + number(parts.group(2));
    }

    private static int number(String digits) {
        return digits == null ? 0 : Integer.parseInt(digits);
    }

    private static String aligned(List<List<String>> rows, int gap) {
        StringBuilder text = new StringBuilder();
        for (List<String> row : rows) {
            for (int i = 0; i < row.size() - 1; i++) {
                int column = i;
                int width = rows.stream()
                        .mapToInt(other -> other.get(column).length())
                        .max()
                        .orElse(0);
                text.append(("%-" + (width + gap) + "s").formatted(row.get(i)));
            }
            text.append(row.get(row.size() - 1)).append('\n');
        }
        return text.toString();
    }
}
