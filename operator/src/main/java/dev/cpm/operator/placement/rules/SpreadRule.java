package dev.cpm.operator.placement.rules;

import dev.cpm.operator.api.BlockerReason;
import dev.cpm.operator.api.Severity;
import dev.cpm.operator.api.ViolationType;
import dev.cpm.operator.placement.decide.Alternative;
import dev.cpm.operator.placement.decide.Breach;
import dev.cpm.operator.placement.decide.Findings;
import dev.cpm.operator.placement.decide.Outcome;
import dev.cpm.operator.placement.decide.Refusal;
import dev.cpm.operator.placement.decide.Rule;
import dev.cpm.operator.placement.decide.Shape;
import dev.cpm.operator.placement.decide.SkewReport;
import dev.cpm.operator.placement.fill.Bound;
import dev.cpm.operator.placement.fill.Wish;
import dev.cpm.operator.placement.model.Request;
import dev.cpm.operator.placement.model.Request.Spread;
import dev.cpm.operator.placement.model.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.stream.Stream;

/**
 * One topology spread constraint. Rule 5: "Skew of a constraint = most replicas of the placement in any domain − fewest
 * in any eligible domain (0 when there are fewer eligible domains than minDomains, or, under capacityPolicy: Honor,
 * fewest among eligible domains with a free machine). DoNotSchedule bounds it for every new replica; ScheduleAnyway
 * reports it."
 */
record SpreadRule(Spread spread) implements Rule {

    /** The rules of a request: one for each of its constraints. */
    static void add(Request request, Consumer<Rule> rules) {
        request.spreads().forEach(spread -> rules.accept(new SpreadRule(spread)));
    }

    @Override
    public void shape(Shape shape) {
        boolean tooFew = tooFew(shape.eligibleDomains(spread.overRegions()));
        Bound bound = bound(tooFew);
        if (spread.hard()) {
            shape.bound(bound);
        }
        shape.wish(new Wish.Skew(spread.hard(), bound.forEveryone()));
        if (spread.overRegions()) {
            shape.evenRegions();
        }
        if (tooFew) {
            shape.broken(spread.hard());
        }
    }

    private boolean tooFew(int eligibleDomains) {
        return eligibleDomains < spread.minDomains();
    }

    private Bound bound(boolean zeroMinimum) {
        Bound.Level level = spread.overRegions() ? Bound.Level.GROUP : Bound.Level.SLOT;
        return new Bound(level, spread.maxSkew(), zeroMinimum, spread.honorCapacity(), false);
    }

    @Override
    public IntFunction<Optional<Refusal>> limits(Outcome outcome) {
        SkewReport skew = report(outcome);
        return site -> limit(site, skew);
    }

    private Optional<Refusal> limit(int site, SkewReport skew) {
        String domain = skew.domainOf(site);
        int next = skew.count(domain) + 1;
        if (!spread.hard() || next - skew.fewest() <= spread.maxSkew()) {
            return Optional.empty();
        }
        return Optional.of(new Refusal(
                BlockerReason.MaxSkewExceeded,
                "one more in " + domain + " would make " + next + " against " + skew.fewest() + fewest(skew) + ": skew "
                        + (next - skew.fewest()) + ", maxSkew is " + spread.maxSkew()));
    }

    /** Where the fewest replicas are, or why that counts as 0. */
    private String fewest(SkewReport skew) {
        return skew.fewestIn().isEmpty()
                ? " (fewer than the " + spread.minDomains() + " " + spread.domains()
                        + " of minDomains can take replicas)"
                : " in " + Words.list(skew.fewestIn());
    }

    @Override
    public boolean canLeaveUnplaced() {
        return spread.hard();
    }

    @Override
    public Stream<Alternative> alternatives(Findings findings) {
        if (!spread.hard()) {
            return Stream.empty();
        }
        String over = over(findings);
        Stream<Alternative> honor = spread.honorCapacity() ? Stream.empty() : Stream.of(honoring(findings));
        int eligible = report(findings.outcome()).eligibleDomains();
        Stream<Alternative> domains = tooFew(eligible)
                ? Stream.of(with(
                        "minDomains " + Math.max(1, eligible) + over,
                        spread.withMinDomains(Math.max(1, eligible)),
                        findings))
                : Stream.empty();
        Stream<Alternative> skews = largerSkew(findings).stream().mapToObj(skew -> larger(skew, findings));
        return Stream.of(skews, honor, domains).flatMap(changes -> changes);
    }

    /** The smallest maxSkew that places more. */
    private OptionalInt largerSkew(Findings findings) {
        return Alternative.smallest(
                spread.maxSkew() + 1, findings.request().replicas(), findings, skew -> larger(skew, findings));
    }

    private Alternative larger(int maxSkew, Findings findings) {
        return with("maxSkew " + maxSkew + over(findings), spread.withMaxSkew(maxSkew), findings);
    }

    private Alternative honoring(Findings findings) {
        return with("capacityPolicy Honor" + over(findings), spread.honoringCapacity(), findings);
    }

