package dev.cpm.operator.placement.rules;

import dev.cpm.operator.api.BlockerReason;
import dev.cpm.operator.api.Severity;
import dev.cpm.operator.api.ViolationType;
import dev.cpm.operator.api.ZoneState;
import dev.cpm.operator.placement.decide.Breach;
import dev.cpm.operator.placement.decide.Filter;
import dev.cpm.operator.placement.decide.Findings;
import dev.cpm.operator.placement.decide.Refusal;
import dev.cpm.operator.placement.decide.Rule;
import dev.cpm.operator.placement.decide.Scene;
import dev.cpm.operator.placement.model.Request;
import dev.cpm.operator.placement.model.Words;
import dev.cpm.operator.placement.model.ZoneInfo;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** {@code MachineTypeNotOffered}: "open zones are there, but none offers the type". */
record MachineTypeRule() implements Rule {

    @Override
    public Filter filter(Scene scene) {
        String type = scene.request().machineType();
        return site -> site.zone() == null || site.zone().offers(type)
                ? Optional.empty()
                : Optional.of(new Refusal(
                        BlockerReason.MachineTypeNotOffered, site.zone().displayName() + " offers no " + type));
    }

    @Override
    public Stream<Breach> judge(Findings findings) {
        Request request = findings.request();
        ZoneListsRule lists = ZoneListsRule.of(request);
        List<ZoneInfo> open = Catalogue.requestedZones(findings).stream()
                .filter(zone -> zone.state() == ZoneState.Available && lists.allows(zone))
                .toList();
        if (open.isEmpty()
                || request.replicas() == 0
                || open.stream().anyMatch(zone -> zone.offers(request.machineType()))) {
            return Stream.empty();
        }
        List<String> names = open.stream().map(ZoneInfo::name).toList();
        return Stream.of(Breach.of(
                ViolationType.MachineTypeNotOffered,
                Severity.Error,
                "no open zone offers " + request.machineType() + ": " + Words.list(names)
                        + (names.size() == 1 ? " has " : " have ") + offered(open),
                () -> remedy(findings, open),
                names,
                open.stream().map(ZoneInfo::region).distinct().toList()));
    }

    private static String remedy(Findings findings, List<ZoneInfo> open) {
        boolean nothing = open.stream().allMatch(zone -> zone.capacity().isEmpty());
        String type = findings.request().machineType();
        return Remedies.outOf(ViolationType.MachineTypeNotOffered, findings)
                .opened()
                .say(
                        nothing
                                ? "provide 1 or more " + type + " in "
                                        + Words.list(
                                                open.stream()
                                                        .map(ZoneInfo::name)
                                                        .toList(),
                                                "or")
                                : "recreate the placement with a type that is offered (" + offered(open) + ")")
                .or("");
    }

    private static String offered(List<ZoneInfo> open) {
        List<String> types = open.stream()
                .flatMap(zone -> zone.capacity().keySet().stream())
                .distinct()
                .sorted()
                .toList();
        return types.isEmpty() ? "no machines" : "only " + Words.list(types);
    }
}
