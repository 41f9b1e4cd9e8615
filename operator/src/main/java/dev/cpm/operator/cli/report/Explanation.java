package dev.cpm.operator.cli.report;

import java.util.List;

/**
 * What a word means that a status, an Event, a state or the README uses.
 *
 * @param word a violation type, a reason, a state, or a word of the README
 * @param what which of these it is, and how bad that is
 * @param when what has to be the case
 * @param then what the operator does about it
 * @param mend what a person can do, the usual first
 */
public record Explanation(String word, String what, String when, String then, List<String> mend) {}
