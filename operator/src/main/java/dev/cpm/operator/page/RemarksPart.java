package dev.cpm.operator.page;

import dev.cpm.operator.words.Remark;
import java.util.List;

/** Broken rules in words, and what would mend them. */
final class RemarksPart {
    private RemarksPart() {}

    static String of(List<Remark> remarks) {
        if (remarks.isEmpty()) {
            return "";
        }
        StringBuilder out = new StringBuilder("<ul class=\"remarks\" role=\"list\">\n");
        remarks.forEach(remark -> out.append(item(remark)));
        return out.append("</ul>\n").toString();
    }

    private static String item(Remark remark) {
        String label = switch (remark.label()) {
            case Remark.ERROR -> Tone.BAD.badge(remark.label());
            case Remark.WARNING -> Tone.WARNING.badge(remark.label());
            case "" -> "";
            default -> "<span class=\"badge plain\">" + Html.text(remark.label()) + "</span>";
        };
        return "<li>" + label + " "
                + (remark.type().isEmpty() ? "" : "<b>" + Html.text(remark.type()) + "</b> ")
                + "<span dir=\"auto\">" + Html.text(remark.text()) + "</span>"
                + (remark.remedy().isEmpty()
                        ? ""
                        : "<p class=\"remedy\" dir=\"auto\"><b>To mend it:</b> " + Html.text(remark.remedy()) + ".</p>")
                + (remark.command().isEmpty() ? "" : " " + Html.code(remark.command()))
                + "</li>\n";
    }
}
