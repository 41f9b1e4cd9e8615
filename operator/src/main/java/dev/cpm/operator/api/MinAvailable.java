package dev.cpm.operator.api;

import io.fabric8.kubernetes.api.model.IntOrString;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/** What {@code spec.availability.minAvailable} comes to: a number, a percentage of the replicas, or a quorum of them. */
public final class MinAvailable {
    private static final Pattern WORDS = Pattern.compile(Bounds.MIN_AVAILABLE);

    /**
     * How many of {@code replicas} must remain: a number as it is, a percentage rounded up, Quorum as ⌊replicas/2⌋+1.
     * Empty where there is no value, or one that {@link SpecCheck} refuses.
     */
    public static OptionalInt of(IntOrString minAvailable, int replicas) {
        if (!valid(minAvailable)) {
            return OptionalInt.empty();
        }
        if (minAvailable.getIntVal() != null) {
            return OptionalInt.of(minAvailable.getIntVal());
        }
        String words = minAvailable.getStrVal();
        if (words.equals("Quorum")) {
            return OptionalInt.of(replicas / 2 + 1);
        }
        int percent = Integer.parseInt(words.substring(0, words.length() - 1));
        return OptionalInt.of((int) ((replicas * (long) percent + 99) / 100));
    }

    /** The same by a spec; empty also where it asks for none. */
    public static OptionalInt of(PlacementSpec spec) {
        return spec.availability() == null
                ? OptionalInt.empty()
                : of(spec.availability().minAvailable(), PlacementSpec.wanted(spec));
    }

    static boolean valid(IntOrString minAvailable) {
        if (minAvailable == null) {
            return false;
        }
        Integer number = minAvailable.getIntVal();
        if (number != null) {
            return number >= 0 && number <= Cpm.MAX_REPLICAS;
        }
        return minAvailable.getStrVal() != null
                && WORDS.matcher(minAvailable.getStrVal()).matches();
    }

    private MinAvailable() {}
}
