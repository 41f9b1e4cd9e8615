package dev.cpm.operator.words;

import dev.cpm.operator.view.Change;
import dev.cpm.operator.view.Change.Broken;
import dev.cpm.operator.view.Change.Kind;
import dev.cpm.operator.view.Change.State;
import dev.cpm.operator.view.Change.Taken;
import dev.cpm.operator.view.Deletion;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The sentences of a change, whatever they are printed as. */
public final class ChangeWords {
    private static final String WORSE = "worse: ";

    /** Of a load balancer: whoever calls it gets no answer. */
    public static final String CUT_OFF = "nothing is behind it any more";

    private static final String NOT_READY = "new, and not ready";

    private ChangeWords() {}

    /** All of it in a sentence or two. */
    public static String verdict(Change change) {
        if (change.none()) {
            return "Nothing changes.";
        }
        List<Change.ObjectChange> all = new ArrayList<>(change.placements());
        all.addAll(change.loadBalancers());
        long worse = all.stream().filter(Change.ObjectChange::worse).count();
        String verdict = worse == 0
                ? "Nothing gets worse."
                : Plural.of(worse, "object") + (worse == 1 ? " gets worse." : " get worse.");
        List<String> parts = new ArrayList<>();
        count(change, Kind.Created, "created", parts);
        count(change, Kind.Changed, "changed", parts);
        count(change, Kind.Deleted, "deleted", parts);
        int placed =
                sum(change, of -> Math.max(0, of.after().placed() - of.before().placed()));
        int released =
                sum(change, of -> Math.max(0, of.before().placed() - of.after().placed()));
        int moved = sum(change, of -> of.moved().size());
        replicas(placed, "placed", parts);
        replicas(moved, "moved", parts);
        replicas(released, "released", parts);
        catalogue(change, Kind.Created, "created", parts);
        catalogue(change, Kind.Changed, "edited", parts);
        catalogue(change, Kind.Deleted, "deleted", parts);
        return (parts.isEmpty() ? verdict : verdict + " " + Names.sentence(parts) + ".")
                + cutOff(change)
                + inVain(change);
    }

    /** Told wherever the verdict is: it is no rule that breaks, and may be what nobody thought of. */
    private static String cutOff(Change change) {
        long cut = change.loadBalancers().stream()
                .filter(Change.ObjectChange::cutOff)
                .count();
        return cut == 0
                ? ""
                : " " + Plural.of(cut, "load balancer") + (cut == 1 ? " has " : " have ") + "nothing behind "
                        + (cut == 1 ? "it" : "them") + " any more.";
    }

    private static String inVain(Change change) {
        long approvals = change.placements().stream()
                .filter(Change.ObjectChange::approvesInVain)
                .count();
        return approvals == 0
                ? ""
                : " " + Plural.of(approvals, "approval") + (approvals == 1 ? " moves" : " move") + " nothing.";
    }

    private static void count(Change change, Kind kind, String what, List<String> parts) {
        long count =
                change.placements().stream().filter(of -> of.kind() == kind).count();
        if (count > 0) {
            parts.add(Plural.of(count, "placement") + " " + what);
        }
    }

    /** "7 zones deleted": what a reviewer may not look for in a change of placements. */
    private static void catalogue(Change change, Kind kind, String what, List<String> parts) {
        Map<String, Long> counts = change.catalogue().stream()
                .filter(edit -> edit.kind() == kind)
                .collect(Collectors.groupingBy(
                        edit -> edit.title().substring(0, edit.title().indexOf(' ')),
                        TreeMap::new,
                        Collectors.counting()));
        counts.forEach((type, count) -> parts.add(Plural.of(count, type.toLowerCase(Locale.ROOT)) + " " + what));
    }

    private static void replicas(int count, String what, List<String> parts) {
        if (count > 0) {
            parts.add(Plural.of(count, "replica") + " " + what);
        }
    }

    private static int sum(Change change, ToIntFunction<Change.ObjectChange> of) {
        return change.placements().stream().mapToInt(of).sum();
    }

    /** "new: 3 of 3 placed", "worse: 3 of 3 placed → 5 of 9 placed; no longer ready", "3 replicas behind it → 0". */
    public static String summary(Change.ObjectChange of) {
        return (mark(of).equals(WORSE) ? WORSE : "") + what(of);
    }

    /** How the summary begins of what gets worse; empty for all else. */
    public static String mark(Change.ObjectChange of) {
        return !of.worse() ? "" : of.kind() == Kind.Created ? NOT_READY : WORSE;
    }

    /** The same as the summary, for where it is shown otherwise that something gets worse. */
    public static String what(Change.ObjectChange of) {
        boolean counts = of.before().replicas()
                        + of.after().replicas()
                        + of.before().placed()
                        + of.after().placed()
                > 0;
        return switch (of.kind()) {
            case Created ->
                (of.worse() ? NOT_READY : of.suspended() ? "new, and suspended" : "new")
                        + (counts ? ": " + placed(of.after()) : bound(of.after()) ? ": " + behind(of.after()) : "");
            case Deleted ->
                "deleted"
                        + (of.deletion() != null && of.after().placed() > 0
                                ? ": keeps " + Plural.of(of.after().placed(), "machine") + " until it is gone"
                                : of.before().placed() > 0
                                        ? ": gives back "
                                                + Plural.of(of.before().placed(), "machine")
                                        : bound(of.before()) ? ": had " + behind(of.before()) : "");
            case Changed ->
                (of.after().behind() != null
                                ? behind(of.before(), of.after())
                                : of.before().equals(of.after())
                                                || placed(of.before()).equals(placed(of.after()))
                                        ? placed(of.after()) + ", as before"
                                        : placed(of.before()) + " → " + placed(of.after()))
                        + (of.after().missing() > of.before().missing()
                                ? "; " + Plural.of(of.after().missing(), "replica") + " without a zone"
                                        + (of.before().missing() > 0
                                                ? ", " + of.before().missing() + " before"
                                                : "")
                                : "")
                        + (of.before().ready() == of.after().ready()
                                ? of.after().ready() ? "" : "; still not ready"
                                : of.after().ready() ? "; now ready" : "; no longer ready");
        };
    }

