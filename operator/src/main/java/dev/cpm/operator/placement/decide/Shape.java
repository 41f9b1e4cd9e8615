package dev.cpm.operator.placement.decide;

import dev.cpm.operator.placement.fill.Bound;
import dev.cpm.operator.placement.fill.Problem;
import dev.cpm.operator.placement.fill.Slot;
import dev.cpm.operator.placement.fill.Wish;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A problem in the making: the rules put their numbers into it, then it is filled. */
public final class Shape {
    private final Scene scene;
    private final boolean[] eligible;
    private final int wanted;
    private final int[] free;
    private final int[] cap;
    private final List<Bound> bounds = new ArrayList<>();
    private final List<Wish> wishes = new ArrayList<>();
    private boolean evenRegions;
    private int errors;
    private int warnings;

    public Shape(Scene scene, boolean[] eligible, int wanted) {
        this.scene = scene;
        this.eligible = eligible;
        this.wanted = wanted;
        this.free = new int[eligible.length];
        this.cap = new int[eligible.length];
        Arrays.fill(free, Slot.UNLIMITED);
        Arrays.fill(cap, Slot.UNLIMITED);
    }

    public Scene scene() {
        return scene;
    }

    /** Replicas that would be placed if all that want a place got one. */
    public int replicasWanted() {
        return scene.current().total() + wanted;
    }

    /** No more than {@code machines} new replicas at a site. */
    public void limitFree(int site, int machines) {
        free[site] = Math.min(free[site], machines);
    }

    /** No more than {@code replicas}, old and new, at any site that gets a new one. */
    public void capEach(int replicas) {
        for (int i = 0; i < cap.length; i++) {
            cap[i] = Math.min(cap[i], replicas);
        }
    }

    public void bound(Bound bound) {
        bounds.add(bound);
    }

    public void wish(Wish wish) {
        wishes.add(wish);
    }

    public void evenRegions() {
        evenRegions = true;
    }

    /** A rule that is broken whatever the assignment will be. */
    public void broken(boolean error) {
        errors += error ? 1 : 0;
        warnings += error ? 0 : 1;
    }

    /** How many zones, or regions, are eligible. */
    public int eligibleDomains(boolean regions) {
        Set<String> within = new HashSet<>();
        String last = null;
        int zones = 0;
        for (int i = 0; i < eligible.length; i++) {
            String region = scene.sites().get(i).region();
            if (eligible[i]) {
                zones++;
                if (regions && !region.equals(last)) {
                    within.add(region);
                    last = region;
                }
            }
        }
        return regions ? within.size() : zones;
    }

    public Problem problem() {
        Map<String, Integer> groups = new HashMap<>();
        List<Slot> slots = new ArrayList<>(eligible.length);
        String last = null;
        int group = 0;
        for (int i = 0; i < eligible.length; i++) {
            Site site = scene.sites().get(i);
            if (!site.region().equals(last)) {
                group = groups.computeIfAbsent(site.region(), r -> groups.size());
                last = site.region();
            }
            slots.add(new Slot(group, site.held(), eligible[i] ? free[i] : 0, cap[i], eligible[i]));
        }
        return new Problem(slots, groups.size(), wanted, bounds, wishes, evenRegions);
    }

    int errors() {
        return errors;
    }

    int warnings() {
        return warnings;
    }
}
