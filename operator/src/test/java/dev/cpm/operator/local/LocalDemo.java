package dev.cpm.operator.local;

import dev.cpm.operator.api.Condition;
import dev.cpm.operator.api.Placement;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * What {@code deploy/local/up} runs: a real control plane with the definitions, the roles, the catalogue and the samples
 * in it, and the operator's jar beside it, with the rights of its own account alone. Prints the placements whenever they change, until Ctrl-C ends all of it.
 */
public final class LocalDemo {
    private static final Path DEPLOY = Path.of("deploy", "base");
    private static final Path LOG = Path.of("operator/target/local-operator.log");

    private final Semaphore changes = new Semaphore(0);
    private final CountDownLatch ending = new CountDownLatch(1);
    private volatile LocalControlPlane controlPlane;
    private volatile ServerProcess operator;

    /** Expects the top of the repository as working directory, and the built jar in it. */
    public static void main(String[] args) throws Exception {
        LocalDemo demo = new LocalDemo();
        Runtime.getRuntime().addShutdownHook(new Thread(demo::end, "end"));
        try {
            demo.run();
        } catch (Exception e) {
            // Ctrl-C also ends the kubectl that may run just now: no reason to complain.
            if (!demo.ending.await(1, TimeUnit.SECONDS)) {
                System.err.println(e.getMessage());
                System.exit(1);
            }
        }
    }

    private void run() throws Exception {
        ControlPlaneBinaries.Search search = timed("Looking for etcd and kube-apiserver", ControlPlaneBinaries::obtain);
        ControlPlaneBinaries binaries = search.binaries()
                .orElseThrow(() -> new IllegalStateException("No local control plane: " + search.whyNot()));
        controlPlane = timed(
                "Starting etcd and kube-apiserver " + binaries.version(), () -> LocalControlPlane.start(binaries));
        timed("Installing the definitions of crds/", this::installDefinitions);
        timed("Installing the operator's account and the roles of deploy/", this::installRoles);
        timed("Applying the catalogue and the stories of deploy/samples/", this::applySamples);
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
        throw new IllegalStateException("The operator has ended. " + operator.lastWords());
    }

    /** Without kubectl's own validation: that of 1.20 does not know the field that holds the CEL rules. */
    private Void installDefinitions() throws IOException, InterruptedException {
        kubectl(List.of("apply", "--validate=false", "-k", "crds"));
        kubectl(List.of("wait", "--for=condition=Established", "--timeout=30s", "crd", "--all"));
        return null;
    }

    private Void installRoles() throws IOException, InterruptedException {
        List<String> apply = new ArrayList<>(List.of("apply"));
        OperatorAccess.FILES.forEach(
                file -> apply.addAll(List.of("-f", DEPLOY.resolve(file).toString())));
        kubectl(apply);
        return null;
    }

    /** As a user would, so that the user's own apply finds what it expects. A kind just defined may be served a little later. */
    private Void applySamples() throws IOException, InterruptedException {
        for (int attempt = 1; ; attempt++) {
            try {
                kubectl(List.of("apply", "-f", "deploy/samples"));
                return null;
            } catch (IOException e) {
                if (attempt == 10) {
                    throw e;
                }
                Thread.sleep(1_000);
            }
        }
    }

    private void startOperator() throws IOException {
        System.out.println("Starting the operator; its log is " + LOG);
        Files.deleteIfExists(LOG);
        Path kubeconfig = OperatorAccess.installed(controlPlane, DEPLOY).kubeconfig();
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-jar",
                "operator/target/cpm-operator.jar",
                "run",
                "--no-leader-election",
                "--health-port",
                "0");
        operator = ServerProcess.start("the operator", LOG, environment(kubeconfig), command);
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
        System.out.printf(
                "%n%s  kubectl get placements -A%n%s",
                LocalTime.now().truncatedTo(ChronoUnit.SECONDS), kubectl(List.of("get", "placements", "-A")));
    }

    /** Runs the kubectl beside the API server and returns what it printed; fails with that if it failed. */
    private String kubectl(List<String> arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(controlPlane.kubectl().toString()));
        // The user's own cache keeps out of it, and has nothing to forget afterwards.
        command.add("--cache-dir=" + controlPlane.kubeconfig().resolveSibling("kubectl-cache"));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(environment(controlPlane.kubeconfig()));
        Process process = builder.start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException("kubectl " + String.join(" ", arguments) + " failed:\n" + printed);
        }
        return printed;
    }

    /** A proxy that the user may have set for the internet is no way to this machine itself. */
    private static Map<String, String> environment(Path kubeconfig) {
        return Map.of("KUBECONFIG", kubeconfig.toString(), "NO_PROXY", "127.0.0.1", "no_proxy", "127.0.0.1");
    }

    /** What is only just being started is not waited for: it ends with this process, see {@link ServerProcess}. */
    private void end() {
        ending.countDown();
        if (controlPlane == null) {
            return;
        }
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
