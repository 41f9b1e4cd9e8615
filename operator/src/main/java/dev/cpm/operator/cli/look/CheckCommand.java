package dev.cpm.operator.cli.look;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.cpm.operator.api.Build;
import dev.cpm.operator.cli.report.CheckText;
import dev.cpm.operator.cli.report.RefusedException;
import dev.cpm.operator.view.AnswerChecks;
import dev.cpm.operator.view.CatalogueChecks;
import dev.cpm.operator.view.Check;
import dev.cpm.operator.view.Check.Result;
import dev.cpm.operator.view.Homes;
import dev.cpm.operator.view.Inventory;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code check}: whether the installation is healthy. */
@Command(
        name = "check",
        description = "Says whether the installation in a cluster is healthy: definitions, the operator and its rights,"
                + " whether the catalogue fits together, whether everything is answered.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:nothing is broken; there may be warnings",
            "1:something is broken",
            "2:there is nothing to look at"
        },
        footerHeading = "%nExamples:%n",
        footer = {"  ${COMMAND-FULL-NAME}", "  ${COMMAND-FULL-NAME} --operator-namespace my-operators"})
public final class CheckCommand implements Callable<Integer> {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final int BROKEN = 1;

    @Option(
            names = "--operator-namespace",
            paramLabel = "NAME",
            defaultValue = "cpm-system",
            description = "Where the operator keeps its lease, if it is not that of its Deployment. Default:"
                    + " ${DEFAULT-VALUE}.")
    private String namespace;

    @Mixin
    private Access access;

    @Mixin
    private Printing printing;

    @Override
    public Integer call() {
        Kubectl kubectl = access.kubectl();
        List<Kubectl.Said> said = kubectl.all(
                List.of(DefinitionChecks.call(), OperatorChecks.deploymentsCall(), DefinitionChecks.versionCall()));
        List<Check> checks = new ArrayList<>();
        checks.addAll(
                said.get(0).done()
                        ? DefinitionChecks.of(json(said.get(0)), json(said.get(2)))
                        : List.of(unseen("definitions", "the five kinds are defined", said.get(0))));
        Seen seen = Live.read(kubectl, Live.FIVE, "--all-namespaces");
        operator(kubectl, said.get(1), seen.inventory(), checks);
        if (!seen.anything() && checks.stream().allMatch(check -> check.result() == Result.Unknown)) {
            throw seen.refusal("", "");
        }
        if (!seen.unseen().isEmpty()) {
            checks.add(Check.unknown("objects", "all objects of the five kinds can be read", seen.unseen()));
        }
        if (!seen.read().isEmpty()) {
            checks.addAll(CatalogueChecks.of(seen.inventory()));
            checks.addAll(AnswerChecks.of(seen.inventory()));
        }
        checks.replaceAll(check -> check.with(access.suffix()));
        printing.print(checks, (paint, width) -> new CheckText(checks, paint, width).lines());
        return checks.stream().anyMatch(check -> check.result() == Result.Error) ? BROKEN : 0;
    }

    private void operator(Kubectl kubectl, Kubectl.Said said, Inventory inventory, List<Check> checks) {
        JsonNode deployments = json(said);
        checks.add(
                said.done()
                        ? OperatorChecks.running(deployments)
                        : unseen("operator", "it is deployed, and all of its pods are ready", said));
        List<Kubectl.Said> lists = kubectl.all(OperatorChecks.namespaces(deployments, namespace).stream()
                .map(OperatorChecks::leasesCall)
                .toList());
        Optional<Kubectl.Said> refused =
                lists.stream().filter(list -> !list.done()).findFirst();
        if (refused.isPresent()) {
            checks.add(unseen("operator", "somebody leads", refused.get()));
        } else {
            Instant now = Instant.now();
            List<SeenLease> leases =
                    SeenLease.of(lists.stream().map(CheckCommand::json).toList());
            checks.add(OperatorChecks.leading(
                    leases, !AnswerChecks.unanswered(inventory).isEmpty(), now));
            OperatorChecks.version(leases, Build.version(), now).ifPresent(checks::add);
            OperatorChecks.shared(leases, Homes.of(inventory), inventory.unread(), now)
                    .ifPresent(checks::add);
        }
        checks.add(
                said.done()
                        ? RightsChecks.of(kubectl, deployments)
                        : RightsChecks.unknown("the operator's Deployment could not be read"));
    }

    private static Check unseen(String category, String sentence, Kubectl.Said said) {
        return Check.unknown(category, sentence, said.errors());
    }

    private static JsonNode json(Kubectl.Said said) {
        try {
            return MAPPER.readTree(said.out());
        } catch (IOException e) {
            throw new RefusedException("What kubectl printed is not what -o json prints: " + e.getMessage());
        }
    }
}
