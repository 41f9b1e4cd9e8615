package dev.cpm.operator.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What Linux says of the machine. */
final class Machine {
    private static final Path PROCESSORS = Path.of("/proc", "cpuinfo");
    private static final Path MEMORY = Path.of("/proc", "meminfo");

    private Machine() {}

    /** The model of its first processor. */
    static String processor() throws IOException {
        return first(PROCESSORS, "model name\\s*: (.+)");
    }

    /** All of it. */
    static String memory() throws IOException {
        return "%.0f GiB".formatted(Long.parseLong(first(MEMORY, "MemTotal:\\s+(\\d+) kB")) / 1024.0 / 1024);
    }

    private static String first(Path file, String pattern) throws IOException {
        Matcher found = Pattern.compile(pattern).matcher(Files.readString(file));
        return found.find() ? found.group(1) : "?";
    }
}
