package dev.cpm.operator.cli.report;

/** A command cannot do what it was asked: why, and the way out, in lines for people. */
public final class RefusedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** {@code message} may have several lines. */
    public RefusedException(String message) {
        super(message);
    }
}
