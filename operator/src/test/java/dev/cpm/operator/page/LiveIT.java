package dev.cpm.operator.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cpm.operator.api.Placement;
import dev.cpm.operator.api.Zone;
import dev.cpm.operator.api.ZoneSpec;
import dev.cpm.operator.controller.HttpPort;
import dev.cpm.operator.controller.HttpPort.Answer;
import dev.cpm.operator.placement.model.PlacementKey;
import dev.cpm.operator.view.Inventory;
import dev.cpm.operator.view.Topologies;
import dev.cpm.operator.view.Topology;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A page that a server gives out, in a browser: it stays true, and whoever looks at it keeps what they chose. */
@ExtendWith(InChromium.class)
class LiveIT {
    private static final Inventory TEN = Worlds.tenZones();
    private static final About LIVE = About.live("Live", Duration.ofSeconds(1));
    private static final Instant FOUR = Instant.parse("2026-01-01T16:00:00Z");

    /** What the page says when it has asked. */
    private static final String UP_TO_DATE = "Live, up to date at 20\\d\\d-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d UTC";

    private final AtomicInteger asked = new AtomicInteger();
    private final HttpPort port = new HttpPort(0, "page").at("/", this::answer);
    private final String address = "http://127.0.0.1:" + port.port() + "/";
    private volatile Page.Made now = Page.make(TEN, LIVE.at(FOUR));

    /** What the browser gets, where that is another one than what the page gets that asks for itself. */
    private volatile Page.Made loaded;

    private volatile boolean tagged = true;
    private volatile String known;
    private Tab tab;

    /** What the browser has to complain of, once a test lets nobody answer. */
    private String trouble;

    private Answer answer(HttpPort.Asked by) {
        asked.incrementAndGet();
        known = by.ifNoneMatch();
        // The browser asks for a page; the page's own script for whatever there is.
        Page.Made page = loaded != null && by.accept().contains("text/html") ? loaded : now;
        Map<String, String> headers = new HashMap<>(Map.of("Content-Security-Policy", policy(page)));
        if (tagged) {
            headers.put("ETag", etag());
        }
        return new Answer(200, "text/html; charset=utf-8", page.html().getBytes(StandardCharsets.UTF_8), headers);
    }

    /** {@link Page#policy} of the version that made it. */
    private static String policy(Page.Made page) {
        return PageTest.part(page.html(), "Content-Security-Policy\" content=\"", "\"")
                        .replace("&#39;", "'")
                + "; frame-ancestors 'none'";
    }

    /** As another version of the operator makes it: what its script looks for has another name. */
    private static Page.Made newer(Page.Made page) {
        String html = page.html().replace("find-zone", "seek-zone");
        for (String tag : List.of("style>", "script>")) {
            html = html.replace(
                    Template.digest(PageTest.part(page.html(), "<" + tag, "</" + tag)),
                    Template.digest(PageTest.part(html, "<" + tag, "</" + tag)));
        }
        return new Page.Made(html.replace(page.digest(), "newer"), "newer");
    }

    private String etag() {
        return "W/\"" + now.digest() + "\"";
    }

    @BeforeEach
    void open(Chromium chromium) {
        tab = chromium.tab().size(1440, 900).open(address);
        tab.eval("document.getElementById('main').dataset.first = ''");
    }

    /** It never asks for anything but itself, and the browser finds nothing to complain of; not even the policy does. */
    @AfterEach
    void itNeedsNothingElse() {
        assertThat(tab.errors()).allMatch(error -> trouble != null && error.contains(trouble));
        assertThat(tab.requests()).allMatch(address::equals);
        tab.close();
        if (trouble == null) {
            port.close();
        }
    }

    /** Lets it ask at once, as it does when somebody comes back to it, until something is so. */
    private void asks(BooleanSupplier so, String what) {
        tab.until(
                () -> {
                    tab.eval("document.dispatchEvent(new Event('visibilitychange'))");
                    return so.getAsBoolean();
                },
                what);
    }

    /** It never asks twice at a time, so when the third question comes the first two are answered. */
    private void asksThrice() {
        int before = asked.get();
        asks(() -> asked.get() >= before + 3, "asked");
    }

    private void becomes(Inventory inventory, About about) {
        now = Page.make(inventory, about);
        asks(() -> !isTheFirst(), "renewed");
    }

    /** Whether what stands there is yet what was loaded. */
    private boolean isTheFirst() {
        return tab.count("#main[data-first]") == 1;
    }

    /** Without some placements and zones. */
    private static Inventory ten(Predicate<Placement> placements, Predicate<Zone> zones, Zone... more) {
        return new Inventory(
                TEN.interconnects(),
                TEN.loadBalancers(),
                TEN.placements().stream().filter(placements).toList(),
                TEN.regions(),
                Stream.concat(Stream.of(more), TEN.zones().stream().filter(zones))
                        .toList());
    }

    private static Predicate<Placement> called(String key) {
        return placement -> PlacementKey.of(placement).toString().equals(key);
    }

