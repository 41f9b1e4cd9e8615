package dev.cpm.operator.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Tables of kubectl, whenever it was asked. */
class AgesTest {
    private static final String HEAD =
            "Events:\n  Type    Reason  Age   From  Message\n  ----    ------  ----  ----  -------\n";

    @Test
    void whatHappenedAtOnceIsInOneOrderAndWhatHappenedBeforeStaysBefore() {
        String asked = HEAD
                + "  Warning  NoOpenZone  2m5s  op  shut\n  Normal  Placed  3s  op  two\n  Normal  Late  2s  op  one\n";
        assertThat(Ages.settled(asked)).isEqualTo("""
                Events:
                  Type     Reason      Age   From  Message
                  ----     ------      ----  ----  -------
                  Warning  NoOpenZone  60s   op    shut
                  Normal   Late        30s   op    one
                  Normal   Placed      30s   op    two
                """);
        assertThat(Ages.settled(asked.replace("2m5s", "17s").replace("  3s", "  1s")))
                .isEqualTo(Ages.settled(asked));
        assertThat(Ages.settled(asked.replace("2m5s", "4s")))
                .as("all of it at about the same time")
                .doesNotContain("60s");
    }

    @Test
    void objectsStayInTheirOrder() {
        assertThat(Ages.settled("NAME   AGE   X\nweb   9s   1\nweb-2   12s   a b\n"))
                .isEqualTo("""
                NAME    AGE   X
                web     30s   1
                web-2   30s   a b
                """);
    }

    @Test
    void whatIsNoTableStaysAsItIs() {
        assertThat(Ages.settled("zone.cpm.dev/a patched\n")).isEqualTo("zone.cpm.dev/a patched\n");
    }
}
