package dev.cpm.operator.placement.rules;

import dev.cpm.operator.api.ViolationType;
import dev.cpm.operator.placement.decide.Findings;
import dev.cpm.operator.placement.model.Neighbour;
import dev.cpm.operator.placement.model.Words;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What would mend a term of {@code spec.affinity} that is broken, or that replicas wait for. */
final class AffinityRemedy {
    private final AffinityRule rule;
    private final Findings findings;
    private final String name;
    private final Optional<Neighbour> other;

    AffinityRemedy(AffinityRule rule, Findings findings) {
        this.rule = rule;
        this.findings = findings;
        this.name = rule.name(findings.request());
        this.other = rule.find(findings.request(), findings.snapshot());
    }

    /**
     * In words.
     *
     * @param strays zones with replicas that break the term, by name; none where replicas only wait for it
     * @param domains the zones, or regions, of the other placement
     */
    String words(List<String> strays, Set<String> domains) {
        Remedies ways = Remedies.outOf(ViolationType.AffinityNotSatisfied, findings, findings.isCause(rule));
        String out = "take " + name + " out of spec.affinity." + rule.field();
        if (!strays.isEmpty()) {
            return ways.moves()
                    .say(rule.together() && domains.isEmpty() ? there() : recreate(domains))
                    .orOpenedAndUsed()
                    .say(out)
                    .or(out);
        }
        String soft = "set whenUnsatisfiable to ScheduleAnyway in spec.affinity." + rule.field();
        if (!rule.together() || !domains.isEmpty()) {
            return ways.provided()
                    .opened()
                    .say(softer() ? Optional.of(soft) : Optional.empty())
                    .orTogether(soft);
        }
        if (other.isEmpty()) {
            String alone = softer() ? "" : Remedies.NOT_ALONE;
            return mayExist() && !separated()
                    ? "create placement " + name + " for account "
                            + findings.request().account() + ", or take it out of spec.affinity.colocateWith" + alone
                    : out + alone;
        }
        if (!softer()) {
            return soft + Remedies.NOT_ALONE;
        }
        Turns turns = new Turns(rule, findings);
        if (!turns.inTurn()) {
            return separated() ? soft : coming(other.get()) + "; or " + soft;
        }
        return soft
                + (!turns.eachOther()
                        ? ", here or in one that waits in turn, so that one of them can go first"
                        : turns.otherCouldGoFirst()
                                ? ", here or in " + name + ", so that one of the two can go first"
                                : ", so that this placement can go before " + name);
    }

    /** What is to become of the other placement, which has no replica. */
    private String coming(Neighbour found) {
        if (Integer.valueOf(0).equals(found.spec().replicas())) {
            return "scale up " + name;
        }
        return Boolean.TRUE.equals(found.spec().suspend())
                ? "set spec.suspend of " + name + " to false"
                : "nothing to do once " + name + " is placed";
    }

    /** How the other placement may come to where the replicas are; empty where there can be none of this account. */
    private Optional<String> there() {
        if (other.isPresent()) {
            return Optional.of("have " + name + " placed where the replicas are");
        }
        return mayExist() && apart().findAny().isEmpty()
                ? Optional.of("create " + name + " where the replicas are")
                : Optional.empty();
    }

    /** Whether it can be created for this account, to be near: all that a labelled namespace holds is of its account. */
    private boolean mayExist() {
        String label =
                findings.snapshot().neighbours().accountLabel(rule.other().namespace());
        return label == null
                || label.isEmpty()
                || label.equals(findings.request().account());
    }

    /** The terms that keep the request away from the same placement. */
    private Stream<AffinityRule> apart() {
        return AffinityRule.all(findings.request()).stream()
                .filter(term -> !term.together() && term.hard() && term.other().equals(rule.other()));
    }

    /** Whether such a term contradicts this one: to be in another zone of the same region does not, if it has another. */
    private boolean separated() {
        return apart().anyMatch(term -> term.byRegion() || !rule.byRegion() || !besideIt());
    }

    private boolean besideIt() {
        return findings.regionsWithout(rule).stream()
                .anyMatch(region -> findings.snapshot().zonesOf(region).size() > 1);
    }

    /** Whether more would be placed, were all the terms soft that say this of the other placement. */
    private boolean softer() {
        return rule.soft(findings.rules(), rule.other(), findings.scene()).placed()
                > findings.assignment().total();
    }

    /** How to recreate the placement so that the term is kept, as deciding it from nothing shows; empty where it cannot be. */
    private Optional<String> recreate(Set<String> domains) {
        Anew anew = new Anew(findings, site -> rule.allows(site, domains));
        String again = "recreate the placement";
        String insisting = again + " with whenUnsatisfiable DoNotSchedule in spec.affinity." + rule.field();
        String where = " to have its replicas assigned "
                + (rule.together() ? "in " + Words.list(domains, "or") : "away from " + Words.list(domains));
        if (anew.helps(rule, rule)) {
            return Optional.of(again + where);
        }
        if (!rule.hard() && anew.helps(rule, rule.hardened())) {
            return Optional.of(insisting + where);
        }
        for (AffinityRule term : rule.hard() ? List.of(rule) : List.of(rule, rule.hardened())) {
            Optional<String> machines = anew.machines(rule, term)
                    .filter(lacking -> !lacking.isEmpty())
                    .map(lacking -> "provide "
                            + CapacityRule.words(lacking, findings.request().machineType()) + " and "
                            + (term.equals(rule) ? again : insisting) + where);
            if (machines.isPresent()) {
                return machines;
            }
        }
        return Optional.empty();
    }
}
