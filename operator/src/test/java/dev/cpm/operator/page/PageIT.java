package dev.cpm.operator.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cpm.operator.placement.model.PlacementKey;
import dev.cpm.operator.view.Changes;
import dev.cpm.operator.view.Inventory;
import dev.cpm.operator.view.Losses;
import dev.cpm.operator.view.Topologies;
import dev.cpm.operator.view.Topology;
import dev.cpm.operator.words.LossWords;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The page in a browser: with a pointer, with keys alone, for a screen reader, in the light and in the dark. {@code
 * -Dpage.pictures=DIR} keeps pictures of it to look at.
 */
@ExtendWith(InChromium.class)
class PageIT {
    private static final String PICTURES = System.getProperty("page.pictures");
    private static final Inventory TEN = Worlds.tenZones();

    @TempDir
    private static Path folder;

    private Tab tab;

    @BeforeEach
    void open(Chromium chromium) throws IOException {
        tab = chromium.tab().size(1440, 900);
        show(Page.html(TEN, About.of("Planned from manifests")));
    }

    private void show(String html) throws IOException {
        Path file = Files.writeString(folder.resolve("page-" + System.nanoTime() + ".html"), html);
        tab.open(file);
    }

    /** It never asks for anything, and the browser finds nothing to complain of; not even the policy does. */
    @AfterEach
    void itNeedsNothingElse() {
        assertThat(tab.errors()).isEmpty();
        assertThat(tab.requests()).allMatch(url -> url.startsWith("file:"));
        tab.close();
    }

    private void picture(String name) throws IOException {
        if (PICTURES != null) {
            tab.picture(Path.of(PICTURES, name + ".png"), true);
        }
    }

    private static int number(String zone) {
        return Topologies.of(TEN).zones().map(Topology.Zone::name).toList().indexOf(zone);
    }

    @ParameterizedTest
    @CsvSource({"light,1440", "dark,1440", "dark,768", "light,320"})
    void isAccessible(String scheme, int width) throws IOException {
        tab.scheme(scheme).size(width, 900);
        picture(scheme + "-" + width);
        // Opened, chosen and lost: all colours that there are.
        tab.click("#z" + number("ap-beijing-bls-1")).click("#lose");
        picture(scheme + "-" + width + "-lost");
        tab.eval("document.querySelectorAll('details').forEach(row => { row.open = true })");
        tab.eval("document.querySelector('#p0 summary').focus()");
        assertThat(tab.violations()).isEmpty();
        picture(scheme + "-" + width + "-open");
        assertThat(tab.eval("document.documentElement.scrollWidth").asInt())
                .as("nothing is wider than the window")
                .isLessThanOrEqualTo(width);
    }

