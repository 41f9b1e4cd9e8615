package dev.cpm.operator.placement.moves;

import dev.cpm.operator.placement.model.Assignment;
import java.util.Optional;

/**
 * What was decided for one placement.
 *
 * @param assignment from now on; the same as before where there was nothing to do or nothing could be done
 * @param answer what became of the proposal that was approved, if one was and had no answer yet
 */
public record Decision(Assignment assignment, Optional<Approving.Answer> answer) {}
