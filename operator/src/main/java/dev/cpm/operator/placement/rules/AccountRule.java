package dev.cpm.operator.placement.rules;

import dev.cpm.operator.api.BlockerReason;
import dev.cpm.operator.api.Severity;
import dev.cpm.operator.api.ViolationType;
import dev.cpm.operator.placement.decide.Breach;
import dev.cpm.operator.placement.decide.Findings;
import dev.cpm.operator.placement.decide.Refusal;
import dev.cpm.operator.placement.decide.Rule;
import dev.cpm.operator.placement.decide.Scene;
import dev.cpm.operator.placement.model.Account;
import dev.cpm.operator.placement.model.Request;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Section 3: "A label and a differing spec.account: violation AccountMismatch, nothing is placed." */
record AccountRule() implements Rule {

    @Override
    public Optional<Refusal> holdsBack(Scene scene) {
        Account account = account(scene.request());
        return account.mismatch()
                ? Optional.of(new Refusal(BlockerReason.AccountMismatch, account.message()))
                : Optional.empty();
    }

    @Override
    public Stream<Breach> judge(Findings findings) {
        Account account = account(findings.request());
        if (!account.mismatch()) {
            return Stream.empty();
        }
        return Stream.of(Breach.of(
                ViolationType.AccountMismatch,
                Severity.Error,
                account.message(),
                () -> account.remedy("the placement"),
                List.of(),
                List.of()));
    }

    /** By the spec as it stands there, whatever was accepted first. */
    private static Account account(Request request) {
        return new Account(
                request.key().namespace(),
                request.labelAccount(),
                request.spec().account());
    }
}
