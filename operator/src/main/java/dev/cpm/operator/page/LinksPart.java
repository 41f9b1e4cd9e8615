package dev.cpm.operator.page;

import dev.cpm.operator.api.InterconnectState;
import dev.cpm.operator.view.Topology;
import dev.cpm.operator.words.Names;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** Which regions are joined, and for whom: as arcs where there are few, and as a table. */
final class LinksPart {
    private static final int DRAWN = 8;
    private static final int ACROSS = 150;
    private static final int RISE = 34;
    private static final int LABEL = 20;

    /** The accounts for which two regions are joined in the same state. */
    private record Joint(String a, String b, InterconnectState state, List<String> accounts) {}

    private final List<Joint> joints;
    private final List<String> regions;

    private LinksPart(Topology topology) {
        Map<String, Joint> all = new LinkedHashMap<>();
        topology.links()
                .forEach(link -> all.computeIfAbsent(
                                link.a() + " " + link.b() + " " + link.state(),
                                j -> new Joint(link.a(), link.b(), link.state(), new ArrayList<>()))
                        .accounts()
                        .add(link.account()));
        joints = List.copyOf(all.values());
        regions = joints.stream()
                .flatMap(joint -> Stream.of(joint.a(), joint.b()))
                .distinct()
                .sorted()
                .toList();
    }

    static String of(Topology topology) {
        if (!topology.linksRead()) {
            return "<p class=\"none\">The interconnects could not be read.</p>\n";
        }
        LinksPart part = new LinksPart(topology);
        return part.joints.isEmpty()
                ? "<p class=\"none\">No two regions are joined.</p>\n"
                : (part.regions.size() <= DRAWN ? part.drawing() : "") + part.table();
    }

    private String table() {
        StringBuilder out = new StringBuilder("""
                <div class="wide" id="links-table" tabindex="0" role="group" aria-label="Interconnects"><table>
                <thead><tr><th scope="col">Regions</th><th scope="col">State</th><th scope="col">For account</th></tr>\
                </thead><tbody>
                """);
        joints.forEach(joint -> out.append("<tr><th scope=\"row\">%s – %s</th><td>%s</td><td>%s</td></tr>\n"
                .formatted(
                        Html.code(joint.a()),
                        Html.code(joint.b()),
                        (joint.state() == InterconnectState.Active ? Tone.GOOD : Tone.WAITING)
                                .badge(joint.state().name()),
                        Html.name(Names.list(joint.accounts())))));
        return out.append("</tbody></table></div>\n").toString();
    }

    /** For the eye only: the table says the same. */
    private String drawing() {
        int far = joints.stream().mapToInt(this::distance).max().orElse(1);
        int most = joints.stream()
                .mapToInt(joint -> between(joint).indexOf(joint))
                .max()
                .orElse(0);
        int base = RISE * (far + most) + LABEL;
        int width = ACROSS * regions.size();
        StringBuilder out = new StringBuilder(
                "<svg class=\"arcs\" viewBox=\"0 0 %1$d %2$d\" width=\"%1$d\" height=\"%2$d\" aria-hidden=\"true\">\n"
                        .formatted(width, base + 34));
        joints.forEach(joint -> arc(out, joint, base));
        for (int i = 0; i < regions.size(); i++) {
            out.append(
                    "<circle cx=\"%1$d\" cy=\"%2$d\" r=\"5\"/><text class=\"end\" x=\"%1$d\" y=\"%3$d\">%4$s</text>\n"
                            .formatted(x(i), base, base + 24, Html.text(shortened(regions.get(i)))));
        }
        return out.append("</svg>\n").toString();
    }

    private void arc(StringBuilder out, Joint joint, int base) {
        int a = x(regions.indexOf(joint.a()));
        int b = x(regions.indexOf(joint.b()));
        int top = base - RISE * (distance(joint) + between(joint).indexOf(joint));
        int middle = (a + b) / 2;
        out.append("<path class=\"arc %1$s\" d=\"M%2$d %3$dC%2$d %4$d %5$d %4$d %5$d %3$d\"/>"
                .formatted(joint.state().name().toLowerCase(Locale.ROOT), a, base, top - RISE / 3, b));
        int label = top + (base - top) / 4 - RISE / 4 - 6;
        String who = joint.accounts().size() == 1
                ? joint.accounts().get(0)
                : joint.accounts().size() + " accounts";
        out.append("<text x=\"%d\" y=\"%d\">%s</text>\n"
                .formatted(
                        middle,
                        label,
                        Html.text(shortened(who)
                                + (joint.state() == InterconnectState.Active
                                        ? ""
                                        : ", " + joint.state().name()))));
    }

    private List<Joint> between(Joint joint) {
        return joints.stream()
                .filter(other -> other.a().equals(joint.a()) && other.b().equals(joint.b()))
                .toList();
    }

    private int distance(Joint joint) {
        return Math.max(1, Math.abs(regions.indexOf(joint.b()) - regions.indexOf(joint.a())));
    }

    private static int x(int i) {
        return ACROSS / 2 + ACROSS * i;
    }

    private static String shortened(String name) {
        int points = name.codePointCount(0, name.length());
        return points <= LABEL ? name : name.substring(0, name.offsetByCodePoints(0, LABEL - 1)) + "…";
    }
}
