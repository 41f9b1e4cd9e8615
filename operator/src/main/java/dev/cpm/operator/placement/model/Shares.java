package dev.cpm.operator.placement.model;

import dev.cpm.operator.placement.model.Assignment.Share;
import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;

/**
 * The shares of an assignment by zone, in the order of the zones' names. Immutable. Two arrays: there is one for each of
 * many thousand placements, and one of a thousand zones must be made in microseconds.
 */
public final class Shares extends AbstractMap<String, Share> {
    private final String[] zones;
    private final Share[] shares;

    private Shares(String[] zones, Share[] shares) {
        this.zones = zones;
        this.shares = shares;
    }

    /** Of zones that ascend by name, each with its share; the arrays are not copied. */
    public static Shares of(String[] zones, Share[] shares) {
        return new Shares(zones, shares);
    }

    static Shares of(SortedMap<String, Share> shares) {
        return new Shares(
                shares.keySet().toArray(String[]::new), shares.values().toArray(Share[]::new));
    }

    /** With other shares for some zones; one without indexes removes its zone. */
    Shares with(Shares others) {
        int longest = size() + others.size();
        String[] names = new String[longest];
        Share[] values = new Share[longest];
        int n = 0;
        int other = 0;
        for (int own = 0; own < zones.length || other < others.zones.length; ) {
            int order = own == zones.length
                    ? 1
                    : other == others.zones.length ? -1 : zones[own].compareTo(others.zones[other]);
            boolean kept = order < 0;
            String zone = kept ? zones[own] : others.zones[other];
            Share share = kept ? shares[own] : others.shares[other];
            own += order <= 0 ? 1 : 0;
            other += kept ? 0 : 1;
            if (share.indexes().size() > 0) {
                names[n] = zone;
                values[n++] = share;
            }
        }
        return n == longest ? new Shares(names, values) : new Shares(Arrays.copyOf(names, n), Arrays.copyOf(values, n));
    }

    /** Replicas in all zones. */
    int total() {
        int sum = 0;
        for (Share share : shares) {
            sum += share.indexes().size();
        }
        return sum;
    }

    @Override
    public int size() {
        return zones.length;
    }

    @Override
    public Share get(Object zone) {
        int at = zone instanceof String name ? Arrays.binarySearch(zones, name) : -1;
        return at < 0 ? null : shares[at];
    }

    @Override
    public boolean containsKey(Object zone) {
        return get(zone) != null;
    }

    @Override
    public void forEach(BiConsumer<? super String, ? super Share> action) {
        for (int i = 0; i < zones.length; i++) {
            action.accept(zones[i], shares[i]);
        }
    }

    @Override
    public Set<Entry<String, Share>> entrySet() {
        return new AbstractSet<>() {
            @Override
            public Iterator<Entry<String, Share>> iterator() {
                return IntStream.range(0, zones.length)
                        .mapToObj(i -> Map.entry(zones[i], shares[i]))
                        .iterator();
            }

            @Override
            public int size() {
                return zones.length;
            }
        };
    }
}
