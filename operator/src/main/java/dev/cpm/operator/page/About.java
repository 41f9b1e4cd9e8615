package dev.cpm.operator.page;

import dev.cpm.operator.view.Change;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * What a page says besides what the objects say.
 *
 * @param source where it comes from, in a few words
 * @param cluster whether it comes from a cluster, where kubectl has all of it
 * @param namespace the only one whose placements are in it; null: those of all
 * @param placements whether the placements could be read; else it shows the catalogue, and says nothing of losses
 * @param notices what is missing or may be wrong, and why, a sentence each
 * @param change what manifests change; null where nothing is compared
 * @param refresh how often a browser asks for it anew; null: it does not
 * @param time of when it is; null: that is not told
 */
public record About(
        String source,
        boolean cluster,
        String namespace,
        boolean placements,
        List<String> notices,
        Change change,
        Duration refresh,
        Instant time) {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

    public About {
        notices = List.copyOf(notices);
    }

    /** Of no time that is told. */
    public About(
            String source,
            boolean cluster,
            String namespace,
            boolean placements,
            List<String> notices,
            Change change,
            Duration refresh) {
        this(source, cluster, namespace, placements, notices, change, refresh, null);
    }

    /** All there is in manifests, told once. */
    public static About of(String source) {
        return new About(source, false, null, true, List.of(), null, null);
    }

    /** All there is in a cluster: a page that a server gives out, and that a browser asks for anew every so often. */
    public static About live(String source, Duration refresh) {
        return new About(source, true, null, true, List.of(), null, refresh);
    }

    /** The same with a time after its source. */
    public About at(Instant when) {
        return new About(source, cluster, namespace, placements, notices, change, refresh, when);
    }

    /** The same with what manifests change. */
    public About with(Change of) {
        return new About(source, cluster, namespace, placements, notices, of, refresh, time);
    }

    /** The same with one more notice. */
    public About noting(String notice) {
        List<String> all = Stream.concat(notices.stream(), Stream.of(notice)).toList();
        return new About(source, cluster, namespace, placements, all, change, refresh, time);
    }

    /** Where all objects of a kind are, for the end of a list that has some of them; nothing where kubectl has none. */
    String all(String shortName) {
        return cluster ? ": kubectl get " + shortName + " -A has all of them" : "";
    }

    /** What stands where a list of placements would: a sentence. */
    String none() {
        return !placements
                ? "The placements could not be read."
                : "There is no placement" + (namespace == null ? "." : " in namespace " + namespace + ".");
    }

    /** What a tile says of a zone in which no replica is seen. */
    String empty() {
        return !placements ? "" : namespace == null ? "empty" : "none of " + namespace;
    }

    /** The same of whatever somebody chose: a sentence. */
    String nothingHere() {
        return !placements
                ? "Whose machines these are could not be read."
                : "Nothing" + (namespace == null ? "" : " of namespace " + namespace) + " is placed here.";
    }

    /** Where it comes from, and of when it is: a line. */
    String line() {
        return time == null ? source : source + ", " + time(time);
    }

    /** A time as a page tells it: to the minute, for everybody the same. */
    public static String time(Instant when) {
        return TIME.format(when);
    }
}
