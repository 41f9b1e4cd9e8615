package dev.cpm.operator.placement.status;

import dev.cpm.operator.api.Bounds;
import dev.cpm.operator.api.ConditionReasons;
import dev.cpm.operator.api.ConditionTypes;
import dev.cpm.operator.api.FieldError;
import dev.cpm.operator.api.LoadBalancer;
import dev.cpm.operator.api.LoadBalancerStatus;
import dev.cpm.operator.api.LoadBalancerStatus.Backend;
import dev.cpm.operator.api.LoadBalancerStatus.LoadBalancerViolation;
import dev.cpm.operator.api.Severity;
import dev.cpm.operator.placement.model.Account;
import dev.cpm.operator.placement.model.InvalidSpec;
import dev.cpm.operator.placement.model.LoadBalancerInfo;
import dev.cpm.operator.placement.model.Neighbour;
import dev.cpm.operator.placement.model.Words;
import dev.cpm.operator.placement.world.World;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/** The status of a load balancer: its backends, and the rules they break. Ready: no violation of severity Error. */
public final class LoadBalancerStatuses {
    private LoadBalancerStatuses() {}

    /**
     * The status of a load balancer; times stay as they are in its present status while nothing changes.
     *
     * @param now RFC 3339 in UTC with whole seconds
     */
    public static LoadBalancerStatus of(LoadBalancer loadBalancer, World world, String now) {
        LoadBalancerStatus previous = loadBalancer.getStatus();
        Long generation = loadBalancer.getMetadata().getGeneration();
        List<FieldError> errors = InvalidSpec.errors(loadBalancer);
        LoadBalancerInfo info = LoadBalancerInfo.of(loadBalancer);
        Account account = info.owned(world.accountLabel(info.key().namespace()));
        Backends backends = Backends.of(world.behind(info.key()), account.owner());
        List<LoadBalancerViolation> violations = errors.isEmpty()
                ? since(new LoadBalancerViolations(info, account, backends, world).all(), previous, now)
                : List.of();
        Conditions conditions = new Conditions(previous, generation, now);
        ready(errors, violations, backends, conditions);
        return new LoadBalancerStatus(
                generation,
                account.mismatch() ? null : account.owner(),
                info.account(),
                info.region(),
                backends.listed(),
                violations.stream().map(Shortened::violation).toList(),
                conditions.toList());
    }

    /**
     * The replicas behind a load balancer.
     *
     * @param list those of its own account, by zone and placement
     * @param foreign how many placements of other accounts name it, of which no more is said
     */
    record Backends(List<Backend> list, int foreign) {

        static Backends of(List<Neighbour> placements, String account) {
            List<Backend> list = placements.stream()
                    .filter(placement -> placement.account().equals(account))
                    .flatMap(placement -> placement.assignment().shares().entrySet().stream()
                            .map(share -> new Backend(
                                    placement.key().name(),
                                    share.getKey(),
                                    share.getValue().indexes().size())))
                    .sorted(Comparator.comparing(Backend::zone).thenComparing(Backend::placement))
                    .toList();
            int foreign = (int) placements.stream()
                    .filter(placement -> !placement.account().equals(account))
                    .count();
            return new Backends(list, foreign);
        }

        List<Backend> listed() {
            return list.size() <= Bounds.BACKENDS ? list : list.subList(0, Bounds.BACKENDS);
        }

        int replicas() {
            return list.stream().mapToInt(Backend::replicas).sum();
        }

        List<String> zones() {
            return list.stream().map(Backend::zone).distinct().toList();
        }
    }

    private static void ready(
            List<FieldError> errors, List<LoadBalancerViolation> violations, Backends backends, Conditions conditions) {
        if (!errors.isEmpty()) {
            conditions.add(ConditionTypes.READY, false, ConditionReasons.INVALID_SPEC, InvalidSpec.message(errors));
        } else if (violations.stream().anyMatch(violation -> violation.severity() == Severity.Error)) {
            LoadBalancerViolation first = violations.get(0);
            conditions.add(ConditionTypes.READY, false, first.type().name(), first.message());
        } else if (!violations.isEmpty()) {
            conditions.add(
                    ConditionTypes.READY,
                    true,
                    ConditionReasons.SATISFIED_WITH_WARNINGS,
                    violations.get(0).message());
        } else {
            int zones = backends.zones().size();
            conditions.add(
                    ConditionTypes.READY,
                    true,
                    ConditionReasons.SATISFIED,
                    backends.replicas() == 0
                            ? "no replica is behind it yet"
                            : "binds " + Words.replicas(backends.replicas()) + " in " + zones
                                    + (zones == 1 ? " zone" : " zones")
                                    + (backends.list().size() > Bounds.BACKENDS
                                            ? "; status.backends lists the first " + Bounds.BACKENDS + " of "
                                                    + backends.list().size()
                                            : ""));
        }
    }

    /** "{@code since} does not change while the violation lasts"; here each type is there at most once. */
    private static List<LoadBalancerViolation> since(
            List<LoadBalancerViolation> found, LoadBalancerStatus previous, String now) {
        List<LoadBalancerViolation> before = previous == null ? List.of() : previous.violations();
        return found.stream()
                .map(violation -> violation.since(before.stream()
                        .filter(old -> old.type() == violation.type())
                        .map(LoadBalancerViolation::since)
                        .filter(Objects::nonNull)
                        .findFirst()
                        .orElse(now)))
                .toList();
    }
}