    /** What else there may be to see: nothing at all, a change, names that nobody expects, more zones than fit, no rights. */
    private static Stream<Arguments> otherPages() {
        About read = About.of("Read from the cluster");
        Inventory nothing = Inventory.of(List.of());
        return Stream.of(
                Arguments.of("nothing", nothing, read),
                Arguments.of("all new", TEN, read.with(Changes.of(nothing, TEN))),
                Arguments.of("all gone", nothing, read.with(Changes.of(TEN, nothing))),
                Arguments.of("hostile", Hostile.inventory(), About.of(Hostile.TEXT)),
                Arguments.of(
                        "change of the hostile", Hostile.inventory(), read.with(Changes.of(TEN, Hostile.inventory()))),
                Arguments.of("many zones", Worlds.zones(500), read),
                Arguments.of(
                        "catalogue only",
                        TEN,
                        new About(
                                "Read",
                                true,
                                "shop",
                                false,
                                List.of("The placements could not be read."),
                                null,
                                null)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("otherPages")
    void theOthersAreAccessibleToo(String which, Inventory inventory, About about) throws IOException {
        show(Page.html(inventory, about));
        for (String scheme : List.of("light", "dark")) {
            tab.scheme(scheme).size(1280, 900);
            tab.eval("document.querySelectorAll('details').forEach(row => { row.open = true })");
            assertThat(tab.violations()).as(scheme).isEmpty();
        }
        picture("accessible-" + which.replace(' ', '-'));
    }

    @Test
    void isWalkedByKeysAlone() {
        tab.press("Tab");
        assertThat(tab.focus()).isEqualTo("Skip the map");
        tab.press("Enter");
        assertThat(tab.focus()).isEqualTo("placements");
        tab.press("+Tab");
        // Backwards from the list there is the map; all of its tiles are one stop.
        while (!tab.focus().startsWith("z")) {
            tab.press("+Tab");
        }
        assertThat(tab.focus()).isEqualTo("z0");
        assertThat(tab.eval(
                                "document.getElementById(document.activeElement.getAttribute('aria-describedby')).textContent")
                        .asText())
                .isEqualTo("Arrow keys go from zone to zone");
        assertThat(tab.eval("getComputedStyle(document.getElementById('keys')).visibility")
                        .asText())
                .isEqualTo("visible");
        tab.press("ArrowRight");
        assertThat(tab.focus()).isEqualTo("z1");
        tab.press("End");
        assertThat(tab.focus()).isEqualTo("z9");
        tab.press("ArrowUp", "ArrowDown", "Home", "ArrowLeft");
        assertThat(tab.focus()).isEqualTo("z0");
        assertThat(tab.eval("getComputedStyle(document.activeElement).outlineStyle")
                        .asText())
                .as("where the focus is can be seen")
                .isEqualTo("solid");
        tab.press("Enter");
        assertThat(tab.eval("document.activeElement.getAttribute('aria-pressed')")
                        .asText())
                .isEqualTo("true");
        assertThat(tab.text("#says")).startsWith("ap-beijing-bls-1 is chosen, Available. ");
        while (!tab.focus().equals("lose")) {
            tab.press("Tab");
        }
        assertThat(tab.text("#lose")).isEqualTo("Lose this zone");
        tab.press(" ");
        assertThat(tab.focus()).isEqualTo("lose");
        assertThat(tab.eval("document.activeElement.getAttribute('aria-checked')")
                        .asText())
                .isEqualTo("true");
        assertThat(tab.text("#says")).startsWith("If ap-beijing-bls-1 were lost now: ");
        tab.press("Escape");
        assertThat(tab.focus()).isEqualTo("z0");
        assertThat(tab.visible("#chosen")).isFalse();
        assertThat(tab.count(".lost")).isZero();
    }

    /** Nothing of it is reckoned by the page: it is what {@code lose} says. */
    @Test
    void aZoneIsLost() {
        String zone = "ap-beijing-bls-1";
        tab.click("#z" + number(zone));
        assertThat(tab.text("#chosen h2")).isEqualTo(zone + " Beijing Zone 1");
        assertThat(tab.text("#chosen h3")).endsWith("placements here");
        tab.click("#lose");
        var loss = Losses.of(TEN, Set.of(zone));
        assertThat(tab.text("#chosen .says")).isEqualTo(LossWords.verdict(zone, null, loss));
        JsonNode rows = tab.eval("[...document.querySelectorAll('#chosen .rows li')].map(row => row.textContent)");
        assertThat(rows).hasSize(loss.placements().size() + loss.loadBalancers().size());
        for (int i = 0; i < loss.placements().size(); i++) {
            var hit = loss.placements().get(i);
            assertThat(rows.get(i).asText())
                    .startsWith(hit.placement().toString())
                    .contains(LossWords.then(hit))
                    .contains("loses " + hit.lost() + ",")
                    .contains("left " + hit.left() + "/" + hit.replicas());
        }
        assertThat(tab.count(".tile.lost")).isEqualTo(1);
        assertThat(tab.text("#list .placement .name"))
                .as("the worst hit comes first")
                .isEqualTo(loss.placements().get(0).placement().toString());
        assertThat(tab.count(".placement .then:not(:empty)"))
                .isEqualTo(loss.placements().size());
        tab.click("#lose");
        assertThat(tab.count(".lost, .placement .then:not(:empty)")).isZero();
    }

    @Test
    void aRegionIsLost() {
        tab.click(".choose").click("#lose");
        assertThat(tab.text("#chosen .says")).startsWith("If ap-beijing were lost now: ");
        assertThat(tab.count(".tile.lost")).isEqualTo(3);
        tab.press("Escape");
        assertThat(tab.focus()).isEqualTo("r0");
    }

    @Test
    void aLinkOfTheTableOfLossesLosesIt() {
        tab.click("[data-lose]");
        assertThat(tab.eval("document.getElementById('lose').getAttribute('aria-checked')")
                        .asText())
                .isEqualTo("true");
        assertThat(tab.text("#says")).startsWith("If ");
        assertThat(tab.focus()).matches("[zr][0-9]+");
    }

    @Test
    void whoeverPointsAtAPlacementSeesWhereItIs() throws IOException {
        int p = tab.eval("[...document.querySelectorAll('.placement')].findIndex(row =>"
                        + " row.querySelector('.name').textContent === 'orders/db')")
                .asInt();
        tab.point("#p" + p + " summary");
        tab.until(() -> tab.count(".tile.has") > 0, "pointed at orders/db");
        assertThat(tab.eval("[...document.querySelectorAll('.tile.has')].map(tile => tile.id)")
                        .toString())
                .isEqualTo(held());
        assertThat(tab.text(".tile.has .holds")).matches("[0-9]+ here: [0-9,-]+");
        assertThat(tab.count(".tile.has path.mine")).isEqualTo(tab.count(".tile.has"));
        if (PICTURES != null) {
            tab.picture(Path.of(PICTURES, "pointing.png"), false);
        }
        tab.point("h1");
        tab.until(() -> tab.count(".tile.has") == 0, "pointed away");
        tab.eval("document.querySelector('#p" + p + " summary').focus()");
        assertThat(tab.count(".tile.has")).isPositive();
        tab.press("Enter");
        assertThat(tab.visible("#p" + p + " .body")).isTrue();
        assertThat(tab.text("#p" + p + " .places")).contains("index");
    }

    private static String held() {
        return TEN.placements().stream()
                .filter(placement -> PlacementKey.of(placement).toString().equals("orders/db"))
                .flatMap(placement -> placement.getStatus().zones().stream())
                .map(share -> number(share.zone()))
                .sorted()
                .map(zone -> "\"z" + zone + "\"")
                .collect(Collectors.joining(",", "[", "]"));
    }

    @Test
    void findsPlacementsAndZones() {
        tab.eval("document.getElementById('find-placement').focus()");
        tab.type("orders/");
        assertThat(tab.count("#list .placement")).isEqualTo(3);
        tab.until(() -> tab.text("#says").equals("3 placements found"), "told how many");
        tab.click("[name=tone][value=bad]");
        assertThat(tab.count("#list .placement:not([data-tone=bad])")).isZero();
        tab.eval("document.getElementById('find-zone').focus()");
        tab.type("maintenance");
        assertThat(tab.eval("[...document.querySelectorAll('.tile')].filter(t => t.offsetParent).map(t => t.id)")
                        .toString())
                .isEqualTo("[\"z" + number("ap-shanghai-bls-2") + "\"]");
    }

    /** What is on the buttons is no name: "Choose region ap-beijing". */
    @Test
    void findsARegionByItsNameAlone() {
        tab.eval("document.getElementById('find-zone').focus()");
        tab.type("choose");
        assertThat(visibleZones()).isEmpty();
        assertThat(tab.visible("#no-zone")).isTrue();
        tab.eval("document.getElementById('find-zone').select()");
        tab.type("north china");
        assertThat(visibleZones()).containsExactly("ap-beijing-bls-1", "ap-beijing-bls-2", "ap-beijing-bls-3");
        assertThat(tab.visible("#no-zone")).isFalse();
    }

    private List<String> visibleZones() {
        List<String> zones = new ArrayList<>();
        tab.eval("[...document.querySelectorAll('.tile')].filter(t => t.offsetParent)"
                        + ".map(t => t.querySelector('.zone').textContent)")
                .forEach(zone -> zones.add(zone.asText()));
        return zones;
    }

    /** It cannot go back to what is not there: it goes to what can bring that back. */
    @ParameterizedTest
    @CsvSource({"#z0,click", "#z0,Escape", "#r0,click", "#r0,Escape"})
    void theFocusStaysInViewWhenWhatWasChosenIsNot(String chosen, String how) {
        tab.click(chosen);
        tab.eval("document.getElementById('find-zone').focus()");
        tab.type("frankfurt");
        assertThat(tab.visible(chosen)).isFalse();
        tab.eval("document.getElementById('close').focus()");
        if (how.equals("click")) {
            tab.click("#close");
        } else {
            tab.press(how);
        }
        assertThat(tab.visible("#chosen")).isFalse();
        assertThat(tab.focus()).isEqualTo("find-zone");
    }

    /** What names may not be, and what a spec may hold all the same. */
    @Test
    void hostileNamesAreNames() throws IOException {
        show(Page.html(Hostile.inventory(), About.of(Hostile.TEXT)));
        tab.click("#z0");
        assertThat(tab.eval("document.querySelector('#chosen h2 .display').textContent")
                        .asText())
                .startsWith("Beijing Zone 1</script>");
        tab.click("#lose");
        assertThat(tab.count("#chosen .rows li")).isPositive();
        tab.click("#chosen [data-placement]");
        assertThat(tab.eval("window.hacked === undefined").asBoolean()).isTrue();
        assertThat(tab.count("script, style, template, svg script")).isEqualTo(4);
        assertThat(tab.count("img, iframe, [onclick]")).isZero();
        assertThat(tab.eval("document.querySelector('.tile .display').textContent")
                        .asText())
                .isEqualTo("Beijing Zone 1" + Hostile.SHOWN);
        assertThat(tab.eval("document.getElementById('source').textContent").asText())
                .isEqualTo(Hostile.SHOWN);
        picture("hostile");
    }

    @Test
    void withoutItsScriptItTellsTheSame() throws IOException {
        tab.withoutScripts();
        show(Page.html(TEN, About.of("Planned from manifests")));
        assertThat(tab.visible("#filter")).isFalse();
        assertThat(tab.text("#list")).contains("orders/db", "To mend it:");
        assertThat(tab.text("#losses + *")).contains("ap-beijing-bls-1");
        assertThat(tab.visible("noscript")).isTrue();
    }

    @Test
    void isPrinted() throws IOException {
        tab.print();
        assertThat(tab.visible("#filter")).isFalse();
        assertThat(tab.visible("#z0")).isTrue();
        picture("print");
    }

    /** Many zones are small tiles; what is not in view is not drawn. */
    @Test
    void fiveHundredZonesStayLight() throws IOException {
        String html = Page.html(Worlds.zones(500), About.of("Planned from manifests"));
        show(html);
        assertThat(tab.count("#map .tile")).isEqualTo(500);
        assertThat(tab.eval("document.querySelectorAll('*').length").asInt()).isLessThan(13_500);
        assertThat(html.length()).isLessThan(1_500_000);
        assertThat(tab.count("#list .placement")).isEqualTo(PlacementsPart.IN_VIEW);
        if (PICTURES != null) {
            System.err.println("500 zones: " + html.getBytes(StandardCharsets.UTF_8).length + " bytes, "
                    + tab.eval("document.querySelectorAll('*').length") + " elements");
        }
        picture("500");
        tab.eval("document.getElementById('find-placement').focus()");
        tab.type("service-299");
        assertThat(tab.count("#list .placement")).as("one that was not in view").isEqualTo(1);
        tab.click("#z62").click("#lose");
        assertThat(tab.text("#chosen .says")).startsWith("If region-03-c were lost now: ");
        if (PICTURES != null) {
            tab.picture(Path.of(PICTURES, "500-lost.png"), false);
            tab.size(320, 800).picture(Path.of(PICTURES, "500-narrow.png"), false);
        }
    }
}
