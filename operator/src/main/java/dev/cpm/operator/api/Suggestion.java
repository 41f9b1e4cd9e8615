package dev.cpm.operator.api;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** What somebody may have meant: the word that takes the fewest slips of the keyboard. */
public final class Suggestion {
    private Suggestion() {}

    /** The nearest of the known words; empty where none is near. */
    public static Optional<String> closest(String word, Collection<String> known) {
        int near = Math.max(1, word.length() / 3);
        return known.stream()
                // The difference in length alone would cost more than comparing is worth.
                .filter(candidate -> Math.abs(word.length() - candidate.length()) <= near)
                .filter(candidate -> slips(word, candidate) <= near)
                .min(Comparator.comparingInt((String candidate) -> slips(word, candidate))
                        .thenComparing(Comparator.naturalOrder()));
    }

    /** Letters to add, drop, change or swap with their neighbour; upper and lower case are the same. */
    private static int slips(String from, String to) {
        String a = from.toLowerCase(Locale.ROOT);
        String b = to.toLowerCase(Locale.ROOT);
        int[][] cost = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                if (i == 0 || j == 0) {
                    cost[i][j] = i + j;
                    continue;
                }
                int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                cost[i][j] = Math.min(cost[i - 1][j - 1] + change, 1 + Math.min(cost[i - 1][j], cost[i][j - 1]));
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    cost[i][j] = Math.min(cost[i][j], cost[i - 2][j - 2] + 1);
                }
            }
        }
        return cost[a.length()][b.length()];
    }
}
