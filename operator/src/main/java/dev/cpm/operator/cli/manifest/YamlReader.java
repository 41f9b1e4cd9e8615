package dev.cpm.operator.cli.manifest;

import dev.cpm.operator.cli.manifest.Node.Field;
import dev.cpm.operator.cli.manifest.Node.Mapping;
import dev.cpm.operator.cli.manifest.Node.Scalar;
import dev.cpm.operator.cli.manifest.Node.Sequence;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.reader.ReaderException;
import org.yaml.snakeyaml.representer.Representer;

/** Reads the YAML or JSON documents of one file, as kubectl does: YAML 1.1, anchors and merge keys included. */
final class YamlReader {
    /** Schemas in resource definitions are deep; a manifest made to exhaust the stack is deeper. */
    private static final int DEPTH = 250;

    /** So many values of a file may be repeated by aliases; a few lines could be made to stand for billions. */
    private static final int MOST = 1_000_000;

    private static final String TEMPLATE =
            "a template: render it first, as by helm template CHART, and give what that prints";

    private final Text file;
    private final List<Mistake> mistakes;
    private final Scalars scalars = new Scalars();
    private final Set<org.yaml.snakeyaml.nodes.Node> open = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Set<org.yaml.snakeyaml.nodes.Node> anchored = Collections.newSetFromMap(new IdentityHashMap<>());

    /** Within how many aliases it is. */
    private int within;

    private int repeated;
    private boolean tooLarge;

    private YamlReader(Text file, List<Mistake> mistakes) {
        this.file = file;
        this.mistakes = mistakes;
    }

    /** The documents of a file; those before a mistake in the YAML itself are still read. */
    static List<Node> read(Text file, List<Mistake> mistakes) {
        return new YamlReader(file, mistakes).documents();
    }

    private List<Node> documents() {
        LoaderOptions options = options();
        List<Node> documents = new ArrayList<>();
        try {
            for (org.yaml.snakeyaml.nodes.Node node : yaml(options).composeAll(new StringReader(spaces()))) {
                documents.add(node(node));
            }
        } catch (MarkedYAMLException e) {
            int line = e.getProblemMark() == null ? 0 : e.getProblemMark().getLine() + 1;
            mistake(line, isTemplate(line) ? TEMPLATE : "not valid YAML: " + plain(e.getProblem()));
        } catch (ReaderException e) {
            int line = 1
                    + (int) file.text()
                            .codePoints()
                            .limit(e.getPosition())
                            .filter(c -> c == '\n')
                            .count();
            mistake(line, "not valid YAML: the character U+%04X is not allowed".formatted(e.getCodePoint()));
        } catch (YAMLException e) {
            mistake(0, "not valid YAML: " + e.getMessage());
        }
        return documents;
    }

    /** Whether YAML ends at what a program that makes manifests of templates would replace: in this line, or the one before. */
    private boolean isTemplate(int line) {
        return file.text().lines().skip(Math.max(0, line - 2)).limit(2).anyMatch(text -> text.contains("{{"));
    }

    /** The parser's words, without those that only it understands. */
    private static String plain(String problem) {
        return problem.contains("(TAB)")
                ? "a tab where there must be spaces"
                : problem.replace("<stream end>", "the end of the file");
    }

    private static Yaml yaml(LoaderOptions options) {
        DumperOptions unused = new DumperOptions();
        return new Yaml(new SafeConstructor(options), new Representer(unused), unused, options, new PlainWords());
    }

    private static LoaderOptions options() {
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(Integer.MAX_VALUE);
        options.setNestingDepthLimit(DEPTH);
        options.setMaxAliasesForCollections(Integer.MAX_VALUE); // what they come to is counted instead
        return options;
    }

    /**
     * JSON may be indented with tabs, YAML may not; within a JSON string there can be no tab. And of JSON there may be
     * several objects one after the other, as jq prints them.
     */
    private String spaces() {
        return file.text().stripLeading().startsWith("{")
                ? JsonStream.documents(file.text().replace('\t', ' '))
                : file.text();
    }

    private void mistake(int line, String message) {
        mistakes.add(new Mistake(file.name(), line, message));
    }

