package dev.cpm.operator.cli.manifest;

import com.fasterxml.jackson.databind.JsonMappingException;
import dev.cpm.operator.api.Cpm;
import dev.cpm.operator.api.FieldError;
import dev.cpm.operator.api.Placement;
import dev.cpm.operator.api.ShapeCheck;
import dev.cpm.operator.api.Suggestion;
import dev.cpm.operator.cli.manifest.Manifests.LeftOut;
import dev.cpm.operator.cli.manifest.Node.Field;
import dev.cpm.operator.cli.manifest.Node.Mapping;
import dev.cpm.operator.cli.manifest.Node.Scalar;
import dev.cpm.operator.cli.manifest.Node.Sequence;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Makes objects of manifests. What is not ours is counted and left alone; every mistake is collected. */
public final class ManifestReader {
    private static final String API_VERSION = Cpm.GROUP + "/" + Cpm.VERSION;
    private static final List<String> TOP = List.of("apiVersion", "kind", "metadata", "spec", "status");

    private static final String LIST = "List";

    private final String namespace;
    private final List<Mistake> mistakes;
    private final List<Manifest> ours = new ArrayList<>();
    private final List<Manifest> unsound = new ArrayList<>();
    private final List<LeftOut> leftOut = new ArrayList<>();
    private final Map<String, Manifest> namespaces = new LinkedHashMap<>();
    private final SortedMap<String, Integer> ignored = new TreeMap<>();
    private final Kustomizations kustomizations;

    /** Where each object was given first, however wrong it may be, by title. */
    private final Map<String, String> places = new HashMap<>();

    private final Set<String> twice = new HashSet<>();
    private Text file;

    private ManifestReader(List<Text> files, String namespace, List<Mistake> mistakes) {
        this.kustomizations = new Kustomizations(files);
        this.namespace = namespace;
        this.mistakes = mistakes;
    }

    /** Reads all files; {@code namespace} is where objects are that do not say. */
    public static Manifests read(List<Text> files, String namespace, List<Mistake> mistakes) {
        ManifestReader reader = new ManifestReader(files, namespace, mistakes);
        for (Text file : files) {
            reader.file = file;
            int before = mistakes.size();
            YamlReader.read(file, mistakes).forEach(reader::document);
            mistakes.subList(before, mistakes.size()).sort(Comparator.comparingInt(Mistake::line));
        }
        mistakes.addAll(reader.kustomizations.mistakes(reader.concerned()));
        return new Manifests(
                List.copyOf(reader.ours),
                List.copyOf(reader.unsound),
                reader.leftOut(),
                List.copyOf(reader.namespaces.values()),
                reader.ignored);
    }

    /** The files that have objects of ours, or mistakes, which may be in one. */
    private Set<String> concerned() {
        Set<String> files = new LinkedHashSet<>();
        Stream.of(ours, unsound, namespaces.values())
                .flatMap(Collection::stream)
                .forEach(manifest -> files.add(manifest.file()));
        mistakes.forEach(mistake -> files.add(mistake.file()));
        return files;
    }

    /** What is given twice is not left out: who knows which of both is meant. */
    private List<LeftOut> leftOut() {
        return leftOut.stream()
                .filter(object -> !twice.contains(object.title()))
                .toList();
    }

    private void document(Node node) {
        if (node.isNull()) {
            return;
        }
        if (!(node instanceof Mapping tree)) {
            mistake(node.line(), "", "not a Kubernetes object: it must have apiVersion, kind and metadata");
            return;
        }
        String apiVersion = tree.text("apiVersion");
        String kind = tree.text("kind");
        if (Kustomizations.isOne(tree, file.name())) {
            kustomizations.add(file.name(), tree);
        } else if (kind == null || apiVersion == null) {
            incomplete(tree, kind);
        } else if (tree.get("items") instanceof Sequence items && kind.endsWith(LIST)) {
            items.items().forEach(item -> document(typed(item, kind, apiVersion)));
        } else if (apiVersion.equals("v1") && kind.equals("Namespace")) {
            namespace(tree);
        } else if (apiVersion.equals(API_VERSION) && Kind.of(kind).isPresent()) {
            object(tree, Kind.of(kind).orElseThrow());
        } else if (mistyped(apiVersion, kind)) {
            wrongKind(tree, apiVersion, kind);
        } else if (!kind.equals("Kustomization")) {
            ignored.merge(kind, 1, Integer::sum);
        }
    }

    /** An item of a PlacementList need not say that it is a Placement; so kubectl reads it. */
    private static Node typed(Node item, String list, String apiVersion) {
        String kind = list.substring(0, list.length() - LIST.length());
        if (kind.isEmpty()
                || !(item instanceof Mapping tree)
                || tree.get("kind") != null
                || tree.get("apiVersion") != null) {
            return item;
        }
        Map<String, Field> fields = new LinkedHashMap<>();
        fields.put("apiVersion", new Field(tree.line(), new Scalar(tree.line(), apiVersion)));
        fields.put("kind", new Field(tree.line(), new Scalar(tree.line(), kind)));
        tree.fields().forEach(fields::putIfAbsent);
        return new Mapping(tree.line(), fields);
    }

