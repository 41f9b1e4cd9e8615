package dev.cpm.operator.placement.rules;

import dev.cpm.operator.placement.decide.Findings;
import dev.cpm.operator.placement.decide.Outcome;
import dev.cpm.operator.placement.decide.Placing;
import dev.cpm.operator.placement.decide.Rule;
import dev.cpm.operator.placement.decide.Scene;
import dev.cpm.operator.placement.decide.Site;
import dev.cpm.operator.placement.model.Assignment;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * What would come of recreating a placement: all its replicas decided from nothing, with the machines free that it has
 * now.
 */
final class Anew {
    private final Findings findings;
    private final Predicate<Site> good;

    /** Recreated so that replicas are only at sites that are good, and no fewer than now. */
    Anew(Findings findings, Predicate<Site> good) {
        this.findings = findings;
        this.good = good;
    }

    /** Whether it would come out good, with another rule in the place of one of its rules. */
    boolean helps(Rule rule, Rule other) {
        return outcome(rules(rule, other)).isPresent();
    }

    /** The machines that are lacking for it to come out good, by zone; empty where machines alone would not do. */
    Optional<SortedMap<String, Integer>> machines(Rule rule, Rule other) {
        List<Rule> rules = rules(rule, other);
        rules.remove(new CapacityRule());
        return outcome(rules).map(outcome -> {
            SortedMap<String, Integer> lacking = new TreeMap<>();
            List<Site> sites = outcome.scene().sites();
            for (int i = 0; i < sites.size(); i++) {
                int more = outcome.counts()[i] - sites.get(i).left();
                if (more > 0 && outcome.counts()[i] > 0) {
                    lacking.put(sites.get(i).name(), more);
                }
            }
            return lacking;
        });
    }

    /** Its rules, with another one in the place of one of them. */
    private List<Rule> rules(Rule rule, Rule other) {
        List<Rule> rules = new ArrayList<>(findings.rules());
        rules.set(rules.indexOf(rule), other);
        return rules;
    }

    private Optional<Outcome> outcome(List<Rule> rules) {
        if (findings.heldBack() != null) {
            return Optional.empty();
        }
        Scene scene = findings.scene().moved(Assignment.NONE);
        Outcome outcome = Placing.place(scene, rules, scene.request().replicas());
        boolean all = outcome.total() >= findings.assignment().total();
        for (int i = 0; i < outcome.counts().length; i++) {
            all &= outcome.counts()[i] == 0 || good.test(scene.sites().get(i));
        }
        return all ? Optional.of(outcome) : Optional.empty();
    }
}