    private Node node(org.yaml.snakeyaml.nodes.Node node) {
        boolean again = node.getAnchor() != null && !anchored.add(node);
        within += again ? 1 : 0;
        repeated += within > 0 ? 1 : 0;
        Node read = repeated > MOST ? tooMany(line(node)) : read(node);
        within -= again ? 1 : 0;
        return read;
    }

    private Node tooMany(int line) {
        if (!tooLarge) {
            tooLarge = true;
            mistake(line, "too large: aliases repeat more than " + MOST + " values");
        }
        return new Scalar(line, null);
    }

    private Node read(org.yaml.snakeyaml.nodes.Node node) {
        int line = line(node);
        if (node instanceof ScalarNode scalar) {
            return new Scalar(line, value(line, scalar));
        }
        if (!open.add(node)) {
            mistake(line, "not valid YAML: an anchor contains itself");
            return new Scalar(line, null);
        }
        Node read = node instanceof SequenceNode sequence
                ? new Sequence(
                        line, sequence.getValue().stream().map(this::node).toList())
                : new Mapping(line, fields((MappingNode) node));
        open.remove(node);
        return read;
    }

    private Object value(int line, ScalarNode scalar) {
        try {
            return scalars.value(scalar);
        } catch (IllegalArgumentException e) {
            String type = scalar.getTag().getValue().replace(Tag.PREFIX, "!!");
            mistake(line, "not valid YAML: \"" + scalar.getValue() + "\" cannot be read as " + type);
            return null;
        }
    }

    private Map<String, Field> fields(MappingNode mapping) {
        Map<String, Field> fields = new LinkedHashMap<>();
        Map<String, Field> merged = new LinkedHashMap<>();
        for (NodeTuple tuple : mapping.getValue()) {
            int line = line(tuple.getKeyNode());
            if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
                mistake(line, isTemplate(line) ? TEMPLATE : "not valid YAML: a field's name must be plain text");
            } else if (key.getTag().equals(Tag.MERGE)) {
                merge(node(tuple.getValueNode()), merged);
            } else if (fields.put(key.getValue(), new Field(line, node(tuple.getValueNode()))) != null) {
                mistake(line, key.getValue() + ": given twice");
            }
        }
        merged.forEach(fields::putIfAbsent);
        return fields;
    }

    private static void merge(Node from, Map<String, Field> into) {
        if (from instanceof Mapping mapping) {
            mapping.fields().forEach(into::putIfAbsent);
        } else if (from instanceof Sequence sequence) {
            sequence.items().forEach(item -> merge(item, into));
        }
    }

    private static int line(org.yaml.snakeyaml.nodes.Node node) {
        return node.getStartMark().getLine() + 1;
    }

    /** What a scalar means. */
    private static final class Scalars extends SafeConstructor {
        private static final Map<String, Boolean> SHORT = Map.of("y", true, "Y", true, "n", false, "N", false);

        /** 1e+06 is the whole number that Helm makes of 1000000; up to here a double has each of them. */
        private static final double WHOLE = 1L << 53;

        Scalars() {
            super(options());
        }

        /** @throws IllegalArgumentException where it is not what its tag says, as in {@code !!int three} */
        Object value(ScalarNode node) {
            Tag tag = node.getTag();
            boolean number = tag.equals(Tag.INT) || tag.equals(Tag.FLOAT);
            // 12:30 is a number to the base of 60 in YAML 1.1; nobody means that, and kubectl does not read it so.
            boolean plain = tag.equals(Tag.BOOL) || number && !node.getValue().contains(":");
            if (tag.equals(Tag.NULL)) {
                return null;
            }
            if (tag.equals(Tag.BOOL) && SHORT.containsKey(node.getValue())) {
                return SHORT.get(node.getValue());
            }
            Object value = plain ? yamlConstructors.get(tag).construct(node) : node.getValue();
            if (value == null) {
                throw new IllegalArgumentException("neither true nor false");
            }
            return value instanceof Double real && real == Math.rint(real) && Math.abs(real) < WHOLE
                    ? whole(real.longValue())
                    : value;
        }

        /** In the type that the parser takes for one of its size. */
        private static Object whole(long number) {
            return number == (int) number ? (Object) (int) number : (Object) number;
        }
    }
}