    private void incomplete(Mapping tree, String kind) {
        String title = kind == null ? "" : kind;
        boolean isOurs = kind != null && Kind.NAMES.contains(kind);
        if (kind == null) {
            mistake(tree.lineOf("kind"), title, "kind: Required value: say what this is, such as Placement");
        }
        if (tree.text("apiVersion") == null) {
            mistake(
                    tree.lineOf("apiVersion"),
                    title,
                    "apiVersion: Required value: "
                            + (isOurs ? "write " + API_VERSION : "say which, such as " + API_VERSION));
        }
    }

    /** Our group with another version or kind, or our kind in what looks like our group. */
    private static boolean mistyped(String apiVersion, String kind) {
        String group = apiVersion.substring(0, Math.max(0, apiVersion.indexOf('/')));
        return group.equals(Cpm.GROUP)
                || Kind.NAMES.contains(kind)
                        && Suggestion.closest(group, List.of(Cpm.GROUP)).isPresent();
    }

    private void wrongKind(Mapping tree, String apiVersion, String kind) {
        String title = Manifest.title(kind, null, name(tree));
        if (!apiVersion.equals(API_VERSION)) {
            String message = "apiVersion: Unsupported value: \"" + apiVersion + "\": must be " + API_VERSION;
            mistake(tree.lineOf("apiVersion"), title, message);
        }
        if (!Kind.NAMES.contains(kind)) {
            mistake(tree.lineOf("kind"), title, "kind: " + ShapeCheck.unknownWord("kind", kind, Kind.NAMES));
        }
    }

    private static String name(Mapping tree) {
        return tree.get("metadata") instanceof Mapping metadata ? metadata.text("name") : null;
    }

    private void namespace(Mapping tree) {
        String title = Manifest.title("Namespace", null, name(tree));
        Namespace object = new Namespace();
        object.setMetadata(Metadata.ofNamespace(tree, (message, line) -> mistake(line, title, message)));
        Manifest manifest = new Manifest(file.name(), tree, object);
        Manifest other = namespaces.putIfAbsent(manifest.title(), manifest);
        if (other != null && !Objects.equals(accountLabel(manifest), accountLabel(other))) {
            duplicate(tree, title, other.place());
        }
    }

    /** Of a Namespace nothing else counts, and files repeat it: that is no mistake as long as they agree. */
    private static String accountLabel(Manifest namespace) {
        return namespace.object().getMetadata().getLabels().get(Cpm.ACCOUNT_LABEL);
    }

    private void object(Mapping tree, Kind<?, ?> kind) {
        String itsNamespace = kind.namespaced() ? namespace : null;
        String written = tree.get("metadata") instanceof Mapping metadata ? metadata.text("namespace") : null;
        String title = Manifest.title(
                kind.name(), itsNamespace == null || written == null ? itsNamespace : written, name(tree));
        String first = name(tree) == null ? null : places.putIfAbsent(title, file.name() + ":" + tree.line());
        if (first != null) {
            twice.add(title);
            duplicate(tree, title, first);
        }
        int before = mistakes.size();
        tree.fields().forEach((name, field) -> {
            if (!TOP.contains(name)) {
                mistake(field.line(), title, name + ": " + ShapeCheck.unknownWord("field", name, TOP));
            }
        });
        kind.check(tree.get("spec"), new ShapeCheck.Mistakes() {
            @Override
            public void wrong(FieldError error) {
                mistake(tree.lineOf(error.field()), title, error.toString());
            }

            @Override
            public void unknown(String field, String message) {
                mistake(tree.lineOf(field), title, field + ": " + message);
            }
        });
        int shape = mistakes.size();
        ObjectMeta meta = Metadata.read(tree, itsNamespace, (message, line) -> mistake(line, title, message));
        if (shape > before) {
            // With a status it may hold machines, which would count as free.
            if (mistakes.size() == shape && tree.get("status") == null) {
                leftOut.add(new LeftOut(title, List.copyOf(mistakes.subList(before, shape))));
            }
            return;
        }
        try {
            Manifest manifest = new Manifest(file.name(), tree, kind.object(meta, tree));
            if (manifest.object() instanceof Placement placement) {
                Assigned.check(
                        placement.getStatus(),
                        (field, message) -> mistake(tree.lineOf(field), title, field + ": " + message));
            }
            if (mistakes.size() > before) {
                unsound.add(manifest); // its spec is judged all the same, so that nobody mends it twice
            } else if (first == null) {
                ours.add(manifest);
            }
        } catch (IllegalArgumentException e) {
            unreadable(tree, title, e);
        }
    }

    private void duplicate(Mapping tree, String title, String first) {
        mistake(tree.line(), title, "given twice, here and at " + first);
    }

    private void unreadable(Mapping tree, String title, IllegalArgumentException e) {
        StringBuilder path = new StringBuilder("status");
        if (e.getCause() instanceof JsonMappingException mapping) {
            mapping.getPath()
                    .forEach(at -> path.append(
                            at.getFieldName() == null ? "[" + at.getIndex() + "]" : "." + at.getFieldName()));
        }
        mistake(
                tree.lineOf(path.toString()),
                title,
                path + ": Invalid value: not what the operator writes there; correct it, or remove the status");
    }

    private void mistake(int line, String title, String message) {
        mistakes.add(new Mistake(file.name(), line, (title.isEmpty() ? "" : title + ": ") + message));
    }
}
