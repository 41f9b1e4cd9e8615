package dev.cpm.operator.local;

import dev.cpm.operator.api.Condition;
import dev.cpm.operator.api.Placement;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.NonDeletingOperation;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * What {@code deploy/local/up} runs: a real control plane with the definitions, the catalogue and the samples in it, and
 * the operator's jar beside it. Prints the placements whenever they change, until Ctrl-C ends all of it.
 */
public final class LocalDemo {
    private static final Path LOG = Path.of("operator/target/local-operator.log");

    private final LocalControlPlane controlPlane;
    private final Semaphore changes = new Semaphore(0);
    private ServerProcess operator;
    private volatile boolean ending;

    private LocalDemo(LocalControlPlane controlPlane) {
        this.controlPlane = controlPlane;
    }

    /** Expects the top of the repository as working directory, and the built jar in it. */
    public static void main(String[] args) throws Exception {
        ControlPlaneBinaries.Search search = timed("Looking for etcd and kube-apiserver", ControlPlaneBinaries::obtain);
        if (search.binaries().isEmpty()) {
            System.err.println("No local control plane: " + search.whyNot());
            System.exit(1);
        }
        ControlPlaneBinaries binaries = search.binaries().get();
        LocalDemo demo = new LocalDemo(timed(
                "Starting etcd and kube-apiserver " + binaries.version(), () -> LocalControlPlane.start(binaries)));
        Runtime.getRuntime().addShutdownHook(new Thread(demo::end, "end"));
        demo.show();
    }

    private void show() throws Exception {
        timed("Installing the definitions of crds/", () -> install("crds"));
        timed("Applying the catalogue and the stories of deploy/samples/", () -> install("deploy/samples"));
        startOperator();
        System.out.printf(
                "%nFor a second terminal (if you have no kubectl: %s):%n  export KUBECONFIG=%s%n"
                        + "Ctrl-C ends the operator, the API server and etcd.%n",
                controlPlane.kubectl(), controlPlane.kubeconfig());
        try (SharedIndexInformer<Placement> placements = controlPlane
                .client()
                .resources(Placement.class)
                .inAnyNamespace()
                .inform(new Changes())) {
            List<String> shown = List.of();
            while (operator.isRunning()) {
                shown = printIfChanged(placements, shown);
            }
        }
        if (!ending) {
            System.err.println("The operator has ended. " + operator.lastWords());
            System.exit(1);
        }
    }

    /** Creates or replaces what the manifests of a folder say, in the order of their names; returns how many objects. */
    private int install(String folder) throws IOException {
        KubernetesClient client = controlPlane.client();
        List<Path> files;
        try (Stream<Path> entries = Files.list(Path.of(folder))) {
            files = entries.filter(file -> file.toString().endsWith(".yaml") && !file.endsWith("kustomization.yaml"))
                    .sorted()
                    .toList();
        }
        int objects = 0;
        for (Path file : files) {
            try (InputStream manifests = Files.newInputStream(file)) {
                for (HasMetadata item : client.load(manifests).items()) {
                    // Not server-side apply: Kubernetes 1.20 refuses definitions with CEL rules that come that way.
                    client.resource(item).createOr(NonDeletingOperation::update);
                    if (item instanceof CustomResourceDefinition) {
                        client.resource(item).waitUntilCondition(LocalDemo::established, 30, TimeUnit.SECONDS);
                    }
                    objects++;
                }
            }
        }
        return objects;
    }

    private static boolean established(HasMetadata item) {
        return item instanceof CustomResourceDefinition crd
                && crd.getStatus() != null
                && crd.getStatus().getConditions() != null
                && crd.getStatus().getConditions().stream()
                        .anyMatch(c -> c.getType().equals("Established")
                                && c.getStatus().equals("True"));
    }

    private void startOperator() throws IOException {
        System.out.println("Starting the operator; its log is " + LOG);
        Files.deleteIfExists(LOG);
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-jar",
                "operator/target/cpm-operator.jar",
                "run",
                "--no-leader-election",
                "--health-port",
                "0");
        operator = ServerProcess.start("the operator", LOG, null, environment(), command);
    }

    /** Waits a second at most for a change; returns the rows that were printed last. */
    private List<String> printIfChanged(SharedIndexInformer<Placement> placements, List<String> shown)
            throws IOException, InterruptedException {
        if (!changes.tryAcquire(1, TimeUnit.SECONDS)) {
            return shown;
        }
        Thread.sleep(300); // what changes together is shown together
        changes.drainPermits();
        List<Placement> all = placements.getStore().list();
        List<String> rows = all.stream().map(LocalDemo::row).sorted().toList();
        if (rows.equals(shown) || !all.stream().allMatch(LocalDemo::answered)) {
            return shown;
        }
        print();
        return rows;
    }

    private static boolean answered(Placement placement) {
        return placement.getStatus() != null && placement.getStatus().summary() != null;
    }

    /** What the table shows, without the age, which always changes. */
    private static String row(Placement placement) {
        String key = placement.getMetadata().getNamespace() + "/"
                + placement.getMetadata().getName();
        return answered(placement)
                ? key + " " + placement.getStatus().summary() + " "
                        + placement.getStatus().conditions().stream()
                                .filter(condition -> condition.type().equals("Ready"))
                                .map(Condition::status)
                                .findFirst()
                                .orElse("")
                : key;
    }

    /** By kubectl itself: so this shows what a user would see. */
    private void print() throws IOException, InterruptedException {
        System.out.printf("%n%s  kubectl get placements -A%n", LocalTime.now().truncatedTo(ChronoUnit.SECONDS));
        ProcessBuilder kubectl =
                new ProcessBuilder(controlPlane.kubectl().toString(), "get", "placements", "-A").inheritIO();
        kubectl.environment().putAll(environment());
        kubectl.start().waitFor();
    }

    /** A proxy that the user may have set for the internet is no way to this machine itself. */
    private Map<String, String> environment() {
        return Map.of(
                "KUBECONFIG", controlPlane.kubeconfig().toString(), "NO_PROXY", "127.0.0.1", "no_proxy", "127.0.0.1");
    }

    private void end() {
        ending = true;
        System.out.println("\nEnding the operator, the API server and etcd.");
        if (operator != null) {
            operator.stop();
        }
        controlPlane.close();
    }

    private static <T> T timed(String what, Callable<T> work) throws Exception {
        System.out.println(what + " …");
        long start = System.nanoTime();
        T result = work.call();
        System.out.printf(Locale.ROOT, "  done in %.1f s%n", (System.nanoTime() - start) / 1e9);
        return result;
    }

    private final class Changes implements ResourceEventHandler<Placement> {
        @Override
        public void onAdd(Placement added) {
            changes.release();
        }

        @Override
        public void onUpdate(Placement before, Placement after) {
            changes.release();
        }

        @Override
        public void onDelete(Placement deleted, boolean unknown) {
            changes.release();
        }
    }
}
