package dev.cpm.operator.cli.manifest;

import dev.cpm.operator.cli.manifest.Node.Mapping;
import dev.cpm.operator.cli.manifest.Node.Sequence;
import dev.cpm.operator.words.Names;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The kustomizations among the files. What one makes of manifests nobody knows here, where files are read as they stand:
 * one that does more with ours than list the files that are read is a mistake, which names the way out.
 */
final class Kustomizations {
    private static final String GROUP = "kustomize.config.k8s.io/";
    private static final Set<String> FILES = Set.of("kustomization.yaml", "kustomization.yml", "Kustomization");

    /** Fields that list files, or that concern no object of ours; whatever else there is may change one. */
    private static final Set<String> HARMLESS = Set.of(
            "apiVersion",
            "kind",
            "metadata",
            "resources",
            "bases",
            "images",
            "configMapGenerator",
            "secretGenerator",
            "generatorOptions",
            "crds",
            "sortOptions",
            "validators",
            "openapi");

    private static final List<String> LISTS = List.of("resources", "bases", "components");
    private static final Pattern OURS = Pattern.compile("\"?apiVersion\"?\\s*:\\s*[\"']?cpm\\.dev/");

    private final Set<Path> read;
    private final Map<String, Mapping> found = new LinkedHashMap<>();

    Kustomizations(List<Text> files) {
        read = files.stream().map(file -> path(file.name())).collect(Collectors.toSet());
    }

    static boolean isNamedSo(String file) {
        return FILES.contains(file.substring(1 + Math.max(file.lastIndexOf('/'), file.lastIndexOf('\\'))));
    }

    static boolean isOne(Mapping tree, String file) {
        String apiVersion = tree.text("apiVersion");
        return apiVersion != null && tree.text("kind") != null ? apiVersion.startsWith(GROUP) : isNamedSo(file);
    }

    void add(String file, Mapping tree) {
        found.put(file, tree);
    }

    /** What is wrong with them; {@code concerned} are the files that have objects of ours, or mistakes. */
    List<Mistake> mistakes(Collection<String> concerned) {
        Set<Path> ours = concerned.stream().map(Kustomizations::path).collect(Collectors.toSet());
        List<Mistake> mistakes = new ArrayList<>();
        found.forEach((file, tree) -> {
            Set<Path> covered = new HashSet<>();
            cover(file, tree, covered);
            boolean concerns = ours.stream().anyMatch(path -> covered.stream().anyMatch(path::startsWith));
            List<String> changes = concerns ? changes(tree) : List.of();
            List<String> unread = file.equals(Texts.STDIN)
                    ? List.of()
                    : listed(tree).stream()
                            .filter(entry -> isUnread(path(folder(file)), entry, concerns))
                            .toList();
            if (!changes.isEmpty()) {
                mistakes.add(new Mistake(
                        file,
                        tree.lineOf(changes.get(0)),
                        Names.sentence(changes) + (changes.size() == 1 ? " changes" : " change")
                                + " what is applied, and files are read here as they stand" + wayOut(file)));
            } else if (!unread.isEmpty()) {
                mistakes.add(new Mistake(
                        file,
                        tree.lineOf("resources"),
                        Names.sentence(unread)
                                + (unread.size() == 1 ? " belongs to it, and was" : " belong to it, and were")
                                + " not given here" + wayOut(file)));
            }
        });
        Set<String> told = mistakes.stream().map(Mistake::file).collect(Collectors.toSet());
        unlisted(concerned).forEach((file, others) -> {
            if (!told.contains(file)) {
                mistakes.add(new Mistake(
                        file,
                        found.get(file).lineOf("resources"),
                        Names.sentence(others)
                                + (others.size() == 1
                                        ? " is not listed, so that it is not applied"
                                        : " are not listed, so that they are not applied")
                                + ", and files are read here as they stand" + wayOut(file)));
            }
        });
        concerned.stream()
                .filter(file -> isNamedSo(file) && !found.containsKey(file))
                .distinct()
                .forEach(file -> mistakes.add(
                        new Mistake(file, 0, "nobody can tell what this makes of the files beside it" + wayOut(file))));
        return mistakes;
    }

