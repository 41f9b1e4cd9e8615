package dev.cpm.operator.view;

import dev.cpm.operator.api.Answer;
import dev.cpm.operator.api.BlockerReason;
import dev.cpm.operator.api.Condition;
import dev.cpm.operator.api.ConditionReasons;
import dev.cpm.operator.api.ConditionStatuses;
import dev.cpm.operator.api.ConditionTypes;
import dev.cpm.operator.api.LoadBalancer;
import dev.cpm.operator.api.Placement;
import io.fabric8.kubernetes.client.CustomResource;
import java.util.Objects;
import java.util.Optional;

/** Whether the operator has answered an object, and what its condition Ready says. */
public final class Readiness {
    private Readiness() {}

    /** Whether the object is answered as it stands now, not only as it was before an edit. */
    public static boolean isAnswered(CustomResource<?, ? extends Answer> object) {
        Long observed = object.getStatus() == null ? null : object.getStatus().observedGeneration();
        Long generation = object.getMetadata().getGeneration();
        return object.getStatus() != null
                && (generation == null || observed != null && observed >= 0 && observed >= generation);
    }

    /** The condition; empty where nobody has answered the object yet, as it stands now. */
    public static Optional<Condition> of(CustomResource<?, ? extends Answer> object) {
        return !isAnswered(object)
                ? Optional.empty()
                : object.getStatus().conditions().stream()
                        .filter(Objects::nonNull)
                        .filter(condition ->
                                ConditionTypes.READY.equals(condition.type()) && condition.status() != null)
                        .findFirst();
    }

    /** Whether its spec is wrong by itself, so that it asks for nothing. */
    public static boolean isInvalid(CustomResource<?, ? extends Answer> object) {
        return of(object)
                .filter(ready -> ConditionReasons.INVALID_SPEC.equals(ready.reason()))
                .isPresent();
    }

    /** Whether it waits for nothing but that its own spec says suspend. */
    public static boolean isSuspended(Placement placement) {
        return of(placement)
                .filter(ready -> BlockerReason.Suspended.name().equals(ready.reason()))
                .isPresent();
    }

    /** Whether every replica has a zone, and no rule of severity Error is broken. */
    public static boolean isReady(Placement placement) {
        return isTrue(of(placement));
    }

    /** Whether no rule of severity Error is broken. */
    public static boolean isReady(LoadBalancer loadBalancer) {
        return isTrue(of(loadBalancer));
    }

    private static boolean isTrue(Optional<Condition> condition) {
        return condition
                .filter(ready -> ready.status().equals(ConditionStatuses.TRUE))
                .isPresent();
    }
}