    /** Says which constraint is meant where there are several. */
    private String over(Findings findings) {
        return findings.request().spreads().size() > 1 ? " over " + spread.domains() : "";
    }

    private Alternative with(String words, Spread changed, Findings findings) {
        return Alternative.instead(words, findings, this, new SpreadRule(changed));
    }

    private SkewReport report(Outcome outcome) {
        return SkewReport.of(outcome, spread);
    }

    @Override
    public Stream<Breach> judge(Findings findings) {
        SkewReport skew = report(findings.outcome());
        return Stream.concat(insufficientZones(findings, skew), skewExceeded(findings, skew));
    }

    private Severity severity() {
        return spread.hard() ? Severity.Error : Severity.Warning;
    }

    /** {@code InsufficientZones}: "fewer eligible domains than minDomains". */
    private Stream<Breach> insufficientZones(Findings findings, SkewReport skew) {
        if (!tooFew(skew.eligibleDomains())) {
            return Stream.empty();
        }
        return Stream.of(Breach.of(
                ViolationType.InsufficientZones,
                severity(),
                "only " + skew.eligibleDomains() + " of the " + spread.minDomains() + " " + spread.domains()
                        + " that minDomains asks for can take replicas",
                () -> moreDomains(findings, skew.eligibleDomains()),
                skew.eligibleZones(),
                skew.eligibleRegions()));
    }

    /** {@code SkewExceeded}: "skew of the assignment above maxSkew, or replicas unplaced because of it". */
    private Stream<Breach> skewExceeded(Findings findings, SkewReport skew) {
        boolean broken = skew.skew() > spread.maxSkew();
        boolean cause = findings.isCause(this);
        if (!broken && !cause) {
            return Stream.empty();
        }
        List<String> said = new ArrayList<>();
        List<String> fullest = skew.fullestDomains();
        if (broken) {
            said.add("skew over " + spread.domains() + " is " + skew.skew() + ", maxSkew is " + spread.maxSkew() + ": "
                    + skew.most() + " in " + Words.list(fullest) + ", " + skew.fewest() + fewest(skew));
        }
        if (cause) {
            said.add(Words.replicasAre(findings.heldBackBy(this)) + " held back by maxSkew " + spread.maxSkew()
                    + " over " + spread.domains() + (broken ? "" : waiting(skew)));
        }
        return Stream.of(Breach.of(
                ViolationType.SkewExceeded,
                severity(),
                String.join("; ", said),
                () -> remedy(findings, skew, broken, cause),
                spread.overRegions() ? List.of() : fullest,
                spread.overRegions() ? fullest : skew.regionsOf(fullest)));
    }

    private String waiting(SkewReport skew) {
        if (skew.fewestIn().isEmpty()) {
            return ": the fewest replicas count as 0" + fewest(skew);
        }
        String have = skew.fewestIn().size() == 1 ? " has " : " have ";
        boolean full = skew.fewestWithoutRoom().size() == skew.fewestIn().size();
        return ": " + Words.list(skew.fewestIn()) + have + skew.fewest() + (full ? " and no room for more" : "");
    }

    private String moreDomains(Findings findings, int eligible) {
        Remedies ways =
                Remedies.outOf(ViolationType.InsufficientZones, findings).opened();
        return (eligible == 0 ? ways : ways.say("lower minDomains to " + eligible))
                .or("mend first what closes all " + spread.domains() + " to new replicas");
    }

    private String remedy(Findings findings, SkewReport skew, boolean broken, boolean cause) {
        Remedies ways = Remedies.outOf(ViolationType.SkewExceeded, findings, cause);
        List<String> full = skew.fewestWithoutRoom();
        if (cause && !full.isEmpty()) {
            ways.provided();
        } else if (broken && full.isEmpty() && !skew.fewestIn().isEmpty()) {
            ways.growing(skew.shortOf(spread.maxSkew()), skew.fewestIn());
        }
        if (broken && !cause) {
            ways.moves();
        }
        OptionalInt larger = cause ? largerSkew(findings) : OptionalInt.empty();
        int enough = Math.max(larger.orElse(spread.maxSkew() + 1), broken ? skew.skew() : 0);
        if (broken || larger.isPresent()) {
            ways.say(raise(enough, findings)
                    + (larger.isEmpty()
                            ? ""
                            : ", which places " + larger(enough, findings).placed() + " of "
                                    + findings.request().replicas()));
        }
        if (cause
                && !spread.honorCapacity()
                && honoring(findings).placed() > findings.assignment().total()) {
            ways.say("set capacityPolicy to Honor, so that full " + spread.domains()
                    + " no longer hold the others back");
        }
        return ways.orTogether("raise maxSkew");
    }

    private static String raise(int maxSkew, Findings findings) {
        return findings.request().spec().topologySpreadConstraints().isEmpty()
                ? "ask for maxSkew " + maxSkew + " in spec.topologySpreadConstraints, without which it is 1"
                : "raise maxSkew to " + maxSkew;
    }
}