    /** The files beside a kustomization that none lists, by that one. */
    private Map<String, List<String>> unlisted(Collection<String> concerned) {
        Map<Path, String> byFolder = new HashMap<>();
        Set<Path> listed = new HashSet<>();
        found.forEach((file, tree) -> {
            if (!file.equals(Texts.STDIN)) {
                Path folder = path(folder(file));
                byFolder.put(folder, file);
                listed(tree).forEach(entry -> listed.add(within(folder, entry)));
            }
        });
        Map<String, List<String>> unlisted = new TreeMap<>();
        concerned.stream().distinct().filter(file -> !found.containsKey(file)).forEach(file -> {
            Path path = path(file);
            String beside = byFolder.get(path.getParent());
            if (beside != null && !listed.contains(path)) {
                unlisted.computeIfAbsent(beside, one -> new ArrayList<>())
                        .add(path.getFileName().toString());
            }
        });
        return unlisted;
    }

    private static String wayOut(String file) {
        return ": kubectl kustomize " + (file.equals(Texts.STDIN) ? "DIR" : folder(file)) + " | … -f -";
    }

    private static List<String> changes(Mapping tree) {
        return tree.fields().entrySet().stream()
                .filter(field -> !HARMLESS.contains(field.getKey())
                        && !isEmpty(field.getValue().node()))
                .map(Map.Entry::getKey)
                .toList();
    }

    private static boolean isEmpty(Node node) {
        return node.isNull()
                || node instanceof Sequence list && list.items().isEmpty()
                || node instanceof Mapping mapping && mapping.fields().isEmpty()
                || "".equals(node.value());
    }

    private static List<String> listed(Mapping tree) {
        return LISTS.stream()
                .filter(list -> tree.get(list) instanceof Sequence)
                .flatMap(list -> ((Sequence) tree.get(list)).items().stream())
                .map(Node::value)
                .filter(String.class::isInstance)
                .map(String.class::cast)
                .toList();
    }

    /** Its folder with all below, and what it lists, and what is listed there. */
    private void cover(String file, Mapping tree, Set<Path> covered) {
        Path folder = path(file.equals(Texts.STDIN) ? file : folder(file));
        if (!covered.add(folder) || file.equals(Texts.STDIN)) {
            return;
        }
        Set<Path> entries =
                listed(tree).stream().map(entry -> within(folder, entry)).collect(Collectors.toSet());
        found.forEach((other, its) -> {
            if (!other.equals(Texts.STDIN) && entries.contains(path(folder(other)))) {
                cover(other, its, covered);
            }
        });
        covered.addAll(entries);
    }

    /** Whether objects of ours may be in something that is listed, and that nobody has given. */
    private boolean isUnread(Path folder, String entry, boolean concerns) {
        Path listed = within(folder, entry);
        if (read.stream().anyMatch(path -> path.startsWith(listed))) {
            return false;
        }
        // What is far away is most often of others; beside objects of ours it may have more of them.
        return Files.exists(listed)
                ? Texts.read(List.of(listed.toString()), InputStream.nullInputStream(), new ArrayList<>()).stream()
                        .anyMatch(text -> OURS.matcher(text.text()).find())
                : concerns;
    }

    private static Path within(Path folder, String entry) {
        try {
            return folder.resolve(entry).normalize();
        } catch (InvalidPathException e) {
            return folder.resolve("?"); // an address, where a file's name has no colon
        }
    }

    private static String folder(String file) {
        Path parent = Path.of(file).getParent();
        return parent == null ? "." : parent.toString();
    }

    private static Path path(String name) {
        try {
            return Path.of(name).toAbsolutePath().normalize();
        } catch (InvalidPathException e) {
            return Path.of(""); // it is in no folder
        }
    }
}
