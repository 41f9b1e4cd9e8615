package dev.cpm.operator.cli;

import dev.cpm.operator.controller.Health;
import dev.cpm.operator.controller.HttpPort.Answer;
import dev.cpm.operator.controller.HttpPort.Asked;
import dev.cpm.operator.controller.Insight;
import dev.cpm.operator.page.About;
import dev.cpm.operator.page.Page;
import dev.cpm.operator.view.Inventory;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The topology page as the watches saw the cluster last. However many look at it, it is made anew every few seconds at
 * most, and never while the one before is made; it is sent to those only who have another one.
 */
final class LivePage {
    private static final Duration FRESH = Duration.ofSeconds(10);

    /** Shorter than this, the API server may only be slow, or be starting anew. */
    private static final Duration LONG = Duration.ofSeconds(30);

    private static final String HTML = "text/html; charset=utf-8";
    private static final String OLD = "What this page says may be old: ";
    private static final Map<String, String> HEADERS = Map.of(
            "Content-Security-Policy", Page.policy(),
            "Cross-Origin-Resource-Policy", "same-origin",
            "Referrer-Policy", "no-referrer");

    private volatile Insight operator;
    private Answer made;
    private long madeAt;

    /** Whose cluster it shows, from now on; before, nothing is known. */
    void of(Insight whom) {
        operator = whom;
    }

    synchronized Answer answer(Asked asked) {
        long now = System.nanoTime();
        if (made == null || now - madeAt > FRESH.toNanos()) {
            Insight whom = operator;
            List<HasMetadata> objects = whom == null ? List.of() : whom.objects();
            if (objects.isEmpty()) {
                return new Answer(
                        503,
                        "text/plain; charset=utf-8",
                        "The operator has not read the cluster yet; try again in a few seconds.\n"
                                .getBytes(StandardCharsets.UTF_8),
                        Map.of("Retry-After", "5"));
            }
            made = answer(Page.make(Inventory.of(objects), about(whom)));
            madeAt = System.nanoTime();
        }
        return made;
    }

    /** Who takes no part may see nothing new either, and whoever looks at the page has to know. */
    private static About about(Insight whom) {
        Duration silence = whom.silence();
        boolean cutOff = silence.compareTo(LONG) > 0;
        Instant seen = cutOff ? Instant.now().minus(silence) : Instant.now();
        About live = About.live("Live", FRESH).at(seen);
        About about = cutOff
                ? live.noting(OLD + "the API server has not answered the operator since " + About.time(seen) + ".")
                : live;
        Health health = whom.health();
        return switch (health.phase()) {
            case LEADING, STANDBY -> about;
            case STARTING, HINDERED, ENDING, BROKEN -> about.noting(OLD + "the operator is " + health + ".");
        };
    }

    /** Its ETag is a weak one, since two that tell other times are the same to a reader if nothing else differs. */
    private static Answer answer(Page.Made page) {
        Map<String, String> headers = new HashMap<>(HEADERS);
        headers.put("ETag", "W/\"" + page.digest() + "\"");
        return new Answer(200, HTML, page.html().getBytes(StandardCharsets.UTF_8), headers);
    }
}
