package dev.cpm.operator.placement.rules;

import dev.cpm.operator.api.BlockerReason;
import dev.cpm.operator.placement.decide.Refusal;
import dev.cpm.operator.placement.decide.Rule;
import dev.cpm.operator.placement.decide.Scene;
import java.util.Optional;

/** {@code spec.suspend}: "no new assignments; what is assigned stays". */
record SuspendRule() implements Rule {

    @Override
    public Optional<Refusal> holdsBack(Scene scene) {
        return scene.request().suspended()
                ? Optional.of(new Refusal(
                        BlockerReason.Suspended, "spec.suspend is true: no replica is assigned until it is false"))
                : Optional.empty();
    }
}
