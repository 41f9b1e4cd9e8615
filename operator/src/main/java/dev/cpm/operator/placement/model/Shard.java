package dev.cpm.operator.placement.model;

import dev.cpm.operator.api.Bounds;
import dev.cpm.operator.api.Cut;
import dev.cpm.operator.api.Interconnect;
import dev.cpm.operator.api.LoadBalancer;
import dev.cpm.operator.api.Placement;
import dev.cpm.operator.api.Region;
import dev.cpm.operator.api.Zone;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The regions that one operator owns: some, or all but some, whether an object defines them or not.
 *
 * <p>Who owns a region writes the status of all that is at home there, and nobody else does. A placement is at home in
 * the <em>first</em> region of its {@code spec.regions}; a Zone and a LoadBalancer in their region; an Interconnect in the
 * first of its two; a Region in itself. What names no region is at home in the region without a name, which only a shard
 * of "all but" owns.
 *
 * <p>New replicas in a zone are granted by the owner of its region alone ({@code ShardRule}), so the machines of a zone have one ledger. Others can only give some back.
 *
 * @param allBut whether it owns all regions but those
 */
public record Shard(boolean allBut, SortedSet<String> regions) {
    /** Every region: one operator for all. */
    public static final Shard ALL = new Shard(true, new TreeSet<>());

    private static final String NOT = "!";
    private static final String WAY_OUT = "name regions, as in ap-beijing,ap-shanghai, or all but some, as in"
            + " !ap-beijing,!ap-shanghai; or leave it out for all";

    public Shard {
        regions = Collections.unmodifiableSortedSet(new TreeSet<>(regions));
    }

    /** The shard of some regions. */
    public static Shard of(String... regions) {
        return new Shard(false, new TreeSet<>(List.of(regions)));
    }

    /**
     * Reads what {@link #toString()} writes: {@code a,b} for some regions, {@code !a,!b} for all but some. Throws {@link
     * IllegalArgumentException} with a sentence for whoever wrote it.
     */
    public static Shard parse(String text) {
        SortedSet<String> regions = new TreeSet<>();
        int excluded = 0;
        for (String part : text.split(",", -1)) {
            String name = part.strip();
            if (name.startsWith(NOT)) {
                excluded++;
                name = name.substring(NOT.length()).strip();
            }
            if (name.isEmpty()) {
                throw new IllegalArgumentException(quoted(text) + " has an empty name; " + WAY_OUT);
            }
            if (name.length() > Bounds.NAME || !name.matches(Bounds.DNS_SUBDOMAIN)) {
                throw new IllegalArgumentException(quoted(name) + " cannot be the name of a Region; " + WAY_OUT);
            }
            if (!regions.add(name)) {
                throw new IllegalArgumentException(quoted(text) + " names " + name + " twice; name each region once");
            }
        }
        if (excluded > 0 && excluded < regions.size()) {
            throw new IllegalArgumentException(quoted(text) + " has names with ! and without; " + WAY_OUT);
        }
        return new Shard(excluded > 0, regions);
    }

    /** It may be anything, and of any length. */
    private static String quoted(String text) {
        return "'" + Cut.of(text, Bounds.NAME, "…") + "'";
    }

    /** Whether one operator owns everything, so that nobody else decides anything. */
    public boolean all() {
        return allBut && regions.isEmpty();
    }

    /** Whether it owns a region; null is the region without a name. */
    public boolean owns(String region) {
        return allBut != regions.contains(region == null ? "" : region);
    }

    /** Whether it owns an object; of kinds without a home, such as Namespaces, each one does. */
    public boolean owns(HasMetadata object) {
        return home(object).map(this::owns).orElse(true);
    }

    /** The region in which an object is at home; the one without a name is empty. Of a kind without a home there is none. */
    public static Optional<String> home(HasMetadata object) {
        String home;
        if (object instanceof Placement placement) {
            home = placement.getSpec() == null ? "" : first(placement.getSpec().regions());
        } else if (object instanceof Zone zone) {
            home = ZoneInfo.of(zone).region();
        } else if (object instanceof LoadBalancer loadBalancer) {
            home = LoadBalancerInfo.of(loadBalancer).region();
        } else if (object instanceof Interconnect interconnect) {
            home = first(regions(interconnect));
        } else if (object instanceof Region region) {
            home = region.getMetadata().getName();
        } else {
            return Optional.empty();
        }
        return Optional.of(Objects.requireNonNullElse(home, ""));
    }

    /** Whether it owns a placement. */
    public boolean owns(Known known) {
        return all() || owns(first(known.spec().regions()));
    }

    /** Whether it may grant machines to a placement, be that at home here or not. */
    public boolean mayGrant(Known known) {
        return owns(known) || known.spec().regions().stream().anyMatch(this::owns);
    }

    /** As they were accepted, in the order that they had then: they may be swapped, and are the same two. */
    private static List<String> regions(Interconnect interconnect) {
        if (interconnect.getStatus() != null
                && !interconnect.getStatus().regions().isEmpty()) {
            return interconnect.getStatus().regions();
        }
        return interconnect.getSpec() == null
                ? List.of()
                : interconnect.getSpec().regions();
    }

    private static String first(List<String> regions) {
        return regions.isEmpty() ? "" : regions.get(0);
    }

    /** Whether some region is owned by both, be it one that no object defines yet. */
    public boolean overlaps(Shard other) {
        return allBut && other.allBut || !common(other).isEmpty();
    }

    /** Where they overlap, in words. */
    public String overlap(Shard other) {
        Set<String> excluded = new TreeSet<>(regions);
        excluded.addAll(other.regions);
        return allBut && other.allBut ? new Shard(true, new TreeSet<>(excluded)).words() : Words.list(common(other));
    }

    private SortedSet<String> common(Shard other) {
        Shard some = allBut ? other : this;
        Shard any = allBut ? this : other;
        return some.regions.stream().filter(any::owns).collect(Collectors.toCollection(TreeSet::new));
    }

    /** {@code ap-beijing and ap-shanghai}, {@code all regions but ap-beijing}, {@code all regions}. */
    public String words() {
        return all() ? "all regions" : (allBut ? "all regions but " : "") + Words.list(regions);
    }

    /** As {@link #parse} reads it; empty for all. */
    @Override
    public String toString() {
        return regions.stream().map(name -> allBut ? NOT + name : name).collect(Collectors.joining(","));
    }
}
