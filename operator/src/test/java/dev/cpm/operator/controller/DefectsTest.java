package dev.cpm.operator.controller;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cpm.operator.controller.Mirror.Key;
import dev.cpm.operator.placement.model.PlacementKey;
import org.junit.jupiter.api.Test;

/** Where the operator fails is logged once, however often it is decided again. */
class DefectsTest {
    private static final Key WEB = Key.of(new PlacementKey("default", "web"));
    private final Defects defects = new Defects();

    private boolean fails(String message) {
        return defects.told(WEB, new IllegalStateException(message + ", injected by a test"));
    }

    @Test
    void theSameIsToldOnce() {
        assertThat(fails("one")).isTrue();
        assertThat(fails("one")).isFalse();
        assertThat(fails("another")).isTrue();
    }

    @Test
    void whatFailsAnewIsToldAnew() {
        fails("one");
        assertThat(defects.told(WEB, null)).isFalse();
        assertThat(fails("one")).isTrue();
        defects.gone(WEB);
        assertThat(fails("one")).isTrue();
    }
}
