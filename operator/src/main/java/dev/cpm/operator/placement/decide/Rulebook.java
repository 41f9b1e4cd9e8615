package dev.cpm.operator.placement.decide;

import dev.cpm.operator.placement.model.Request;
import java.util.List;

/** Which rules a decision goes by. A scene carries it, so that deciding names none of them. */
@FunctionalInterface
public interface Rulebook {

    /** The rules that apply to a request, in the order in which a zone's blocker is looked for. */
    List<Rule> of(Request request);
}