    /** With a region and zone before all others, and without the first placement: each has another number. */
    private static Inventory renumbered() {
        Placement first = TEN.placements().stream()
                .min(Comparator.comparing((Placement placement) -> Tone.of(placement))
                        .thenComparing(PlacementKey::of))
                .orElseThrow();
        Zone zone = new Zone();
        zone.setMetadata(new ObjectMetaBuilder().withName("aa-first-1").build());
        zone.setSpec(new ZoneSpec("aa-first", null, null, null));
        return ten(placement -> placement != first, any -> true, zone);
    }

    @Test
    void staysTrue() {
        int zone = Topologies.of(TEN).zones().map(Topology.Zone::name).toList().indexOf("ap-beijing-bls-3");
        tab.eval("document.getElementById('z" + zone + "').focus()");
        tab.press("Enter").click("#lose");
        Zone gone = TEN.zones().get(0);
        becomes(ten(any -> true, of -> of != gone), LIVE.at(FOUR.plusSeconds(60)));
        assertThat(tab.count(".state-gone")).isEqualTo(1);
        assertThat(tab.text("#chosen .says")).startsWith("If ap-beijing-bls-3 were lost now: ");
        assertThat(tab.text(".tile[aria-pressed=true] .zone")).isEqualTo("ap-beijing-bls-3");
        tab.until(() -> tab.text("#source").matches(UP_TO_DATE), "told of when it is");
        assertThat(tab.count("#source.old")).isZero();
        port.close();
        trouble = "Failed to load resource: net::ERR_";
        tab.until(() -> tab.text("#source").contains(" UTC: "), "told that nobody answers");
        assertThat(tab.text("#source")).matches(UP_TO_DATE + " · no answer since 20.* UTC: .+");
        assertThat(tab.count("#source.old")).as("it is seen, too").isEqualTo(1);
        assertThat(tab.text("#says")).isEqualTo("The operator does not answer; this is from before.");
    }

    @Test
    void whatChangesIsSaidAloud() {
        tab.eval("window.said = document.getElementById('says')");
        becomes(ten(placement -> Tone.of(placement) != Tone.BAD, any -> true), LIVE.at(FOUR));
        assertThat(tab.text("#says")).startsWith("Changed: ").endsWith(tab.text(".verdict"));
        assertThat(tab.eval("window.said === document.getElementById('says')").asBoolean())
                .as("a screen reader listens to the same element")
                .isTrue();
    }

    /** Nothing is sent, and it says all the same that it is up to date, and when it asked. */
    @Test
    void whileNothingChangesItAsksByItsDigest() {
        tab.until(() -> tab.text("#source").matches(UP_TO_DATE), "told of when it is");
        String before = tab.text("#source");
        assertThat(known).isEqualTo(etag());
        now = Page.make(TEN, LIVE.at(FOUR.plusSeconds(60)));
        tab.until(() -> !tab.text("#source").equals(before), "told of when it is now");
        assertThat(tab.text("#source")).matches(UP_TO_DATE);
        assertThat(isTheFirst()).isTrue();
    }

    /** Not every proxy passes on what is asked by; then it is sent each minute, and still nobody is disturbed. */
    @Test
    void anotherMinuteAloneDisturbsNobody() {
        tagged = false;
        tab.eval("document.querySelector('#losses-table a').focus()");
        now = Page.make(TEN, LIVE.at(FOUR.plusSeconds(60)));
        asksThrice();
        assertThat(isTheFirst()).isTrue();
        assertThat(tab.eval("document.activeElement.matches('#losses-table a')").asBoolean())
                .isTrue();
        assertThat(tab.text("#source")).matches(UP_TO_DATE);
        becomes(ten(called("orders/db").negate(), any -> true), LIVE.at(FOUR));
    }

    /** Everything has another number then, and the focus is where it was. */
    @ParameterizedTest
    @CsvSource({
        "#z0,ap-beijing-bls-1",
        ".choose,ap-shanghai",
        "#find-zone,''",
        "#find-placement,''",
        "#tone-all,''",
        "#tone-bad,''",
        "#list summary,orders/db",
        "#list .places a,ap-beijing-bls-1",
        "#chosen [data-placement],orders/db",
        "#lose,''",
        "#close,''",
        "#losses-table,''",
        "#losses-table a,ap-beijing-bls-1",
        "#links-table,''",
    })
    void theFocusStaysWhereItIs(String selector, String text) {
        tab.click("#z0");
        tab.eval("document.querySelectorAll('.placement details').forEach(row => { row.open = true })");
        // The last, for the first are those of the placement that goes.
        tab.eval("[...document.querySelectorAll('%s')].filter(e => e.textContent.includes('%s')).at(-1).focus()"
                .formatted(selector, text));
        String before = focused();
        assertThat(before).contains(text);
        String numbers = numbers();
        becomes(renumbered(), LIVE.at(FOUR));
        assertThat(numbers()).isNotEqualTo(numbers);
        assertThat(focused()).isEqualTo(before);
    }

