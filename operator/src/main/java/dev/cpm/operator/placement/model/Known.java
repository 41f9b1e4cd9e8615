package dev.cpm.operator.placement.model;

import dev.cpm.operator.api.FieldError;
import dev.cpm.operator.api.Placement;
import dev.cpm.operator.api.PlacementSpec;
import dev.cpm.operator.api.PlacementStatus;
import dev.cpm.operator.api.SpecCheck;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * A placement as it is known now.
 *
 * @param assignment what is assigned, by the last answer that was stored
 * @param heldType the machine type of what is assigned, by the last answer that was stored; null before the first
 * @param status the status as it stands on the server; null where there is none, or not all of it can be read, so that it
 *     is written over
 * @param told the last answer that was stored, as far as it can be read: what times are kept from, should somebody have
 *     edited the status
 * @param terminating it is being deleted: it keeps its machines and gets no more
 * @param approval the id of the proposal that its annotation approves, or null
 * @param unreadable what of the spec could not be read, and is left out of it
 * @param lost what of the status could not be read, or makes no sense, although it tells what is assigned, which may be
 *     all of it: the placement is not decided, nor is its status written, until somebody puts that right
 */
public record Known(
        PlacementKey key,
        PlacementSpec spec,
        Long generation,
        String created,
        Assignment assignment,
        String heldType,
        PlacementStatus status,
        PlacementStatus told,
        boolean terminating,
        String approval,
        List<FieldError> unreadable,
        List<FieldError> lost) {

    /** Where a status tells what is assigned. */
    private static final List<String> ASSIGNED = List.of("status.zones", "status.machineType", "status.specAccount");

    /** Stands for a spec that is missing altogether; it fails every check. */
    private static final PlacementSpec EMPTY = new PlacementSpec(
            null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null);

    /** A placement as the API server has it; what is assigned is read from its status. */
    public static Known of(Placement placement) {
        ObjectMeta meta = placement.getMetadata();
        PlacementStatus status = placement.getStatus();
        List<FieldError> unread = placement.unreadableStatus();
        Assignment read = status == null ? Assignment.NONE : Assignment.of(status.zones());
        List<FieldError> lost =
                unread.stream().filter(error -> tellsAssigned(error.field())).toList();
        if (lost.isEmpty() && status != null) {
            lost = read.unread(status.zones());
        }
        return new Known(
                PlacementKey.of(placement),
                placement.getSpec() == null ? EMPTY : placement.getSpec(),
                meta.getGeneration(),
                meta.getCreationTimestamp(),
                lost.isEmpty() || status == null ? read : Assignment.counted(status.zones()),
                status == null ? null : status.machineType(),
                unread.isEmpty() ? status : null, // What cannot be read is to be written over.
                status,
                meta.getDeletionTimestamp() != null,
                Approval.id(meta.getAnnotations()),
                placement.unreadableSpec(),
                lost);
    }

    private static boolean tellsAssigned(String field) {
        return field.equals("status") || ASSIGNED.stream().anyMatch(field::startsWith);
    }

    /**
     * What is wrong with the spec by itself, and what was changed that is immutable; a valid spec has none.
     */
    public List<FieldError> errors() {
        if (!unreadable.isEmpty()) {
            return unreadable; // What is left out has no default: the rest would be guesswork.
        }
        List<FieldError> errors = new ArrayList<>(SpecCheck.check(spec, key.name(), key.namespace()));
        errors.addAll(SpecCheck.checkImmutable(spec, told));
        return errors;
    }

    /** The {@code spec.account} that counts, or null: the one it was accepted with, should the spec have changed since. */
    public String specAccount() {
        return told != null && told.machineType() != null ? told.specAccount() : spec.account();
    }

    /** How many replicas it asks for: 0 to 10000. */
    public int wanted() {
        return PlacementSpec.wanted(spec);
    }

    /** The newest generation of the spec that was answered; -1 where none was. */
    public long answersUpTo() {
        return told == null || told.observedGeneration() == null ? -1 : told.observedGeneration();
    }

    /** Whether it was ever told anything. */
    public boolean answered() {
        return answersUpTo() >= 0;
    }

    /** Whether it was told of its spec as it is now. */
    public boolean upToDate() {
        return answered() && (generation == null || answersUpTo() >= generation);
    }

    /** The machine type that counts: the one it was accepted with, should the spec have changed since. */
    public String machineType() {
        return heldType != null ? heldType : spec.machineType();
    }

    /** Whether its spec names such a placement, as a peer or in its affinity. */
    public boolean names(Predicate<PlacementKey> such) {
        return References.of(key, spec).anyMatch(such);
    }

    /** Whether it is left as it is, since what it has cannot be read. */
    public boolean setAside() {
        return !lost.isEmpty();
    }

    /** The same object as a newer event shows it, with what this operator knows to be assigned. */
    public Known updatedFrom(Known event) {
        if (setAside()) {
            return event; // That knows more.
        }
        return new Known(
                key,
                event.spec,
                event.generation,
                event.created,
                assignment,
                heldType,
                event.status,
                told,
                event.terminating,
                event.approval,
                event.unreadable,
                lost);
    }

    /** The same placement after an answer was stored. */
    public Known stored(Assignment next, PlacementStatus answer) {
        return new Known(
                key,
                spec,
                generation,
                created,
                next,
                answer.machineType(),
                answer,
                answer,
                terminating,
                approval,
                unreadable,
                lost);
    }

    /** Machines that it takes, by zone. */
    public Map<String, Integer> holds() {
        Map<String, Integer> holds = new TreeMap<>();
        assignment.shares().keySet().forEach(zone -> holds.put(zone, assignment.count(zone)));
        return holds;
    }
}
