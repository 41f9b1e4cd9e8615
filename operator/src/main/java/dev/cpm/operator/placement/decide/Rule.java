package dev.cpm.operator.placement.decide;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.Stream;

/**
 * One rule, in all the ways in which it can matter. A rule is a value: it says what it has to say and
 * keeps nothing. Which rules there are is not known here: see package {@code rules}.
 */
public interface Rule {

    /** What this rule closes to new replicas of the request. Judged before anything is placed. */
    default Filter filter(Scene scene) {
        return Filter.NONE;
    }

    /** Whether replicas had better leave a zone that this rule closes. */
    default boolean wantsOut() {
        return true;
    }

    /** Why nothing new is placed at all, if this rule says so. */
    default Optional<Refusal> holdsBack(Scene scene) {
        return Optional.empty();
    }

    /**
     * The sets of regions that may hold the replicas together; each set names the regions that may take new ones.
     * Empty where the rule leaves every region open.
     */
    default Optional<List<Set<String>>> regionSets(Scene scene, Set<String> openRegions) {
        return Optional.empty();
    }

    /** Puts the rule's numbers into the problem: free machines, caps, bounds on skew, wishes. */
    default void shape(Shape shape) {}

    /**
     * Why a site takes no more than it has in the finished counts, if it is for this rule: a question that is asked for
     * each site, by its position in the scene.
     */
    default IntFunction<Optional<Refusal>> limits(Outcome outcome) {
        return site -> Optional.empty();
    }

    /** Whether it asks for links between regions. */
    default boolean overLinks() {
        return false;
    }

    /** The links for whose want it closes zones: pairs of regions, each by name. */
    default Stream<List<String>> missingLinks(Scene scene) {
        return Stream.empty();
    }

    /** Whether the rule has a violation for replicas that are unplaced because of it. */
    default boolean canLeaveUnplaced() {
        return false;
    }

    /** Single changes to what this rule looks at that might place more, smallest of each kind; tried by deciding. */
    default Stream<Alternative> alternatives(Findings findings) {
        return Stream.empty();
    }

    /** What the finished assignment, or the spec, breaks of this rule. */
    default Stream<Breach> judge(Findings findings) {
        return Stream.empty();
    }
}
