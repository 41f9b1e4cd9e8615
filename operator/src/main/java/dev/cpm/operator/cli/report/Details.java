package dev.cpm.operator.cli.report;

import dev.cpm.operator.api.Condition;
import dev.cpm.operator.api.LoadBalancer;
import dev.cpm.operator.api.LoadBalancerStatus.LoadBalancerViolation;
import dev.cpm.operator.api.Placement;
import dev.cpm.operator.api.PlacementStatus;
import dev.cpm.operator.api.PlacementStatus.Blocker;
import dev.cpm.operator.api.PlacementStatus.ZoneLoss;
import dev.cpm.operator.api.Severity;
import dev.cpm.operator.api.Violation;
import dev.cpm.operator.view.Readiness;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** What is wrong with one object, and what would mend it; nothing for a healthy one, unless all is asked for. */
final class Details {
    private static final String INDENT = "  ";
    private static final int LABEL = 10;
    /** Up to so many different reasons are told in full. */
    private static final int EACH = 4;

    private final Paint paint;
    private final int width;
    private final Depth depth;

    Details(Paint paint, int width) {
        this(paint, width, Depth.Folded);
    }

    Details(Paint paint, int width, Depth depth) {
        this.paint = paint;
        this.width = width;
        this.depth = depth;
    }

    List<String> of(Placement placement) {
        PlacementStatus status = placement.getStatus();
        List<String> lines = new ArrayList<>();
        if (Readiness.isReady(placement)
                && status.violations().isEmpty()
                && !Moves.any(placement)
                && depth != Depth.All) {
            return lines;
        }
        title(lines, Names.of(placement) + ":", placed(status));
        stalled(status).forEach(condition -> error(lines, condition.reason() + ": " + condition.message()));
        for (Violation violation : status.violations()) {
            violation(lines, violation.severity(), violation.type() + ": " + violation.message(), violation.remedy());
        }
        status.suggestions().forEach(suggestion -> item(lines, "Helps", suggestion));
        blockers(lines, status.blockers());
        Moves.lines(placement).forEach((label, texts) -> {
            item(lines, label, texts.get(0));
            texts.stream().skip(1).forEach(text -> item(lines, "", text));
        });
        if (depth == Depth.All) {
            topology(lines, status.topology());
            conditions(lines, status.conditions());
        }
        return lines;
    }

    private void topology(List<String> lines, PlacementStatus.Topology topology) {
        if (topology == null) {
            return;
        }
        ZoneLoss worst = topology.worstZoneLoss();
        item(
                lines,
                "Topology",
                Plural.of(topology.zones(), "zone") + " in " + Plural.of(topology.regions(), "region") + ", skew "
                        + topology.zoneSkew()
                        + (worst == null
                                ? ""
                                : "; to lose " + worst.zone() + " would take " + Plural.of(worst.replicas(), "replica")
                                        + ", " + worst.percent() + " %"));
    }

    private void conditions(List<String> lines, List<Condition> conditions) {
        String label = "State";
        for (Condition condition : conditions) {
            item(
                    lines,
                    label,
                    condition.type() + " is " + condition.status() + " since " + condition.lastTransitionTime() + ", "
                            + condition.reason()
                            + (condition.message().isEmpty() ? "" : ": " + condition.message()));
            label = "";
        }
    }

    List<String> of(LoadBalancer loadBalancer) {
        List<String> lines = new ArrayList<>();
        boolean warned = !loadBalancer.getStatus().violations().isEmpty();
        if (Readiness.isReady(loadBalancer) && !warned && depth != Depth.All) {
            return lines;
        }
        title(
                lines,
                "Load balancer " + Names.of(loadBalancer) + ":",
                !Readiness.isReady(loadBalancer) ? "not ready" : warned ? "ready, with warnings" : "ready");
        loadBalancer.getStatus().conditions().stream()
                .filter(condition -> condition.reason().equals("InvalidSpec"))
                .forEach(condition -> error(lines, condition.reason() + ": " + condition.message()));
        for (LoadBalancerViolation violation : loadBalancer.getStatus().violations()) {
            violation(lines, violation.severity(), violation.type() + ": " + violation.message(), violation.remedy());
        }
        if (depth == Depth.All) {
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

    private static String placed(PlacementStatus status) {
        int zones = status.zones().size();
        return status.placed() + " of " + status.replicas()
                + (status.replicas() == 1 ? " replica is" : " replicas are") + " placed"
                + (zones == 0 ? "" : " in " + zones + (zones == 1 ? " zone" : " zones"));
    }

    /** An invalid spec is no violation: there is only its condition. */
    private static List<Condition> stalled(PlacementStatus status) {
        return status.conditions().stream()
                .filter(condition -> condition.type().equals("Stalled")
                        && status.violations().isEmpty())
                .toList();
    }

    private void violation(List<String> lines, Severity severity, String what, String remedy) {
        if (severity == Severity.Error) {
            error(lines, what);
        } else {
            labelled(lines, "Warning", paint.warning("Warning"), what);
        }
        if (remedy != null && !remedy.isEmpty()) {
            item(lines, "", "To mend it: " + remedy + ".");
        }
    }

    private void error(List<String> lines, String what) {
        labelled(lines, "Error", paint.bad("Error"), what);
    }

    /** Zones with the same words together; where there are many different words, folded by reason. */
    private void blockers(List<String> lines, List<Blocker> blockers) {
        Map<String, List<String>> zones = zonesBy(blockers, b -> b.reason() + ", " + b.message());
        if (zones.size() > EACH && depth == Depth.Folded) {
            zones = zonesBy(blockers, b -> b.reason().name());
        }
        zones.forEach((why, names) -> item(
                lines, "Blocked", (depth == Depth.Folded ? Names.list(names) : String.join(", ", names)) + ": " + why));
    }

    private static Map<String, List<String>> zonesBy(List<Blocker> blockers, Function<Blocker, String> why) {
        Map<String, List<String>> zones = new LinkedHashMap<>();
        blockers.forEach(
                b -> zones.computeIfAbsent(why.apply(b), w -> new ArrayList<>()).add(b.zone()));
        return zones;
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
