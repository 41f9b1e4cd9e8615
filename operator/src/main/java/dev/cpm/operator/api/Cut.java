package dev.cpm.operator.api;

/** Cuts what is too long to be shown, and not in the middle of a character. */
public final class Cut {
    private Cut() {}

    /** The text; of one that has more than {@code chars}, so many, and a mark that it goes on. */
    public static String of(String text, int chars, String mark) {
        if (text.length() <= chars) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(chars - 1)) ? chars - 1 : chars;
        return text.substring(0, end) + mark;
    }
}
