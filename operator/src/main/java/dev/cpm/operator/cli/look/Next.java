package dev.cpm.operator.cli.look;

import dev.cpm.operator.api.ConditionTypes;
import dev.cpm.operator.api.Placement;
import dev.cpm.operator.api.PlacementStatus;
import dev.cpm.operator.api.PlacementStatus.ZoneLoss;
import dev.cpm.operator.api.Severity;
import dev.cpm.operator.api.Violation;
import dev.cpm.operator.api.Zone;
import dev.cpm.operator.placement.model.PlacementKey;
import dev.cpm.operator.view.Inventory;
import dev.cpm.operator.view.Loss;
import dev.cpm.operator.view.LossRanking;
import dev.cpm.operator.view.PlaceLoss;
import dev.cpm.operator.view.Readiness;
import dev.cpm.operator.words.MoveWords;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;

/** The command that one would give next; none where it could not be given anew. */
final class Next {
    /** Those with most replicas that wait, then with most errors; by name among equals. */
    private static final Comparator<Placement> WORST_FIRST = Comparator.comparing(Next::unplaced)
            .thenComparing(placement -> errors(placement).count())
            .reversed()
            .thenComparing(PlacementKey::of);

    private final String program;
    private final Where where;

    Next(CommandSpec command, Where where) {
        this.program = command.root().qualifiedName();
        this.where = where;
    }

    /** After a look at some placements; {@code several}: at all that there are. */
    List<String> after(Inventory inventory, boolean several) {
        if (!where.repeatable()) {
            return List.of();
        }
        boolean none = inventory.placements().stream()
                .noneMatch(placement -> Readiness.of(placement).isPresent());
        if (none && !inventory.placements().isEmpty() && !where.ofFiles()) {
            return List.of(command("check", where.cluster())); // Is anybody there who answers?
        }
        Optional<Placement> worst = inventory.placements().stream()
                .filter(placement -> Readiness.of(placement).isPresent())
                .filter(placement -> !Readiness.isReady(placement))
                .min(WORST_FIRST);
        boolean one = !several || inventory.placements().size() == 1;
        if (worst.isPresent() && (!one || worst.get().getStatus().proposal() == null || where.ofFiles())) {
            return List.of(
                    one
                            ? reasons(worst.get(), inventory)
                            : command("status", where.words(PlacementKey.of(worst.get()))));
        }
        Optional<Placement> proposed = inventory.placements().stream()
                .filter(placement -> Readiness.of(placement).isPresent())
                .filter(placement -> placement.getStatus().proposal() != null)
                .findFirst();
        if (proposed.isPresent() && !where.ofFiles()) {
            return List.of(MoveWords.approval(proposed.get()) + where.access());
        }
        return inventory.placements().stream()
                .flatMap(placement -> worstLoss(placement).stream())
                .max(Comparator.comparing(ZoneLoss::replicas))
                .map(loss -> command(
                        "lose",
                        Stream.concat(Stream.of(loss.zone()), where.words().stream())
                                .toList()))
                .stream()
                .toList();
    }

    /** What says more of why a placement is not ready: zone by zone where replicas wait for one, else in words. */
    private String reasons(Placement placement, Inventory inventory) {
        PlacementKey key = PlacementKey.of(placement);
        if (stalls(placement) || unplaced(placement) == 0) {
            return command("explain", List.of(reason(placement)));
        }
        return where.ofFiles() || inventory.read(Zone.class) // who may read those may mostly read the rest
                ? command("why", where.words(key))
                : "kubectl describe pl " + where.forKubectl(key.toString()); // it has the blockers, too
    }

    private static String reason(Placement placement) {
        return errors(placement)
                .map(violation -> String.valueOf(violation.type()))
                .findFirst()
                .orElseGet(() -> Readiness.of(placement).orElseThrow().reason());
    }

    private static int unplaced(Placement placement) {
        PlacementStatus status = placement.getStatus();
        return status.replicas() == null || status.placed() == null
                ? 0
                : Math.max(0, status.replicas() - status.placed());
    }

    private static Stream<Violation> errors(Placement placement) {
        return placement.getStatus().violations().stream()
                .filter(violation ->
                        violation != null && violation.type() != null && violation.severity() == Severity.Error);
    }

    private static boolean stalls(Placement placement) {
        return placement.getStatus().conditions().stream()
                .anyMatch(condition -> condition != null && ConditionTypes.STALLED.equals(condition.type()));
    }

    /**
     * After a look at what would be lost: the placement that it is worst for, if its status has more to say of that; else
     * what keeps it from happening to others.
     */
    List<String> afterLoss(Loss loss) {
        return !where.repeatable()
                ? List.of()
                : loss.placements().stream()
                        .filter(hit -> hit.severity() != Loss.Severity.Survives)
                        .limit(1)
                        .map(hit -> hit.asked()
                                ? command("status", where.words(hit.placement()))
                                : command("explain", List.of("minAvailable")))
                        .toList();
    }

    /** After a look at all zones and regions: the worst of them. */
    List<String> afterRanking(LossRanking ranking) {
        return !where.repeatable()
                ? List.of()
                : ranking.worst().stream()
                        .limit(1)
                        .map(place -> command(
                                "lose",
                                Stream.concat(Stream.of(name(place, ranking)), where.words().stream())
                                        .toList()))
                        .toList();
    }

    /** The name alone, unless a zone and a region share it. */
    private static String name(PlaceLoss place, LossRanking ranking) {
        boolean shared = ranking.places().stream()
                .anyMatch(other -> other.name().equals(place.name()) && other.isRegion() != place.isRegion());
        return (shared ? place.isRegion() ? "region/" : "zone/" : "") + place.name();
    }

    private static Optional<ZoneLoss> worstLoss(Placement placement) {
        return placement.getStatus() == null || placement.getStatus().topology() == null
                ? Optional.empty()
                : Optional.ofNullable(placement.getStatus().topology().worstZoneLoss())
                        .filter(loss -> loss.zone() != null && loss.replicas() != null);
    }

    private String command(String verb, List<String> words) {
        return (program + " " + verb + " " + Shell.words(words)).strip();
    }
}
