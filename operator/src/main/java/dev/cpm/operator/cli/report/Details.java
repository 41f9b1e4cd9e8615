package dev.cpm.operator.cli.report;

import dev.cpm.operator.api.Condition;
import dev.cpm.operator.api.LoadBalancer;
import dev.cpm.operator.api.Placement;
import dev.cpm.operator.api.PlacementStatus;
import dev.cpm.operator.api.PlacementStatus.ZoneLoss;
import dev.cpm.operator.view.Readiness;
import dev.cpm.operator.words.Names;
import dev.cpm.operator.words.Plural;
import dev.cpm.operator.words.Remark;
import dev.cpm.operator.words.Remarks;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** What is wrong with one object, and what would mend it; nothing for a healthy one, unless all is asked for. */
final class Details {
    private static final String INDENT = "  ";
    private static final int LABEL = 10;

    private final Paint paint;
    private final int width;
    private final Depth depth;
    private final String access;

    Details(Paint paint, int width) {
        this(paint, width, Depth.Folded, "");
    }

    /** {@code access} as {@link Onward#access} has it. */
    Details(Paint paint, int width, Depth depth, String access) {
        this.paint = paint;
        this.width = width;
        this.depth = depth;
        this.access = access;
    }

    List<String> of(Placement placement) {
        List<String> lines = new ArrayList<>();
        if (placement.getStatus() == null || depth != Depth.All && !Remarks.any(placement)) {
            return lines;
        }
        PlacementStatus status = placement.getStatus();
        title(lines, Names.of(placement) + ":", Remarks.placed(placement));
        (depth == Depth.Folded ? Remarks.of(placement) : Remarks.unfolded(placement))
                .forEach(remark -> remark(lines, remark));
        if (depth == Depth.All) {
            topology(lines, status.topology());
            conditions(lines, status.conditions());
        }
        return lines;
    }

    private void topology(List<String> lines, PlacementStatus.Topology topology) {
        if (topology == null || topology.zones() == null || topology.regions() == null || topology.zoneSkew() == null) {
            return;
        }
        ZoneLoss worst = topology.worstZoneLoss();
        item(
                lines,
                "Topology",
                Plural.of(topology.zones(), "zone") + " in " + Plural.of(topology.regions(), "region") + ", skew "
                        + topology.zoneSkew()
                        + (worst == null || worst.zone() == null || worst.replicas() == null || worst.percent() == null
                                ? ""
                                : "; to lose " + worst.zone() + " would take " + Plural.of(worst.replicas(), "replica")
                                        + ", " + worst.percent() + " %"));
    }

    private void conditions(List<String> lines, List<Condition> conditions) {
        String label = "State";
        for (Condition condition : conditions.stream().filter(Objects::nonNull).toList()) {
            item(
                    lines,
                    label,
                    condition.type() + " is " + condition.status() + " since " + condition.lastTransitionTime() + ", "
                            + condition.reason()
                            + (condition.message() == null
                                            || condition.message().isEmpty()
                                    ? ""
                                    : ": " + condition.message()));
            label = "";
        }
    }

    List<String> of(LoadBalancer loadBalancer) {
        List<Remark> remarks = Remarks.of(loadBalancer);
        List<String> lines = new ArrayList<>();
        boolean ready = Readiness.isReady(loadBalancer);
        if (ready && remarks.isEmpty() && depth != Depth.All) {
            return lines;
        }
        title(
                lines,
                "Load balancer " + Names.of(loadBalancer) + ":",
                !ready ? "not ready" : remarks.isEmpty() ? "ready" : "ready, with warnings");
        remarks.forEach(remark -> remark(lines, remark));
        if (depth == Depth.All && loadBalancer.getStatus() != null) {
            conditions(lines, loadBalancer.getStatus().conditions());
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
        if (!remark.command().isEmpty()) {
            lines.add(INDENT + " ".repeat(LABEL) + remark.command() + access);
        }
    }

    private void item(List<String> lines, String label, String text) {
        labelled(lines, label, label, text);
    }

    private void labelled(List<String> lines, String label, String painted, String text) {
        String head = INDENT + painted + " ".repeat(LABEL - label.length());
        for (String line : Fold.lines(text, width - INDENT.length() - LABEL)) {
            lines.add(head + line);
            head = INDENT + " ".repeat(LABEL);
        }
    }
}
