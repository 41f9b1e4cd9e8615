package dev.cpm.operator.cli.report;

import dev.cpm.operator.cli.report.Annotation.Place;
import dev.cpm.operator.view.Change;
import dev.cpm.operator.view.Change.Broken;
import dev.cpm.operator.words.ChangeWords;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A change as annotations of a GitHub workflow: what gets broken, at the file and line of its manifest. */
public final class ChangeGithub {
    private final Change change;
    private final Map<String, Place> places;

    /** {@code places} of what the manifests have, by kind and name; all else is annotated without one. */
    public ChangeGithub(Change change, Map<String, Place> places) {
        this.change = change;
        this.places = places;
    }

    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        change.placements().forEach(of -> annotate(lines, of, places.get("Placement " + of.key())));
        change.loadBalancers().forEach(of -> annotate(lines, of, places.get("LoadBalancer " + of.key())));
        lines.add(Annotation.of("notice", null, "Placements", ChangeWords.verdict(change)));
        return lines;
    }

    private static void annotate(List<String> lines, Change.Of of, Place place) {
        for (Broken broken : of.appeared()) {
            boolean remedied = broken.remedy() != null && !broken.remedy().isEmpty();
            String remedy = remedied ? "\nTo mend it: " + broken.remedy() + "." : "";
            String message = of.key() + ": " + broken.message() + "." + remedy;
            lines.add(Annotation.of(broken.error() ? "error" : "warning", place, broken.type(), message));
        }
        if (!of.moved().isEmpty()) {
            lines.add(Annotation.of("error", place, "Moved", of.key() + " moves " + ChangeWords.moved(of)));
        } else if (of.worse() && of.appeared().stream().noneMatch(Broken::error)) {
            lines.add(Annotation.of("error", place, "Worse", of.key() + ": " + ChangeWords.summary(of)));
        }
    }
}
