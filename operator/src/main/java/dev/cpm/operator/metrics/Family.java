package dev.cpm.operator.metrics;

import java.util.List;

/**
 * The numbers that are counted in the objects, when somebody asks: name, meaning, labels. A dot of a name is {@code _} in
 * Prometheus. None has a label by placement or namespace, so that there are no more series than the catalogue has zones and
 * machine types.
 */
enum Family {
    PLACEMENTS(
            "cpm.placements",
            "Placements by condition. Unknown where nothing is answered yet, as the spec stands now.",
            "condition",
            "status"),
    REPLICAS_WANTED("cpm.replicas.wanted", "Replicas that placements ask for."),
    REPLICAS_PLACED("cpm.replicas.placed", "Replicas that have a zone."),
    REPLICAS_UNPLACED(
            "cpm.replicas.unplaced",
            "Replicas that have no zone, by the reason that kubectl get pl shows of their placement.",
            "reason"),
    UNPLACED_OLDEST(
            "cpm.unplaced.oldest.seconds",
            "How long the placement that has waited longest has lacked replicas, by the same reasons; 0 where none does.",
            "reason"),
    VIOLATIONS(
            "cpm.violations",
            "Topology rules that are broken now, by the kind of object that reports it.",
            "kind",
            "type",
            "severity"),
    VIOLATION_OLDEST(
            "cpm.violation.oldest.seconds",
            "How long the oldest of these violations has lasted; 0 where there is none.",
            "kind",
            "type",
            "severity"),
    PLACEMENTS_SKEW(
            "cpm.placements.zone.skew",
            "Placements by their skew over zones: most replicas in any zone minus fewest in any eligible one.",
            "skew"),
    SKEW_MAX("cpm.zone.skew.max", "The largest skew over zones that any placement has."),
    OBJECTS(
            "cpm.objects",
            "Objects by what the operator says of them: Answered; Waiting for an answer, as the spec stands now;"
                    + " InvalidSpec; InternalError is a defect of the operator.",
            "kind",
            "answer"),
    INTERCONNECTS("cpm.interconnects", "Interconnects by state.", "state"),
    ZONES("cpm.zones", "Zones by state. Missing: replicas are in it, and there is no such Zone.", "state"),
    ZONE_OPEN(
            "cpm.zone.open",
            "1 where a zone is Available, else 0. limited tells whether it lists its machines; one that does not has"
                    + " any number of every type. state is Missing where replicas are in it and there is no such Zone,"
                    + " and Invalid where its spec is.",
            "zone",
            "region",
            "limited",
            "state"),
    MACHINES_CAPACITY(
            "cpm.zone.machines.capacity",
            "Machines that a zone has; not of zones without limit.",
            "zone",
            "region",
            "machine_type"),
    MACHINES_ALLOCATED(
            "cpm.zone.machines.allocated",
            "Machines of a zone that placements hold.",
            "zone",
            "region",
            "machine_type"),
    MACHINES_FREE(
            "cpm.zone.machines.free",
            "Machines of a zone that can still be placed, if it is open; not of zones without limit.",
            "zone",
            "region",
            "machine_type"),
    SUMMED_UP(
            "cpm.zone.rows.summed.up",
            "Zones, and machine types of zones, beyond the most that have series of their own. cpm_zone_open is without"
                    + " such zones; the machines of such types are summed up under the label value (others).");

    private final String title;
    private final String meaning;
    private final List<String> labels;

    Family(String title, String meaning, String... labels) {
        this.title = title;
        this.meaning = meaning;
        this.labels = List.of(labels);
    }

    /** Its name in Micrometer. */
    String title() {
        return title;
    }

    String meaning() {
        return meaning;
    }

    List<String> labels() {
        return labels;
    }
}
