package dev.cpm.operator.cli.look;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cpm.operator.cli.report.RefusedException;
import dev.cpm.operator.view.Check;
import dev.cpm.operator.view.Check.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

/**
 * Whether the operator's account may do what the operator does; found out by asking as that account. One kubectl asks for
 * all of it: it creates reviews, as {@code kubectl auth can-i} does. The list of {@code can-i --list} tells neither what is
 * granted in all namespaces, nor what another authorizer than RBAC grants.
 */
final class RightsChecks {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String RIGHTS = "rights";
    private static final String SENTENCE = "the operator may do what it has to";

    private RightsChecks() {}

    /** Whom to ask about is not known. */
    static Check unknown(String why) {
        return Check.unknown(RIGHTS, SENTENCE, List.of(why + ", so it is not known by which account it runs"));
    }

    /** Of the accounts of all Deployments. */
    static Check of(Kubectl kubectl, JsonNode deployments) {
        List<OperatorRights> operators = StreamSupport.stream(
                        deployments.path("items").spliterator(), false)
                .map(OperatorRights::of)
                .distinct()
                .toList();
        if (operators.isEmpty()) {
            return unknown("no Deployment has the label " + OperatorChecks.LABEL);
        }
        List<Path> files = new ArrayList<>();
        try {
            List<List<String>> calls = new ArrayList<>();
            for (OperatorRights operator : operators) {
                Path file = Files.createTempFile("cpm-reviews-", ".json");
                files.add(file);
                Files.write(file, MAPPER.writeValueAsBytes(reviews(operator)));
                calls.add(List.of(
                        "create",
                        "-o",
                        "json",
                        "--validate=false",
                        "--as=" + operator.account(),
                        "-f",
                        file.toString()));
            }
            return check(operators, kubectl.asNobodyElse().all(calls));
        } catch (IOException e) {
            throw new RefusedException("The questions for kubectl cannot be written: " + e);
        } finally {
            files.forEach(RightsChecks::delete);
        }
    }

    /** What is answered stays answered: where that fails, it is tried once more when the program ends. */
    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            file.toFile().deleteOnExit();
        }
    }

    private static JsonNode reviews(OperatorRights operator) {
        ObjectNode list = MAPPER.createObjectNode().put("apiVersion", "v1").put("kind", "List");
        operator.rights().forEach(right -> list.withArray("items").add(right.review()));
        return list;
    }

    /** {@code said} by the API server to each of them. */
    static Check check(List<OperatorRights> operators, List<Kubectl.Said> said) {
        List<String> missing = new ArrayList<>();
        List<String> unknown = new ArrayList<>();
        for (int i = 0; i < operators.size(); i++) {
            OperatorRights operator = operators.get(i);
            Map<Right, Boolean> answers = answers(said.get(i));
            List<Right> unanswered = new ArrayList<>();
            for (Right right : operator.rights()) {
                Boolean allowed = answers.get(right);
                if (allowed == null) {
                    unanswered.add(right);
                } else if (!allowed) {
                    missing.add(operator.account() + " may not " + right);
                }
            }
            if (!unanswered.isEmpty()) {
                unknown.add(said.get(i).errors().stream()
                        .findFirst()
                        .orElse("nothing was said of whether " + operator.account() + " may " + unanswered.get(0)));
            }
        }
        return missing.isEmpty() && !unknown.isEmpty()
                ? Check.unknown(RIGHTS, SENTENCE, unknown)
                : Check.of(
                        RIGHTS,
                        SENTENCE,
                        Result.Error,
                        missing,
                        "apply your kustomization or chart again; or its roles alone, if it is the usual install",
                        "kubectl apply -f deploy/base/operator-access.yaml");
    }

    /** Whether each right is there of which anything was said. */
    private static Map<Right, Boolean> answers(Kubectl.Said said) {
        Map<Right, Boolean> answers = new HashMap<>();
        try (MappingIterator<JsonNode> reviews =
                MAPPER.readerFor(JsonNode.class).readValues(said.out())) {
            while (reviews.hasNext()) {
                JsonNode review = reviews.next();
                JsonNode allowed = review.at("/status/allowed");
                if (allowed.isBoolean()) {
                    answers.put(Right.of(review.at("/spec/resourceAttributes")), allowed.booleanValue());
                }
            }
        } catch (IOException e) {
            throw new RefusedException("What kubectl printed is not what -o json prints: " + e.getMessage());
        }
        return answers;
    }
}
