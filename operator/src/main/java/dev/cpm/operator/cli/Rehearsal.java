package dev.cpm.operator.cli;

import dev.cpm.operator.cli.look.Live;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import picocli.CommandLine;

/**
 * Does for nobody what people do often, over a small world of its own: the launcher of the plugin keeps the classes that
 * this loads, so that the next start need not look for them.
 */
public final class Rehearsal {
    /** Each reads the world from its standard input. */
    static final List<String> COMMANDS = List.of(
            "explain SkewExceeded",
            "status -f -",
            "status web -vv -f -",
            "map -f -",
            "lose r1-a -f -",
            "why web -f -",
            "plan -f -",
            "map -o yaml -f -");

    private static final String AS_PRINTED = "plan -o json -f -";

    private Rehearsal() {}

    public static void main(String[] args) throws IOException {
        byte[] world;
        try (InputStream resource = Rehearsal.class.getResourceAsStream("rehearsal.yaml")) {
            world = resource.readAllBytes();
        }
        COMMANDS.forEach(command -> run(command, world));
        run("map", world); // over kubectl, or what stands in for it
        Live.objects(run(AS_PRINTED, world).getBytes(StandardCharsets.UTF_8));
    }

    /** What it prints. */
    static String run(String command, byte[] world) {
        InputStream before = System.in;
        StringWriter out = new StringWriter();
        try {
            System.setIn(new ByteArrayInputStream(world));
            CommandLine line = KubectlMain.commandLine(command.split(" "))
                    .setOut(new PrintWriter(out))
                    .setErr(new PrintWriter(out));
            line.execute(command.split(" "));
            line.getOut().flush();
        } finally {
            System.setIn(before);
        }
        return out.toString();
    }
}
