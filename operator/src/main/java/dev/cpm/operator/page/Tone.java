package dev.cpm.operator.page;

import dev.cpm.operator.api.LoadBalancer;
import dev.cpm.operator.api.Placement;
import dev.cpm.operator.view.Readiness;
import java.util.Locale;

/** How it stands with an object, the worst first: as a word, and as the class of that word. */
enum Tone {
    BAD("Not ready"),
    WAITING("Not answered"),
    WARNING("Warnings"),
    SUSPENDED("Suspended"),
    GOOD("Ready");

    private final String word;

    Tone(String word) {
        this.word = word;
    }

    static Tone of(Placement placement) {
        return Readiness.of(placement).isEmpty()
                ? WAITING
                : !Readiness.isReady(placement)
                        ? Readiness.isSuspended(placement) ? SUSPENDED : BAD
                        : placement.getStatus().violations().isEmpty() ? GOOD : WARNING;
    }

    static Tone of(LoadBalancer loadBalancer) {
        return Readiness.of(loadBalancer).isEmpty()
                ? WAITING
                : !Readiness.isReady(loadBalancer)
                        ? BAD
                        : loadBalancer.getStatus().violations().isEmpty() ? GOOD : WARNING;
    }

    /** The class in page.css. */
    String style() {
        return name().toLowerCase(Locale.ROOT);
    }

    String badge() {
        return badge(word);
    }

    /** The sign of it, and another word. */
    String badge(String other) {
        return "<span class=\"badge " + style() + "\">" + Html.text(other) + "</span>";
    }

    String word() {
        return word;
    }
}
