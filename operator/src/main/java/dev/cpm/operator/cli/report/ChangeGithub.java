package dev.cpm.operator.cli.report;

import dev.cpm.operator.view.Change;
import dev.cpm.operator.view.Change.Broken;
import dev.cpm.operator.words.ChangeWords;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A change as annotations of a GitHub workflow: what gets broken, at the file and line of its manifest. See "Workflow
 * commands for GitHub Actions" for the format.
 */
public final class ChangeGithub {
    private final Change change;
    private final Map<String, Place> places;

    /** Where an object stands; {@code line} is counted from 1. */
    public record Place(String file, int line) {}

    /** {@code places} of what the manifests have, by kind and name; all else is annotated without one. */
    public ChangeGithub(Change change, Map<String, Place> places) {
        this.change = change;
        this.places = places;
    }

    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        change.placements().forEach(of -> annotate(lines, of, places.get("Placement " + of.key())));
        change.loadBalancers().forEach(of -> annotate(lines, of, places.get("LoadBalancer " + of.key())));
        lines.add("::notice title=Placements::" + data(ChangeWords.verdict(change)));
        return lines;
    }

    private static void annotate(List<String> lines, Change.Of of, Place place) {
        for (Broken broken : of.appeared()) {
            boolean remedied = broken.remedy() != null && !broken.remedy().isEmpty();
            String remedy = remedied ? "\nTo mend it: " + broken.remedy() + "." : "";
            String message = of.key() + ": " + broken.message() + "." + remedy;
            lines.add(command(broken.error() ? "error" : "warning", place, broken.type(), message));
        }
        if (!of.moved().isEmpty()) {
            lines.add(command("error", place, "Moved", of.key() + " moves " + ChangeWords.moved(of)));
        } else if (of.worse() && of.appeared().stream().noneMatch(Broken::error)) {
            lines.add(command("error", place, "Worse", of.key() + ": " + ChangeWords.summary(of)));
        }
    }

    private static String command(String level, Place place, String title, String message) {
        String where = place == null ? "" : "file=" + property(place.file()) + ",line=" + place.line() + ",";
        return "::" + level + " " + where + "title=" + property(title) + "::" + data(message);
    }

    private static String data(String text) {
        return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A");
    }

    private static String property(String text) {
        return data(text).replace(":", "%3A").replace(",", "%2C");
    }
}
