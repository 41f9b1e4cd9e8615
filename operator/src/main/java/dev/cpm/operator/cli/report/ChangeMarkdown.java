package dev.cpm.operator.cli.report;

import dev.cpm.operator.view.Change;
import dev.cpm.operator.view.Change.Broken;
import dev.cpm.operator.view.Change.Kind;
import dev.cpm.operator.view.Change.Taken;
import dev.cpm.operator.words.ChangeWords;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A change as Markdown, fit for a comment on a pull request: the verdict, tables, and what is wrong folded away. */
public final class ChangeMarkdown {
    /** A comment on GitHub takes 65,536 characters; those that get worse come first. */
    private static final int LISTED = 80;

    private static final int TOLD = 20;

    private final Change change;

    public ChangeMarkdown(Change change) {
        this.change = change;
    }

    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add("### " + (change.worse() ? "❌" : "✅") + " Placements: " + text(ChangeWords.verdict(change)));
        if (!change.catalogue().isEmpty()) {
            lines.add("");
            change.catalogue().forEach(edit -> lines.add("- " + code(edit.title()) + " " + word(edit.kind())));
        }
        objects(lines);
        machines(lines);
        Stream.concat(change.placements().stream(), change.loadBalancers().stream())
                .filter(of -> !of.appeared().isEmpty())
                .limit(TOLD)
                .forEach(of -> broken(lines, of));
        return lines;
    }

    private void objects(List<String> lines) {
        if (change.placements().isEmpty() && change.loadBalancers().isEmpty()) {
            return;
        }
        lines.add("");
        lines.add("| | object | what happens | zones | rules |");
        lines.add("|---|---|---|---|---|");
        change.placements().stream().limit(LISTED).forEach(of -> lines.add(row("", of)));
        change.loadBalancers().stream().limit(LISTED).forEach(of -> lines.add(row("load balancer ", of)));
        int more = Math.max(0, change.placements().size() - LISTED)
                + Math.max(0, change.loadBalancers().size() - LISTED);
        if (more > 0) {
            lines.add("| | and " + more + " more | | | |");
        }
    }

    private static String row(String kind, Change.Of of) {
        String what = ChangeWords.summary(of) + (of.moved().isEmpty() ? "" : "; moves " + ChangeWords.moved(of));
        String zones = of.zones().entrySet().stream()
                .map(zone -> ChangeWords.signed(zone.getValue()) + " " + zone.getKey())
                .collect(Collectors.joining(", "));
        String rules = Stream.concat(
                        of.appeared().stream().map(b -> (b.error() ? "❌ " : "⚠️ ") + b.type()),
                        of.gone().stream().map(b -> "✅ no longer " + b.type()))
                .collect(Collectors.joining(", "));
        return "| " + (of.worse() ? "❌ " : "") + sign(of.kind()) + " | " + kind
                + code(of.key().toString()) + " | " + text(what) + " | " + text(zones) + " | " + rules + " |";
    }

    private void machines(List<String> lines) {
        if (change.machines().isEmpty()) {
            return;
        }
        lines.add("");
        lines.add("| zone | machines | | used |");
        lines.add("|---|---|---:|---|");
        for (Taken taken :
                change.machines().subList(0, Math.min(LISTED, change.machines().size()))) {
            lines.add("| " + text(taken.zone()) + " | " + text(taken.machineType()) + " | "
                    + ChangeWords.signed(taken.after() - taken.before()) + " | " + ChangeWords.used(taken) + " |");
        }
    }

    private static void broken(List<String> lines, Change.Of of) {
        String types = of.appeared().stream().map(Broken::type).collect(Collectors.joining(", "));
        lines.add("");
        lines.add("<details><summary>" + text(of.key() + ": " + types) + "</summary>");
        lines.add("");
        for (Broken broken : of.appeared()) {
            lines.add("- **" + broken.type() + "** (" + (broken.error() ? "Error" : "Warning") + "): "
                    + text(broken.message()));
            if (broken.remedy() != null && !broken.remedy().isEmpty()) {
                lines.add("  To mend it: " + text(broken.remedy()) + ".");
            }
        }
        lines.add("");
        lines.add("</details>");
    }

    private static String sign(Kind kind) {
        return switch (kind) {
            case Created -> "+";
            case Changed -> "~";
            case Deleted -> "-";
        };
    }

    private static String word(Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    private static String code(String name) {
        return "`" + name.replace("`", "'").replace("|", "\\|") + "`";
    }

    /** Nothing in it is taken for markup: what a user wrote into a spec may be in a message. */
    private static String text(String text) {
        return text.replaceAll("\\s+", " ")
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replaceAll("([\\\\`*_\\[\\]|])", "\\\\$1");
    }
}
