package dev.cpm.operator.cli.report;

/** How wide a line may be. */
public final class Width {
    private static final int LEAST = 60;
    private static final int MOST = 120;

    private Width() {}

    /** The terminal's width where the shell tells it ({@code COLUMNS}), else the usual one; 60 to 120 characters. */
    public static int of(int usual) {
        String columns = System.getenv("COLUMNS");
        int width = columns != null && columns.matches("[1-9][0-9]{0,3}") ? Integer.parseInt(columns) : usual;
        return Math.max(LEAST, Math.min(MOST, width));
    }
}
