package dev.cpm.operator.cli.look;

import dev.cpm.operator.api.Placement;
import dev.cpm.operator.view.Inventory;
import dev.cpm.operator.view.Readiness;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;

/** The command that one would give next. */
final class Next {
    private final String program;
    private final Where where;

    Next(CommandSpec command, Where where) {
        this.program = command.root().qualifiedName();
        this.where = where;
    }

    /** After a look at some placements; {@code several}: at all that there are. */
    List<String> after(Inventory inventory, boolean several) {
        Optional<Placement> worst = inventory.placements().stream()
                .filter(placement -> Readiness.of(placement).isPresent())
                .filter(placement -> !Readiness.isReady(placement))
                .findFirst();
        if (worst.isPresent()) {
            return List.of(command(several ? "status" : "why", worst.get()));
        }
        return inventory.placements().stream()
                .filter(placement -> placement.getStatus() != null
                        && placement.getStatus().topology() != null
                        && placement.getStatus().topology().worstZoneLoss() != null)
                .max(Comparator.comparing(placement ->
                        placement.getStatus().topology().worstZoneLoss().replicas()))
                .map(placement -> program + " lose "
                        + placement.getStatus().topology().worstZoneLoss().zone()
                        + (where.namespace() == null ? "" : " -n " + where.namespace()) + where.options())
                .stream()
                .toList();
    }

    private String command(String verb, Placement placement) {
        return program + " " + verb + " " + placement.getMetadata().getName() + " -n "
                + placement.getMetadata().getNamespace() + where.options();
    }
}
