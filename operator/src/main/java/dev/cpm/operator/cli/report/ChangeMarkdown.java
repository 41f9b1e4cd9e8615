package dev.cpm.operator.cli.report;

import dev.cpm.operator.api.Cut;
import dev.cpm.operator.view.Change;
import dev.cpm.operator.view.Change.Broken;
import dev.cpm.operator.view.Change.Edit;
import dev.cpm.operator.view.Change.Kind;
import dev.cpm.operator.view.Change.Taken;
import dev.cpm.operator.words.ChangeWords;
import dev.cpm.operator.words.Names;
import dev.cpm.operator.words.Plural;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A change as Markdown, fit for a comment on a pull request: the verdict, tables, and what is wrong folded away. Those
 * that get worse come first; what is left out is counted.
 */
public final class ChangeMarkdown {
    /** A comment on GitHub takes 65,536 characters; the rest is for titles, and for what says how much is left out. */
    private static final int ROOM = 64_000;

    private static final int LISTED = 80;

    /** Objects that have something wrong, and of each what is wrong. */
    private static final int TOLD = 20;

    /** Characters of a message. */
    private static final int SAID = 1000;

    private final Change change;
    private final List<String> lines = new ArrayList<>();
    private final List<String> mistakes;
    private final List<String> notes;
    private int room = ROOM;

    /** A comment that begins with what is wrong with the manifests, and ends with some notes. */
    public ChangeMarkdown(Change change, List<String> mistakes, List<String> notes) {
        this.change = change;
        this.mistakes = List.copyOf(mistakes);
        this.notes = notes.stream().limit(TOLD).map(ChangeMarkdown::said).toList();
        this.room -= this.notes.stream().mapToInt(String::length).sum();
    }

    /** A comment where nothing was planned, for what is wrong with the manifests. */
    public static List<String> refused(List<String> mistakes) {
        ChangeMarkdown comment = new ChangeMarkdown(Change.NONE, mistakes, List.of());
        comment.lines.add("### ❌ Placements: Nothing was planned.");
        comment.mistakes(":");
        return comment.lines;
    }

    /** To be called once. */
    public List<String> lines() {
        String verdict = MarkdownText.of(ChangeWords.verdict(change));
        String sign = change.worse() || !mistakes.isEmpty() ? "❌" : change.toBeSeen() ? "⚠️" : "✅";
        lines.add("### " + sign + " Placements: " + verdict);
        mistakes(" that an API server would refuse:");
        if (!mistakes.isEmpty()) {
            lines.add("");
            lines.add("Planned without that:"); // Else a list that follows would be read as more mistakes.
        }
        catalogue();
        objects();
        machines();
        details();
        for (String note : notes) {
            lines.add("");
            lines.add(note);
        }
        return lines;
    }

    private void mistakes(String which) {
        if (!mistakes.isEmpty()) {
            lines.add("");
            lines.add("**" + Plural.of(mistakes.size(), "mistake") + "**" + which);
            lines.add("");
            more("- ", listed(mistakes, TOLD, mistake -> List.of("- " + said(mistake))), "");
        }
    }

    private void catalogue() {
        if (!change.catalogue().isEmpty()) {
            lines.add("");
            int more = listed(change.catalogue(), LISTED, edit -> List.of(line(edit)));
            more("- ", more, "");
        }
    }

    private void objects() {
        if (!change.placements().isEmpty() || !change.loadBalancers().isEmpty()) {
            title("| | object | what happens | zones | rules |", "|---|---|---|---|---|");
            int more = listed(change.placements(), LISTED, of -> List.of(row("", of)))
                    + listed(change.loadBalancers(), LISTED, of -> List.of(row("load balancer ", of)));
            more("| | ", more, " | | | |");
        }
    }

    private void machines() {
        if (!change.machines().isEmpty()) {
            title("| zone | machines | | used |", "|---|---|---:|---|");
            more("| ", listed(change.machines(), LISTED, taken -> List.of(row(taken))), " | | | |");
        }
    }

    private void details() {
        List<Change.ObjectChange> broken = Stream.concat(change.placements().stream(), change.loadBalancers().stream())
                .filter(of ->
                        !of.appeared().isEmpty() || !ChangeWords.remarks(of).isEmpty())
                .toList();
        int more = listed(broken, TOLD, ChangeMarkdown::broken);
        if (more > 0) {
            lines.add("");
            more("", more, " like these");
        }
    }

