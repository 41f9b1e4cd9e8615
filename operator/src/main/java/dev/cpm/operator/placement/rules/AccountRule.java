package dev.cpm.operator.placement.rules;

import dev.cpm.operator.api.BlockerReason;
import dev.cpm.operator.api.Cpm;
import dev.cpm.operator.api.Severity;
import dev.cpm.operator.api.ViolationType;
import dev.cpm.operator.placement.Breach;
import dev.cpm.operator.placement.Findings;
import dev.cpm.operator.placement.Refusal;
import dev.cpm.operator.placement.Request;
import dev.cpm.operator.placement.Rule;
import dev.cpm.operator.placement.Scene;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Section 3: "A label and a differing spec.account: violation AccountMismatch, nothing is placed." */
public record AccountRule() implements Rule {

    @Override
    public Optional<Refusal> holdsBack(Scene scene) {
        return mismatch(scene.request())
                ? Optional.of(new Refusal(BlockerReason.AccountMismatch, message(scene.request())))
                : Optional.empty();
    }

    @Override
    public Stream<Breach> judge(Findings findings) {
        Request request = findings.request();
        if (!mismatch(request)) {
            return Stream.empty();
        }
        return Stream.of(Breach.of(
                ViolationType.AccountMismatch,
                Severity.Error,
                message(request),
                () -> "recreate the placement with spec.account " + request.labelAccount()
                        + " or without it, or move it to a namespace of account "
                        + request.spec().account(),
                List.of(),
                List.of()));
    }

    private static boolean mismatch(Request request) {
        String asked = request.spec().account();
        return request.labelAccount() != null
                && !request.labelAccount().isEmpty()
                && asked != null
                && !asked.isEmpty()
                && !asked.equals(request.labelAccount());
    }

    private static String message(Request request) {
        return "spec.account is " + request.spec().account() + ", but namespace "
                + request.key().namespace() + " belongs to account " + request.labelAccount() + " (label "
                + Cpm.ACCOUNT_LABEL + ")";
    }
}
