package dev.cpm.operator.words;

import dev.cpm.operator.view.Loss;
import dev.cpm.operator.view.Loss.Severity;
import dev.cpm.operator.view.LossRanking;
import dev.cpm.operator.view.PlaceLoss;
import java.util.ArrayList;
import java.util.List;

/** The sentences of a loss. */
public final class LossWords {
    private LossWords() {}

    /**
     * All of it in a sentence.
     *
     * @param lost the zone or region, by name
     * @param namespace the only one that was looked at; null: all were
     */
    public static String verdict(String lost, String namespace, Loss loss) {
        String scope = namespace == null ? "" : " of namespace " + namespace;
        int hit = loss.placements().size();
        if (hit == 0 && !loss.notJudged().isEmpty()) {
            return "It is not known what would be lost with " + lost + ".";
        }
        if (hit == 0) {
            return "Nothing" + scope + " would be lost with " + lost + ": it holds no replica" + scope + ".";
        }
        int down = loss.count(Severity.Down);
        int below = loss.count(Severity.Below);
        int cut = loss.cutOff();
        int none = loss.emptied();
        int survive = hit - down - below - none;
        List<String> parts = new ArrayList<>();
        if (down > 0) {
            parts.add(Plural.of(down, "placement") + " would be down");
        }
        if (below > 0) {
            parts.add((down > 0 ? String.valueOf(below) : Plural.of(below, "placement")) + " would have too few left");
        }
        if (survive > 0) {
            parts.add((parts.isEmpty() ? Plural.of(survive, "placement") : String.valueOf(survive))
                    + " would lose some and go on");
        }
        if (none > 0) {
            parts.add((parts.isEmpty() ? Plural.of(none, "placement") : String.valueOf(none))
                    + " would have none left, and need" + (none == 1 ? "s" : "") + " none");
        }
        if (cut > 0) {
            parts.add(Plural.of(cut, "load balancer") + " would have nothing behind " + (cut == 1 ? "it" : "them"));
        }
        int untouched = loss.untouched();
        return "If " + lost + " were lost now: " + String.join(", ", parts)
                + (untouched == 0
                        ? "."
                        : "; " + Plural.of(untouched, "placement") + (untouched == 1 ? " has" : " have")
                                + " no replica there.");
    }

    /** Of what nothing is known, where that is anything. */
    public static String notJudged(List<String> objects) {
        boolean one = objects.size() == 1;
        return "Not judged, since " + (one ? "it has a mistake, is" : "they have mistakes, are")
                + " not answered yet, or " + (one ? "is" : "are") + " in a zone whose state could not be read: "
                + Names.list(objects) + ".";
    }

    /**
     * Which zones and regions nothing else can stand in for, in a sentence.
     *
     * @param namespace the only one that was looked at; null: all were
     */
    public static String verdict(LossRanking ranking, String namespace) {
        String scope = namespace == null ? "" : " of namespace " + namespace;
        if (ranking.empty()) {
            return ranking.notJudged().isEmpty()
                    ? "Nothing" + scope + " is placed, so nothing would be lost."
                    : "It is not known what would be lost with any zone or region.";
        } else if (!ranking.broken() && !ranking.notJudged().isEmpty()) {
            return "Of what could be judged, all goes on whichever zone or region is lost.";
        } else if (!ranking.broken()) {
            return "Whichever zone or region is lost, every placement" + scope
                    + " that has replicas keeps as many as it" + " needs, and every load balancer something behind it.";
        }
        String zones = needed(ranking, false);
        String regions = needed(ranking, true);
        return zones + (zones.isEmpty() || regions.isEmpty() ? "" : " and ") + regions + " cannot be lost without harm"
                + (namespace == null ? "" : " to namespace " + namespace)
                + (zones.isEmpty() && ranking.notJudged().isEmpty() ? "; any one zone can." : ".");
    }

    /** Those that cannot be lost: "3 of 9 zones"; empty where all can. */
    private static String needed(LossRanking ranking, boolean regions) {
        List<PlaceLoss> all = ranking.places().stream()
                .filter(place -> place.isRegion() == regions)
                .toList();
        long needed = all.stream().filter(place -> place.loss().broken()).count();
        return needed == 0 ? "" : needed + " of " + Plural.of(all.size(), regions ? "region" : "zone");
    }

    /**
     * What has to be so for a placement to go on after the loss of any one zone, or of any one region: what is certain
     * whatever else there is.
     */
    public static String survival(Loss.Hit hit, boolean zone) {
        String place = zone ? "zone" : "region";
        int spare = hit.replicas() - hit.needed();
        if (spare < 0) {
            return "minAvailable asks for more than spec.replicas has: scale up, or lower it";
        } else if (hit.replicas() <= 1) {
            return "a single replica is always lost with its " + place + "; 3 in three " + place
                    + "s keep a quorum, and 2 in two keep one, which is enough with minAvailable 1";
        } else if (hit.lostBefore() > 0 && hit.held() >= hit.needed() && hit.lost() <= spare) {
            return hit.lostBefore() + " of its replicas " + (hit.lostBefore() == 1 ? "is" : "are")
                    + " in a zone that is Unavailable: first replace those, or have that zone back";
        } else if (hit.held() < hit.needed() || hit.lost() <= spare) {
            return "it has " + hit.held() + " of " + hit.replicas() + " now, and needs " + hit.needed()
                    + ": first those without a zone need one";
        } else if (spare == 0 && !hit.asked()) {
            return "a quorum of 2 is both of them; of 3 replicas in three " + place + "s one may be lost";
        } else if (spare == 0) {
            return "minAvailable leaves none to lose: lower spec.availability.minAvailable";
        }
        return "no more than " + spare + " of its " + hit.replicas() + " replicas in any one " + place
                + ", which takes " + (hit.replicas() + spare - 1) / spare + " " + place + "s";
    }

    /** What becomes of a placement: "down", "no quorum; replaced elsewhere if it can be". */
    public static String then(Loss.Hit hit) {
        String what = switch (hit.severity()) {
            case Down -> "down";
            case Below -> hit.asked() ? "below minAvailable" : "no quorum";
            case Survives ->
                hit.left() > 0 ? "goes on" : hit.replicas() == 0 ? "none wanted" : "none left, as minAvailable allows";
        };
        boolean already = hit.severity() == Severity.Below && hit.held() - hit.lostBefore() < hit.needed();
        return what
                + (already ? ", as it is now" : "")
                + down(hit.lostBefore())
                + (hit.replaced() ? "; replaced elsewhere if it can be" : "")
                + (hit.deletion() != null ? "; is being deleted" : "");
    }

    /** Of what is lost before: "; 3 more are in a zone that is Unavailable". */
    private static String down(int replicas) {
        return replicas == 0
                ? ""
                : "; " + replicas + " more " + (replicas == 1 ? "is" : "are") + " in a zone that is Unavailable";
    }

    /** How many replicas of a placement have to be left: "3", "2 (quorum)". */
    public static String needs(Loss.Hit hit) {
        return hit.needed() + (hit.asked() ? "" : " (quorum)");
    }

    /** How many replicas a load balancer loses: "3 of 3 replicas". */
    public static String loses(Loss.CutOff cut) {
        return cut.lost() + " of " + Plural.of(cut.backends(), "replica");
    }

    /** What becomes of a load balancer. */
    public static String then(Loss.CutOff cut) {
        return (cut.everything() ? "nothing behind it" : "goes on") + down(cut.lostBefore());
    }
}
