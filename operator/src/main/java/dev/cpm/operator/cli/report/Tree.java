package dev.cpm.operator.cli.report;

import java.util.ArrayList;
import java.util.List;

/** What is within what, in lines with branches. */
final class Tree {
    private static final String BRANCH = "├─ ";
    private static final String LAST = "└─ ";
    private static final String PAST = "│  ";
    private static final String BLANK = "   ";

    /** Some lines, the first of which has the branch, and what is within them. */
    record Node(List<String> lines, List<Node> within) {
        Node(String line, List<Node> within) {
            this(List.of(line), within);
        }

        static Node leaf(String line) {
            return leaf(List.of(line));
        }

        static Node leaf(List<String> lines) {
            return new Node(lines, List.of());
        }
    }

    /** How far in the lines are that are within what is within a trunk. */
    static final int LEAF = 2 * BLANK.length();

    private Tree() {}

    /** A trunk without a branch of its own, and all within it. */
    static List<String> lines(Node trunk) {
        List<String> lines = new ArrayList<>(trunk.lines());
        branches(trunk.within(), "", lines);
        return lines;
    }

    private static void branches(List<Node> nodes, String before, List<String> lines) {
        for (int i = 0; i < nodes.size(); i++) {
            boolean last = i == nodes.size() - 1;
            String branch = before + (last ? LAST : BRANCH);
            String below = before + (last ? BLANK : PAST);
            for (String line : nodes.get(i).lines()) {
                lines.add(branch + line);
                branch = below;
            }
            branches(nodes.get(i).within(), below, lines);
        }
    }
}
