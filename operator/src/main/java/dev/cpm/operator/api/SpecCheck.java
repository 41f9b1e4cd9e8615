package dev.cpm.operator.api;

import dev.cpm.operator.api.ZoneSpec.Capacity;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;

/**
 * Everything that the CRDs' schema and CEL rules say of a spec, once more in Java: Kubernetes 1.20 ignores CEL, an older
 * CRD may be installed, {@code plan} reads files that no API server has seen. An empty list means a good spec.
 */
public final class SpecCheck {

    public static List<FieldError> check(PlacementSpec spec, String name, String namespace) {
        return PlacementCheck.of(spec, name, namespace);
    }

    public static List<FieldError> check(LoadBalancerSpec spec) {
        Checks checks = new Checks();
        if (checks.required("spec", spec, "say at least region")) {
            checks.text("spec.account", spec.account(), Format.TOKEN);
            checks.requiredText("spec.region", spec.region(), Format.NAME, "name the region of the load balancer");
        }
        return checks.errors();
    }

    public static List<FieldError> check(InterconnectSpec spec) {
        Checks checks = new Checks();
        if (checks.required("spec", spec, "say at least account and regions")) {
            checks.requiredText("spec.account", spec.account(), Format.TOKEN, "name the account of the link");
            if (spec.regions().isEmpty()) {
                checks.required("spec.regions", null, "name the two regions");
            } else if (spec.regions().size() != 2) {
                checks.invalid("spec.regions", spec.regions(), "must name exactly two regions");
            }
            checks.texts("spec.regions", spec.regions(), Integer.MAX_VALUE, Format.NAME);
            checks.distinct("spec.regions", spec.regions(), region -> region, "name two different regions");
        }
        return checks.errors();
    }

    public static List<FieldError> check(ZoneSpec spec) {
        Checks checks = new Checks();
        if (checks.required("spec", spec, "say at least region")) {
            checks.requiredText("spec.region", spec.region(), Format.NAME, "name the zone's region");
            checks.text("spec.displayName", spec.displayName(), Format.DISPLAY_NAME);
            if (spec.capacity() != null) {
                capacity(checks, spec.capacity());
            }
        }
        return checks.errors();
    }

    private static void capacity(Checks checks, List<Capacity> capacity) {
        checks.atMost("spec.capacity", capacity.size(), Bounds.MACHINE_TYPES);
        for (int i = 0; i < capacity.size(); i++) {
            String field = "spec.capacity[" + i + "]";
            Capacity item = capacity.get(i);
            if (checks.required(field, item, "remove the empty item")) {
                checks.requiredText(field + ".machineType", item.machineType(), Format.TOKEN, "name the machine type");
                checks.required(field + ".count", item.count(), "say how many machines there are");
                checks.range(field + ".count", item.count(), 0, Bounds.MACHINES);
            }
        }
        checks.distinct("spec.capacity", capacity, Capacity::machineType, "one entry a machine type: merge the two");
    }

    public static List<FieldError> check(RegionSpec spec) {
        Checks checks = new Checks();
        if (checks.required("spec", spec, "write at least spec: {}")) {
            checks.text("spec.displayName", spec.displayName(), Format.DISPLAY_NAME);
        }
        return checks.errors();
    }

    /**
     * What a placement may not change once the operator has accepted it: the machine type, and the account, which may not
     * be added or removed either. The status keeps both as the spec first had them, whatever label the namespace has.
     *
     * @param accepted the placement's own status; null or empty where nothing was accepted yet
     */
    public static List<FieldError> checkImmutable(PlacementSpec spec, PlacementStatus accepted) {
        Checks checks = new Checks();
        if (spec != null && accepted != null) {
            if (accepted.machineType() != null) {
                sameOrNone(checks, spec.account(), accepted.specAccount(), Messages.PLACEMENT_ACCOUNT);
            }
            same(checks, "spec.machineType", spec.machineType(), accepted.machineType(), Messages.MACHINE_TYPE);
        }
        return checks.errors();
    }

    /** As for placements: what a load balancer may not change. */
    public static List<FieldError> checkImmutable(LoadBalancerSpec spec, LoadBalancerStatus accepted) {
        Checks checks = new Checks();
        if (spec != null && accepted != null) {
            if (accepted.region() != null) {
                sameOrNone(checks, spec.account(), accepted.specAccount(), Messages.LOAD_BALANCER_ACCOUNT);
            }
            same(checks, "spec.region", spec.region(), accepted.region(), Messages.LOAD_BALANCER_REGION);
        }
        return checks.errors();
    }

    /** What an interconnect may not change; its two regions have no order. */
    public static List<FieldError> checkImmutable(InterconnectSpec spec, InterconnectStatus accepted) {
        Checks checks = new Checks();
        if (spec != null && accepted != null) {
            same(checks, "spec.account", spec.account(), accepted.account(), Messages.INTERCONNECT_ACCOUNT);
            boolean moved = !new HashSet<>(spec.regions()).equals(new HashSet<>(accepted.regions()));
            if (moved && !spec.regions().isEmpty() && !accepted.regions().isEmpty()) {
                checks.invalid(
                        "spec.regions", spec.regions(), acceptedAs(Messages.INTERCONNECT_REGIONS, accepted.regions()));
            }
        }
        return checks.errors();
    }

    /** What a zone may not change. */
    public static List<FieldError> checkImmutable(ZoneSpec spec, ZoneStatus accepted) {
        Checks checks = new Checks();
        if (spec != null && accepted != null) {
            same(checks, "spec.region", spec.region(), accepted.region(), Messages.ZONE_REGION);
        }
        return checks.errors();
    }

    /** An account as a status can have it; null for what is none. */
    public static String accountOrNull(String account) {
        return account != null && !Format.TOKEN.tooLong(account) && Format.TOKEN.matches(account) ? account : null;
    }

    /** An account that was not set may not be set later, nor the other way round. */
    private static void sameOrNone(Checks checks, String now, String accepted, String message) {
        if (!Objects.equals(now, accepted)) {
            checks.invalid(
                    "spec.account",
                    now,
                    accepted == null ? message + " (it was accepted without one)" : acceptedAs(message, accepted));
        }
    }

    private static void same(Checks checks, String field, String now, String accepted, String message) {
        if (now != null && accepted != null && !now.equals(accepted)) {
            checks.invalid(field, now, acceptedAs(message, accepted));
        }
    }

    private static String acceptedAs(String message, Object accepted) {
        return message + " (it was accepted as " + accepted + ")";
    }

    private SpecCheck() {}
}
