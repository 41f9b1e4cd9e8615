package dev.cpm.operator.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cpm.operator.placement.model.PlacementKey;
import dev.cpm.operator.view.Change;
import dev.cpm.operator.view.Change.Broken;
import dev.cpm.operator.view.Change.Edit;
import dev.cpm.operator.view.Change.Kind;
import dev.cpm.operator.view.Change.ObjectChange;
import dev.cpm.operator.view.Change.State;
import dev.cpm.operator.view.Change.Taken;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A comment says all that there is room for, and how much more there is; nobody is called by it. */
class ChangeMarkdownTest {
    private static final int COMMENT = 65_536;

    private static <T> List<T> many(int count, IntFunction<T> one) {
        return IntStream.range(0, count).mapToObj(one).toList();
    }

    private static ObjectChange of(String name, int zones, List<Broken> appeared) {
        SortedMap<String, Integer> more = new TreeMap<>();
        many(zones, i -> more.put("zone-%02d".formatted(i), 1));
        return new ObjectChange(
                new PlacementKey("default", name),
                Kind.Changed,
                List.of(),
                new State(true, 3, 3, false),
                new State(true, 4, 4, false),
                more,
                List.of(),
                appeared,
                List.of(),
                List.of(),
                List.of(),
                "",
                "",
                null,
                null);
    }

    private static Broken broken(String message) {
        return new Broken("SkewExceeded", true, message, "ask for more", List.of());
    }

    private static String printed(Change change) {
        return String.join("\n", new ChangeMarkdown(change, List.of(), List.of()).lines()) + "\n";
    }

    @Test
    void whatIsLeftOutIsCounted() {
        String printed = printed(new Change(
                many(90, i -> new Edit("Zone z" + i, Kind.Created, List.of(), null)),
                many(100, i -> of("p" + i, i == 0 ? 9 : 1, List.of(broken("skew")))),
                List.of(),
                many(83, i -> new Taken("z" + i, "m1", 9, 1, 2)),
                0));
        assertThat(printed)
                .contains("- `Zone z79` created\n- and 10 more\n")
                .contains("| +1 zone-00, +1 zone-01, +1 zone-02, +1 zone-03, +1 zone-04 and 4 more |")
                .contains("| `default/p79` |", "\n| | and 20 more | | | |\n")
                .contains("\n| z79 | m1 | +1 | 1 → 2 of 9 |\n| and 3 more | | | |\n")
                .contains("<summary>default/p19: SkewExceeded</summary>")
                .doesNotContain("<summary>default/p20: SkewExceeded</summary>")
                .endsWith("</details>\n\nand 80 more like these\n");
    }

    @Test
    void howeverMuchThereIsItIsAComment() {
        String name = "n".repeat(240);
        Change change = new Change(
                many(200, i -> new Edit("Zone " + name + i, Kind.Created, List.of(), null)),
                many(200, i -> of(name + i, 1000, Collections.nCopies(64, broken("@".repeat(2000))))),
                many(200, i -> of(name + i, 1000, Collections.nCopies(64, broken("@".repeat(2000))))),
                many(1000, i -> new Taken(name + i, name, 9, 1, 2)),
                0);
        assertThat(printed(change)).hasSizeBetween(COMMENT * 4 / 5, COMMENT).contains("and 400 more like these");
        assertThat(printed(new Change(List.of(), change.placements().subList(0, 1), List.of(), List.of(), 0)))
                .contains("): " + "@".repeat(1000) + "…\n", "- and 44 more\n");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    @org/team and a@b.example | @&#8203;org/team and a@&#8203;b.example
                    fixes #1 and GH-12        | fixes #&#8203;1 and GH-&#8203;12
                    see https://x.example     | see https:&#8203;//x.example
                    at www.x.example          | at www&#8203;.x.example
                    ~~gone~~ *b* <b>&amp;     | \\~\\~gone\\~\\~ \\*b\\* &lt;b>&amp;amp;
                    2 of 3: r1-a @ 50 %       | 2 of 3: r1-a @ 50 %
                    """)
    void nothingInATextIsMore(String text, String markdown) {
        assertThat(MarkdownText.of(text)).isEqualTo(markdown);
    }
}
