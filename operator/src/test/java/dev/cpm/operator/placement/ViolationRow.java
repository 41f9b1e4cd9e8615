package dev.cpm.operator.placement;

import static dev.cpm.operator.placement.Ask.ask;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cpm.operator.api.Severity;
import dev.cpm.operator.api.Violation;
import dev.cpm.operator.api.ViolationType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * One line of the truth table of violations, about placement {@code web}: what was there, what breaks the rule, what is
 * said of it, what changes without mending it, and each way to mend it in the words of the remedy.
 */
final class ViolationRow {
    /** What somebody does to the world. */
    interface Deed extends UnaryOperator<TestWorld> {}

    private record Step(String remedy, Deed deed) {}

    private final ViolationType type;
    private final Severity severity;
    private final String when;
    private Deed before = world -> world;
    private Deed breaks;
    private String message = "";
    private Deed change = world -> world.apply(ask("bystander").type("m9"));
    private String then;
    private Map<String, String> blockers = Map.of();
    private final List<List<Step>> ways = new ArrayList<>();

    private ViolationRow(ViolationType type, Severity severity, String when) {
        this.type = type;
        this.severity = severity;
        this.when = when;
    }

    static ViolationRow error(ViolationType type, String when) {
        return new ViolationRow(type, Severity.Error, when);
    }

    static ViolationRow warning(ViolationType type, String when) {
        return new ViolationRow(type, Severity.Warning, when);
    }

    /** What is there and in order; without it there is an empty world. */
    ViolationRow given(Deed deed) {
        before = deed;
        return this;
    }

    ViolationRow broken(Deed deed) {
        breaks = deed;
        return this;
    }

    ViolationRow says(String words) {
        message = words;
        return this;
    }

    /** Why the zones take no more; nothing where all is placed. */
    ViolationRow blocked(String... zonesAndReasons) {
        blockers = new TreeMap<>();
        for (int i = 0; i < zonesAndReasons.length; i += 2) {
            blockers.put(zonesAndReasons[i], zonesAndReasons[i + 1]);
        }
        return this;
    }

    /** A change by which the violation stays, in other words; without one, something unrelated happens. */
    ViolationRow stays(Deed deed, String words) {
        change = deed;
        then = words;
        return this;
    }

    /** A way to mend it: what the remedy says, done to the letter. */
    ViolationRow mended(String remedy, Deed deed) {
        ways.add(new ArrayList<>(List.of(new Step(remedy, deed))));
        return this;
    }

    /** What the remedy says after the last step, where that was not all. */
    ViolationRow and(String remedy, Deed deed) {
        ways.get(ways.size() - 1).add(new Step(remedy, deed));
        return this;
    }

    ViolationType type() {
        return type;
    }

    Severity severity() {
        return severity;
    }

    void play() {
        assertThat(ways).as("a way to mend it").isNotEmpty();
        ways.forEach(this::play);
    }

    private void play(List<Step> way) {
        TestWorld world = before.apply(new TestWorld()).settle();
        if (world.world().placement(TestWorld.key("web")) != null) {
            assertThat(find(world)).as("before").isEmpty();
        }
        Violation appeared = present(breaks.apply(world).settle(), "appears");
        assertThat(appeared.message()).contains(message);
        assertThat(appeared.since()).isEqualTo(TestWorld.NOW);
        assertThat(world.blockers("web")).isEqualTo(blockers);
        assertThat(world.condition("web", "TopologySatisfied"))
                .isEqualTo(world.status("web").violations().get(0).severity() == Severity.Error ? "False" : "True");
        Violation stayed = present(change.apply(world.later()).settle(), "stays");
        assertThat(stayed.since()).as("since").isEqualTo(TestWorld.NOW);
        if (then == null) {
            assertThat(stayed.message()).isEqualTo(appeared.message());
        } else {
            assertThat(stayed.message()).contains(then).isNotEqualTo(appeared.message());
        }
        for (Step step : way) {
            assertThat(present(world, "still there").remedy()).contains(step.remedy());
            step.deed().apply(world).settle();
        }
        assertThat(find(world)).as("goes after: %s", way).isEmpty();
    }

    private Violation present(TestWorld world, String what) {
        return find(world)
                .orElseThrow(() -> new AssertionError(what + ": " + this + ", but there is "
                        + world.status("web").violations()));
    }

    private Optional<Violation> find(TestWorld world) {
        return world.status("web").violations().stream()
                .filter(violation -> violation.type() == type && violation.severity() == severity)
                .findFirst();
    }

    @Override
    public String toString() {
        return type + ", " + severity + ": " + when;
    }
}
