package dev.cpm.operator.placement.decide;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.IntFunction;

/**
 * One single change of the request or of the catalogue that might place more: in words, and as the decision would be
 * given it. What it really does is found by deciding.
 *
 * @param words the change, as the beginning of a sentence that goes on with "places 9 of 9"
 * @param plural whether that sentence has "place"
 */
public record Alternative(String words, boolean plural, Scene scene, List<Rule> rules) {

    /** The request as it is, with another rule in the place of one of its rules. */
    public static Alternative instead(String words, Findings findings, Rule rule, Rule other) {
        List<Rule> rules = new ArrayList<>(findings.rules());
        rules.set(rules.indexOf(rule), other);
        return new Alternative(words, false, findings.scene(), rules);
    }

    /** The same in words that are several things. */
    public Alternative many() {
        return new Alternative(words, true, scene, rules);
    }

    /** The request as it is without one of its rules. */
    public static Alternative without(String words, Findings findings, Rule rule) {
        List<Rule> rules = new ArrayList<>(findings.rules());
        rules.remove(rule);
        return new Alternative(words, false, findings.scene(), rules);
    }

    /** The request in another scene. */
    public static Alternative in(String words, Scene scene) {
        return new Alternative(words, false, scene, scene.rules());
    }

    /**
     * The size of the smallest of a row of changes that places as many as the largest does; empty if even that places
     * no more than are placed. A larger change places no fewer.
     */
    public static OptionalInt smallest(int least, int largest, Findings findings, IntFunction<Alternative> change) {
        if (least > largest) {
            return OptionalInt.empty();
        }
        int most = change.apply(largest).placed();
        if (most <= findings.assignment().total()) {
            return OptionalInt.empty();
        }
        int low = least;
        int high = largest;
        while (low < high) {
            int middle = low + (high - low) / 2;
            if (change.apply(middle).placed() >= most) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return OptionalInt.of(low);
    }

    /** How many replicas would be placed, old and new. */
    public int placed() {
        return Deciding.place(scene, rules).total();
    }
}
