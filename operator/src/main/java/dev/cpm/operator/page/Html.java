package dev.cpm.operator.page;

/** Text made safe to stand in HTML, whoever wrote it. */
final class Html {
    private static final char REPLACEMENT = '\uFFFD';

    private Html() {}

    /**
     * Text, also between the quotes of an attribute; nothing where there is none (null). What may not be in HTML at all
     * becomes a replacement character.
     */
    static String text(String text) {
        if (text == null) {
            return "";
        }
        StringBuilder safe = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(point -> {
            switch (point) {
                case '&' -> safe.append("&amp;");
                case '<' -> safe.append("&lt;");
                case '>' -> safe.append("&gt;");
                case '"' -> safe.append("&quot;");
                case '\'' -> safe.append("&#39;");
                default -> {
                    if (allowed(point)) {
                        safe.appendCodePoint(point);
                    } else {
                        safe.append(REPLACEMENT);
                    }
                }
            }
        });
        return safe.toString();
    }

    /** A name in a sentence: its marks for writing from right to left change nothing beyond it. */
    static String name(String name) {
        return "<bdi>" + text(name) + "</bdi>";
    }

    /** A name of an object. */
    static String code(String name) {
        return "<bdi class=\"code\">" + text(name) + "</bdi>";
    }

    private static boolean allowed(int point) {
        boolean control = Character.isISOControl(point) && point != '\n' && point != '\t';
        boolean surrogate = point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE;
        boolean noCharacter = (point & 0xFFFE) == 0xFFFE || point >= 0xFDD0 && point <= 0xFDEF;
        return !control && !surrogate && !noCharacter;
    }
}
