package dev.cpm.operator.placement.fill;

/**
 * A bound on skew: most replicas in any domain minus fewest in any eligible domain.
 *
 * @param level whether the domains are the slots or their groups
 * @param maxSkew the largest skew allowed, 1 or more
 * @param zeroMinimum the global minimum counts as 0 (there are fewer eligible domains than asked for)
 * @param honorCapacity a domain without a free machine does not count for the global minimum
 * @param everyone true: the whole assignment keeps the bound; false: only domains that receive a new replica must
 */
public record Bound(Level level, int maxSkew, boolean zeroMinimum, boolean honorCapacity, boolean everyone) {

    /** What the domains of a bound are. */
    public enum Level {
        SLOT,
        GROUP
    }

    /** The same bound on the whole assignment. */
    public Bound forEveryone() {
        return new Bound(level, maxSkew, zeroMinimum, honorCapacity, true);
    }
}
