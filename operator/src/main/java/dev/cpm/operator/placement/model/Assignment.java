package dev.cpm.operator.placement.model;

import dev.cpm.operator.api.Cpm;
import dev.cpm.operator.api.FieldError;
import dev.cpm.operator.api.PlacementStatus.ZoneAssignment;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/** Which replica of a placement is in which zone, zones by name. Immutable; no zone without a replica. */
public final class Assignment {
    public static final Assignment NONE = new Assignment(Shares.of(new TreeMap<>()));

    /** The replicas in one zone; {@code region} is the zone's region when they were assigned. */
    public record Share(String region, Indexes indexes) {}

    private final Shares shares;
    private final int total;

    private Assignment(Shares shares) {
        this.shares = shares;
        this.total = shares.total();
    }

    /**
     * Reads a status; an index that is said to be in two zones counts in the first by name. What it says beyond the indexes
     * that count has {@link #unread}.
     */
    public static Assignment of(List<ZoneAssignment> zones) {
        TreeMap<String, Share> read = new TreeMap<>();
        for (ZoneAssignment zone : zones) {
            if (zone != null && zone.zone() != null) {
                Share share = new Share(zone.region(), Indexes.parse(zone.indexes()));
                read.merge(
                        zone.zone(),
                        share,
                        (one, other) -> new Share(one.region(), one.indexes().and(other.indexes())));
            }
        }
        BitSet seen = new BitSet();
        TreeMap<String, Share> shares = new TreeMap<>();
        for (var entry : read.entrySet()) {
            Indexes own = entry.getValue().indexes().without(seen);
            if (own.size() > 0) {
                shares.put(entry.getKey(), new Share(entry.getValue().region(), own));
                own.addTo(seen);
            }
        }
        return new Assignment(Shares.of(shares));
    }

    /**
     * Where a status, as somebody may have edited it, says that there are machines of which no index was read from it: not
     * to be taken for free.
     */
    List<FieldError> unread(List<ZoneAssignment> zones) {
        List<FieldError> errors = new ArrayList<>();
        for (int i = 0; i < zones.size(); i++) {
            ZoneAssignment zone = zones.get(i);
            int read = zone.zone() == null ? 0 : count(zone.zone());
            String text = zone.indexes();
            boolean more =
                    zone.replicas() == null ? read == 0 && text != null && !text.isBlank() : read < zone.replicas();
            if (more) {
                String replicas = zone.replicas() == null ? "" : " of " + zone.replicas() + " replicas";
                errors.add(new FieldError(
                        "status.zones[" + i + "].indexes",
                        text == null ? FieldError.Type.REQUIRED : FieldError.Type.INVALID,
                        text == null ? null : '"' + FieldError.brief(text) + '"',
                        "tells where " + read + replicas + " are; write each index once, such as \"0,2,4-6\""));
            }
        }
        return errors;
    }

    /**
     * Reads a status of which a part cannot be read. Where that is indexes, as many others stand for them as there are
     * replicas: their machines are taken, whichever they are.
     */
    static Assignment counted(List<ZoneAssignment> zones) {
        Assignment read = of(zones);
        for (ZoneAssignment zone : zones) {
            boolean known = zone.zone() != null && zone.replicas() != null;
            int missing = known ? zone.replicas() - read.count(zone.zone()) : 0;
            int count = Math.min(missing, Cpm.MAX_REPLICAS - read.total());
            if (count > 0) {
                Indexes others = Indexes.of(read.lowestFree(count));
                Share share = read.shares.get(zone.zone());
                Indexes all = share == null ? others : share.indexes().and(others);
                read = read.with(Map.of(zone.zone(), new Share(zone.region(), all)));
            }
        }
        return read;
    }

    /** The shares by zone, in the order of the zones' names. */
    public Map<String, Share> shares() {
        return shares;
    }

    /** Replicas in all zones. */
    public int total() {
        return total;
    }

    /** Replicas in one zone. */
    public int count(String zone) {
        Share share = shares.get(zone);
        return share == null ? 0 : share.indexes().size();
    }

    /** Every index that has a zone. */
    public Indexes indexes() {
        return Indexes.of(taken());
    }

    /** The lowest {@code count} indexes that have no zone, in order. */
    public int[] lowestFree(int count) {
        BitSet taken = taken();
        int beyond = taken.length();
        int[] free = new int[count];
        int index = -1;
        for (int found = 0; found < count; found++) {
            index = index + 1 < beyond ? taken.nextClearBit(index + 1) : index + 1;
            free[found] = index;
        }
        return free;
    }

    private BitSet taken() {
        BitSet taken = new BitSet();
        shares.forEach((zone, share) -> share.indexes().addTo(taken));
        return taken;
    }

    /** The part of it that is in zones of which a test holds. */
    public Assignment in(Predicate<String> zones) {
        TreeMap<String, Share> some = new TreeMap<>(shares);
        some.keySet().removeIf(zones.negate());
        return new Assignment(Shares.of(some));
    }

    /** The same assignment with other shares for some zones; a share without indexes removes its zone. */
    public Assignment with(Map<String, Share> others) {
        return with(Shares.of(new TreeMap<>(others)));
    }

    public Assignment with(Shares others) {
        return new Assignment(shares.with(others));
    }

    /** The assignment as a status writes it. */
    public List<ZoneAssignment> toStatus() {
        return shares.entrySet().stream()
                .map(e -> new ZoneAssignment(
                        e.getKey(),
                        e.getValue().region(),
                        e.getValue().indexes().size(),
                        e.getValue().indexes().toString()))
                .toList();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Assignment assignment && shares.equals(assignment.shares);
    }

    @Override
    public int hashCode() {
        return shares.hashCode();
    }

    @Override
    public String toString() {
        return shares.toString();
    }
}
