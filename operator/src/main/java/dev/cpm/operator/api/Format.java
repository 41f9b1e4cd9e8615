package dev.cpm.operator.api;

import java.util.regex.Pattern;

/** What a string must look like: how long, of which characters, and how to say so. */
enum Format {
    NAME(
            Bounds.NAME,
            Bounds.DNS_SUBDOMAIN,
            "must be lower-case letters, digits, '-' or '.', each part starting and ending with a letter or digit"),
    NAMESPACE(
            Bounds.LABEL,
            Bounds.DNS_LABEL,
            "must be lower-case letters, digits or '-', starting and ending with a letter or digit"),
    TOKEN(
            Bounds.LABEL,
            Bounds.TOKEN,
            "must be letters, digits, '-', '_' or '.', starting and ending with a letter or digit"),
    LABEL_KEY(
            Bounds.LABEL_KEY,
            Bounds.LABEL_KEY_PATTERN,
            "must be a label key: a name of up to 63 letters, digits, '-', '_' or '.', with or without a DNS prefix and"
                    + " a slash before it, such as example.com/tier"),
    LABEL_VALUE(
            Bounds.LABEL,
            Bounds.LABEL_VALUE,
            "must be empty, or letters, digits, '-', '_' or '.', starting and ending with a letter or digit"),
    DISPLAY_NAME(Bounds.DISPLAY_NAME, "(?s).*", "");

    final int maxLength;
    final String words;
    private final Pattern pattern;

    Format(int maxLength, String pattern, String words) {
        this.maxLength = maxLength;
        this.pattern = Pattern.compile(pattern);
        this.words = words;
    }

    /** In characters as the API server counts them, which is code points. */
    boolean tooLong(String text) {
        return text.codePointCount(0, text.length()) > maxLength;
    }

    boolean matches(String text) {
        return pattern.matcher(text).matches();
    }
}
