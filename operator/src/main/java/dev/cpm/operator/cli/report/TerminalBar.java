package dev.cpm.operator.cli.report;

import dev.cpm.operator.view.Machines;

/** How full a zone is of machines of one type, as a bar of blocks. */
final class TerminalBar {
    private static final String USED = "█";
    private static final String FREE = "░";

    private TerminalBar() {}

    /** Nothing where there is no limit. Neither used nor free machines vanish by being few. */
    static String of(Machines machines, int width) {
        if (machines.capacity() == null || machines.capacity() == 0) {
            return "";
        }
        int used = Math.min(machines.allocated(), machines.capacity());
        int blocks = Math.round((float) used * width / machines.capacity());
        if (used > 0) {
            blocks = Math.max(1, blocks);
        }
        if (used < machines.capacity()) {
            blocks = Math.min(width - 1, blocks);
        }
        return USED.repeat(blocks) + FREE.repeat(width - blocks);
    }
}
