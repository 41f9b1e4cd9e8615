package dev.cpm.operator.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.cpm.operator.local.LocalControlPlane;
import dev.cpm.operator.local.RealApiServer;
import dev.cpm.operator.scenario.Scenario;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;

/** Every scenario once more, with the operator on a real API server and the same expectations as of the plan. */
@ExtendWith(RealApiServer.class)
class ScenariosIT {
    /** Long enough that what a step applies, object by object, comes in one batch (rule 9), on a slow machine, too. */
    private static final Duration SETTLE = Duration.ofMillis(500);

    private static final PatchContext APPLY = new PatchContext.Builder()
            .withPatchType(PatchType.SERVER_SIDE_APPLY)
            .withFieldManager("scenario")
            .withForce(true)
            .build();

    @TestFactory
    Stream<DynamicTest> scenarios(LocalControlPlane controlPlane) {
        return Scenario.all().stream()
                .map(scenario -> dynamicTest(
                        scenario.name(),
                        () -> assertThat(differences(controlPlane, scenario)).isEmpty()));
    }

    private static List<String> differences(LocalControlPlane controlPlane, Scenario scenario) {
        List<String> differences = new ArrayList<>();
        try (Cluster cluster = new Cluster(controlPlane).startOperator(SETTLE)) {
            scenario.catalog().forEach(object -> apply(cluster, object));
            for (Scenario.Step step : scenario.steps()) {
                step.changes().forEach(change -> {
                    if (change.delete()) {
                        cluster.client().resource(change.object()).delete();
                    } else {
                        apply(cluster, change.object());
                    }
                });
                cluster.converge();
                step.expectation()
                        .ifPresent(expectation -> expectation.differences(cluster.objects()).stream()
                                .map(difference -> "step " + step.number() + ": " + difference)
                                .forEach(differences::add));
            }
            scenario.steps().stream()
                    .flatMap(step -> step.changes().stream())
                    .filter(change -> change.object() instanceof Namespace)
                    .forEach(change ->
                            cluster.resetNamespace(change.object().getMetadata().getName()));
        }
        return differences;
    }

    private static void apply(Cluster cluster, HasMetadata object) {
        cluster.client().resource(object).patch(APPLY);
    }
}
