package dev.cpm.operator.placement.rules;

import dev.cpm.operator.api.BlockerReason;
import dev.cpm.operator.api.PlacementSpec.OnZoneUnavailable;
import dev.cpm.operator.api.Severity;
import dev.cpm.operator.api.ViolationType;
import dev.cpm.operator.api.ZoneState;
import dev.cpm.operator.placement.decide.Alternative;
import dev.cpm.operator.placement.decide.Breach;
import dev.cpm.operator.placement.decide.Deciding;
import dev.cpm.operator.placement.decide.Filter;
import dev.cpm.operator.placement.decide.Findings;
import dev.cpm.operator.placement.decide.Refusal;
import dev.cpm.operator.placement.decide.Refusals;
import dev.cpm.operator.placement.decide.Rule;
import dev.cpm.operator.placement.decide.Scene;
import dev.cpm.operator.placement.decide.Site;
import dev.cpm.operator.placement.model.Request;
import dev.cpm.operator.placement.model.Words;
import dev.cpm.operator.placement.model.ZoneInfo;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The states of zones, section 3: only an Available zone takes new replicas; replicas in any other are reported
 * ({@code ZoneNotAvailable}), and so is a request that no open zone could serve ({@code NoOpenZone}: "no requested
 * region has an Available zone that the zone lists and selector allow").
 */
record ZoneStateRule() implements Rule {
    private static final String GONE = "gone";

    /** Why a zone takes none beside those that are lost, which is nothing against it once these leave. */
    private static final Set<BlockerReason> FOR_THE_OTHERS =
            EnumSet.of(BlockerReason.MaxSkewExceeded, BlockerReason.AvailabilityCap, BlockerReason.NoInterconnect);

    /** Of a zone whose spec is invalid. */
    private static final String UNKNOWN = "unknown";

    @Override
    public Filter filter(Scene scene) {
        return ZoneStateRule::refusal;
    }

    private static Optional<Refusal> refusal(Site site) {
        if (site.zone() == null) {
            return Optional.of(new Refusal(BlockerReason.ZoneRetired, "Zone " + site.name() + " does not exist"));
        }
        String name = site.zone().displayName();
        if (site.zone().invalid()) {
            return Optional.of(new Refusal(
                    BlockerReason.ZoneUnavailable, "the spec of " + name + " is invalid", "with an invalid spec"));
        }
        return switch (site.zone().state()) {
            case Available -> Optional.empty();
            case ComingSoon -> refusal(BlockerReason.ZoneComingSoon, name + " is not open yet (ComingSoon)");
            case Maintenance -> refusal(BlockerReason.ZoneInMaintenance, name + " is in Maintenance");
            case Unavailable -> refusal(BlockerReason.ZoneUnavailable, name + " is Unavailable");
            case Retired -> refusal(BlockerReason.ZoneRetired, name + " is Retired");
        };
    }

    private static Optional<Refusal> refusal(BlockerReason reason, String message) {
        return Optional.of(new Refusal(reason, message));
    }

    @Override
    public Stream<Alternative> alternatives(Findings findings) {
        return Catalogue.requestedZones(findings).stream()
                .filter(zone -> zone.state() != ZoneState.Available && zone.state() != ZoneState.Retired)
                .filter(findings::wouldTake)
                .limit(Opened.TRIED)
                .map(zone -> Alternative.in(
                        zone.name() + ", once it is Available,",
                        findings.scene()
                                .with(findings.request(), findings.snapshot().opened(zone.name()))));
    }

    @Override
    public Stream<Breach> judge(Findings findings) {
        return Stream.concat(noOpenZone(findings), notAvailable(findings));
    }

    private static Stream<Breach> noOpenZone(Findings findings) {
        ZoneListsRule lists = ZoneListsRule.of(findings.request());
        boolean open = Catalogue.requestedZones(findings).stream()
                .anyMatch(zone -> zone.state() == ZoneState.Available && lists.allows(zone));
        if (open || findings.request().replicas() == 0) {
            return Stream.empty();
        }
        List<String> regions = findings.request().regions();
        return Stream.of(Breach.of(
                ViolationType.NoOpenZone,
                Severity.Error,
                "no zone of " + Words.list(regions) + " is open"
                        + (limited(findings) ? " and allowed by the spec" : ""),
                () -> openingRemedy(findings),
                Catalogue.requestedZones(findings).stream()
                        .map(zone -> zone.name())
                        .toList(),
                regions));
    }

    private static String openingRemedy(Findings findings) {
        ZoneListsRule lists = ZoneListsRule.of(findings.request());
        List<String> invalid = Catalogue.requestedZones(findings).stream()
                .filter(zone -> zone.invalid() && lists.allows(zone))
                .map(ZoneInfo::name)
                .toList();
        Remedies ways = Remedies.outOf(ViolationType.NoOpenZone, findings).opened();
        return !invalid.isEmpty()
                ? ways.say(correct(invalid)).or("")
                : ways.or("create a Zone with state Available in "
                        + Words.list(findings.request().regions(), "or") + " that the spec allows");
    }

    private static boolean limited(Findings findings) {
        return Catalogue.requestedZones(findings).stream().anyMatch(zone -> zone.state() == ZoneState.Available);
    }

    /** One violation for each state in which zones with replicas are. */
    private static Stream<Breach> notAvailable(Findings findings) {
        Map<String, List<Site>> byState = new TreeMap<>();
        for (Site site : findings.occupied()) {
            String state = state(site.zone());
            if (!state.equals(ZoneState.Available.name())) {
                byState.computeIfAbsent(state, s -> new ArrayList<>()).add(site);
            }
        }
        return byState.entrySet().stream().map(e -> notAvailable(e.getKey(), e.getValue(), findings));
    }

    private static String state(ZoneInfo zone) {
        return zone == null ? GONE : zone.invalid() ? UNKNOWN : zone.state().name();
    }

    private static Breach notAvailable(String state, List<Site> sites, Findings findings) {
        List<String> names = sites.stream().map(Site::name).toList();
        int replicas = names.stream().mapToInt(findings.assignment()::count).sum();
        String where = Words.replicasAre(replicas) + " in " + Words.list(names);
        boolean warning = state.equals(ZoneState.Maintenance.name());
        return Breach.of(
                ViolationType.ZoneNotAvailable,
                warning ? Severity.Warning : Severity.Error,
                where
                        + words(state, names.size() == 1)
                        + (replaced(state, findings) ? unreplaced(replicas, findings) : ""),
                () -> remedy(state, names, findings),
                names,
                sites.stream().map(Site::region).distinct().toList());
    }

    private static String words(String state, boolean one) {
        String which = one ? ", which is " : ", which are ";
        return switch (state) {
            case GONE -> ", but there is no such Zone";
            case UNKNOWN -> one ? ", whose spec is invalid" : ", whose specs are invalid";
            case "ComingSoon" -> which + "not open yet (ComingSoon)";
            case "Maintenance" -> which + "in Maintenance";
            default -> which + state;
        };
    }

    private static boolean replaced(String state, Findings findings) {
        return state.equals(ZoneState.Unavailable.name()) && findings.request().replacesLost();
    }

    /** With {@code onZoneUnavailable: Replace}, what is still there found no other zone. */
    private static String unreplaced(int replicas, Findings findings) {
        String why = Refusals.inShort(
                findings.refusals().values(), findings.request().machineType());
        return ", and no other zone takes " + (replicas == 1 ? "it: " : "them: ")
                + (findings.heldBack() != null
                        ? findings.heldBack().message()
                        : why.isEmpty()
                                ? "there is no zone of "
                                        + Words.list(findings.request().regions(), "or")
                                : why);
    }

    private static String remedy(String state, List<String> names, Findings findings) {
        String zones = Words.list(names);
        boolean one = names.size() == 1;
        String waiting = "wait until " + zones + (one ? " is" : " are") + " Available again";
        Remedies ways = Remedies.outOf(ViolationType.ZoneNotAvailable, findings).apartFrom(names);
        if (replaced(state, findings)) {
            return findings.heldBack() != null
                    ? (findings.request().suspended() ? ways.resumed().say(waiting) : ways).or(waiting)
                    : machines(ways, names, findings).opened().say(waiting).or(waiting);
        }
        return switch (state) {
            case GONE ->
                ways.say("create Zone " + zones + " again")
                        .moves()
                        .anew("elsewhere")
                        .or("");
            case UNKNOWN -> correct(names) + "; until then nothing is moved, and " + newOnes(findings);
            case "Maintenance" ->
                "wait until the maintenance of " + zones + " ends; the replicas there stay, and " + newOnes(findings);
            case "ComingSoon" ->
                "set the state of Zone " + zones + " to Available once " + (one ? "it is" : "they are") + " open";
            case "Unavailable" ->
                ways.say(waiting)
                        .tried(
                                "set spec.onZoneUnavailable to Replace to have " + (one ? "its" : "their")
                                        + " replicas assigned elsewhere",
                                replacing(findings))
                        .or(waiting);
            default ->
                ways.moves()
                        .anew("elsewhere")
                        .orOpenedAndUsed()
                        .orNone("no other zone in the catalogue could take them now");
        };
    }

    /** What would become of one more replica. */
    private static String newOnes(Findings findings) {
        int wanted = findings.request().replicas() + 1;
        Request grown = findings.request().edited(spec -> spec.replicas(wanted));
        int placed = Deciding.decide(findings.scene().with(grown, findings.snapshot()))
                .total();
        return placed == wanted ? "new replicas go elsewhere" : "no new replica finds a zone now";
    }

    private static String correct(List<String> invalid) {
        return "correct the spec of Zone " + Words.list(invalid) + ": " + (invalid.size() == 1 ? "its" : "their")
                + " condition Ready says what is wrong";
    }

    private static Scene replacing(Findings findings) {
        Request replacing = findings.request().edited(spec -> spec.onZoneUnavailable(OnZoneUnavailable.Replace));
        return findings.scene().with(replacing, findings.snapshot());
    }

    /** Machines for all the lost replicas, in any one of the zones that may take them then. */
    private static Remedies machines(Remedies ways, List<String> lost, Findings findings) {
        String type = findings.request().machineType();
        int count = findings.count(lost);
        List<String> zones = Stream.concat(
                        findings.zonesRefusedFor(EnumSet.of(BlockerReason.InsufficientCapacity)).stream(),
                        findings.zonesRefusedFor(FOR_THE_OTHERS).stream())
                .toList();
        return ways.either(
                zones,
                zone -> findings.snapshot().provided(zone, type, count),
                some -> "provide " + count + " more " + type + " in " + some);
    }
}
