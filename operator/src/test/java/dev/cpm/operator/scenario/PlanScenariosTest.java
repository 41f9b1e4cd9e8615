package dev.cpm.operator.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.cpm.operator.cli.Plan;
import dev.cpm.operator.cli.Planner;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every scenario through the offline plan, each step on what the steps before have left. */
class PlanScenariosTest {
    private final Pending pending = new Pending();

    @TestFactory
    Stream<DynamicTest> scenarios() {
        return Scenario.all().stream()
                .map(scenario -> dynamicTest(scenario.name(), () -> pending.judge(scenario, differences(scenario))));
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
            plan(store).objects().forEach(store::answered);
            step.expectation()
                    .ifPresent(expectation -> expectation.differences(store.objects()).stream()
                            .map(difference -> "step " + step.number() + ": " + difference)
                            .forEach(differences::add));
        }
        return differences;
    }

    /** The plan, which must not depend on the order of objects, nor change when it is made again. */
    private static Plan plan(Store store) {
        Plan plan = Planner.plan(store.objects(), store.now());
        List<HasMetadata> shuffled = new ArrayList<>(store.objects());
        Collections.shuffle(shuffled, new Random(1));
        assertThat(Planner.plan(shuffled, store.now()).objects()).isEqualTo(plan.objects());
        List<HasMetadata> again = new ArrayList<>(store.objects());
        again.removeIf(object -> plan.objects().stream().anyMatch(o -> same(o, object)));
        again.addAll(plan.objects());
        assertThat(Planner.plan(again, store.now().plusSeconds(600)).objects()).isEqualTo(plan.objects());
        return plan;
    }

    private static boolean same(HasMetadata a, HasMetadata b) {
        return a.getKind().equals(b.getKind()) && a.getMetadata().equals(b.getMetadata());
    }
}
