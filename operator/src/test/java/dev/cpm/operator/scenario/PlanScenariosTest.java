package dev.cpm.operator.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.cpm.operator.cli.plan.Plan;
import dev.cpm.operator.cli.plan.Planner;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.CustomResource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every scenario through the offline plan, each step on what the steps before have left. */
class PlanScenariosTest {
    @TestFactory
    Stream<DynamicTest> scenarios() {
        return Scenario.all().stream()
                .map(scenario -> dynamicTest(
                        scenario.name(), () -> assertThat(differences(scenario)).isEmpty()));
    }

    private static List<String> differences(Scenario scenario) {
        Store store = new Store();
        scenario.catalog().forEach(store::apply);
        List<String> differences = new ArrayList<>();
        for (Scenario.Step step : scenario.steps()) {
            store.tick();
            step.changes().forEach(change -> {
                if (change.delete()) {
                    store.delete(change.object());
                } else {
                    store.apply(change.object());
                }
            });
            List<String> found = new ArrayList<>(plan(store));
            step.expectation().ifPresent(expectation -> found.addAll(expectation.differences(store.objects())));
            found.forEach(difference -> differences.add("step " + step.number() + ": " + difference));
        }
        return differences;
    }

    /** Plans, and says what depends on the order of objects, or changes when the plan is made again. */
    private static List<String> plan(Store store) {
        List<HasMetadata> shuffled = new ArrayList<>(store.objects());
        Collections.shuffle(shuffled, new Random(1));
        Plan plan = Planner.plan(store.objects(), store.now());
        Plan otherOrder = Planner.plan(shuffled, store.now());
        plan.inventory().objects().forEach(store::answered);
        Plan again = Planner.plan(store.objects(), store.now().plusSeconds(600));
        List<String> differences = new ArrayList<>(changes("in another order", plan, otherOrder));
        differences.addAll(changes("planned again", plan, again));
        return differences;
    }

    private static List<String> changes(String when, Plan plan, Plan other) {
        List<String> changes = new ArrayList<>();
        for (int i = 0; i < plan.inventory().objects().size(); i++) {
            HasMetadata before = plan.inventory().objects().get(i);
            HasMetadata after = other.inventory().objects().get(i);
            if (!before.equals(after)) {
                changes.add(before.getKind() + " " + before.getMetadata().getName() + " differs " + when + ": "
                        + status(before) + " became " + status(after));
            }
        }
        return changes;
    }

    private static Object status(HasMetadata object) {
        return ((CustomResource<?, ?>) object).getStatus();
    }
}
