package dev.cpm.operator.page;

import dev.cpm.operator.view.LossRanking;
import dev.cpm.operator.view.PlaceLoss;
import dev.cpm.operator.words.LossWords;
import dev.cpm.operator.words.MapWords;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/** Which zones and regions nothing else can stand in for: what the loss of each would take, the worst first. */
final class LossPart {
    private static final int LISTED = 20;

    /**
     * Something that may be lost.
     *
     * @param id what the page calls it by
     */
    record What(String id, PlaceLoss place) {
        String name() {
            return place.isRegion() ? MapWords.region(place.name()) : place.name();
        }
    }

    private LossPart() {}

    /**
     * Of zones and regions; what names no region is in none that could be lost.
     *
     * @param unjudged what it is not known of, with any of them
     * @param namespace as in {@link About}
     */
    static String of(List<What> places, List<String> unjudged, String namespace) {
        List<What> all =
                places.stream().filter(what -> !what.place().name().isEmpty()).toList();
        Map<PlaceLoss, What> byPlace = new IdentityHashMap<>();
        all.forEach(what -> byPlace.put(what.place(), what));
        LossRanking ranking = LossRanking.of(all.stream().map(What::place).toList(), unjudged);
        List<PlaceLoss> bad = ranking.worst();
        String notJudged =
                unjudged.isEmpty() ? "" : "<p class=\"none\">" + Html.text(LossWords.notJudged(unjudged)) + "</p>\n";
        if (bad.isEmpty()) {
            return notJudged.isEmpty()
                    ? "<p>" + Html.text(LossWords.verdict(ranking, namespace)) + "</p>\n"
                    : notJudged;
        }
        StringBuilder out = new StringBuilder(notJudged).append("""
                <div class="wide" id="losses-table" tabindex="0" role="group" aria-label="What a loss would take"><table>
                <thead><tr><th scope="col">If it is lost</th><th scope="col" class="number">Down</th>\
                <th scope="col" class="number">Too few left</th><th scope="col" class="number">Go on</th>\
                <th scope="col" class="number">Load balancers cut off</th></tr></thead><tbody>
                """);
        bad.stream()
                .limit(LISTED)
                .forEach(place -> out.append("""
                <tr><th scope="row"><a href="#%1$s" data-lose>%2$s</a></th>%3$s%4$s%5$s%6$s</tr>
                """.formatted(
                                byPlace.get(place).id(),
                                Html.code(byPlace.get(place).name()),
                                number(place.down()),
                                number(place.below()),
                                number(place.survives()),
                                number(place.cutOff()))));
        out.append("</tbody></table></div>\n");
        if (bad.size() > LISTED) {
            out.append("<p class=\"none\">and %d more that something would not survive</p>\n"
                    .formatted(bad.size() - LISTED));
        }
        return out.toString();
    }

    private static String number(int number) {
        return "<td class=\"number%s\">%d</td>".formatted(number == 0 ? " zero" : "", number);
    }
}
