package dev.cpm.operator.placement.fill;

/**
 * A place for replicas.
 *
 * @param group the group (region) that the slot belongs to, from 0
 * @param held replicas that are there already and stay, 0 or more
 * @param free machines that new replicas can take, 0 or more; {@link #UNLIMITED} for no limit
 * @param cap the most replicas that any rule but capacity and skew allows here after new ones came
 * @param eligible whether it may take new replicas as far as rules other than capacity go; only eligible slots count
 *     for the global minimum of a skew
 */
public record Slot(int group, int held, int free, int cap, boolean eligible) {

    /** Stands for "no limit": more than any request asks for, and small enough to add up. */
    public static final int UNLIMITED = 1 << 30;

    /** The count at which the last free machine is taken. */
    int full() {
        return Math.min(UNLIMITED, held + free);
    }

    /** The largest count that the slot can end with. */
    int most() {
        return eligible ? Math.max(held, Math.min(full(), cap)) : held;
    }

    Slot withCap(int newCap) {
        return new Slot(group, held, free, Math.min(cap, newCap), eligible);
    }
}
