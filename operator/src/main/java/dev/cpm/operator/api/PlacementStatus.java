package dev.cpm.operator.api;

import static dev.cpm.operator.api.Bounds.BLOCKERS;
import static dev.cpm.operator.api.Bounds.INDEXES;
import static dev.cpm.operator.api.Bounds.MESSAGE;
import static dev.cpm.operator.api.Bounds.MOVES;
import static dev.cpm.operator.api.Bounds.PROPOSAL_ID;
import static dev.cpm.operator.api.Bounds.SUGGESTIONS;
import static dev.cpm.operator.api.Bounds.VIOLATIONS;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.kubernetes.model.annotation.StatusReplicas;
import java.util.List;

/** What the operator answers. {@code zones} is the assignment; everything else explains it. */
@Marks.Status
public record PlacementStatus(
        @JsonPropertyDescription(Descriptions.OBSERVED_GENERATION)
        Long observedGeneration,

        @JsonPropertyDescription("Account that owns the machines: the namespace's label cpm.dev/account, else"
                + " spec.account, else the namespace's name.")
        @Marks.Token
        String account,

        @JsonPropertyDescription(
                "What spec.account was when first accepted, absent where it was not set. It is immutable;"
                        + Descriptions.FIRST_ACCEPTED)
        @Marks.Token
        String specAccount,

        @JsonPropertyDescription(
                "What spec.machineType was when first accepted. It is immutable;" + Descriptions.FIRST_ACCEPTED)
        @Marks.Token
        String machineType,

        @JsonPropertyDescription("How many replicas are wanted: spec.replicas.") @Marks.Replicas
        Integer replicas,

        @JsonPropertyDescription("How many replicas have a zone.") @Marks.Replicas @StatusReplicas
        Integer placed,

        @JsonPropertyDescription("The assignment: how many machines are wanted in which zone, zones by name. This is"
                + " what a buyer of machines reads.")
        @Marks.Zones
        List<ZoneAssignment> zones,

        @JsonPropertyDescription("Where the replicas are, in numbers.")
        Topology topology,

        @JsonPropertyDescription("While replicas are unplaced: why each zone of the regions takes no further one."
                + " Of more than 150 zones some for each reason, the last of which counts the others.")
        @Size(max = BLOCKERS) List<Blocker> blockers,

        @JsonPropertyDescription("While replicas are unplaced: single changes that would place more, in words.")
        @Size(max = SUGGESTIONS) List<@Size(max = MESSAGE) String> suggestions,

        @JsonPropertyDescription("The rules that the assignment or the spec breaks: errors first, then by type.")
        @Size(max = VIOLATIONS) List<Violation> violations,

        @JsonPropertyDescription("Moves of replicas that wait for approval; only with spec.rebalance OnApproval.")
        Proposal proposal,

        @JsonPropertyDescription("What became of the proposal that was approved last.")
        LastProposal lastProposal,

        @JsonPropertyDescription("The status in a few words, for kubectl get.")
        Summary summary,

        @JsonPropertyDescription("Scheduled: every replica has a zone. TopologySatisfied: no violation of severity"
                + " Error. Ready: both. While true also Reconciling: the operator goes on by itself, and Stalled:"
                + " only an edit of this object or its namespace can mend it.")
        @Marks.Conditions
        List<Condition> conditions)
        implements Answer {

    public PlacementStatus {
        zones = Lists.copy(zones);
        blockers = Lists.copy(blockers);
        suggestions = Lists.copy(suggestions);
        violations = Lists.copy(violations);
        conditions = Lists.copy(conditions);
    }

    /**
     * The same without items that lack what each must have, as they do where a value of theirs could not be read: the API
     * server would refuse them.
     */
    public PlacementStatus complete() {
        return with(
                blockers.stream().filter(blocker -> blocker.zone() != null).toList(),
                violations.stream().filter(Violation::complete).toList(),
                summary,
                conditions.stream().filter(Condition::complete).toList());
    }

    /** The same with another summary and other conditions. */
    public PlacementStatus with(Summary otherSummary, List<Condition> otherConditions) {
        return with(blockers, violations, otherSummary, otherConditions);
    }

    private PlacementStatus with(
            List<Blocker> otherBlockers,
            List<Violation> otherViolations,
            Summary otherSummary,
            List<Condition> otherConditions) {
        return new PlacementStatus(
                observedGeneration,
                account,
                specAccount,
                machineType,
                replicas,
                placed,
                zones,
                topology,
                otherBlockers,
                suggestions,
                otherViolations,
                proposal,
                lastProposal,
                otherSummary,
                otherConditions);
    }

    /** The replicas in one zone; {@code indexes} as in a Job's status, like {@code 0,2,4-6}. */
    @Marks.Status
    public record ZoneAssignment(
            @JsonPropertyDescription("Name of the zone.") @Required @Marks.Name
            String zone,

            @JsonPropertyDescription("Name of the zone's region.") @Marks.Name
            String region,

            @JsonPropertyDescription("How many replicas are assigned to the zone.") @Marks.Replicas
            Integer replicas,

            @JsonPropertyDescription("Which replicas: their indexes in ascending order, runs of three or more as a"
                    + " range, such as 0,2,4-6.")
            @Size(max = INDEXES) String indexes) {}

    /** Where the replicas are, in numbers. */
    @Marks.Status
    public record Topology(
            @JsonPropertyDescription("How many zones hold replicas.") @Marks.Replicas
            Integer zones,

            @JsonPropertyDescription("How many regions hold replicas.") @Marks.Replicas
            Integer regions,

            @JsonPropertyDescription("Most replicas in any zone minus fewest in any eligible zone.") @Marks.Replicas
            Integer zoneSkew,

            @JsonPropertyDescription("The zone whose loss takes the most replicas.")
            ZoneLoss worstZoneLoss) {}

    /** What the loss of one zone takes; {@code percent} of the placed replicas, rounded up. */
    @Marks.Status
    public record ZoneLoss(
            @JsonPropertyDescription("Name of the zone.") @Marks.Name
            String zone,

            @JsonPropertyDescription("How many replicas would be lost with the zone.") @Marks.Replicas
            Integer replicas,

            @JsonPropertyDescription(
                    "How many of the placed replicas would be lost with the zone, in percent, rounded up.")
            @Min(0) @Max(100) Integer percent) {}

    /** Why one zone takes no further replica. */
    @Marks.Status
    public record Blocker(
            @JsonPropertyDescription("Name of the zone.") @Required @Marks.Name
            String zone,

            @JsonPropertyDescription("Why the zone takes no further replica, in one word.")
            @JsonFormat(with = JsonFormat.Feature.READ_UNKNOWN_ENUM_VALUES_AS_NULL)
            BlockerReason reason,

            @JsonPropertyDescription(
                    "Why the zone takes no further replica, in a sentence, with the numbers and names" + " involved.")
            @Marks.Message
            String message) {}

    /** Moves that would mend violations or reach a better skew, waiting for approval. */
    @Marks.Status
    public record Proposal(
            @JsonPropertyDescription("Id of the proposal. To approve exactly these moves, set the annotation"
                    + " cpm.dev/approve to it.")
            @Size(max = PROPOSAL_ID) String id,

            @JsonPropertyDescription(
                    "The moves, up to 200 at a time: each means a machine bought in one zone and given up in"
                            + " another.")
            @Size(max = MOVES) List<Move> moves,

            @JsonPropertyDescription("Skew over zones now.") @Marks.Replicas
            Integer zoneSkewBefore,

            @JsonPropertyDescription("Skew over zones after the moves.") @Marks.Replicas
            Integer zoneSkewAfter) {

        public Proposal {
            moves = Lists.copy(moves);
        }
    }

    /** One replica that would be bought anew in another zone. */
    @Marks.Status
    public record Move(
            @JsonPropertyDescription("Index of the replica.") @Marks.Count
            Integer index,

            @JsonPropertyDescription("Name of the zone that it leaves.") @Marks.Name
            String from,

            @JsonPropertyDescription("Name of the zone that it goes to.") @Marks.Name
            String to) {}

    /** What became of the proposal that was approved last. */
    @Marks.Status
    public record LastProposal(
            @JsonPropertyDescription("Id that was approved: the value of the annotation cpm.dev/approve.")
            @Marks.Message
            String id,

            @JsonPropertyDescription("Moved: the moves were made. NothingToDo: there was nothing left to move. Refused:"
                    + " the id was not that of the present proposal, or a rule forbade the moves meanwhile.")
            @JsonFormat(with = JsonFormat.Feature.READ_UNKNOWN_ENUM_VALUES_AS_NULL)
            Result result,

            @JsonPropertyDescription("What became of the approved proposal, in a sentence.") @Marks.Message
            String message,

            @JsonPropertyDescription("When the approval was answered, RFC 3339 in UTC.")
            String at) {

        /** Whether the approved moves were made. */
        public enum Result {
            Moved,
            NothingToDo,
            Refused
        }
    }

    /** Strings made for printer columns. */
    @Marks.Status
    public record Summary(
            @JsonPropertyDescription("Replicas placed of those wanted, such as 4/6.") @Marks.Word
            String placed,

            @JsonPropertyDescription("How many replicas each zone holds, zones by name, such as 3/3.") @Marks.Word
            String zones,

            @JsonPropertyDescription("The worst there is to say, in one word; AllPlaced where there is nothing.")
            @Marks.Word
            String reason) {}
}
