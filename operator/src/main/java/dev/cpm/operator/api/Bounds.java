package dev.cpm.operator.api;

/**
 * The bounds and patterns of the API. The CRDs are generated from annotations with these constants, and
 * {@link SpecCheck} uses them too: the API server and the operator cannot disagree.
 */
public final class Bounds {
    /** The name of an object. */
    public static final int NAME = 253;

    /** The name of a namespace, a label's value, and what also fits one: an account, a machine type. */
    public static final int LABEL = 63;
    /** A label's key: prefix, slash, name. */
    public static final int LABEL_KEY = NAME + 1 + LABEL;

    public static final int DISPLAY_NAME = 128;

    public static final int REGIONS = 16;
    public static final int ZONE_LIST = 1000;
    public static final int CONSTRAINTS = 4;
    public static final int LOAD_BALANCERS = 16;
    public static final int PEERS = 16;
    public static final int AFFINITY_TERMS = 8;
    public static final int SELECTOR_TERMS = 16;
    public static final int SELECTOR_VALUES = 64;
    public static final int MAX_SKEW = 10_000;
    public static final int MIN_DOMAINS = 1000;
    public static final int PRIORITY = 1_000_000_000;
    public static final int MACHINE_TYPES = 256;
    public static final int MACHINES = 1_000_000;

    /** As metav1.Condition has them. */
    public static final int MESSAGE = 32_768;

    public static final int REASON = 1024;
    public static final int CONDITION_TYPE = 316;
    public static final int CONDITIONS = 8;

    /** Zones in one list of a status: 10000 replicas cannot be in more. */
    public static final int STATUS_ZONES = Cpm.MAX_REPLICAS;

    /** Zones that a status gives the blocker of: more are counted. */
    public static final int BLOCKERS = 150;

    /** Zones or regions that a violation lists: its message counts the others. */
    public static final int CONCERNED = 32;

    /** Moves of one proposal; what is left is proposed next. */
    public static final int MOVES = 200;

    /** Backends that a load balancer lists; its Ready condition counts all. */
    public static final int BACKENDS = 1000;

    /** Machine types of which a zone tells the allocation: all of its capacity, and of the others those held most. */
    public static final int ALLOCATIONS = 2 * MACHINE_TYPES;

    public static final int INDEXES = 65_536;
    public static final int SUGGESTIONS = 16;
    public static final int VIOLATIONS = 64;
    public static final int PROPOSAL_ID = 63;
    /** A string made for a printer column. */
    public static final int SUMMARY = 64;

    /** The name of a cluster object, a placement or a load balancer. */
    public static final String DNS_SUBDOMAIN = "^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$";

    /** The name of a namespace. */
    public static final String DNS_LABEL = "^[a-z0-9]([-a-z0-9]*[a-z0-9])?$";

    /** An account or a machine type: what also fits a label, and is not empty. */
    public static final String TOKEN = "^[A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?$";

    public static final String LABEL_VALUE = "^([A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?)?$";
    public static final String LABEL_KEY_PATTERN =
            "^([a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*/)?"
                    + "[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?$";

    /** {@code minAvailable} where it is a string. */
    public static final String MIN_AVAILABLE = "^((100|[1-9]?[0-9])%|Quorum)$";

    public static final String CONDITION_TYPE_PATTERN =
            "^([a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*/)?"
                    + "(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])$";
    public static final String REASON_PATTERN = "^[A-Za-z]([A-Za-z0-9_,:]*[A-Za-z0-9_])?$";

    private Bounds() {}
}