    /** "edited: priority 0 → 5, zones +r1-b -r1-a"; empty where nothing of its spec is another than before. */
    public static String edited(Change.ObjectChange of) {
        return EditWords.of(of.differences());
    }

    /** "Not ready: Suspended: spec.suspend is true", and what would mend it; empty where that needs no words. */
    public static String why(Change.ObjectChange of) {
        return of.why().isEmpty() ? "" : "Not ready: " + of.why() + mend(of.remedy());
    }

    private static String mend(String remedy) {
        return remedy == null || remedy.isEmpty() ? "" : "; to mend it: " + remedy;
    }

    /** "Is being deleted: waits for finalizer x.y/z; …"; empty where it is not, or is gone at once. */
    public static String deletion(Change.ObjectChange of) {
        return of.deletion() == null
                ? ""
                : of.after().replicas() + of.after().placed() > 0
                        ? "Is being deleted: " + DeletionWords.keeps(of.deletion())
                        : deletion(of.deletion());
    }

    /** The same of an object of the catalogue, which is as it was until it is gone. */
    public static String deletion(Change.Edit edit) {
        return edit.deletion() == null ? "" : deletion(edit.deletion());
    }

    private static String deletion(Deletion deletion) {
        String is = DeletionWords.is(deletion);
        return is.substring(0, 1).toUpperCase(Locale.ROOT) + is.substring(1);
    }

    /**
     * What is said besides the rules that appear and go: that it is being deleted, why it is not ready, what is left of the rules that it broke, and
     * what is not judged any more, and which approval comes to nothing; nothing where that needs no words.
     */
    public static List<String> remarks(Change.ObjectChange of) {
        return Stream.of(
                        Stream.of(deletion(of), why(of)),
                        of.lasting().stream().map(ChangeWords::lasting),
                        Stream.of(unjudged(of), approval(of)))
                .flatMap(sentences -> sentences)
                .filter(sentence -> !sentence.isEmpty())
                .toList();
    }

    /** "Still broken: CapacityExceeded: 2 replicas have no machine", and what would mend it; of a warning, that alone. */
    public static String lasting(Broken broken) {
        return (broken.error() ? "Still broken: " : "Still warned of: ") + broken.type() + ": " + broken.message()
                + (broken.error() ? mend(broken.remedy()) : "");
    }

    /** "Not judged any more: SingleZone"; empty where all that was broken is judged still. */
    public static String unjudged(Change.ObjectChange of) {
        return of.unjudged().isEmpty() ? "" : "Not judged any more: " + types(of.unjudged());
    }

    /** "The approval of 0123456789 moves nothing: this is not the id of what is proposed"; empty where it moves any. */
    public static String approval(Change.ObjectChange of) {
        return !of.approvesInVain()
                ? ""
                : "The approval of " + of.approval().id() + " moves nothing: "
                        + String.valueOf(of.approval().message())
                                .replaceFirst("^nothing was moved: |; nothing was moved$", "");
    }

    /** "SingleZone, SkewExceeded". */
    public static String types(List<Broken> broken) {
        return broken.stream().map(Broken::type).collect(Collectors.joining(", "));
    }

    private static boolean bound(State state) {
        return state.behind() != null && state.behind() > 0;
    }

    private static String behind(State state) {
        return Plural.of(state.behind(), "replica") + " behind it";
    }

    private static String behind(State before, State after) {
        return behind(before) + (before.behind().equals(after.behind()) ? ", as before" : " → " + after.behind());
    }

    /** Of an invalid spec, which asks for no number, what it keeps. */
    private static String placed(State state) {
        if (state.invalid()) {
            return (state.placed() == 0 ? "none" : state.placed()) + " kept";
        }
        return state.placed() + " of " + state.replicas() + " placed";
    }

    /** "-1 in ap-beijing-bls-1, +1 in ap-shanghai-bls-1". */
    public static String zones(Change.ObjectChange of) {
        return of.zones().entrySet().stream()
                .map(zone -> signed(zone.getValue()) + " in " + zone.getKey())
                .collect(Collectors.joining(", "));
    }

    /** "+1", "-1". */
    public static String signed(int more) {
        return (more > 0 ? "+" : "") + more;
    }

    /** "3 → 5 of 8", "3 → 5, no limit": how many machines are used, before and after. */
    public static String used(Taken taken) {
        return taken.before() + " → " + taken.after()
                + (taken.capacity() == null ? ", no limit" : " of " + taken.capacity());
    }

    /** "replicas 2,3: machines to buy anew elsewhere". */
    public static String moved(Change.ObjectChange of) {
        List<String> indexes = of.moved().stream().map(String::valueOf).toList();
        return indexes.size() == 1
                ? "replica " + indexes.get(0) + " to another zone: a machine bought anew"
                : "replicas " + Names.list(indexes) + " to other zones: each is a machine bought anew";
    }
}
