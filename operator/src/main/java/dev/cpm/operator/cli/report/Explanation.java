package dev.cpm.operator.cli.report;

import java.util.List;

/**
 * What a word means that a status, an Event, a state or the README uses, or a field.
 *
 * @param word a violation type, a reason, a state, a word of the README, or the path of a field
 * @param what which of these it is, and how bad that is
 * @param when what has to be the case; of a word of the README, or a field, what it means
 * @param then what the operator does about it
 * @param mend what a person can do, the usual first
 */
public record Explanation(String word, String what, String when, String then, List<String> mend) {}