    private String numbers() {
        return Stream.of("#z1 .zone", "#r1-name", "#p1 .name").map(tab::text).collect(Collectors.joining(", "));
    }

    /** What has the focus, in words and without numbers that may be another's. */
    private String focused() {
        return tab.eval(
                        "(e => [e.tagName, e.id.replace(/^[zrp][0-9]+$/, ''), e.closest('.wide, #chosen, #map, #list')?.id,"
                                + " e.closest('[data-p]')?.querySelector('.name').textContent,"
                                + " e.matches('.wide') ? '' : (e.querySelector('.zone, .name') || e).textContent]"
                                + ".join(' '))(document.activeElement)")
                .asText();
    }

    /** Where it was there is nothing any more; it is not thrown back to the top of the page. */
    @Test
    void theFocusStaysCloseToWhatIsGone() {
        tab.click("#z0");
        tab.eval("[...document.querySelectorAll('#chosen a')].find(a => a.textContent === 'orders/db').focus()");
        becomes(ten(called("orders/db").negate(), any -> true), LIVE.at(FOUR));
        assertThat(tab.focus()).isEqualTo("close");
    }

    /** Else zones would be missing, and nothing would say why, nor bring them back. */
    @Test
    void whoEditsASearchGoesOnWhereTheCaretIs() {
        tab.eval("(box => { box.focus(); box.value = 'shop'; box.setSelectionRange(1, 2); })"
                + "(document.getElementById('find-placement'))");
        becomes(ten(placement -> Tone.of(placement) != Tone.BAD, any -> true), LIVE.at(FOUR));
        assertThat(tab.eval("document.activeElement.id + ' ' + document.activeElement.selectionStart + ' '"
                                + " + document.activeElement.selectionEnd")
                        .asText())
                .isEqualTo("find-placement 1 2");
    }

    @Test
    void aSearchGoesOnWhereSoFewZonesAreLeftThatNoneWouldBeOffered() {
        Inventory few = new Inventory(
                List.of(), List.of(), List.of(), TEN.regions(), TEN.zones().subList(0, 5));
        seek(few.zones().get(0).getMetadata().getName());
        becomes(few, LIVE.at(FOUR));
        assertThat(tab.count(".tile")).isEqualTo(5);
        assertThat(tab.visible("#find-zone")).isTrue();
        assertThat(tab.count(":not([hidden]) > .tile")).isEqualTo(1);
        seek("");
        assertThat(tab.count(":not([hidden]) > .tile")).isEqualTo(5);
        now = Page.make(few, LIVE.at(FOUR).noting("another"));
        asks(() -> tab.visible(".notices"), "renewed again");
        assertThat(tab.visible("#find-zone")).isFalse();
    }

    private void seek(String zone) {
        tab.eval("(find => { find.value = '%s'; find.dispatchEvent(new Event('input', {bubbles: true})) })"
                        .formatted(zone)
                + "(document.getElementById('find-zone'))");
    }

    /** Nobody has looked for one. */
    @Test
    void whereThereIsNoZoneNoneIsMissed() {
        becomes(new Inventory(List.of(), List.of(), List.of(), TEN.regions(), List.of()), LIVE.at(FOUR));
        assertThat(tab.count(".tile")).isZero();
        assertThat(tab.visible("#no-zone")).isFalse();
    }

    /** What is new would not fit the script and the style that are there. */
    @Test
    void anUpgradeOfTheOperatorLoadsThePageAnew() {
        int loads = tab.loads();
        now = newer(now);
        tab.until(() -> tab.loads() > loads, "loaded anew");
        tab.until(() -> tab.text("#source").matches(UP_TO_DATE), "told of when it is");
        assertThat(tab.count("#seek-zone")).isEqualTo(1);
        asksThrice();
        assertThat(tab.loads()).isEqualTo(loads + 1);
        assertThat(tab.text("#source")).matches(UP_TO_DATE);
    }

    /** While it lasts, operators of two versions may answer in turns. */
    @Test
    void anUpgradeLoadsItOnceAMinuteAtMost() {
        loaded = now;
        now = newer(now);
        int loads = tab.loads();
        tab.until(() -> tab.loads() > loads, "loaded anew");
        asksThrice();
        assertThat(tab.loads()).isEqualTo(loads + 1);
        assertThat(tab.count("#find-zone")).isEqualTo(1);
        assertThat(tab.text("#source")).doesNotContain("no answer");
    }

    /** The operator answers, but has nothing new to tell. */
    @Test
    void whatMayBeOldIsNotCalledUpToDate() {
        becomes(TEN, LIVE.at(FOUR).noting("What this page says may be old."));
        assertThat(tab.visible(".notices")).isTrue();
        assertThat(tab.text("#says")).startsWith("Changed: ").endsWith("What this page says may be old.");
        asksThrice();
        assertThat(tab.text("#source")).startsWith("Live, answered at ");
        assertThat(tab.violations()).isEmpty();
    }
}
