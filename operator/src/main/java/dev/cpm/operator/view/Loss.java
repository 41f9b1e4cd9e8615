package dev.cpm.operator.view;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import dev.cpm.operator.placement.model.PlacementKey;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What the loss of a zone, or of all zones of a region, would take away if it happened now: each zone with all replicas in
 * it, before anybody replaces any.
 *
 * @param zones the zones that are lost, by name
 * @param placements those that lose replicas: the worst first, then by name
 * @param loadBalancers those that lose backends: the worst first, then by name
 * @param untouched how many placements have no replica there
 * @param notJudged objects with mistakes in spec or status, load balancers that are not answered, and placements that may
 *     have lost replicas before, where no zone could be read; by kind and name: what they lose is not known
 */
public record Loss(
        Set<String> zones, List<Hit> placements, List<CutOff> loadBalancers, int untouched, List<String> notJudged) {

    /** The same, where some more objects could not be judged. */
    public Loss without(List<String> mistaken) {
        return new Loss(
                zones,
                placements,
                loadBalancers,
                untouched,
                Stream.concat(notJudged.stream(), mistaken.stream()).distinct().toList());
    }

    /** How bad it is for a placement; the worst first. */
    public enum Severity {
        /** No replica is left. */
        Down,
        /** Fewer are left than its {@code minAvailable}, or than a quorum where it has none. */
        Below,
        /** Enough are left. */
        Survives
    }

    /**
     * A placement that loses replicas.
     *
     * @param replicas how many are wanted: {@code spec.replicas}
     * @param held how many have a zone now
     * @param lost how many of these are in the lost zones, 1 or more
     * @param lostBefore how many more are in zones that are Unavailable already
     * @param needed how many have to be left
     * @param asked whether that is its {@code minAvailable}; else it is a quorum of {@code replicas}, 0 of 0
     * @param replaced whether the operator assigns those in an Unavailable zone anew: {@code onZoneUnavailable: Replace}
     *     says so, and it is not suspended
     * @param remedies what would keep this from happening, as its violations say; may be empty
     * @param deletion where it is being deleted, so that nothing keeps this from happening; else null
     */
    @JsonPropertyOrder({
        "placement",
        "replicas",
        "held",
        "lost",
        "lostBefore",
        "needed",
        "asked",
        "replaced",
        "remedies",
        "deletion",
        "left",
        "severity"
    })
    public record Hit(
            PlacementKey placement,
            int replicas,
            int held,
            int lost,
            int lostBefore,
            int needed,
            boolean asked,
            boolean replaced,
            List<String> remedies,
            @JsonInclude(JsonInclude.Include.NON_NULL) Deletion deletion) {

        @JsonProperty
        public int left() {
            return held - lost - lostBefore;
        }

        @JsonProperty
        public Severity severity() {
            return left() >= needed ? Severity.Survives : left() == 0 ? Severity.Down : Severity.Below;
        }
    }

    /**
     * A load balancer that loses backends.
     *
     * @param backends how many replicas it binds now
     * @param lost how many of these are in the lost zones, 1 or more
     * @param lostBefore how many more are in zones that are Unavailable already
     */
    public record CutOff(PlacementKey loadBalancer, int backends, int lost, int lostBefore) {

        /** Whether there is nothing behind it any more. */
        @JsonProperty
        public boolean everything() {
            return lost + lostBefore == backends;
        }
    }

    /** Whether it is certain that nothing falls below what it needs, and that no load balancer loses everything. */
    @JsonProperty
    public boolean survived() {
        return notJudged.isEmpty() && !broken();
    }

    /** Whether something falls below what it needs, or a load balancer loses everything. */
    public boolean broken() {
        return !placements.stream().allMatch(hit -> hit.severity() == Severity.Survives)
                || loadBalancers.stream().anyMatch(CutOff::everything);
    }

    /** How many placements it is that bad for. */
    public int count(Severity severity) {
        return (int)
                placements.stream().filter(hit -> hit.severity() == severity).count();
    }

    /** How many placements have no replica left, and need none. */
    public int emptied() {
        return (int) placements.stream()
                .filter(hit -> hit.severity() == Severity.Survives && hit.left() == 0)
                .count();
    }

    /** How many load balancers have nothing behind them any more. */
    public int cutOff() {
        return (int) loadBalancers.stream().filter(CutOff::everything).count();
    }
}
