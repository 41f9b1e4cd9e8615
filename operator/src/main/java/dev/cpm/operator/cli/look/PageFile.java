package dev.cpm.operator.cli.look;

import dev.cpm.operator.cli.report.RefusedException;
import dev.cpm.operator.page.About;
import dev.cpm.operator.page.Page;
import dev.cpm.operator.view.Inventory;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;
import picocli.CommandLine.TypeConversionException;

/** Writes the topology page where {@code --html} says. */
public final class PageFile {
    /** What a page comes from, as {@link About#source}; the time is added. */
    public static final String PLANNED = "Planned from manifests";

    public static final String READ = "Read from the cluster";

    private static final String STDOUT = "-";
    private static final String BEGIN = "<!doctype html";

    @Spec(Target.MIXEE)
    private CommandSpec spec;

    @Option(
            names = "--html",
            paramLabel = "FILE|-",
            converter = Name.class,
            description = "Also write it as a page to look at in a browser: one HTML file that needs nothing else. With"
                    + " - it is printed, and nothing else.")
    private String file;

    /** Reads the name of a file: a shell gives an empty one for a variable that is not set. */
    static final class Name implements ITypeConverter<String> {
        @Override
        public String convert(String value) {
            if (value.isBlank()) {
                throw new TypeConversionException("name a file, or - for the standard output");
            }
            return value;
        }
    }

    /** Whether the page is all that is to be printed. */
    public boolean instead() {
        return STDOUT.equals(file);
    }

    /**
     * Writes the page, if one was asked for, and says so.
     *
     * @throws RefusedException where it cannot be written: which file, and why
     */
    public void write(Inventory inventory, About about) {
        if (file == null) {
            return;
        }
        String html = Page.html(inventory, about.at(Instant.now()));
        if (instead()) {
            spec.commandLine().getOut().print(html);
            spec.commandLine().getOut().flush();
            return;
        }
        byte[] bytes = html.getBytes(StandardCharsets.UTF_8);
        try {
            Path path = Path.of(file);
            if (Files.isDirectory(path)) {
                throw refused("it is a folder");
            }
            if (Files.isRegularFile(path) && Files.size(path) > 0 && !isPage(path)) {
                throw refused("it is there, and is no HTML page: it stays as it is");
            }
            Files.write(path, bytes);
        } catch (InvalidPathException e) {
            throw refused(e.getReason());
        } catch (NoSuchFileException e) {
            throw refused("there is no folder " + Path.of(file).toAbsolutePath().getParent());
        } catch (AccessDeniedException e) {
            throw refused("permission denied");
        } catch (FileSystemException e) {
            throw refused(e.getReason() == null ? e.toString() : e.getReason());
        } catch (IOException e) {
            throw refused(e.toString());
        }
        PrintWriter err = spec.commandLine().getErr();
        err.println("The page is in " + file + " (" + (bytes.length + 999) / 1000 + " kB).");
        err.flush();
    }

    private RefusedException refused(String why) {
        return new RefusedException(file + " cannot be written: " + why);
    }

    /** Whatever else is there was not made here, and was hardly meant. */
    private static boolean isPage(Path path) throws IOException {
        try (InputStream in = Files.newInputStream(path)) {
            return new String(in.readNBytes(BEGIN.length()), StandardCharsets.US_ASCII)
                    .toLowerCase(Locale.ROOT)
                    .equals(BEGIN);
        }
    }
}
