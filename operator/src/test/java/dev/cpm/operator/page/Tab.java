package dev.cpm.operator.page;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/** One page in Chromium: what a person does with it, and what comes of it. */
final class Tab {
    private static final long PATIENCE = 30_000;
    private static final Map<String, Integer> KEYS = Map.of(
            "Tab",
            9,
            "Enter",
            13,
            "Escape",
            27,
            " ",
            32,
            "End",
            35,
            "Home",
            36,
            "ArrowLeft",
            37,
            "ArrowUp",
            38,
            "ArrowRight",
            39,
            "ArrowDown",
            40);
    private static final int SHIFT = 8;

    private final Devtools devtools;
    private final String target;
    private final String session;

    Tab(Devtools devtools) {
        this.devtools = devtools;
        target = devtools.call(null, "Target.createTarget", Map.of("url", "about:blank"))
                .get("targetId")
                .asText();
        session = devtools.call(null, "Target.attachToTarget", Map.of("targetId", target, "flatten", true))
                .get("sessionId")
                .asText();
        Stream.of("Page", "Runtime", "Log", "Network").forEach(domain -> call(domain + ".enable", Map.of()));
    }

    void close() {
        devtools.call(null, "Target.closeTarget", Map.of("targetId", target));
    }

    private JsonNode call(String method, Map<String, ?> parameters) {
        return devtools.call(session, method, parameters);
    }

    /** Opens an address, and waits until it is loaded. */
    Tab open(String address) {
        int loaded = devtools.events(session, "Page.loadEventFired").size();
        call("Page.bringToFront", Map.of());
        call("Page.navigate", Map.of("url", address));
        until(() -> devtools.events(session, "Page.loadEventFired").size() > loaded, "loaded " + address);
        return this;
    }

    /** How often a page was loaded. */
    int loads() {
        return devtools.events(session, "Page.loadEventFired").size();
    }

    Tab open(Path file) {
        return open(file.toUri().toString());
    }

    /** {@code light} or {@code dark}; without motion, so that no colour is on its way to another one when it is looked at. */
    Tab scheme(String scheme) {
        media(
                List.of(
                        Map.of("name", "prefers-color-scheme", "value", scheme),
                        Map.of("name", "prefers-reduced-motion", "value", "reduce")),
                "");
        return this;
    }

    Tab print() {
        media(List.of(), "print");
        return this;
    }

    private void media(List<?> features, String type) {
        call("Emulation.setEmulatedMedia", Map.of("features", features, "media", type));
    }

    Tab size(int width, int height) {
        call(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
        return this;
    }

    Tab withoutScripts() {
        call("Emulation.setScriptExecutionDisabled", Map.of("value", true));
        return this;
    }

    /** The value of an expression, or of the promise that it makes. */
    JsonNode eval(String expression) {
        JsonNode answer = call(
                "Runtime.evaluate",
                Map.of("expression", expression, "returnByValue", true, "awaitPromise", true, "userGesture", true));
        if (answer.has("exceptionDetails")) {
            throw new AssertionError(expression + ": " + answer.get("exceptionDetails"));
        }
        return answer.get("result").path("value");
    }

    String text(String selector) {
        return eval("(document.querySelector(" + quoted(selector) + ") || {textContent: '(nothing)'}).textContent")
                .asText()
                .replaceAll("\\s+", " ")
                .strip();
    }

    int count(String selector) {
        return eval("document.querySelectorAll(" + quoted(selector) + ").length")
                .asInt();
    }

    boolean visible(String selector) {
        return eval("!!document.querySelector(" + quoted(selector) + ")?.getClientRects().length")
                .asBoolean();
    }

    private static String quoted(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }

    /** What has the focus: its id, or else its text. */
    String focus() {
        return eval("document.activeElement.id || document.activeElement.textContent.trim()")
                .asText()
                .replaceAll("\\s+", " ");
    }

    /** Presses keys, one after the other; {@code +Tab} is with Shift. */
    Tab press(String... keys) {
        for (String each : keys) {
            String key = each.startsWith("+") ? each.substring(1) : each;
            int modifiers = each.startsWith("+") ? SHIFT : 0;
            String text = key.equals("Enter") ? "\r" : key.length() == 1 ? key : "";
            int code = KEYS.getOrDefault(key, (int) Character.toUpperCase(key.charAt(0)));
            Map<String, Object> parameters = Map.of(
                    "type", text.isEmpty() ? "rawKeyDown" : "keyDown",
                    "key", key,
                    "code", key.equals(" ") ? "Space" : key,
                    "text", text,
                    "modifiers", modifiers,
                    "windowsVirtualKeyCode", code);
            call("Input.dispatchKeyEvent", parameters);
            call(
                    "Input.dispatchKeyEvent",
                    Map.of("type", "keyUp", "key", key, "modifiers", modifiers, "windowsVirtualKeyCode", code));
        }
        return this;
    }

    Tab type(String text) {
        call("Input.insertText", Map.of("text", text));
        return this;
    }

    /** Moves the pointer over something that is in view. */
    Tab point(String selector) {
        JsonNode at = eval(
                "(() => {const e = document.querySelector(" + quoted(selector)
                        + "); e.scrollIntoView({block: 'nearest'}); const r = e.getBoundingClientRect(); return [r.left + r.width / 2, r.top + r.height / 2]})()");
        call(
                "Input.dispatchMouseEvent",
                Map.of(
                        "type",
                        "mouseMoved",
                        "x",
                        at.get(0).asDouble(),
                        "y",
                        at.get(1).asDouble()));
        return this;
    }

    Tab click(String selector) {
        eval("document.querySelector(" + quoted(selector) + ").click()");
        return this;
    }

    /** What axe finds wrong: the rule, and the element. */
    List<String> violations() {
        if (!eval("typeof axe === 'object'").asBoolean()) {
            eval(axe() + ";0");
        }
        JsonNode found = eval("axe.run(document, {resultTypes: ['violations']}).then(r => r.violations.flatMap("
                + "v => v.nodes.map(n => v.id + ': ' + n.html + ' ' + n.failureSummary)))");
        List<String> violations = new ArrayList<>();
        found.forEach(violation -> violations.add(violation.asText()));
        return violations;
    }

    private static String axe() {
        try (InputStream in = Tab.class.getResourceAsStream("/axe.min.js")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What the browser has complained of. */
    List<String> errors() {
        return Stream.concat(
                        Stream.concat(
                                devtools.events(session, "Runtime.exceptionThrown").stream(),
                                devtools.events(session, "Log.entryAdded").stream()),
                        devtools.events(session, "Runtime.consoleAPICalled").stream())
                .map(JsonNode::toString)
                .toList();
    }

    /** What the browser has asked for; without what is in the page itself. */
    List<String> requests() {
        return devtools.events(session, "Network.requestWillBeSent").stream()
                .map(event -> event.path("request").path("url").asText())
                .filter(url -> !url.startsWith("data:"))
                .toList();
    }

    /** A picture of the whole page, or of what is in view, for a person to look at. */
    void picture(Path file, boolean whole) throws IOException {
        String data = call("Page.captureScreenshot", Map.of("format", "png", "captureBeyondViewport", whole))
                .get("data")
                .asText();
        Files.createDirectories(file.getParent());
        Files.write(file, Base64.getDecoder().decode(data));
    }

    /** Waits until something is so. */
    void until(BooleanSupplier so, String what) {
        long end = System.currentTimeMillis() + PATIENCE;
        while (!so.getAsBoolean()) {
            if (System.currentTimeMillis() > end) {
                throw new AssertionError("never " + what);
            }
            try {
                Thread.sleep(20);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
    }
}
