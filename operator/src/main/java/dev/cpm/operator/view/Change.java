package dev.cpm.operator.view;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import dev.cpm.operator.api.ConditionReasons;
import dev.cpm.operator.api.PlacementStatus.LastProposal;
import dev.cpm.operator.api.ViolationType;
import dev.cpm.operator.placement.model.PlacementKey;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a change of manifests comes to: how it stands before, how it stands after.
 *
 * @param catalogue regions, zones and interconnects that were created, edited or deleted, and Namespaces that are of
 *     another account
 * @param placements those for which anything differs: those that get worse first, then by name
 * @param loadBalancers those for which anything differs, in the same order
 * @param machines those of which more or fewer are allocated, by zone, then type
 * @param unchanged how many placements stay exactly as they are
 */
public record Change(
        List<Edit> catalogue,
        List<ObjectChange> placements,
        List<ObjectChange> loadBalancers,
        List<Taken> machines,
        int unchanged) {

    private static final Set<String> OF_WAITING = Stream.of(
                    ViolationType.AffinityNotSatisfied,
                    ViolationType.AvailabilityAtRisk,
                    ViolationType.CapacityExceeded,
                    ViolationType.CrossRegionWithoutInterconnect,
                    ViolationType.InterconnectNotActive,
                    ViolationType.LoadBalancerCrossRegion,
                    ViolationType.SkewExceeded)
            .map(Enum::name)
            .collect(Collectors.toSet());

    /** Nothing at all. */
    public static final Change NONE = new Change(List.of(), List.of(), List.of(), List.of(), 0);

    /**
     * An object of the catalogue whose spec differs, or a Namespace whose account does.
     *
     * @param title its kind and name
     * @param differences what of its spec or labels differs, in a few words each: "Available → Maintenance"
     * @param deletion where it is there still afterwards, and is being deleted; else null
     */
    public record Edit(
            String title,
            Kind kind,
            List<String> differences,
            @JsonInclude(JsonInclude.Include.NON_NULL) Deletion deletion) {}

    /**
     * A field of a spec that is another than before.
     *
     * @param field its path, such as {@code spec.availability.minAvailable}
     * @param before as YAML has it on one line; null where it was not there, or is a list
     * @param after the same
     * @param added items of a list that came; empty of all else
     * @param removed items of a list that went; empty of all else
     */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record FieldChange(String field, String before, String after, List<String> added, List<String> removed) {
        static FieldChange of(String field, String before, String after) {
            return new FieldChange(field, before, after, List.of(), List.of());
        }

        static FieldChange of(String field, List<String> added, List<String> removed) {
            return new FieldChange(field, null, null, added, removed);
        }
    }

    /** Whether there is one before, and after. */
    public enum Kind {
        Created,
        Changed,
        Deleted
    }

    /**
     * A placement or load balancer that differs; of what is not there, the numbers are 0 and the rest is empty.
     *
     * @param differences what of its spec differs; nothing of what is created or deleted
     * @param before how it stands before
     * @param after how it stands after
     * @param zones how many replicas more each zone holds, or fewer (negative); only those that differ
     * @param moved indexes that are in another zone than before
     * @param appeared rules that are broken from now on
     * @param lasting rules that are still broken, but in fewer places, or of which there were more of the same type
     * @param gone rules that are no longer broken, nor any of their type
     * @param unjudged rules that were broken, of which nobody can tell any more: an invalid spec is not judged, nor is what
     *     has nothing left, nor, once it is held back wholly, what kept its replicas from being placed
     * @param why reason and message of its condition Ready, where it is not Ready and no Error that appears or lasts says
     *     why; else empty
     * @param remedy what would mend that; empty where nothing is known to
     * @param approval what becomes of an approval that was not answered before; null where there is none
     * @param deletion where it is there still afterwards, and is being deleted, since this change or before it; else null
     */
    @JsonPropertyOrder({"key", "kind", "edited"})
    public record ObjectChange(
            PlacementKey key,
            Kind kind,
            List<FieldChange> differences,
            State before,
            State after,
            SortedMap<String, Integer> zones,
            List<Integer> moved,
            List<Broken> appeared,
            List<Broken> lasting,
            List<Broken> gone,
            List<Broken> unjudged,
            String why,
            String remedy,
            @JsonInclude(JsonInclude.Include.NON_NULL) LastProposal approval,
            @JsonInclude(JsonInclude.Include.NON_NULL) Deletion deletion) {

        /**
         * Whether somebody has to know before it is applied: it is Ready no longer, it is created without being so, it
         * has fewer of the replicas that it wants, a replica moves, or an Error appears. What waits because the spec says
         * suspend is what was asked for.
         */
        @JsonProperty
        public boolean worse() {
            if (kind == Kind.Deleted) {
                return false;
            }
            return lacking() && !suspended()
                    || !moved.isEmpty()
                    || appeared.stream().anyMatch(Broken::error);
        }

        private boolean lacking() {
            return before.ready() && !after.ready()
                    || kind == Kind.Created && !after.ready()
                    || after.missing() > before.missing();
        }

        /** Whether its spec differs. */
        @JsonProperty
        public boolean edited() {
            return !differences.isEmpty();
        }

        /** Whether it is a load balancer that has nothing behind it any more. */
        public boolean cutOff() {
            return kind == Kind.Changed && before.isBound() && !after.isBound();
        }

        /** Whether it approves moves that are not made. */
        public boolean approvesInVain() {
            return approval != null && approval.result() != LastProposal.Result.Moved;
        }

        /** The same, with other rules that are gone, and that are not judged any more. */
        ObjectChange judging(List<Broken> mended, List<Broken> notJudged) {
            return new ObjectChange(
                    key,
                    kind,
                    differences,
                    before,
                    after,
                    zones,
                    moved,
                    appeared,
                    lasting,
                    mended,
                    notJudged,
                    why,
                    remedy,
                    approval,
                    deletion);
        }

        /** Whether it has nothing left that a rule could be about. */
        boolean emptied() {
            return cutOff()
                    || kind == Kind.Changed
                            && after.placed() == 0
                            && (before.placed() > 0 || before.replicas() > 0 && after.replicas() == 0);
        }

        /** Whether it waits because it is suspended: a replica that is lost meanwhile was not asked for. */
        public boolean suspended() {
            return after.suspended() && !after.ready() && after.placed() >= before.placed();
        }
    }

    /**
     * How an object stands.
     *
     * @param replicas wanted; of an invalid spec, which asks for nothing, those that have a zone
     * @param placed how many of them have a zone
     * @param suspended whether the spec says so
     * @param behind how many replicas are behind it, of a load balancer; null of a placement, and of what is not there
     * @param invalid whether the spec is invalid: then it asks for no number
     */
    public record State(
            boolean ready,
            int replicas,
            int placed,
            boolean suspended,
            @JsonInclude(JsonInclude.Include.NON_NULL) Integer behind,
            @JsonIgnore boolean invalid) {
        static final State NONE = new State(false, 0, 0, false);

        /** How a placement stands. */
        public State(boolean ready, int replicas, int placed, boolean suspended) {
            this(ready, replicas, placed, suspended, null, false);
        }

        /** Whether it has anything behind it. */
        boolean isBound() {
            return behind != null && behind > 0;
        }

        /** Replicas without a zone. */
        public int missing() {
            return Math.max(0, replicas - placed);
        }
    }

    /**
     * A broken rule.
     *
     * @param type of the violation, or {@code InvalidSpec}
     * @param error whether it keeps the object from being Ready
     * @param places the zones and regions that it is about
     */
    public record Broken(String type, boolean error, String message, String remedy, List<String> places) {

        /** Whether the spec is wrong by itself. */
        boolean invalid() {
            return ConditionReasons.INVALID_SPEC.equals(type);
        }

        /** Whether it may be of replicas that have no zone, rather than of where the others are. */
        boolean ofWaiting() {
            return OF_WAITING.contains(type);
        }
    }

    /**
     * Machines that are allocated.
     *
     * @param capacity how many the zone has after the change; null without limit
     */
    public record Taken(String zone, String machineType, Integer capacity, int before, int after) {}

    /** The same with more edits, told first. */
    public Change including(List<Edit> more) {
        return new Change(
                Stream.concat(more.stream(), catalogue.stream()).toList(),
                placements,
                loadBalancers,
                machines,
                unchanged);
    }

    /** Whether anything gets worse. */
    @JsonProperty
    public boolean worse() {
        return placements.stream().anyMatch(ObjectChange::worse)
                || loadBalancers.stream().anyMatch(ObjectChange::worse);
    }

    /** Whether somebody has to look at it though nothing gets worse: something is deleted, cut off, or approved in vain. */
    public boolean toBeSeen() {
        return catalogue.stream().anyMatch(edit -> edit.kind() == Kind.Deleted)
                || Stream.concat(placements.stream(), loadBalancers.stream())
                        .anyMatch(of -> of.kind() == Kind.Deleted || of.cutOff() || of.approvesInVain());
    }

    /** Whether nothing differs at all. */
    public boolean none() {
        return catalogue.isEmpty() && placements.isEmpty() && loadBalancers.isEmpty() && machines.isEmpty();
    }
}
