package dev.cpm.operator.cli.look;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.cpm.operator.cli.report.CheckText;
import dev.cpm.operator.cli.report.RefusedException;
import dev.cpm.operator.view.AnswerChecks;
import dev.cpm.operator.view.CatalogueChecks;
import dev.cpm.operator.view.Check;
import dev.cpm.operator.view.Check.Result;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
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
        exitCodeList = {"0:nothing is broken; there may be warnings", "1:something is", "2:there is nothing to look at"
        })
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
        operator(
                kubectl, said.get(1), !AnswerChecks.unanswered(seen.inventory()).isEmpty(), checks);
        if (!seen.anything() && checks.stream().allMatch(check -> check.result() == Result.Unknown)) {
            throw new RefusedException(String.join("\n", seen.unseen()));
        }
        if (!seen.unseen().isEmpty()) {
            checks.add(Check.unknown("objects", "all objects of the five kinds can be read", seen.unseen()));
        }
        if (!seen.read().isEmpty()) {
            checks.addAll(CatalogueChecks.of(seen.inventory()));
            checks.addAll(AnswerChecks.of(seen.inventory()));
        }
        printing.print(checks, (paint, width) -> new CheckText(checks, paint, width).lines());
        return checks.stream().anyMatch(check -> check.result() == Result.Error) ? BROKEN : 0;
    }

    private void operator(Kubectl kubectl, Kubectl.Said said, boolean unanswered, List<Check> checks) {
        JsonNode deployments = json(said);
        checks.add(
                said.done()
                        ? OperatorChecks.running(deployments)
                        : unseen("operator", "it is deployed, and all of its pods are ready", said));
        List<Kubectl.Said> leases = kubectl.all(OperatorChecks.namespaces(deployments, namespace).stream()
                .map(OperatorChecks::leasesCall)
                .toList());
        checks.add(
                leases.stream().allMatch(Kubectl.Said::done)
                        ? OperatorChecks.leading(
                                leases.stream().map(CheckCommand::json).toList(), unanswered, Instant.now())
                        : unseen(
                                "operator",
                                "somebody leads",
                                leases.stream()
                                        .filter(lease -> !lease.done())
                                        .findFirst()
                                        .orElseThrow()));
        checks.addAll(RightsChecks.of(kubectl, deployments));
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
