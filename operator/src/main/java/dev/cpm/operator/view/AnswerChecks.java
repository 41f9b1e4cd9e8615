package dev.cpm.operator.view;

import dev.cpm.operator.api.Answer;
import dev.cpm.operator.api.ConditionReasons;
import dev.cpm.operator.api.Titles;
import dev.cpm.operator.view.Check.Result;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.CustomResource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Whether the operator has answered everything, as it stands now. */
public final class AnswerChecks {
    private static final String ANSWERS = "answers";

    private AnswerChecks() {}

    /** Of the kinds that were read. */
    public static List<Check> of(Inventory inventory) {
        List<HasMetadata> objects = inventory.objects().stream()
                .filter(object -> inventory.read(object.getClass()))
                .toList();
        return List.of(
                Check.of(
                        ANSWERS,
                        inventory.unread().isEmpty()
                                ? "every object is answered as it stands now"
                                : "every object that could be read is answered as it stands now",
                        Result.Warning,
                        unanswered(inventory),
                        "look again in half a minute; if it lasts, nobody leads for it, or the operator's log says why"),
                Check.of(
                        ANSWERS,
                        "every spec is valid",
                        Result.Warning,
                        saying(objects, ConditionReasons.INVALID_SPEC),
                        "correct the field that the condition Ready names; kubectl describe shows it"),
                Check.of(
                        ANSWERS,
                        "no object has met a defect of the operator",
                        Result.Error,
                        saying(objects, ConditionReasons.INTERNAL_ERROR),
                        "report it, with what the operator's log says of the object"));
    }

    /** The objects that were read, and that nobody has answered as they stand now. */
    public static List<String> unanswered(Inventory inventory) {
        return inventory.objects().stream()
                .filter(object -> inventory.read(object.getClass()))
                .filter(object -> !answered(object))
                .map(Titles::of)
                .toList();
    }

    private static List<String> saying(List<HasMetadata> objects, String reason) {
        return objects.stream()
                .filter(object -> answer(object).stream()
                        .flatMap(answer -> answer.conditions().stream())
                        .filter(Objects::nonNull)
                        .anyMatch(condition -> reason.equals(condition.reason())))
                .map(Titles::of)
                .toList();
    }

    @SuppressWarnings("unchecked") // every status of the five kinds is an Answer
    private static boolean answered(HasMetadata object) {
        return Readiness.isAnswered((CustomResource<?, ? extends Answer>) object);
    }

    private static Optional<Answer> answer(HasMetadata object) {
        return object instanceof CustomResource<?, ?> resource && resource.getStatus() instanceof Answer answer
                ? Optional.of(answer)
                : Optional.empty();
    }
}
