package dev.cpm.operator.cli.manifest;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.yaml.snakeyaml.reader.UnicodeReader;

/** Finds and reads the files that a user names: files, whole folders, and the standard input. */
public final class Texts {
    /** What the standard input is called in messages. */
    public static final String STDIN = "stdin";

    /** What stands for the standard input where files are named. */
    public static final String DASH = "-";

    private static final String ADDRESS = "https?://.*";
    private static final String FETCH =
            "an address, and only files are read here: fetch it, and give it as -, as in curl -fsSL URL | … -f -";
    private static final String UNNAMED = "no name of a file or folder; perhaps it is a variable that is not set";
    private static final String NONE = "no manifests in this folder (*.yaml, *.yml or *.json)";
    private static final String ENDINGS = ".*\\.(yaml|yml|json)|Kustomization";

    private final InputStream stdin;
    private final List<Mistake> mistakes;
    private final Consumer<String> empty;
    private final Set<Path> seen = new HashSet<>();
    private final List<Text> texts = new ArrayList<>();

    private Texts(InputStream stdin, List<Mistake> mistakes, Consumer<String> empty) {
        this.stdin = stdin;
        this.mistakes = mistakes;
        this.empty = empty;
    }

    /** The texts in the order of {@code paths}, within a folder by name; each file once. An empty folder is a mistake. */
    public static List<Text> read(List<String> paths, InputStream stdin, List<Mistake> mistakes) {
        return read(paths, stdin, mistakes, folder -> mistakes.add(new Mistake(folder, 0, NONE)));
    }

    /** The same, where {@code empty} is told of each folder in which there is none. */
    public static List<Text> read(
            List<String> paths, InputStream stdin, List<Mistake> mistakes, Consumer<String> empty) {
        Texts texts = new Texts(stdin, mistakes, empty);
        paths.forEach(texts::path);
        return texts.texts;
    }

    /** What these are called in messages. */
    public static List<String> named(List<String> paths) {
        return paths.stream().map(path -> path.equals(DASH) ? STDIN : path).toList();
    }

    private void path(String name) {
        if (name.isEmpty()) { // else it would be the folder that one is in
            mistakes.add(new Mistake("''", 0, UNNAMED));
            return;
        }
        try {
            if (name.equals(DASH)) {
                standardInput(decode(stdin.readAllBytes()));
                return;
            }
            Path path = Path.of(name);
            if (Files.isDirectory(path)) {
                folder(path);
            } else if (Files.exists(path)) {
                file(path);
            } else {
                mistakes.add(new Mistake(name, 0, name.matches(ADDRESS) ? FETCH : "no such file or folder"));
            }
        } catch (InvalidPathException e) {
            mistakes.add(new Mistake(name, 0, "not the name of a file or folder"));
        } catch (IOException e) {
            mistakes.add(new Mistake(name, 0, words(e)));
        }
    }

    /** Whatever was to write it has failed, more likely than not. */
    private void standardInput(String text) {
        if (text.isBlank()) {
            mistakes.add(new Mistake(STDIN, 0, "nothing came in"));
        } else {
            texts.add(new Text(STDIN, text));
        }
    }

    private void folder(Path folder) throws IOException {
        Set<Path> found = new TreeSet<>();
        Path real = folder.toRealPath(); // it may itself be a link, which is followed
        Files.walkFileTree(real, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path dir, BasicFileAttributes attributes) {
                return !dir.equals(real) && hidden(dir) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                // A link to a file is followed, one to a folder is not: a ConfigMap's volume is made of both.
                if (!hidden(file) && file.getFileName().toString().matches(ENDINGS) && !Files.isDirectory(file)) {
                    found.add(folder.resolve(real.relativize(file)));
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) {
                mistakes.add(new Mistake(folder.resolve(real.relativize(file)).toString(), 0, words(e)));
                return FileVisitResult.CONTINUE;
            }
        });
        if (found.isEmpty()) {
            empty.accept(folder.toString());
        }
        found.forEach(this::file);
    }

    private static boolean hidden(Path path) {
        return path.getFileName().toString().startsWith(".");
    }

    private void file(Path file) {
        try {
            if (seen.add(real(file))) {
                texts.add(new Text(file.toString(), decode(Files.readAllBytes(file))));
            }
        } catch (IOException e) {
            mistakes.add(new Mistake(file.toString(), 0, words(e)));
        }
    }

    /** What a shell passes as <(…) is a pipe, and has no real path. */
    private static Path real(Path file) {
        try {
            return file.toRealPath();
        } catch (IOException e) {
            return file.toAbsolutePath().normalize();
        }
    }

    /** UTF-8, or what a byte order mark says. */
    public static String decode(byte[] bytes) throws IOException {
        try (UnicodeReader reader = new UnicodeReader(new ByteArrayInputStream(bytes))) {
            StringWriter text = new StringWriter();
            reader.transferTo(text);
            return text.toString();
        }
    }

    private static String words(IOException e) {
        if (e instanceof CharacterCodingException) {
            return "not a text in UTF-8";
        }
        return e instanceof AccessDeniedException ? "cannot be read: permission denied" : "cannot be read";
    }
}
