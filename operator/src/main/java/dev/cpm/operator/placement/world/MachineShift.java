package dev.cpm.operator.placement.world;

/**
 * Machines of a type came or went in a zone: how many were left there, at the fewest and at the most, while they did.
 *
 * @param zone null where nobody knows in which; then {@code low} is as low as can be
 * @param low machines left; negative where too many are taken
 */
record MachineShift(String machineType, String zone, int low, int high) {

    /** Where nobody knows what changed. */
    static MachineShift any(String machineType) {
        return new MachineShift(machineType, null, Integer.MIN_VALUE, Integer.MIN_VALUE);
    }

    /** From one number of machines that were left to another. */
    static MachineShift between(String machineType, String zone, int one, int other) {
        return new MachineShift(machineType, zone, Math.min(one, other), Math.max(one, other));
    }

    /** Both of one zone and type. */
    MachineShift and(MachineShift other) {
        return new MachineShift(machineType, zone, Math.min(low, other.low), Math.max(high, other.high));
    }

    /** The least difference between the machines left in this zone and in another one while both changed; 0 where they met. */
    long apart(MachineShift other) {
        return Math.max(0, Math.max((long) other.low - high, (long) low - other.high));
    }
}
