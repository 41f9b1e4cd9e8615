package dev.cpm.operator.api;

/** How bad a violation is: an Error makes {@code TopologySatisfied} False, a Warning does not. */
public enum Severity {
    Error,
    Warning
}
