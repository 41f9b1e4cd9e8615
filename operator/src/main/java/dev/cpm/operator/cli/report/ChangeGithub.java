package dev.cpm.operator.cli.report;

import dev.cpm.operator.cli.report.Annotation.Place;
import dev.cpm.operator.view.Change;
import dev.cpm.operator.view.Change.Broken;
import dev.cpm.operator.view.Change.Edit;
import dev.cpm.operator.view.Change.Kind;
import dev.cpm.operator.words.ChangeWords;
import dev.cpm.operator.words.Names;
import dev.cpm.operator.words.Plural;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A change as annotations of a GitHub workflow: what gets broken, cut off or deleted, and what of the catalogue is edited, at
 * the file and line of its manifest. GitHub shows so many of a step, so those of what gets worse come first, then those of
 * what is deleted, and the catalogue's last; the rest is counted.
 */
public final class ChangeGithub {
    private static final String ERROR = "error";
    private static final String WARNING = "warning";
    private static final String NOTICE = "notice";

    /** Notices that are not of an object: the verdict, and how many there are besides. */
    private static final int CLOSING = 2;

    private final Change change;
    private final List<String> notes;
    private final Map<String, Place> places;
    private final Shown errors;
    private final Shown warnings = new Shown(WARNING, Annotation.SHOWN);
    private final Shown notices = new Shown(NOTICE, Annotation.SHOWN - CLOSING);
    private final List<String> lines = new ArrayList<>();

    /** Annotations of one level; those that GitHub does not show are only counted. */
    private static final class Shown {
        private final String level;
        private int room;
        private int more;

        Shown(String level, int room) {
            this.level = level;
            this.room = Math.max(0, room);
        }

        void add(List<String> lines, Place place, String title, String message) {
            if (room > 0) {
                room--;
                lines.add(Annotation.of(level, place, title, message));
            } else {
                more++;
            }
        }
    }

    /**
     * The annotations, of which the verdict ends with some notes.
     *
     * @param places of what the manifests have, by kind and name; all else is annotated without one
     * @param told how many errors were annotated before
     */
    public ChangeGithub(Change change, List<String> notes, Map<String, Place> places, int told) {
        this.change = change;
        this.notes = notes;
        this.places = places;
        this.errors = new Shown(ERROR, Annotation.SHOWN - told);
    }

    /** To be called once. */
    public List<String> lines() {
        objects("Placement ", change.placements());
        objects("LoadBalancer ", change.loadBalancers());
        change.catalogue().forEach(this::annotate); // What it does to them matters more.
        List<String> verdict = new ArrayList<>(List.of(ChangeWords.verdict(change)));
        verdict.addAll(notes);
        lines.add(Annotation.of(NOTICE, null, "Placements", String.join("\n", verdict)));
        List<String> more = new ArrayList<>();
        for (Shown level : List.of(errors, warnings, notices)) {
            if (level.more > 0) {
                more.add(Plural.of(level.more, level.level));
            }
        }
        if (!more.isEmpty()) {
            lines.add(Annotation.of(
                    NOTICE,
                    null,
                    "More",
                    "GitHub shows " + Annotation.SHOWN + " annotations of a kind. Left out here: "
                            + Names.sentence(more) + ". -o json has all of them."));
        }
        return lines;
    }

    /** What is created is in the manifests as it will be: nothing need be said of it. */
    private void annotate(Edit edit) {
        Place place = places.get(edit.title());
        if (edit.kind() == Kind.Deleted) {
            warnings.add(lines, place, "Deleted", edit.title() + " is deleted.");
            return;
        }
        List<String> news = new ArrayList<>(edit.kind() == Kind.Changed ? edit.differences() : List.of());
        if (edit.deletion() != null) {
            news.add(ChangeWords.deletion(edit));
        }
        if (!news.isEmpty()) {
            notices.add(lines, place, "Catalogue", edit.title() + ": " + String.join(", ", news) + ".");
        }
    }

    private void objects(String kind, List<Change.ObjectChange> objects) {
        objects.stream().filter(Change.ObjectChange::worse).forEach(of -> annotate(kind, of));
        objects.stream().filter(of -> of.kind() == Kind.Deleted).forEach(of -> annotate(kind, of));
        objects.stream().filter(of -> !of.worse() && of.kind() != Kind.Deleted).forEach(of -> annotate(kind, of));
    }

    private void annotate(String kind, Change.ObjectChange of) {
        Place place = places.get(kind + of.key());
        for (Broken broken : of.appeared()) {
            boolean remedied = broken.remedy() != null && !broken.remedy().isEmpty();
            String remedy = remedied ? "\nTo mend it: " + broken.remedy() + "." : "";
            String message = of.key() + ": " + broken.message() + "." + remedy;
            (broken.error() ? errors : warnings).add(lines, place, broken.type(), message);
        }
        if (of.cutOff()) {
            warnings.add(lines, place, "Nothing behind it", of.key() + ": " + ChangeWords.CUT_OFF + ".");
        }
        for (Broken broken : of.lasting()) {
            notices.add(lines, place, broken.type(), of.key() + ": " + ChangeWords.lasting(broken) + ".");
        }
        String why = of.why().isEmpty() ? "" : "\n" + ChangeWords.why(of) + ".";
        String deletion = of.deletion() == null ? "" : "\n" + ChangeWords.deletion(of) + ".";
        String edited = of.edited() ? "\n" + ChangeWords.edited(of) + "." : "";
        String summary = of.key() + ": " + ChangeWords.what(of) + edited + deletion + why;
        if (of.kind() == Kind.Deleted) {
            warnings.add(lines, place, "Deleted", of.key() + " is " + ChangeWords.what(of) + deletion);
        } else if (!of.moved().isEmpty()) {
            errors.add(lines, place, "Moved", of.key() + " moves " + ChangeWords.moved(of));
        } else if (of.worse() && of.appeared().stream().noneMatch(Broken::error)) {
            errors.add(lines, place, of.kind() == Kind.Created ? "Not ready" : "Worse", summary);
        } else if (of.deletion() != null) {
            notices.add(lines, place, "Being deleted", summary);
        } else if (!of.why().isEmpty()) {
            notices.add(lines, place, "Not ready", summary);
        }
        if (of.approvesInVain()) {
            warnings.add(lines, place, "Not approved", of.key() + ": " + ChangeWords.approval(of) + ".");
        }
        if (!of.unjudged().isEmpty()) {
            notices.add(lines, place, "Not judged", of.key() + ": " + ChangeWords.unjudged(of));
        }
    }
}
