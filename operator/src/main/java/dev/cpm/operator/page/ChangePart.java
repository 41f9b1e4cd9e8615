package dev.cpm.operator.page;

import dev.cpm.operator.view.Change;
import dev.cpm.operator.view.Change.Broken;
import dev.cpm.operator.view.Change.Kind;
import dev.cpm.operator.view.Change.Taken;
import dev.cpm.operator.words.ChangeWords;
import dev.cpm.operator.words.Plural;
import dev.cpm.operator.words.Remark;
import java.util.List;

/** What manifests change, in words: each object that differs, those that get worse first; then the machines. */
final class ChangePart {
    private static final int LISTED = 100;

    private ChangePart() {}

    /** Nothing where nothing was compared. */
    static String of(Change change) {
        if (change == null) {
            return "";
        }
        StringBuilder out = new StringBuilder("""
                <section class="card changes" aria-labelledby="changes"><h2 id="changes">What changes</h2>
                <p class="says">%s</p>
                """.formatted(Html.text(ChangeWords.verdict(change))));
        if (!change.catalogue().isEmpty()) {
            out.append("<ul class=\"edits\" role=\"list\">\n");
            change.catalogue()
                    .forEach(edit -> out.append("<li>%s %s%s%s</li>\n"
                            .formatted(
                                    sign(edit.kind()),
                                    Html.code(edit.title()),
                                    edit.differences().isEmpty()
                                            ? ""
                                            : " " + Html.text(String.join(", ", edit.differences())),
                                    edit.deletion() == null
                                            ? ""
                                            : "<p>" + Html.text(ChangeWords.deletion(edit)) + ".</p>")));
            out.append("</ul>\n");
        }
        objects(out, "", change.placements());
        objects(out, "Load balancer ", change.loadBalancers());
        machines(out, change.machines());
        return out.append("</section>\n").toString();
    }

    private static void objects(StringBuilder out, String kind, List<Change.ObjectChange> objects) {
        if (objects.isEmpty()) {
            return;
        }
        out.append("<ul class=\"edits\" role=\"list\">\n");
        objects.stream().limit(LISTED).forEach(of -> out.append(object(kind, of)));
        if (objects.size() > LISTED) {
            out.append("<li class=\"none\">and %s</li>\n".formatted(Plural.of(objects.size() - LISTED, "more object")));
        }
        out.append("</ul>\n");
    }

    private static String object(String kind, Change.ObjectChange of) {
        String summary = ChangeWords.what(of);
        StringBuilder out = new StringBuilder("<li>%s %s<span class=\"name\">%s</span> %s %s"
                .formatted(
                        sign(of.kind()),
                        kind,
                        Html.code(of.key().toString()),
                        of.worse() ? Tone.BAD.badge("Worse") : "",
                        Html.text(summary)));
        if (!of.differences().isEmpty()) {
            out.append("<p>").append(Html.text(ChangeWords.edited(of))).append("</p>");
        }
        if (!of.zones().isEmpty()) {
            out.append("<p>").append(Html.text(ChangeWords.zones(of))).append("</p>");
        }
        if (!of.moved().isEmpty()) {
            out.append("<p>Moves ").append(Html.text(ChangeWords.moved(of))).append(".</p>");
        }
        if (of.cutOff()) {
            out.append("<p>%s %s</p>".formatted(Tone.WARNING.badge("Cut off"), Html.text(ChangeWords.CUT_OFF)));
        }
        out.append(RemarksPart.of(of.appeared().stream().map(ChangePart::remark).toList()));
        if (!of.gone().isEmpty()) {
            out.append("<p>%s %s</p>".formatted(Tone.GOOD.badge("Mended"), Html.text(ChangeWords.types(of.gone()))));
        }
        for (String sentence : ChangeWords.remarks(of)) {
            out.append("<p>").append(Html.text(sentence)).append(".</p>");
        }
        return out.append("</li>\n").toString();
    }

    private static Remark remark(Broken broken) {
        return new Remark(
                broken.error() ? Remark.ERROR : Remark.WARNING,
                broken.type(),
                broken.message(),
                broken.remedy() == null ? "" : broken.remedy());
    }

    private static void machines(StringBuilder out, List<Taken> machines) {
        if (machines.isEmpty()) {
            return;
        }
        out.append("""
                <div class="wide" tabindex="0" role="group" aria-label="Machines that this takes or gives back"><table>
                <thead><tr><th scope="col">Zone</th><th scope="col">Machine type</th><th scope="col" class="number">\
                Difference</th><th scope="col">Used</th></tr></thead><tbody>
                """);
        machines.stream()
                .limit(LISTED)
                .forEach(taken -> out.append(
                        "<tr><th scope=\"row\">%s</th><td>%s</td><td class=\"number\">%s</td><td>%s</td></tr>\n"
                                .formatted(
                                        Html.code(taken.zone()),
                                        Html.name(taken.machineType()),
                                        ChangeWords.signed(taken.after() - taken.before())
                                                .replace('-', '−'),
                                        ChangeWords.used(taken))));
        out.append("</tbody></table></div>\n");
        if (machines.size() > LISTED) {
            out.append("<p class=\"none\">and %s</p>\n".formatted(Plural.of(machines.size() - LISTED, "more row")));
        }
    }

    private static String sign(Kind kind) {
        return switch (kind) {
            case Created -> "<span class=\"sign good\">+<span class=\"unseen\"> created</span></span>";
            case Changed -> "<span class=\"sign\">~<span class=\"unseen\"> changed</span></span>";
            case Deleted -> "<span class=\"sign bad\">−<span class=\"unseen\"> deleted</span></span>";
        };
    }
}
