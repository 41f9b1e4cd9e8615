package dev.cpm.operator.cli.report;

import dev.cpm.operator.words.Printable;
import java.util.List;

/** How wide a line may be, and how wide a text is. */
public final class Width {
    private static final int LEAST = 60;
    private static final int MOST = 120;

    /** Characters from one to another. */
    private record Block(int first, int last) {
        boolean has(int character) {
            return first <= character && character <= last;
        }
    }

    private static final List<Block> WIDE = List.of(
            new Block(0x1100, 0x115F), // Hangul Jamo that begin a syllable
            new Block(0x2E80, 0x303E), // radicals, and punctuation of Chinese, Japanese and Korean
            new Block(0x3041, 0xA4CF), // Kana, Hangul letters, ideographs, Yi
            new Block(0xA960, 0xA97F),
            new Block(0xAC00, 0xD7A3), // Hangul
            new Block(0xF900, 0xFAFF),
            new Block(0xFE30, 0xFE6F),
            new Block(0xFF00, 0xFF60), // letters as wide as ideographs
            new Block(0xFFE0, 0xFFE6),
            new Block(0x1F300, 0x1F64F), // pictures
            new Block(0x1F680, 0x1F6FF),
            new Block(0x1F900, 0x1FAFF),
            new Block(0x20000, 0x3FFFD));

    private Width() {}

    /** The terminal's width where the shell tells it ({@code COLUMNS}), else the usual one; 60 to 120 characters. */
    public static int of(int usual) {
        String columns = System.getenv("COLUMNS");
        int width = columns != null && columns.matches("[1-9][0-9]{0,3}") ? Integer.parseInt(columns) : usual;
        return Math.max(LEAST, Math.min(MOST, width));
    }

    /** How many columns of a terminal a text takes: two for each character of the East Asian scripts, none for an accent. */
    static int columns(String text) {
        return Printable.line(text).codePoints().map(Width::columns).sum();
    }

    /** How many characters of a text have room in so many columns. */
    static int fitting(String text, int columns) {
        int left = columns;
        int end = 0;
        while (end < text.length()) {
            int character = text.codePointAt(end);
            left -= columns(Character.toString(character));
            if (left < 0) {
                break;
            }
            end += Character.charCount(character);
        }
        return end;
    }

    /** As most terminals have it. */
    private static int columns(int character) {
        return switch (Character.getType(character)) {
            case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.FORMAT -> 0;
            default -> WIDE.stream().anyMatch(block -> block.has(character)) ? 2 : 1;
        };
    }
}
