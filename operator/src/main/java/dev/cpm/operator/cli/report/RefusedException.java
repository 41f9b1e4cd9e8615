package dev.cpm.operator.cli.report;

/** There is nothing to show: why, and the way out, in lines for people. */
public final class RefusedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** {@code message} may have several lines. */
    public RefusedException(String message) {
        super(message);
    }
}
