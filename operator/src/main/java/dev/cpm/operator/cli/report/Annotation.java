package dev.cpm.operator.cli.report;

import dev.cpm.operator.cli.manifest.Mistake;
import dev.cpm.operator.cli.manifest.Texts;
import dev.cpm.operator.words.Printable;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** One annotation of a GitHub workflow. See "Workflow commands for GitHub Actions" for the format. */
public final class Annotation {
    /** How many of a level GitHub shows for one step of a workflow. */
    public static final int SHOWN = 10;

    private Annotation() {}

    /**
     * Where in a repository something stands.
     *
     * @param file its path from the repository's root, with {@code /} between its parts: by that GitHub knows it
     * @param line counted from 1
     */
    public record Place(String file, int line) {

        /** The place of what was read from {@code file}; null for the standard input. */
        public static Place of(String file, int line) {
            return file.equals(Texts.STDIN) ? null : new Place(inRepository(file), line);
        }

        /** As it is given, where its letters are none of the locale's. */
        private static String inRepository(String file) {
            try {
                return inRepository(Path.of(file));
            } catch (InvalidPathException e) {
                return file;
            }
        }

        /**
         * A repository may be checked out into any folder, and the program run in any. What is in none, as in a container
         * that has nothing but the manifests, is named as it was given.
         */
        private static String inRepository(Path file) {
            Path whole = file.toAbsolutePath().normalize();
            Path root = whole.getParent();
            while (root != null && !Files.exists(root.resolve(".git"))) {
                root = root.getParent();
            }
            root = root == null ? workspace() : root;
            Path path = root != null && whole.startsWith(root) ? root.relativize(whole) : file.normalize();
            return path.toString().replace(File.separatorChar, '/');
        }

        /** Where a workflow has its repository, also if that was not fetched by git; null outside a workflow. */
        private static Path workspace() {
            String workspace = System.getenv("GITHUB_WORKSPACE");
            return workspace == null ? null : Path.of(workspace).normalize();
        }
    }

    /** What is wrong with a manifest; where it is no matter of a line, GitHub shows it at none, and it says which file. */
    public static String of(Mistake mistake) {
        Place place = mistake.line() == 0 ? null : Place.of(mistake.file(), mistake.line());
        return of("error", place, "Mistake", place == null ? mistake.toString() : mistake.message());
    }

    /** An annotation of a level that GitHub knows; {@code place} is null where there is none. */
    static String of(String level, Place place, String title, String message) {
        String where = place == null ? "" : "file=" + property(place.file()) + ",line=" + place.line() + ",";
        return "::" + level + " " + where + "title=" + property(title) + "::" + data(message);
    }

    private static String data(String text) {
        return Printable.line(text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A"));
    }

    private static String property(String text) {
        return data(text).replace(":", "%3A").replace(",", "%2C");
    }
}
