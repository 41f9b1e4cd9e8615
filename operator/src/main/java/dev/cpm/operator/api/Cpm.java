package dev.cpm.operator.api;

/** The names that are fixed by the API group: group, version, category, well-known labels and annotations. */
public final class Cpm {
    public static final String GROUP = "cpm.dev";
    public static final String VERSION = "v1alpha1";
    public static final String CATEGORY = "cpm";

    /** On a Namespace: the account that owns everything in it, whatever {@code spec.account} says. */
    public static final String ACCOUNT_LABEL = "cpm.dev/account";

    /** On a Placement: the id of the proposal that may be carried out. */
    public static final String APPROVE_ANNOTATION = "cpm.dev/approve";

    /** On a Lease of the operator: the regions that its holder owns, as {@code --regions} names them. */
    public static final String REGIONS_ANNOTATION = "cpm.dev/regions";

    /** On a Lease of the operator: the version of the program that wrote it last. */
    public static final String VERSION_ANNOTATION = "cpm.dev/version";

    public static final String ZONE_KEY = "topology.kubernetes.io/zone";
    public static final String REGION_KEY = "topology.kubernetes.io/region";

    /** Most replicas that one placement may ask for. */
    public static final int MAX_REPLICAS = 10_000;

    private Cpm() {}
}
