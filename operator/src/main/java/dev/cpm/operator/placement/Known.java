package dev.cpm.operator.placement;

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

/**
 * A placement as it is known now.
 *
 * @param assignment what is assigned, by the last answer that was stored
 * @param heldType the machine type of what is assigned, by the last answer that was stored; null before the first
 * @param status the status as it stands on the server, or null
 * @param told the last answer that was stored: what times are kept from, should somebody have edited the status
 * @param terminating it is being deleted: it keeps its machines and gets no more
 * @param approval the id of the proposal that its annotation approves, or null
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
        String approval) {

    /** Stands for a spec that is missing altogether; it fails every check. */
    private static final PlacementSpec EMPTY = new PlacementSpec(
            null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null);

    /** A placement as the API server has it; what is assigned is read from its status. */
    public static Known of(Placement placement) {
        ObjectMeta meta = placement.getMetadata();
        PlacementStatus status = placement.getStatus();
        return new Known(
                new PlacementKey(meta.getNamespace(), meta.getName()),
                placement.getSpec() == null ? EMPTY : placement.getSpec(),
                meta.getGeneration(),
                meta.getCreationTimestamp(),
                status == null ? Assignment.NONE : Assignment.of(status.zones()),
                status == null ? null : status.machineType(),
                status,
                status,
                meta.getDeletionTimestamp() != null,
                Approval.id(meta.getAnnotations()));
    }

    /**
     * What is wrong with the spec by itself, and what was changed that is immutable; a valid spec has none.
     */
    public List<FieldError> errors() {
        List<FieldError> errors = new ArrayList<>(SpecCheck.check(spec, key.name(), key.namespace()));
        errors.addAll(SpecCheck.checkImmutable(spec, told));
        return errors;
    }

    /** The {@code spec.account} that counts, or null: the one it was accepted with, should the spec have changed since. */
    public String specAccount() {
        return told != null && told.machineType() != null ? told.specAccount() : spec.account();
    }

    /** The machine type that counts: the one it was accepted with, should the spec have changed since. */
    public String machineType() {
        return heldType != null ? heldType : spec.machineType();
    }

    /** The same object as a newer event shows it, with what this operator knows to be assigned. */
    public Known updatedFrom(Known event) {
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
                event.approval);
    }

    /** The same placement after an answer was stored. */
    public Known stored(Assignment next, PlacementStatus answer) {
        return new Known(
                key, spec, generation, created, next, answer.machineType(), answer, answer, terminating, approval);
    }

    /** Machines that it takes, by zone. */
    Map<String, Integer> holds() {
        Map<String, Integer> holds = new TreeMap<>();
        assignment.shares().keySet().forEach(zone -> holds.put(zone, assignment.count(zone)));
        return holds;
    }
}
