package dev.cpm.operator.placement.rules;

import dev.cpm.operator.api.BlockerReason;
import dev.cpm.operator.api.Severity;
import dev.cpm.operator.api.ViolationType;
import dev.cpm.operator.placement.decide.Alternative;
import dev.cpm.operator.placement.decide.Breach;
import dev.cpm.operator.placement.decide.Filter;
import dev.cpm.operator.placement.decide.Findings;
import dev.cpm.operator.placement.decide.Refusal;
import dev.cpm.operator.placement.decide.Rule;
import dev.cpm.operator.placement.decide.Scene;
import dev.cpm.operator.placement.decide.Site;
import dev.cpm.operator.placement.model.Account;
import dev.cpm.operator.placement.model.LoadBalancerInfo;
import dev.cpm.operator.placement.model.Request;
import dev.cpm.operator.placement.model.Snapshot;
import dev.cpm.operator.placement.model.Words;
import dev.cpm.operator.placement.model.ZoneInfo;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * One of {@code spec.loadBalancers}: it must bind every replica, and binds machines of its own region only. One that does
 * not exist restricts nothing.
 *
 * @param name its name, in the namespace of the placement
 */
record LoadBalancerRule(String name) implements Rule {

    /** The rules of a request: one for each load balancer that it names. */
    static void add(Request request, Consumer<Rule> rules) {
        request.spec().loadBalancers().forEach(name -> rules.accept(new LoadBalancerRule(name)));
    }

    private Optional<LoadBalancerInfo> find(Request request, Snapshot snapshot) {
        return snapshot.neighbours().loadBalancer(request.key().sibling(name));
    }

    private Optional<String> region(Request request, Snapshot snapshot) {
        return find(request, snapshot).map(LoadBalancerInfo::region);
    }

    @Override
    public Filter filter(Scene scene) {
        return region(scene.request(), scene.snapshot()).map(this::within).orElse(Filter.NONE);
    }

    private Filter within(String region) {
        return site -> site.region().equals(region)
                ? Optional.empty()
                : Optional.of(new Refusal(
                        BlockerReason.LoadBalancerCrossRegion,
                        "load balancer " + name + " binds machines of " + region + " only"));
    }

    @Override
    public boolean canLeaveUnplaced() {
        return true;
    }

    @Override
    public Stream<Alternative> alternatives(Findings findings) {
        return Stream.of(Alternative.without("taking " + name + " out of spec.loadBalancers", findings, this));
    }

    @Override
    public Stream<Breach> judge(Findings findings) {
        Optional<LoadBalancerInfo> found = find(findings.request(), findings.snapshot());
        return Stream.of(
                        found.map(LoadBalancerInfo::region).isEmpty()
                                ? notFound(found.isPresent(), findings)
                                : Optional.<Breach>empty(),
                        found.flatMap(info -> mismatch(info, findings)),
                        found.map(LoadBalancerInfo::region).flatMap(region -> crossRegion(region, findings)))
                .flatMap(Optional::stream);
    }

    /** {@code LoadBalancerNotFound}: "it does not exist (it restricts nothing)". */
    private Optional<Breach> notFound(boolean exists, Findings findings) {
        return Optional.of(Breach.of(
                ViolationType.LoadBalancerNotFound,
                Severity.Error,
                exists
                        ? "spec.loadBalancers names " + name + ", which cannot bind anything: its spec is invalid"
                        : "spec.loadBalancers names " + name + ", which does not exist in namespace "
                                + findings.request().key().namespace(),
                () -> exists
                        ? "correct LoadBalancer " + name + "; its status says what is wrong with it"
                        : "create LoadBalancer " + name + ", or take it out of spec.loadBalancers",
                List.of(),
                List.of()));
    }

    /** {@code LoadBalancerAccountMismatch}: "the load balancer belongs to another account". */
    private Optional<Breach> mismatch(LoadBalancerInfo info, Findings findings) {
        Request request = findings.request();
        Account account = info.owned(request.labelAccount());
        if (account.owner().equals(request.account()) && !account.mismatch()) {
            return Optional.empty();
        }
        // Whose it is, is none of this account's business.
        return Optional.of(Breach.of(
                ViolationType.LoadBalancerAccountMismatch,
                Severity.Error,
                "load balancer " + name + " belongs to another account: it cannot bind machines of account "
                        + request.account(),
                () -> "recreate LoadBalancer " + name + " for account " + request.account()
                        + ", or take it out of spec.loadBalancers",
                List.of(),
                List.of()));
    }

    /** {@code LoadBalancerCrossRegion}: "replicas outside the load balancer's region, or unplaced because of it". */
    private Optional<Breach> crossRegion(String region, Findings findings) {
        List<Site> outside = findings.occupied().stream()
                .filter(site -> !site.region().equals(region))
                .toList();
        if (outside.isEmpty() && !findings.isCause(this)) {
            return Optional.empty();
        }
        List<String> zones = outside.stream().map(Site::name).toList();
        String message = outside.isEmpty()
                ? Words.replicasAre(findings.heldBackBy(this)) + " held back: load balancer " + name
                        + " binds machines of " + region + " only"
                : Words.replicasAre(findings.count(zones)) + " in " + Words.list(zones) + ", but load balancer " + name
                        + " binds machines of " + region + " only" + besides(findings);
        return Optional.of(Breach.of(
                ViolationType.LoadBalancerCrossRegion,
                Severity.Error,
                message,
                () -> remedy(region, outside, findings),
                zones,
                outside.isEmpty()
                        ? List.of(region)
                        : outside.stream().map(Site::region).distinct().toList()));
    }

    /** What is held back besides those that are where they should not be. */
    private String besides(Findings findings) {
        return findings.isCause(this)
                ? "; and " + Words.replicasAre(findings.heldBackBy(this)) + " held back for that"
                : "";
    }

    private String remedy(String region, List<Site> outside, Findings findings) {
        Stream<String> wanted = outside.isEmpty() ? findings.request().regions().stream() : Stream.empty();
        List<String> other = Stream.concat(wanted, findings.occupied().stream().map(Site::region))
                .distinct()
                .toList();
        String take = "take " + name + " out of spec.loadBalancers";
        Scene bare = without(List.of(), findings);
        boolean another = other.size() == 1 && placed(without(other, findings)) >= placed(bare);
        String without = take
                + (another
                        ? ", and name one of " + other.get(0) + " in its place"
                        : other.size() > 1 ? ": none binds machines of two regions" : "");
        Remedies ways = Remedies.outOf(ViolationType.LoadBalancerCrossRegion, findings, findings.isCause(this));
        return (outside.isEmpty()
                        ? ways.opened()
                        : ways.moves().anew("in " + region).orOpenedAndUsed())
                .tried(without, bare)
                .orTogether(take);
    }

    private static int placed(Scene scene) {
        return Alternative.in("", scene).placed();
    }

    /** The scene without it; where another one of a region takes its place, with the zones alone that this one would bind. */
    private Scene without(List<String> regions, Findings findings) {
        Request bare = findings.request().edited(spec -> spec.withoutLoadBalancer(name));
        ZoneListsRule lists = ZoneListsRule.of(bare);
        List<String> bound = regions.size() == 1
                ? findings.snapshot().zonesOf(regions.get(0)).stream()
                        .filter(lists::allows)
                        .map(ZoneInfo::name)
                        .toList()
                : List.of();
        return findings.scene()
                .with(bound.isEmpty() ? bare : bare.edited(spec -> spec.onlyZones(bound)), findings.snapshot());
    }
}
