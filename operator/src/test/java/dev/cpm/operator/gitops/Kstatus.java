package dev.cpm.operator.gitops;

import java.util.Map;
import java.util.Objects;

/** The rules by which kstatus reads an object of which it knows nothing, for what is neither deleted nor without a generation. */
final class Kstatus {
    private Kstatus() {}

    static Health of(Map<String, Object> object) {
        Integer generation = (Integer) ((Map<?, ?>) object.get("metadata")).get("generation");
        Integer observed = (Integer) ((Map<?, ?>) object.get("status")).get("observedGeneration");
        if (observed != null && !observed.equals(generation)) {
            return Health.InProgress;
        }
        for (Map<String, Object> condition : HealthCase.conditions(object)) {
            if (Objects.equals(condition.get("status"), "True")) {
                if (condition.get("type").equals("Reconciling")) {
                    return Health.InProgress;
                }
                if (condition.get("type").equals("Stalled")) {
                    return Health.Failed;
                }
            }
        }
        Object ready = HealthCase.condition(object, "Ready").get("status");
        return ready == null || ready.equals("True") ? Health.Current : Health.InProgress;
    }
}
