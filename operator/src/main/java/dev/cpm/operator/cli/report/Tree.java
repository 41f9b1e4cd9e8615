package dev.cpm.operator.cli.report;

import java.util.ArrayList;
import java.util.List;

/** What is within what, in lines with branches. */
final class Tree {
    private static final String BRANCH = "├─ ";
    private static final String LAST = "└─ ";
    private static final String PAST = "│  ";
    private static final String BLANK = "   ";

    /** A line, and what is within it. */
    record Node(String line, List<Node> within) {
        static Node leaf(String line) {
            return new Node(line, List.of());
        }
    }

    private Tree() {}

    /** A trunk without a branch of its own, and all within it. */
    static List<String> lines(Node trunk) {
        List<String> lines = new ArrayList<>(List.of(trunk.line()));
        branches(trunk.within(), "", lines);
        return lines;
    }

    private static void branches(List<Node> nodes, String before, List<String> lines) {
        for (int i = 0; i < nodes.size(); i++) {
            boolean last = i == nodes.size() - 1;
            lines.add(before + (last ? LAST : BRANCH) + nodes.get(i).line());
            branches(nodes.get(i).within(), before + (last ? BLANK : PAST), lines);
        }
    }
}
