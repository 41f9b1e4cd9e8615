package dev.cpm.operator.cli.look;

import dev.cpm.operator.api.Placement;
import dev.cpm.operator.api.PlacementStatus.ZoneLoss;
import dev.cpm.operator.placement.PlacementKey;
import dev.cpm.operator.view.Inventory;
import dev.cpm.operator.view.Loss;
import dev.cpm.operator.view.Loss.Severity;
import dev.cpm.operator.view.LossRanking;
import dev.cpm.operator.view.PlaceLoss;
import dev.cpm.operator.view.Readiness;
import dev.cpm.operator.words.MoveWords;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;

/** The command that one would give next; none where it could not be given anew. */
final class Next {
    /** What means the same to every shell as it stands. */
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_./:=@%+,-]+");

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
                .findFirst();
        if (worst.isPresent() && (several || worst.get().getStatus().proposal() == null || where.ofFiles())) {
            return List.of(command(several ? "status" : "why", where.words(PlacementKey.of(worst.get()))));
        }
        Optional<Placement> proposed = inventory.placements().stream()
                .filter(placement -> Readiness.of(placement).isPresent())
                .filter(placement -> placement.getStatus().proposal() != null)
                .findFirst();
        if (proposed.isPresent() && !where.ofFiles()) {
            return List.of("kubectl "
                    + joined(Stream.concat(MoveWords.approval(proposed.get()).stream(), where.cluster().stream())));
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

    /** After a look at what would be lost: the placement that it is worst for. */
    List<String> afterLoss(Loss loss) {
        return !where.repeatable()
                ? List.of()
                : loss.placements().stream()
                        .filter(hit -> hit.severity() != Severity.Survives)
                        .limit(1)
                        .map(hit -> command("status", where.words(hit.placement())))
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
        return (program + " " + verb + " " + joined(words.stream())).strip();
    }

    private static String joined(Stream<String> words) {
        return words.map(Next::quoted).collect(Collectors.joining(" "));
    }

    private static String quoted(String word) {
        return PLAIN.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
