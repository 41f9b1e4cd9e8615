package dev.cpm.operator.page;

import dev.cpm.operator.view.Loss;
import dev.cpm.operator.view.Loss.Severity;
import dev.cpm.operator.words.LossWords;
import java.util.Comparator;
import java.util.List;

/** Which zones and regions nothing else can stand in for: what the loss of each would take, the worst first. */
final class LossPart {
    private static final int LISTED = 20;

    private static final Comparator<What> WORST_FIRST = Comparator.comparing(
                    (What what) -> -what.loss().count(Severity.Down))
            .thenComparing(what -> -what.loss().count(Severity.Below))
            .thenComparing(what -> -what.cut())
            .thenComparing(What::name);

    /**
     * Something that may be lost.
     *
     * @param id what the page calls it by
     */
    record What(String id, String name, Loss loss) {
        boolean isRegion() {
            return id.startsWith("r");
        }

        /** How many load balancers have nothing behind them then. */
        long cut() {
            return loss.loadBalancers().stream().filter(Loss.CutOff::everything).count();
        }
    }

    private LossPart() {}

    static String of(List<What> all) {
        List<What> bad = all.stream()
                .filter(what -> what.loss().broken() && !sameAsOneZone(what, all))
                .sorted(WORST_FIRST)
                .toList();
        String notJudged = all.stream()
                .map(What::loss)
                .filter(loss -> !loss.notJudged().isEmpty())
                .findFirst()
                .map(loss -> "<p class=\"none\">" + Html.text(LossWords.notJudged(loss)) + "</p>\n")
                .orElse("");
        if (bad.isEmpty() && !notJudged.isEmpty()) {
            return notJudged;
        }
        if (all.stream().allMatch(what -> what.loss().placements().isEmpty())) {
            return "<p>Nothing is placed, so nothing would be lost.</p>\n";
        }
        if (bad.isEmpty()) {
            return "<p>Whichever one of them is lost, every placement that has replicas keeps as many as it needs, and every load"
                    + " balancer something behind it.</p>\n";
        }
        StringBuilder out = new StringBuilder(notJudged).append("""
                <div class="wide" id="losses-table" tabindex="0" role="group" aria-label="What a loss would take"><table>
                <thead><tr><th scope="col">If it is lost</th><th scope="col" class="number">Down</th>\
                <th scope="col" class="number">Too few left</th><th scope="col" class="number">Go on</th>\
                <th scope="col" class="number">Load balancers cut off</th></tr></thead><tbody>
                """);
        bad.stream()
                .limit(LISTED)
                .forEach(what -> out.append("""
                <tr><th scope="row"><a href="#%1$s" data-lose>%2$s</a></th>%3$s%4$s%5$s%6$s</tr>
                """.formatted(
                                what.id(),
                                Html.code(what.name()),
                                number(what.loss().count(Severity.Down)),
                                number(what.loss().count(Severity.Below)),
                                number(what.loss().count(Severity.Survives)),
                                number(what.cut()))));
        out.append("</tbody></table></div>\n");
        if (bad.size() > LISTED) {
            out.append("<p class=\"none\">and %d more that something would not survive</p>\n"
                    .formatted(bad.size() - LISTED));
        }
        return out.toString();
    }

    /** The loss of a region in which one zone holds all is told with that zone. */
    private static boolean sameAsOneZone(What what, List<What> all) {
        return what.isRegion()
                && all.stream()
                        .filter(other -> !other.isRegion())
                        .filter(other ->
                                what.loss().zones().containsAll(other.loss().zones()))
                        .anyMatch(other ->
                                other.loss().placements().equals(what.loss().placements())
                                        && other.loss()
                                                .loadBalancers()
                                                .equals(what.loss().loadBalancers()));
    }

    private static String number(long number) {
        return "<td class=\"number%s\">%d</td>".formatted(number == 0 ? " zero" : "", number);
    }
}
