package dev.cpm.operator.cli.report;

import dev.cpm.operator.words.Printable;

/** Text in Markdown as GitHub and GitLab read it: what a user wrote into a spec may be in a message, and is no markup. */
final class MarkdownText {
    /** Nobody sees it, and what it stands in is no longer a name, a number or an address. */
    private static final String BREAK = "&#8203;";

    private MarkdownText() {}

    /** The same text, in one line; it calls nobody, and links to nothing. */
    static String of(String text) {
        return Printable.line(text.replaceAll("\\s+", " "))
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replaceAll("([\\\\`*_~\\[\\]|])", "\\\\$1")
                .replaceAll("[@#!](?=\\w)", "$0" + BREAK)
                .replaceAll("(?i)\\b(?:GH-(?=\\d)|www(?=\\.)|[a-z]+:(?=//))", "$0" + BREAK);
    }
}
