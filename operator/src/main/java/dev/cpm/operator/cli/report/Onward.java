package dev.cpm.operator.cli.report;

import java.util.List;

/**
 * Where a reader goes on from a report.
 *
 * @param next commands that tell more
 * @param access what makes a command of kubectl go to the cluster that was looked at, and as whom: a blank and options, for
 *     its end; empty where it goes there anyway
 */
public record Onward(List<String> next, String access) {
    /** Nowhere else. */
    public static final Onward HERE = new Onward(List.of(), "");

    public Onward {
        next = List.copyOf(next);
    }
}
