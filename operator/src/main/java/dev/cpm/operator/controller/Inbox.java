package dev.cpm.operator.controller;

import dev.cpm.operator.controller.Mirror.Key;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Where watches leave what they saw, for the engine to take. Of each object the newest counts, so that no more waits
 * than there are objects, however long the engine writes.
 */
final class Inbox {

    /** An object as a watch saw it last. */
    record Seen(HasMetadata object, boolean deleted) {}

    private final Map<Key, Seen> waiting = new LinkedHashMap<>();
    /** What came since it was asked for news. */
    private final Set<Key> unlooked = new HashSet<>();

    private boolean nudged;

    synchronized void put(HasMetadata object, boolean deleted) {
        Key key = Key.of(object);
        waiting.merge(key, new Seen(object, deleted), Inbox::newer);
        unlooked.add(key);
        notifyAll();
    }

    /** Nobody takes anything yet, so that nobody need be told that an object is gone. */
    synchronized void forget(HasMetadata gone) {
        Key key = Key.of(gone);
        Seen seen = waiting.get(key);
        if (seen != null && Mirror.sameObject(seen.object(), gone)) {
            waiting.remove(key);
            unlooked.remove(key);
        }
    }

    /** How many are to be looked at for news: of those that wait, as many as came since. */
    synchronized int unlooked() {
        return unlooked.size();
    }

    /** The object that waits, or null. */
    synchronized HasMetadata waiting(Key key) {
        Seen seen = waiting.get(key);
        return seen == null || seen.deleted() ? null : seen.object();
    }

    /** The newer one, in whatever order they come. An object that is another by now needs no word of the former's end. */
    private static Seen newer(Seen before, Seen after) {
        boolean same = Mirror.sameObject(before.object(), after.object());
        if (after.deleted() || before.deleted()) {
            return same == after.deleted() ? after : before;
        }
        return Mirror.version(after.object()) < Mirror.version(before.object()) ? before : after;
    }

    /** Whether anything came that is news, since this was asked last. Mostly it is what the operator wrote itself. */
    synchronized boolean moreNews(Predicate<Seen> isNews) {
        boolean more = unlooked.stream().map(waiting::get).anyMatch(seen -> seen != null && isNews.test(seen));
        unlooked.clear();
        return more;
    }

    /** Wakes the engine without telling anything. */
    synchronized void nudge() {
        nudged = true;
        notifyAll();
    }

    /** All that waits, as soon as anything does; nothing if nothing comes in time or there is just a reason to wake. */
    synchronized List<Seen> take(Duration longest) throws InterruptedException {
        long end = System.nanoTime() + longest.toNanos();
        for (long left = longest.toMillis();
                waiting.isEmpty() && !nudged && left > 0;
                left = (end - System.nanoTime()) / 1_000_000) {
            wait(left);
        }
        List<Seen> taken = new ArrayList<>(waiting.values());
        waiting.clear();
        unlooked.clear();
        nudged = false;
        return taken;
    }
}
