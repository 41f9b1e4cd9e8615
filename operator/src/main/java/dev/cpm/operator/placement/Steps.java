package dev.cpm.operator.placement;

import dev.cpm.operator.api.FieldError;
import dev.cpm.operator.placement.decide.Explaining;
import dev.cpm.operator.placement.decide.Findings;
import dev.cpm.operator.placement.decide.Refusal;
import dev.cpm.operator.placement.decide.Scene;
import dev.cpm.operator.placement.model.Approval;
import dev.cpm.operator.placement.model.Known;
import dev.cpm.operator.placement.moves.Approving;
import dev.cpm.operator.placement.moves.Decision;
import java.util.List;
import java.util.Optional;

/** What a round does for one placement by itself, by the rules; whatever fails in it is that placement's alone. */
interface Steps {
    Steps BY_THE_RULES = new Steps() {};

    default List<FieldError> check(Known known) {
        return known.errors();
    }

    default Decision decide(Scene scene, Optional<Approval> approval) {
        return Approving.decide(scene, approval);
    }

    /** {@code ending}: why nothing is assigned to it any more, if it is being deleted. */
    default Findings explain(Scene scene, Optional<Refusal> ending) {
        return Explaining.explain(scene, ending);
    }
}
