package dev.cpm.operator.bench;

import dev.cpm.operator.cli.StartRehearsal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Starts what is measured, each program in a JVM of its own and all with the same options. */
final class Programs {
    static final String JAR = Path.of("target", "cpm-operator.jar").toString();
    static final Duration PATIENCE = Duration.ofSeconds(120);

    /** For what is no matter of batches; it is not counted. */
    static final Duration SHORT_SETTLE = Duration.ofMillis(20);

    /** What the operator's log says once it leads and has read everything. */
    static final String LEADS = "Loaded ";

    /** What it says once it knows that another one leads. */
    static final String STANDS_BY = "standing by";

    private static final int JAVA_OF_THE_IMAGE = 25;

    private final BenchCluster cluster;
    private final List<String> javaOptions;
    private final Path profiles;
    private int profiled;

    /** {@code profiles}: the folder for a Flight Recorder file of each; null: none is recorded. */
    Programs(BenchCluster cluster, List<String> javaOptions, Path profiles) {
        this.cluster = cluster;
        this.javaOptions = javaOptions;
        this.profiles = profiles;
    }

    /** The packaged operator as it is shipped, with its lease; returns at once. */
    JavaProcess operator(Duration settle) throws Exception {
        return start("operator", cluster.operatorKubeconfig(), run(settle));
    }

    /** One of several, which decides for some regions; its lease has a name that the operator's account knows nothing of. */
    JavaProcess shard(Duration settle, String regions) throws Exception {
        return start("shard", cluster.adminKubeconfig(), run(settle, "--regions=" + regions));
    }

    /**
     * The same with an AOT cache, which is written first, as {@code deploy/image} writes that of the image; empty where the
     * JDK knows none.
     */
    Optional<Programs> withAotCache() throws Exception {
        if (Runtime.version().feature() < JAVA_OF_THE_IMAGE) {
            return Optional.empty();
        }
        Path training = Path.of("target", "start.aotconf");
        Path cache = Path.of("target", "start.aot");
        alone("-XX:AOTMode=record", "-XX:AOTConfiguration=" + training, "-cp", JAR, StartRehearsal.class.getName());
        alone(
                "-XX:+UnlockDiagnosticVMOptions",
                "-XX:-AOTAdapterCaching",
                "-XX:AOTMode=create",
                "-XX:AOTConfiguration=" + training,
                "-XX:AOTCache=" + cache,
                "-cp",
                JAR);
        List<String> options = new ArrayList<>(javaOptions);
        options.addAll(
                List.of("-XX:AOTCache=" + cache, "-XX:AOTMode=on")); // Else one that does not fit is passed over.
        return Optional.of(new Programs(cluster, options, null)); // A recording takes part of the time.
    }

    /** To its end, with no API server. */
    private void alone(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(javaOptions);
        command.addAll(List.of(arguments));
        try (JavaProcess program = JavaProcess.start(null, command)) {
            program.awaitEnd(PATIENCE);
        }
    }

    /** The same jar, which prints its version and ends. */
    JavaProcess version() throws Exception {
        return start("version", cluster.operatorKubeconfig(), List.of("-jar", JAR, "--version"));
    }

    JavaProcess bareList() throws Exception {
        return start("list", cluster.operatorKubeconfig(), main(BareList.class));
    }

    JavaProcess floor(Path statuses, int warmUp) throws Exception {
        return start("floor", cluster.operatorKubeconfig(), main(Floor.class, statuses.toString(), "" + warmUp));
    }

    /** It patches, which the operator's account may not. */
    JavaProcess naive(String... arguments) throws Exception {
        return start("naive", cluster.adminKubeconfig(), main(NaiveOperator.class, arguments));
    }

    /** With a heap large enough for a hundred thousand, whatever the others have. */
    JavaProcess cacheSize(Path statuses, int placements) throws Exception {
        List<String> arguments = new ArrayList<>(List.of("-XX:+UseSerialGC", "-Xmx4g"));
        arguments.addAll(main(CacheSize.class, statuses.toString(), "" + placements));
        return JavaProcess.start(cluster.operatorKubeconfig(), arguments);
    }

    private static List<String> run(Duration settle, String... options) {
        List<String> command =
                new ArrayList<>(List.of("-jar", JAR, "run", "--settle=" + settle.toMillis() + "ms", "--health-port=0"));
        command.addAll(List.of(options));
        return command;
    }

    private JavaProcess start(String name, Path kubeconfig, List<String> program) throws Exception {
        List<String> arguments = new ArrayList<>(javaOptions);
        if (profiles != null) {
            Files.createDirectories(profiles);
            Path file = profiles.resolve(String.format("%02d-%s.jfr", ++profiled, name));
            arguments.add("-XX:StartFlightRecording=settings=profile,filename=" + file);
        }
        arguments.addAll(program);
        return JavaProcess.start(kubeconfig, arguments);
    }

    private static List<String> main(Class<?> program, String... arguments) {
        List<String> command =
                new ArrayList<>(List.of("-cp", System.getProperty("java.class.path"), program.getName()));
        command.addAll(List.of(arguments));
        return command;
    }
}
