package dev.cpm.operator.words;

import dev.cpm.operator.api.Cut;
import java.util.ArrayList;
import java.util.List;

/** Indexes as in {@code status.zones}, such as {@code 0,2,4-6}, of which ten thousand replicas have 24 kB. */
public final class IndexWords {
    /** What a page shows of them: a line or two of a tile. */
    public static final int OF_A_PAGE = 40;

    private static final String MARK = "…";

    private IndexWords() {}

    /** The first ones and the last, {@code 0,2,4,…,68}, where all of them have more than {@code room} characters. */
    public static String inShort(String indexes, int room) {
        if (indexes.length() <= room) {
            return indexes;
        }
        String rest = "," + MARK + indexes.substring(Math.max(0, indexes.lastIndexOf(',')));
        int end = indexes.indexOf(',');
        int next = end;
        while (next >= 0 && next + rest.length() <= room) {
            end = next;
            next = indexes.indexOf(',', end + 1);
        }
        // What is no list of indexes may be anything: somebody wrote it.
        return end < 0 ? Cut.of(indexes, Math.max(1, room - MARK.length()), MARK) : indexes.substring(0, end) + rest;
    }

    /** All of them in lines of {@code width} characters, each but the last with a comma at its end. */
    public static List<String> lines(String indexes, int width) {
        List<String> lines = new ArrayList<>();
        String rest = indexes;
        while (rest.length() > width) {
            int comma = rest.lastIndexOf(',', width - 1);
            int end = comma > 0 ? comma + 1 : width;
            lines.add(rest.substring(0, end));
            rest = rest.substring(end);
        }
        lines.add(rest);
        return lines;
    }
}
