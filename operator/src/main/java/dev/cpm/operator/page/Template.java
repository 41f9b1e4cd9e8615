package dev.cpm.operator.page;

import dev.cpm.operator.api.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The page's own files; the same for every page, or for every live one, so that the policy in it can name its style and
 * script by their digests.
 */
final class Template {
    private static final Pattern SLOT = Pattern.compile("\\{\\{(\\w+)}}");
    private static final String HTML = read("page.html");
    private static final String STYLE = read("page.css");
    private static final String SCRIPT = read("page.js");

    /** Stands in page.js where, in a live page, live.js does. */
    private static final String LIVE = "/* live.js */";

    private static final String LIVE_SCRIPT = SCRIPT.replace(LIVE, read("live.js"));

    private Template() {}

    /**
     * The page with its slots filled; what fills one is put in as it is, and no slot is looked for in it. {@code live}: with
     * what asks for it anew.
     */
    static String fill(Map<String, String> slots, boolean live) {
        return SLOT.matcher(HTML).replaceAll(slot -> Matcher.quoteReplacement(filling(slot.group(1), slots, live)));
    }

    private static String filling(String slot, Map<String, String> slots, boolean live) {
        return switch (slot) {
            case "style" -> STYLE;
            case "script" -> script(live);
            default -> {
                if (!slots.containsKey(slot)) {
                    throw new IllegalStateException("page.html has a slot that nothing fills: " + slot);
                }
                yield slots.get(slot);
            }
        };
    }

    /** What a browser may do with the page: run its own script, use its own style; {@code live}: also ask for it anew. */
    static String policy(boolean live) {
        return "default-src 'none'; style-src 'sha256-" + digest(STYLE) + "'; script-src 'sha256-"
                + digest(script(live)) + "'; img-src data:; " + (live ? "connect-src 'self'; " : "")
                + "base-uri 'none'; form-action 'none'";
    }

    private static String script(boolean live) {
        return live ? LIVE_SCRIPT : SCRIPT;
    }

    /** In letters that may stand between quotes. */
    static String digest(String text) {
        return Base64.getEncoder().encodeToString(Digest.of(text));
    }

    /** With the line ends that a browser sees: the digests are of these. */
    private static String read(String name) {
        try (InputStream in = Template.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException(name + " is not in the program");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).replace("\r\n", "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