    private void title(String names, String columns) {
        lines.add("");
        lines.add(names);
        lines.add(columns);
    }

    /** Adds the first items, as far as there is room for them; how many are left out. */
    private <T> int listed(List<T> items, int limit, Function<T, List<String>> printed) {
        int listed = 0;
        for (T item : items.subList(0, Math.min(limit, items.size()))) {
            List<String> itsLines = printed.apply(item);
            int length = itsLines.stream().mapToInt(line -> line.length() + 1).sum();
            if (length > room) {
                break;
            }
            room -= length;
            lines.addAll(itsLines);
            listed++;
        }
        return items.size() - listed;
    }

    private void more(String before, int more, String after) {
        if (more > 0) {
            lines.add(before + "and " + more + " more" + after);
        }
    }

    private static String line(Edit edit) {
        return "- " + code(edit.title()) + " " + edit.kind().name().toLowerCase(Locale.ROOT)
                + (edit.differences().isEmpty() ? "" : ": " + said(String.join(", ", edit.differences())))
                + (edit.deletion() == null ? "" : ". " + said(ChangeWords.deletion(edit)));
    }

    private static String row(String kind, Change.ObjectChange of) {
        String what = ChangeWords.summary(of)
                + (of.moved().isEmpty() ? "" : "; moves " + ChangeWords.moved(of))
                + (of.differences().isEmpty() ? "" : "; " + Cut.of(ChangeWords.edited(of), SAID, "…"));
        List<String> zones = of.zones().entrySet().stream()
                .map(zone -> ChangeWords.signed(zone.getValue()) + " " + zone.getKey())
                .toList();
        List<String> rules = Stream.of(
                        of.cutOff() ? Stream.of("⚠️ " + ChangeWords.CUT_OFF) : Stream.<String>empty(),
                        of.approvesInVain() ? Stream.of("⚠️ approval moves nothing") : Stream.<String>empty(),
                        of.appeared().stream().map(b -> (b.error() ? "❌ " : "⚠️ ") + b.type()),
                        of.lasting().stream().map(b -> (b.error() ? "❌ still " : "⚠️ still ") + b.type()),
                        of.gone().stream().map(b -> "✅ no longer " + b.type()))
                .flatMap(said -> said)
                .toList();
        return "| " + (of.worse() ? "❌ " : "") + sign(of.kind()) + " | " + kind
                + code(of.key().toString()) + " | " + MarkdownText.of(what) + " | "
                + MarkdownText.of(Names.list(zones)) + " | " + Names.list(rules) + " |";
    }

    private static String row(Taken taken) {
        return "| " + MarkdownText.of(taken.zone()) + " | " + MarkdownText.of(taken.machineType()) + " | "
                + ChangeWords.signed(taken.after() - taken.before()) + " | " + ChangeWords.used(taken) + " |";
    }

    private static List<String> broken(Change.ObjectChange of) {
        List<String> lines = new ArrayList<>();
        String types = of.appeared().isEmpty()
                ? of.deletion() != null ? "being deleted" : of.after().ready() ? "ready" : "not ready"
                : Names.list(of.appeared().stream().map(Broken::type).toList());
        lines.add("");
        lines.add("<details><summary>" + MarkdownText.of(of.key() + ": " + types) + "</summary>");
        lines.add("");
        for (Broken broken : of.appeared().stream().limit(TOLD).toList()) {
            lines.add("- **" + broken.type() + "** (" + (broken.error() ? "Error" : "Warning") + "): "
                    + said(broken.message()));
            if (broken.remedy() != null && !broken.remedy().isEmpty()) {
                lines.add("  To mend it: " + said(broken.remedy()) + ".");
            }
        }
        if (of.appeared().size() > TOLD) {
            lines.add("- and " + (of.appeared().size() - TOLD) + " more");
        }
        ChangeWords.remarks(of).forEach(sentence -> lines.add("- " + said(sentence)));
        lines.add("");
        lines.add("</details>");
        return lines;
    }

    private static String said(String message) {
        return MarkdownText.of(Cut.of(message, SAID, "…"));
    }

    private static String sign(Kind kind) {
        return switch (kind) {
            case Created -> "+";
            case Changed -> "~";
            case Deleted -> "-";
        };
    }

    private static String code(String name) {
        return "`" + name.replace("`", "'").replace("|", "\\|") + "`";
    }
}
