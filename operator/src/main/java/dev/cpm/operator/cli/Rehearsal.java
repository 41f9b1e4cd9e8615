package dev.cpm.operator.cli;

import dev.cpm.operator.cli.look.Live;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine;

/**
 * Does for nobody what people do often, over a small world of its own: the launcher of the plugin keeps the classes that
 * this loads, so that the next start need not look for them.
 */
public final class Rehearsal {
    /** In a command, the folder in which the manifests of its world are. */
    private static final String WORLD = "WORLD";

    static final List<String> COMMANDS = List.of(
            "explain SkewExceeded",
            "status -f WORLD",
            "status web -vv -f WORLD",
            "map -f WORLD",
            "lose r1-a -f WORLD",
            "lose r2-b -f WORLD",
            "why web -f WORLD",
            "why cache -f WORLD",
            "plan -f WORLD",
            "map -o yaml -f WORLD");

    static final String AS_PRINTED = "plan -o json -f WORLD";

    private Rehearsal() {}

    public static void main(String[] args) throws IOException {
        Path folder = Files.createTempDirectory("kubectl-cpm-");
        Path world = world(folder);
        try {
            COMMANDS.forEach(command -> run(command, folder));
            run("map", folder); // over kubectl, or what stands in for it
            Live.objects(run(AS_PRINTED, folder).getBytes(StandardCharsets.UTF_8));
        } finally {
            Files.delete(world);
            Files.delete(folder);
        }
    }

    /** The manifests of its world, put into {@code folder}. */
    static Path world(Path folder) throws IOException {
        Path world = folder.resolve("world.yaml");
        try (InputStream resource = Rehearsal.class.getResourceAsStream("rehearsal.yaml")) {
            Files.copy(resource, world);
        }
        return world;
    }

    /** What it prints. */
    static String run(String command, Path folder) {
        StringWriter out = new StringWriter();
        String[] words = Stream.of(command.split(" "))
                .map(word -> word.equals(WORLD) ? folder.toString() : word)
                .toArray(String[]::new);
        CommandLine line =
                KubectlMain.commandLine(words).setOut(new PrintWriter(out)).setErr(new PrintWriter(out));
        line.execute(words);
        line.getOut().flush();
        return out.toString();
    }
}
