package dev.cpm.operator.placement.fill;

/**
 * How often a slot may still be looked at to find moves. It counts that, not time: an answer must not depend on the
 * machine. Past it, what was found is taken: it breaks a little more than need be, or moves a little more. Mutable, for
 * one owner.
 */
public final class Looks {
    private final long most;
    private final Looks whole;
    private long left;

    public Looks(long most) {
        this(most, null);
    }

    private Looks(long most, Looks whole) {
        this.most = most;
        this.whole = whole;
        this.left = most;
    }

    /** One of so many equal parts of all, as far as there is so much left. */
    public Looks part(int parts) {
        return new Looks(most / parts, this);
    }

    void take(int looks) {
        if (whole != null) {
            whole.take(
                    (int) Math.min(looks, Math.max(0, left))); // What one takes beyond its part, it takes from nobody.
        }
        left -= looks;
    }

    boolean any() {
        return left > 0 && (whole == null || whole.any());
    }
}
