package dev.cpm.operator.cli.report;

import dev.cpm.operator.api.LoadBalancer;
import dev.cpm.operator.api.Placement;
import dev.cpm.operator.view.Readiness;
import dev.cpm.operator.words.Names;
import dev.cpm.operator.words.Remark;
import dev.cpm.operator.words.Remarks;
import java.util.ArrayList;
import java.util.List;

/** What is wrong with one object, and what would mend it; nothing for a healthy one. */
final class Details {
    private static final String INDENT = "  ";
    private static final int LABEL = 10;

    private final Paint paint;
    private final int width;

    Details(Paint paint, int width) {
        this.paint = paint;
        this.width = width;
    }

    List<String> of(Placement placement) {
        List<Remark> remarks = Remarks.of(placement);
        List<String> lines = new ArrayList<>();
        if (!Readiness.isReady(placement) || !remarks.isEmpty()) {
            title(lines, Names.of(placement) + ":", Remarks.placed(placement.getStatus()));
            remarks.forEach(remark -> remark(lines, remark));
        }
        return lines;
    }

    List<String> of(LoadBalancer loadBalancer) {
        List<Remark> remarks = Remarks.of(loadBalancer);
        List<String> lines = new ArrayList<>();
        if (!Readiness.isReady(loadBalancer) || !remarks.isEmpty()) {
            title(
                    lines,
                    "Load balancer " + Names.of(loadBalancer) + ":",
                    Readiness.isReady(loadBalancer) ? "ready, with warnings" : "not ready");
            remarks.forEach(remark -> remark(lines, remark));
        }
        return lines;
    }

    private void title(List<String> lines, String name, String what) {
        if (name.length() + 1 + what.length() <= width) {
            lines.add(paint.strong(name) + " " + what);
        } else {
            lines.addAll(Fold.lines(name + " " + what, width));
        }
    }

    private void remark(List<String> lines, Remark remark) {
        String painted = switch (remark.label()) {
            case Remark.ERROR -> paint.bad(remark.label());
            case Remark.WARNING -> paint.warning(remark.label());
            default -> remark.label();
        };
        labelled(lines, remark.label(), painted, (remark.type().isEmpty() ? "" : remark.type() + ": ") + remark.text());
        if (!remark.remedy().isEmpty()) {
            labelled(lines, "", "", "To mend it: " + remark.remedy() + ".");
        }
    }

    private void labelled(List<String> lines, String label, String painted, String text) {
        String head = INDENT + painted + " ".repeat(LABEL - label.length());
        for (String line : Fold.lines(text, width - INDENT.length() - LABEL)) {
            lines.add(head + line);
            head = INDENT + " ".repeat(LABEL);
        }
    }
}
