package dev.cpm.operator.placement;

import dev.cpm.operator.api.Cpm;
import dev.cpm.operator.api.FieldError;
import dev.cpm.operator.api.LoadBalancer;
import dev.cpm.operator.api.LoadBalancerSpec;
import dev.cpm.operator.api.LoadBalancerStatus;
import dev.cpm.operator.api.LoadBalancerStatus.LoadBalancerViolation;
import dev.cpm.operator.api.LoadBalancerStatus.LoadBalancerViolation.Type;
import dev.cpm.operator.api.Severity;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** The status of a load balancer: the rules that it breaks by itself. Ready: no violation of severity Error. */
public final class LoadBalancerStatuses {
    private LoadBalancerStatuses() {}

    /**
     * The status of a load balancer; times stay as they are in its present status while nothing changes.
     *
     * @param label the account that the label of its namespace names, or null
     * @param regions names of the regions that exist
     * @param now RFC 3339 in UTC with whole seconds
     */
    public static LoadBalancerStatus of(
            LoadBalancer loadBalancer, String label, Collection<String> regions, String now) {
        LoadBalancerStatus previous = loadBalancer.getStatus();
        LoadBalancerSpec spec = loadBalancer.getSpec();
        String namespace = loadBalancer.getMetadata().getNamespace();
        Long generation = loadBalancer.getMetadata().getGeneration();
        List<FieldError> errors = InvalidSpec.errors(loadBalancer);
        List<LoadBalancerViolation> violations =
                errors.isEmpty() ? violations(spec, namespace, label, regions, previous, now) : List.of();
        Conditions conditions = new Conditions(previous == null ? List.of() : previous.conditions(), generation, now);
        ready(errors, violations, conditions);
        String accepted = previous != null && previous.region() != null
                ? previous.region()
                : errors.isEmpty() ? spec.region() : null;
        boolean mismatch = violations.stream().anyMatch(v -> v.type() == Type.LoadBalancerAccountMismatch);
        String account =
                mismatch ? null : Request.effectiveAccount(namespace, spec == null ? null : spec.account(), label);
        return new LoadBalancerStatus(generation, account, accepted, List.of(), violations, conditions.toList());
    }

    private static void ready(List<FieldError> errors, List<LoadBalancerViolation> violations, Conditions conditions) {
        if (!errors.isEmpty()) {
            conditions.add("Ready", false, InvalidSpec.REASON, InvalidSpec.message(errors));
        } else if (violations.stream().anyMatch(violation -> violation.severity() == Severity.Error)) {
            LoadBalancerViolation first = violations.get(0);
            conditions.add("Ready", false, first.type().name(), first.message());
        } else {
            conditions.add("Ready", true, "Satisfied", "no rule is broken");
        }
    }

    /** Errors first, then by type. */
    private static List<LoadBalancerViolation> violations(
            LoadBalancerSpec spec,
            String namespace,
            String label,
            Collection<String> regions,
            LoadBalancerStatus previous,
            String now) {
        List<LoadBalancerViolation> violations = new ArrayList<>();
        boolean labelled = label != null && !label.isEmpty();
        if (labelled && spec.account() != null && !spec.account().equals(label)) {
            violations.add(error(
                    Type.LoadBalancerAccountMismatch,
                    "spec.account is " + spec.account() + ", but namespace " + namespace + " belongs to account "
                            + label + " (label " + Cpm.ACCOUNT_LABEL + ")",
                    "recreate the load balancer with spec.account " + label
                            + " or without it, or move it to a namespace of account " + spec.account(),
                    List.of(),
                    previous,
                    now));
        }
        if (!regions.contains(spec.region())) {
            violations.add(error(
                    Type.UnknownRegion,
                    "the spec names region " + spec.region() + ", which does not exist",
                    regions.isEmpty()
                            ? "create the Region (there are none yet)"
                            : "recreate the load balancer in a region that exists ("
                                    + String.join(
                                            ", ", regions.stream().sorted().toList())
                                    + "), or create the Region",
                    List.of(spec.region()),
                    previous,
                    now));
        }
        return violations;
    }

    /** "{@code since} does not change while the violation lasts"; here each type is there at most once. */
    private static LoadBalancerViolation error(
            Type type, String message, String remedy, List<String> regions, LoadBalancerStatus previous, String now) {
        String since = (previous == null ? List.<LoadBalancerViolation>of() : previous.violations())
                .stream()
                        .filter(old -> old.type() == type && old.since() != null)
                        .map(LoadBalancerViolation::since)
                        .findFirst()
                        .orElse(now);
        return new LoadBalancerViolation(type, Severity.Error, message, remedy, List.of(), regions, since);
    }
}
