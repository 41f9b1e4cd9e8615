package dev.cpm.operator.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cpm.operator.cli.report.Table.Cell;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A line is as wide as a terminal shows it: an ideograph takes two columns, an accent of its own none. */
class FoldTest {
    @Test
    void columnsAreThoseOfATerminal() {
        assertThat(Width.columns("ap-beijing")).isEqualTo(10);
        assertThat(Width.columns("北京")).isEqualTo(4);
        assertThat(Width.columns("서울 ソウル")).isEqualTo(11);
        assertThat(Width.columns("e\u0301")).isOne();
        assertThat(Width.columns("\uD842\uDFB7"))
                .as("an ideograph outside the first plane")
                .isEqualTo(2);
        assertThat(Width.columns("├─ █░ → …")).isEqualTo(9);
    }

    @Test
    void longTextIsFoldedAtASpaceOrAfterADash() {
        assertThat(Fold.lines("one two three", 8)).containsExactly("one two", "three");
        assertThat(Fold.lines("ap-beijing-bls-1", 12)).containsExactly("ap-beijing-", "bls-1");
        assertThat(Fold.lines("abcdefgh", 3)).containsExactly("abc", "def", "gh");
    }

    @Test
    void ideographsNeedNoSpaceAndAreNotHalved() {
        assertThat(Fold.lines("北京上海广州", 5)).containsExactly("北京", "上海", "广州");
        assertThat(Fold.lines("r1  北京", 6)).containsExactly("r1", "北京");
        assertThat(Fold.lines("\uD842\uDFB7\uD842\uDFB7", 2)).containsExactly("\uD842\uDFB7", "\uD842\uDFB7");
        assertThat(Fold.lines("北", 1)).as("there is no less than one").containsExactly("北");
    }

    @Test
    void columnsOfATableStandBelowEachOther() {
        Table table = new Table();
        table.row(List.of(Cell.of("北京"), Cell.of("x")));
        table.row(List.of(Cell.of("abcd"), Cell.of("y")));
        assertThat(table.lines(80)).containsExactly("北京   x", "abcd   y");
    }
}
