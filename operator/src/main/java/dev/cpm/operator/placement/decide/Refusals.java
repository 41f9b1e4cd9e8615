package dev.cpm.operator.placement.decide;

import dev.cpm.operator.api.BlockerReason;
import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Many refusals in one line, in the manner of kube-scheduler: "1 zone(s) ComingSoon, 2 zone(s) had no free PS100v3". */
public final class Refusals {
    private Refusals() {}

    /** The line for zones that take no replica of a machine type; empty for none. */
    public static String inShort(Collection<Refusal> refusals, String machineType) {
        Map<BlockerReason, Map<String, Long>> zones = refusals.stream()
                .collect(Collectors.groupingBy(
                        Refusal::reason,
                        () -> new EnumMap<>(BlockerReason.class),
                        Collectors.groupingBy(
                                refusal -> phrase(refusal, machineType), TreeMap::new, Collectors.counting())));
        return zones.values().stream()
                .flatMap(phrases -> phrases.entrySet().stream())
                .map(e -> e.getValue() + " zone(s) " + e.getKey())
                .collect(Collectors.joining(", "));
    }

    private static String phrase(Refusal refusal, String machineType) {
        return refusal.inShort() != null ? refusal.inShort() : phrase(refusal.reason(), machineType);
    }

    private static String phrase(BlockerReason reason, String machineType) {
        return switch (reason) {
            case ZoneComingSoon -> "ComingSoon";
            case ZoneInMaintenance -> "in Maintenance";
            case ZoneUnavailable -> "Unavailable";
            case ZoneRetired -> "Retired";
            case ZoneExcluded -> "excluded by the spec";
            case MachineTypeNotOffered -> "did not offer " + machineType;
            case InsufficientCapacity -> "had no free " + machineType;
            case MaxSkewExceeded -> "would exceed maxSkew";
            case AvailabilityCap -> "held as many as minAvailable allows";
            case NoInterconnect -> "had no Active interconnect";
            case LoadBalancerCrossRegion -> "were outside the load balancer's region";
            case PeerUnreachable -> "could not reach a peer";
            case AffinityNotSatisfied -> "did not match the affinity";
            case AccountMismatch -> "belonged to another account";
            case Suspended -> "were suspended";
        };
    }
}
