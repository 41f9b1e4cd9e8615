package dev.cpm.operator.placement;

import com.google.ortools.sat.BoolVar;
import com.google.ortools.sat.CpModel;
import com.google.ortools.sat.IntVar;
import com.google.ortools.sat.LinearExpr;
import com.google.ortools.sat.LinearExprBuilder;
import com.google.ortools.sat.Literal;
import dev.cpm.operator.api.PlacementSpec.TopologySpreadConstraint;
import dev.cpm.operator.api.PlacementSpec.TopologySpreadConstraint.CapacityPolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** The rules of one request over given eligible zones, as constraints on the final count of each zone. */
final class CpSatModel {
    private static final int MORE_THAN_ANY = 100_000;

    private final CpModel model = new CpModel();
    private final PlainRules rules;
    private final PlainZones zones;
    private final boolean[] eligible;
    private final List<IntVar> counts = new ArrayList<>();
    private final LinearExprBuilder errors = LinearExpr.newBuilder();
    private final LinearExprBuilder warnings = LinearExpr.newBuilder();
    private final int[] most;

    CpSatModel(PlainRules rules, boolean[] eligible, int wanted) {
        this.rules = rules;
        this.zones = rules.zones();
        this.eligible = eligible;
        this.most = new int[eligible.length];
        for (int z = 0; z < eligible.length; z++) {
            int held = zones.held()[z];
            int room = eligible[z] ? Math.min(wanted, zones.free()[z]) : 0;
            most[z] = Math.max(held, Math.min(held + room, rules.cap()));
            counts.add(model.newIntVar(held, most[z], zones.names().get(z)));
        }
        model.addLessOrEqual(placed(), IntStream.of(zones.held()).sum() + wanted);
        rules.spreads().forEach(this::spread);
        if (rules.minAvailable() > 0) {
            survive(rules.minAvailable(), rules.hardAvailability() ? errors : warnings, false);
        }
        survive(1, warnings, true);
        zones.softTerms().forEach(this::affinity);
    }

    CpModel model() {
        return model;
    }

    List<IntVar> zones() {
        return counts;
    }

    LinearExpr placed() {
        return LinearExpr.sum(counts.toArray(IntVar[]::new));
    }

    LinearExpr errors() {
        return errors.build();
    }

    LinearExpr warnings() {
        return warnings.build();
    }

    boolean evenRegions() {
        return rules.spreads().stream().anyMatch(PlainRules::overRegions);
    }

    boolean canGrow(int zone) {
        return most[zone] > zones.held()[zone];
    }

    List<LinearExpr> zoneCounts() {
        return counts.stream()
                .map(count -> LinearExpr.newBuilder().add(count).build())
                .toList();
    }

    List<LinearExpr> regionCounts() {
        return regions().mapToObj(region -> sum(true, region)).toList();
    }

    int[] regionTotals(int[] given) {
        int[] sums = zones.perRegion(given);
        return regions().map(region -> sums[region]).toArray();
    }

    private IntStream regions() {
        return IntStream.of(zones.regionOf()).distinct();
    }

    /** The zones of a domain: of a region, or one zone. */
    private IntStream members(boolean overRegions, int domain) {
        return overRegions
                ? IntStream.range(0, eligible.length).filter(z -> zones.regionOf()[z] == domain)
                : IntStream.of(domain);
    }

    private LinearExpr sum(boolean overRegions, int domain) {
        return LinearExpr.sum(members(overRegions, domain).mapToObj(counts::get).toArray(IntVar[]::new));
    }

    /** Rule 5. {@code fewest} may be anything up to the global minimum; the larger, the more is allowed. */
    private void spread(TopologySpreadConstraint c) {
        boolean overRegions = PlainRules.overRegions(c);
        int[] domains = overRegions
                ? regions().toArray()
                : IntStream.range(0, eligible.length).toArray();
        boolean tooFew = rules.tooFew(c, eligible);
        IntVar fewest = model.newIntVar(0, tooFew ? 0 : MORE_THAN_ANY, "fewest");
        BoolVar broken = model.newBoolVar("broken");
        boolean hard = PlainRules.hard(c.whenUnsatisfiable());
        for (int domain : domains) {
            LinearExpr count = sum(overRegions, domain);
            int[] open = members(overRegions, domain).filter(z -> eligible[z]).toArray();
            if (open.length > 0) {
                counts(count, open, c.capacityPolicy() == CapacityPolicy.Honor, fewest);
            }
            LinearExpr skew =
                    LinearExpr.newBuilder().add(count).addTerm(fewest, -1).build();
            if (hard) {
                BoolVar receives = model.newBoolVar("receives");
                int held =
                        members(overRegions, domain).map(z -> zones.held()[z]).sum();
                model.addLessOrEqual(count, held).onlyEnforceIf(receives.not());
                model.addLessOrEqual(skew, PlainRules.maxSkew(c)).onlyEnforceIf(receives);
            }
            model.addLessOrEqual(skew, PlainRules.maxSkew(c)).onlyEnforceIf(broken.not());
        }
        (hard ? errors : warnings).add(broken).add(tooFew ? 1 : 0);
    }

    /** The domain counts for the global minimum; under Honor, unless every zone that may take replicas is full. */
    private void counts(LinearExpr count, int[] open, boolean honor, IntVar fewest) {
        boolean canBeFull = IntStream.of(open).allMatch(z -> most[z] >= zones.held()[z] + zones.free()[z]);
        if (!honor || !canBeFull) {
            model.addLessOrEqual(fewest, count);
            return;
        }
        BoolVar full = model.newBoolVar("full");
        model.addLessOrEqual(fewest, count).onlyEnforceIf(full.not());
        for (int z : open) {
            model.addEquality(counts.get(z), most[z]).onlyEnforceIf(full);
        }
    }

    /** No replica is in a zone that does not keep the term. */
    private void affinity(boolean[] keeps) {
        BoolVar broken = model.newBoolVar("apart");
        for (int z = 0; z < keeps.length; z++) {
            if (!keeps[z]) {
                model.addEquality(counts.get(z), 0).onlyEnforceIf(broken.not());
            }
        }
        warnings.add(broken);
    }

    /** Whichever zone is lost, so many remain; {@code orOne}: or there is one replica at most. */
    private void survive(int remaining, LinearExprBuilder severity, boolean orOne) {
        BoolVar broken = model.newBoolVar("lost");
        BoolVar one = model.newBoolVar("one");
        model.addLessOrEqual(placed(), 1).onlyEnforceIf(one);
        for (IntVar count : counts) {
            LinearExpr rest =
                    LinearExpr.newBuilder().add(placed()).addTerm(count, -1).build();
            if (orOne) {
                model.addGreaterOrEqual(rest, remaining).onlyEnforceIf(new Literal[] {broken.not(), one.not()});
            } else {
                model.addGreaterOrEqual(rest, remaining).onlyEnforceIf(broken.not());
            }
        }
        severity.add(broken);
    }
}
