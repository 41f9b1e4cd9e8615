package dev.cpm.operator.placement.status;

import dev.cpm.operator.placement.decide.Findings;
import dev.cpm.operator.placement.decide.Outcome;
import dev.cpm.operator.placement.decide.Placing;
import dev.cpm.operator.placement.decide.Scene;
import dev.cpm.operator.placement.decide.SkewReport;
import dev.cpm.operator.placement.model.Assignment;
import dev.cpm.operator.placement.model.Request.Spread;
import dev.cpm.operator.placement.model.Words;
import java.util.List;

/**
 * Whether the skew over zones is the best that the placed replicas could have, and why it is no better.
 *
 * @param words the answer as the end of a sentence; empty where there is nothing to say
 * @param certain whether it stays true whatever machines come and go
 */
public record Evenness(String words, boolean certain) {
    private static final Evenness NOTHING_TO_SAY = new Evenness("", true);

    public static Evenness of(Findings findings) {
        Spread spread = findings.request().zoneSpread();
        SkewReport now = SkewReport.of(findings.outcome(), spread);
        int total = findings.assignment().total();
        int zones = now.eligibleDomains();
        if (total < 2 || zones < 2 || findings.unplaced() > 0 || findings.heldBack() != null) {
            return NOTHING_TO_SAY;
        }
        if (now.skew() == 0) {
            return new Evenness("the replicas are spread evenly", true);
        }
        String skew = "skew " + now.skew() + " over zones";
        if (now.skew() == 1 && total % zones != 0) {
            // Without the number of zones: else each that opens would change the status of those who are not in it.
            return new Evenness(skew + " is the best possible for " + total + " replicas", true);
        }
        SkewReport anew = anew(findings, spread);
        if (anew.most() == 0) {
            return new Evenness(skew + ", and placed anew not all replicas would find a zone", false);
        }
        if (anew.skew() > now.skew()) {
            return new Evenness(skew + ", and placed anew it would be " + anew.skew(), false);
        }
        return new Evenness(
                anew.skew() == now.skew()
                        ? skew + " is the best possible" + why(now)
                        : skew + " could be " + anew.skew() + " if replicas moved, which they do not by themselves",
                false);
    }

    /** The skew if all replicas were placed anew; one without replicas if not as many found a place. */
    private static SkewReport anew(Findings findings, Spread spread) {
        Scene scene = findings.scene().moved(Assignment.NONE);
        int total = findings.assignment().total();
        Outcome outcome = Placing.place(scene, findings.rules(), total);
        return SkewReport.of(outcome.total() == total ? outcome : Placing.place(scene, findings.rules(), 0), spread);
    }

    private static String why(SkewReport now) {
        List<String> full = now.fewestWithoutRoom();
        if (full.isEmpty()) {
            return "";
        }
        String type = now.outcome().scene().request().machineType();
        return ", since " + Words.list(full) + (full.size() == 1 ? " has" : " have") + " no more free " + type;
    }
}
