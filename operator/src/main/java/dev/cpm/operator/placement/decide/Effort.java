package dev.cpm.operator.placement.decide;

/**
 * How much may still be tried to find remedies for one placement. It counts the zones that are decided for, not time: an
 * answer must not depend on the machine. So one placement with hundreds of zones and everything wrong with it keeps
 * nobody waiting; it is told what was found until then. Mutable, for one owner.
 */
public final class Effort {
    private static final int MOST = 4_000;

    /** How many decisions finding moves is worth. */
    private static final int MOVES = 10;

    private int left = MOST;
    private int refusals;

    /** Takes what deciding a scene costs; false if there is not so much left. */
    public boolean decides(Scene scene) {
        return spend(scene.sites().size());
    }

    /** Takes what finding moves costs. */
    public boolean moves(Scene scene) {
        return spend(MOVES * scene.sites().size());
    }

    /** How many times there was not so much left. */
    public int refusals() {
        return refusals;
    }

    /** What is refused takes nothing: something smaller may have its turn yet. */
    private boolean spend(int zones) {
        if (zones > left) {
            refusals++;
            return false;
        }
        left -= zones;
        return true;
    }
}
