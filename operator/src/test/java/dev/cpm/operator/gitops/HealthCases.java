package dev.cpm.operator.gitops;

import static dev.cpm.operator.gitops.Health.Current;
import static dev.cpm.operator.gitops.Health.Degraded;
import static dev.cpm.operator.gitops.Health.Failed;
import static dev.cpm.operator.gitops.Health.Healthy;
import static dev.cpm.operator.gitops.Health.InProgress;
import static dev.cpm.operator.gitops.Health.Progressing;
import static dev.cpm.operator.gitops.Health.Suspended;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What Argo CD, kstatus and Flux are to make of objects as runs answer them; the next to last column hangs where it must not. */
final class HealthCases {
    private static final Path RESOURCES = Path.of("src", "test", "resources");
    private static final Path CATALOG = Path.of("..", "deploy", "catalog");

    private static final Run SAMPLES = Run.of(Path.of("..", "deploy", "samples"));
    private static final Run FACTS = Run.of(RESOURCES.resolve("gitops"));

    private HealthCases() {}

    static List<HealthCase> all() {
        return Stream.of(placements(), zones(), regions(), interconnects(), loadBalancers())
                .flatMap(List::stream)
                .toList();
    }

    private static List<HealthCase> placements() {
        Of of = new Of("Placement");
        Run golden10 = Run.of(RESOURCES.resolve("golden/10-zone-in-maintenance-or-unavailable"));
        return List.of(
                of.unanswered(FACTS, "web"),
                of.row("edited", SAMPLES.edited("Placement", "orders-db"), Progressing, null, InProgress, InProgress),
                of.row("placed", SAMPLES, "orders-db", Healthy, "Ready", Current, Current),
                of.row("placed-with-a-warning", SAMPLES, "shop-web", Healthy, "Ready", Current, Current),
                of.row("in-a-zone-in-maintenance", golden10, "in-maintenance", Healthy, "Ready", Current, Current),
                of.row("waits-for-a-zone", SAMPLES, "edge-cache", Progressing, "Ready", InProgress, InProgress),
                of.row("waits-for-machines", SAMPLES, "training", Progressing, "Ready", InProgress, InProgress),
                of.row(
                        "in-a-zone-that-failed-and-waiting",
                        FACTS,
                        "half-lost",
                        Degraded,
                        "ZoneNotAvailable",
                        InProgress,
                        Failed),
                of.row("in-a-zone-that-failed", golden10, "keep", Degraded, "Ready", InProgress, Failed),
                of.row(
                        "moves-proposed",
                        golden("11-proposal-waiting-for-approval"),
                        "web",
                        Degraded,
                        "Ready",
                        InProgress,
                        Failed),
                of.row("suspended", SAMPLES, "experiments", Suspended, "Ready", InProgress, Current),
                of.row(
                        "suspended-in-a-zone-that-failed",
                        FACTS,
                        "frozen",
                        Degraded,
                        "TopologySatisfied",
                        InProgress,
                        Failed),
                of.row("of-another-account", violation("AccountMismatch"), "web", Degraded, "Stalled", Failed, Failed),
                of.row(
                        "peer-of-another-account",
                        violation("CrossAccountPrivateNetwork"),
                        "api",
                        Degraded,
                        "Stalled",
                        Failed,
                        Failed),
                of.row(
                        "invalid",
                        Run.of(scenario("00-catalog.yaml"), scenario("01-apply.yaml")),
                        "odd",
                        Degraded,
                        "Stalled",
                        Failed,
                        Failed),
                of.row(
                        "defect",
                        Run.broken(CATALOG, RESOURCES.resolve("violations/SingleZone")),
                        "web",
                        Degraded,
                        "Ready",
                        InProgress,
                        InProgress));
    }

    private static List<HealthCase> zones() {
        Of of = new Of("Zone");
        Run overcommitted = Run.of(RESOURCES.resolve("violations/ZoneOvercommitted"));
        return List.of(
                of.unanswered(FACTS, "north-1"),
                of.row("open", FACTS, "north-1", Healthy, "Ready", Current, Current),
                of.row("coming-soon", FACTS, "south-1", Healthy, "Ready", InProgress, Current),
                of.row("maintenance", FACTS, "north-3", Healthy, "Ready", InProgress, Current),
                of.row("unavailable", FACTS, "north-2", Healthy, "Ready", InProgress, Current),
                of.row("retired", FACTS, "north-4", Healthy, "Ready", InProgress, Current),
                of.row("overcommitted", overcommitted, "north-1", Degraded, "Ready", InProgress, Current),
                of.row("invalid", FACTS, "south-2", Degraded, "Ready", InProgress, Failed));
    }

    private static List<HealthCase> regions() {
        Of of = new Of("Region");
        return List.of(
                of.unanswered(FACTS, "north"),
                of.row("with-an-open-zone", FACTS, "north", Healthy, "Ready", Current, Current),
                of.row("without-an-open-zone", FACTS, "south", Healthy, "Ready", InProgress, Current),
                of.row("invalid", FACTS, "talkative", Degraded, "Ready", InProgress, Failed));
    }

    private static List<HealthCase> interconnects() {
        Of of = new Of("Interconnect");
        return List.of(
                of.unanswered(FACTS, "active"),
                of.row("active", FACTS, "active", Healthy, "Ready", Current, Current),
                of.row("requested", FACTS, "requested", Healthy, "Ready", InProgress, Current),
                of.row("suspended", FACTS, "switched-off", Healthy, "Ready", InProgress, Current),
                of.row("unknown-region", FACTS, "to-nowhere", Progressing, "Ready", InProgress, InProgress),
                of.row("invalid", FACTS, "to-itself", Degraded, "Ready", InProgress, Failed));
    }

    private static List<HealthCase> loadBalancers() {
        Of of = new Of("LoadBalancer");
        Run foreign = violation("LoadBalancerAccountMismatch");
        return List.of(
                of.unanswered(FACTS, "front"),
                of.row("bound", FACTS, "front", Healthy, "Ready", Current, Current),
                of.row("bound-with-a-warning", SAMPLES, "shop-front", Healthy, "Ready", Current, Current),
                of.row("unknown-region", FACTS, "nowhere", Progressing, "Ready", InProgress, InProgress),
                of.row("machines-of-another-region", FACTS, "far-away", Degraded, "Ready", InProgress, Failed),
                of.row("machines-of-another-account", foreign, "front", Degraded, "Ready", InProgress, Failed),
                of.row("invalid", FACTS, "without-region", Degraded, "Ready", InProgress, Failed));
    }

    private static Run golden(String folder) {
        return Run.of(RESOURCES.resolve("golden").resolve(folder));
    }

    private static Run violation(String type) {
        return Run.of(CATALOG, RESOURCES.resolve("violations").resolve(type));
    }

    private static Path scenario(String file) {
        return RESOURCES.resolve("scenarios/invalid-spec-stalls-alone").resolve(file);
    }

    /** Rows of one kind. */
    private record Of(String kind) {
        HealthCase row(
                String name, Map<String, Object> object, Health argo, String saidBy, Health kstatus, Health flux) {
            return new HealthCase(kind, name, object, argo, saidBy, kstatus, flux);
        }

        HealthCase row(String name, Run run, String of, Health argo, String saidBy, Health kstatus, Health flux) {
            return row(name, run.answered(kind, of), argo, saidBy, kstatus, flux);
        }

        HealthCase unanswered(Run run, String of) {
            return row("unanswered", run.unanswered(kind, of), Progressing, null, InProgress, InProgress);
        }
    }
}
