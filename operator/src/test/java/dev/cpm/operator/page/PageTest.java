package dev.cpm.operator.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.cpm.operator.api.LoadBalancer;
import dev.cpm.operator.api.Placement;
import dev.cpm.operator.api.Region;
import dev.cpm.operator.cli.Readme;
import dev.cpm.operator.hostile.ForeignStatuses;
import dev.cpm.operator.view.Changes;
import dev.cpm.operator.view.Inventory;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The page as a text: what stands in it, whoever wrote that. */
class PageTest {
    private static final Inventory TEN = Worlds.tenZones();
    private static final Pattern TAG = Pattern.compile("<(/?)([a-z][a-z0-9]*)((?:[^<>\"]|\"[^\"]*\")*)>");
    private static final Set<String> EMPTY = Set.of("meta", "link", "input", "path", "circle");

    /** What of a page is between two marks. */
    static String part(String html, String begin, String end) {
        int from = html.indexOf(begin) + begin.length();
        assertThat(html).contains(begin);
        return html.substring(from, html.indexOf(end, from));
    }

    static JsonNode data(String html) throws IOException {
        return new ObjectMapper().readTree(part(html, "<script type=\"application/json\" id=\"data\">", "</script>"));
    }

    private static String withoutScripts(String html) {
        return html.replaceAll("(?s)<(script|style)([^>]*)>.*?</\\1>", "<$1$2></$1>");
    }

    /** Each element ends, in the order in which they begin; nothing else looks like one. */
    private static void wellFormed(String html) {
        String bare = withoutScripts(html).replaceFirst("(?i)<!doctype html>", "");
        Deque<String> open = new ArrayDeque<>();
        Matcher tags = TAG.matcher(bare);
        while (tags.find()) {
            String name = tags.group(2);
            if (!tags.group(1).isEmpty()) {
                assertThat(open.pop()).as("%s", tags.group()).isEqualTo(name);
            } else if (!EMPTY.contains(name)) {
                open.push(name);
            }
        }
        assertThat(open).isEmpty();
        assertThat(TAG.matcher(bare).replaceAll("")).doesNotContain("<", ">");
        Matcher ids = Pattern.compile(" id=\"([^\"]+)\"").matcher(bare);
        List<String> all = ids.results().map(id -> id.group(1)).toList();
        assertThat(all).doesNotHaveDuplicates();
    }

    @Test
    void isWellFormed() {
        wellFormed(Page.html(TEN, About.of("Planned")));
        wellFormed(Page.html(Worlds.samples(), About.of("Planned").with(Changes.of(Inventory.of(List.of()), TEN))));
        wellFormed(Page.html(Inventory.of(List.of()), About.of("Planned")));
        wellFormed(Page.html(
                TEN,
                new About("Read", true, "shop", false, List.of("zones may not be read"), null, Duration.ofSeconds(5))));
        wellFormed(Page.html(
                Hostile.inventory(),
                About.live(Hostile.TEXT, Duration.ofSeconds(5)).noting(Hostile.TEXT)));
    }

    @Test
    void noTextIsMoreThanText() throws IOException {
        String html = Page.html(
                Hostile.inventory(),
                new About(
                        Hostile.TEXT,
                        true,
                        Hostile.TEXT,
                        true,
                        List.of(Hostile.TEXT),
                        Changes.of(TEN, Hostile.inventory()),
                        null));
        wellFormed(html);
        assertThat(html).doesNotContain("<script>window", "\u0000", "\u0007", "\uFFFF");
        assertThat(html.split("<script", -1)).hasSize(3);
        assertThat(data(html).path("z").get(0).path("d").asText()).isEqualTo("Beijing Zone 1" + Hostile.TEXT);
        assertThat(html.getBytes(StandardCharsets.UTF_8))
                .as("every letter can be written")
                .isNotEmpty();
        assertThat(new String(html.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8))
                .isEqualTo(html);
    }

    /** Each text that somebody wrote stands in an element of its own that such marks do not reach out of. */
    @Test
    void namesChangeTheDirectionOfNothingElse() {
        String html = withoutScripts(Page.html(Hostile.inventory(), About.of("Planned")))
                .replaceFirst("(?i)<!doctype html>", "");
        Deque<String> open = new ArrayDeque<>();
        Matcher tags = TAG.matcher(html);
        int end = 0;
        int marks = 0;
        while (tags.find()) {
            if (html.substring(end, tags.start()).indexOf('\u202E') >= 0) {
                marks++;
                assertThat(open.peek()).matches("<(bdi|p|td|title|text)\\b.*|.* dir=\"auto\".*");
            }
            end = tags.end();
            if (!tags.group(1).isEmpty()) {
                open.pop();
            } else if (!EMPTY.contains(tags.group(2))) {
                open.push(tags.group());
            }
        }
        assertThat(marks).isGreaterThan(50);
    }

    @Test
    void thePolicyKnowsStyleAndScriptByTheirDigests() throws NoSuchAlgorithmException {
        String html = Page.html(TEN, About.of("Planned"));
        String policy = part(html, "Content-Security-Policy\" content=\"", "\"").replace("&#39;", "'");
        assertThat(policy)
                .startsWith("default-src 'none'; ")
                .contains("style-src 'sha256-" + digest(part(html, "<style>", "</style>")) + "'")
                .contains("script-src 'sha256-" + digest(part(html, "<script>", "</script>")) + "'")
                .doesNotContain("unsafe", "connect-src");
        String live = Page.html(TEN, About.live("Live", Duration.ofSeconds(5)));
        assertThat(part(live, "Content-Security-Policy\" content=\"", "\"").replace("&#39;", "'")
                        + "; frame-ancestors 'none'")
                .isEqualTo(Page.policy())
                .contains(
                        "connect-src 'self'",
                        "script-src 'sha256-" + digest(part(live, "<script>", "</script>")) + "'");
        assertThat(html).doesNotContain(" style=", " onclick=");
    }

    private static String digest(String text) throws NoSuchAlgorithmException {
        return Base64.getEncoder()
                .encodeToString(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    }

    /** Only a page that a server gives out asks for itself anew. */
    @Test
    void onlyALivePageHasWhatAsks() {
        String live = Page.html(TEN, About.live("Live, \"here\"", Duration.ofSeconds(5)));
        assertThat(live).contains(" data-refresh=\"5\" data-source=\"Live, &quot;here&quot;\" data-digest=\"");
        assertThat(part(live, "<script>", "</script>"))
                .contains("fetch(", "\nlive();\n")
                .as("after an upgrade of the operator it is loaded anew")
                .contains("if (policy(fresh) !== policy(document)) return reload();")
                .doesNotContain("live.js */");
        String told = Page.html(TEN, About.of("Planned"));
        assertThat(told).doesNotContain("data-refresh", "data-digest");
        assertThat(part(told, "<script>", "</script>")).doesNotContain("fetch(", "setInterval(");
    }

    /** The time alone is no reason to send a page again; all else is. */
    @Test
    void theDigestIsOfAllButTheTime() {
        About live = About.live("Live", Duration.ofSeconds(5));
        Page.Made page = Page.make(TEN, live.at(Instant.parse("2026-01-01T16:01:00Z")));
        Page.Made later = Page.make(TEN, live.at(Instant.parse("2026-01-01T16:02:00Z")));
        assertThat(page.html()).contains(">Live, 2026-01-01 16:01 UTC<", " data-digest=\"" + page.digest() + "\"");
        assertThat(later.html()).contains(">Live, 2026-01-01 16:02 UTC<").isNotEqualTo(page.html());
        assertThat(later.digest()).isEqualTo(page.digest());
        assertThat(Stream.of(
                                Page.make(TEN, live.noting("it may be old")),
                                Page.make(TEN, About.live("Read", Duration.ofSeconds(5))),
                                Page.make(TEN, About.of("Live")),
                                Page.make(Worlds.samples(), live))
                        .map(Page.Made::digest))
                .doesNotContain(page.digest())
                .doesNotHaveDuplicates();
    }

    @Test
    void asksNobodyForAnything() {
        String html = Page.html(TEN, About.of("Planned"));
        assertThat(withoutScripts(html)).doesNotContainPattern("(src|href)=\"(?!#|data:)");
        assertThat(part(html, "<style>", "</style>")).doesNotContain("url(", "@import");
    }

    /** What could not be read is not shown as if it were not there. */
    @Test
    void whatIsNotSeenIsSaid() throws IOException {
        String html = Page.html(
                new Inventory(TEN.interconnects(), List.of(), List.of(), TEN.regions(), TEN.zones()),
                new About("Read", true, null, false, List.of("placements may not be read by pat"), null, null));
        assertThat(html)
                .contains("placements may not be read by pat", "nothing can be said of it")
                .contains("The placements could not be read: this shows regions and zones only.")
                .contains("The placements could not be read.<")
                .doesNotContain("There is no Placement.", "There is no placement", ">empty<");
        data(html)
                .path("z")
                .forEach(zone -> assertThat(zone.has("l")).as("no loss is told").isFalse());
        assertThat(Page.html(TEN, new About("Read", true, "shop", true, List.of(), null, null)))
                .contains("Only placements and load balancers of namespace shop are shown");
    }

    /** Where there is no cluster, kubectl has nothing of it. */
    @Test
    void onlyOfAClusterKubectlHasAllThatIsNotListed() {
        List<HasMetadata> many = new ArrayList<>();
        for (int i = 0; i < 120; i++) {
            for (HasMetadata object : List.of(new Placement(), new LoadBalancer())) {
                object.setMetadata(new ObjectMetaBuilder()
                        .withName("n" + i)
                        .withNamespace("shop")
                        .build());
                many.add(object);
            }
        }
        String live = Page.html(Inventory.of(many), About.live("Live", Duration.ofSeconds(5)));
        assertThat(live)
                .contains("and 20 more placements: kubectl get pl -A has all of them<")
                .contains("and 70 more load balancers: kubectl get lb -A has all of them<");
        assertThat(Page.html(Inventory.of(many), About.of("Planned")))
                .contains("and 20 more placements<", "and 70 more load balancers<")
                .contains(
                        "Without its script this page points nothing out, and lists the first 100 placements at most.")
                .doesNotContain("kubectl get");
    }

    @Test
    void oneMoreObjectIsOne() {
        List<HasMetadata> many = new ArrayList<>();
        for (int i = 0; i < 101; i++) {
            Placement placement = new Placement();
            placement.setMetadata(new ObjectMetaBuilder()
                    .withName("n" + i)
                    .withNamespace("shop")
                    .build());
            many.add(placement);
        }
        assertThat(Page.html(
                        Inventory.of(many),
                        About.of("Planned").with(Changes.of(Inventory.of(List.of()), Inventory.of(many)))))
                .contains("<li class=\"none\">and 1 more object</li>");
    }

    @Test
    void whateverAStatusHoldsThereIsAPage() {
        wellFormed(Page.html(Inventory.of(ForeignStatuses.objects()), About.of("Read")));
    }

    /** Who may not read the catalogue is not told that it is gone. */
    @Test
    void whatCannotBeReadIsNotGone() {
        List<HasMetadata> own = TEN.objects().stream()
                .filter(object -> object instanceof Placement || object instanceof LoadBalancer)
                .toList();
        String html = Page.html(
                Inventory.of(own, List.of(Placement.class, LoadBalancer.class)),
                new About("Read", true, "shop", true, List.of("zones may not be read"), null, null));
        wellFormed(html);
        assertThat(html)
                .contains("The zones could not be read: only those are shown in which replicas are seen.")
                .contains("The interconnects could not be read.", "<span class=\"state\">unknown</span>")
                .doesNotContain("there is no such Region", "there is no such Zone", ">gone<", "no limit")
                .doesNotContain("No two regions are joined");
        assertThat(Page.html(Inventory.of(own), About.of("Read")))
                .contains("there is no such Region", ">gone<", "No two regions are joined");
        assertThat(Page.html(
                        Inventory.of(TEN.regions(), List.of(Region.class)),
                        new About("Read", true, null, false, List.of(), null, null)))
                .contains("The zones could not be read.", "Its zones could not be read.")
                .doesNotContain("No zone.", "There is no Zone");
    }

    @Test
    void saysWhatChanges() {
        String html = Page.html(TEN, About.of("Planned").with(Changes.of(Inventory.of(List.of()), TEN)));
        assertThat(html).contains("<h2 id=\"changes\">What changes</h2>", "by this change");
        assertThat(Page.html(TEN, About.of("Planned"))).doesNotContain("What changes");
    }

    /** Dealt round robin over two zones, no two indexes in one of them make a range. */
    @Test
    void ofVeryManyIndexesTheFirstAndTheLastAreShown() throws IOException {
        String html = Page.html(Worlds.of("""
                {apiVersion: cpm.dev/v1alpha1, kind: Region, metadata: {name: r1}, spec: {}}
                ---
                {apiVersion: cpm.dev/v1alpha1, kind: Zone, metadata: {name: r1-a}, spec: {region: r1}}
                ---
                {apiVersion: cpm.dev/v1alpha1, kind: Zone, metadata: {name: r1-b}, spec: {region: r1}}
                ---
                {apiVersion: cpm.dev/v1alpha1, kind: Placement, metadata: {name: web}, spec: {machineType: m1, replicas: 1000, regions: [r1]}}
                """), About.of("Planned"));
        String shown = "0,2,4,6,8,10,12,14,16,18,20,22,24,…,998";
        assertThat(html).contains("<b>500</b> <bdi>indexes " + shown + "</bdi>").doesNotContain(",496,498,");
        assertThat(data(html).path("t")).extracting(JsonNode::asText).contains(shown);
    }

    /** Where one machine type is told of, it is said that there are others: they may be free. */
    @Test
    void aSmallTileSaysOfHowManyTypesItTellsTheFullest() {
        assertThat(Page.html(Worlds.zones(60), About.of("Planned")))
                .containsPattern("<span class=\"type\">fullest of 2<span class=\"unseen\"> types</span>:"
                        + " <bdi>(GPU8|PS100v3)</bdi></span> <span class=\"words\">\\d+ of \\d+ used</span>");
    }

    @Test
    void isTheSameForTheSameObjects() {
        assertThat(Page.html(Worlds.tenZones(), About.of("Planned"))).isEqualTo(Page.html(TEN, About.of("Planned")));
    }

    /** As the README says, in tens of kB. */
    @Test
    void aMapOf500ZonesIsAsLargeAsTheReadmeSays() {
        int bytes = Page.html(Worlds.zones(500), About.of("Planned")).getBytes(StandardCharsets.UTF_8).length;
        Readme.says(
                Pattern.compile("A map of 500 zones with 300 placements takes (\\d+) kB"),
                Long.toString(Math.round(bytes / 10_000.0) * 10));
    }

    /** Of whoever lost replicas before, as far as that could be seen, it is not said that all goes on. */
    @Test
    void whatALossTakesIsNotSaidWhereTheZonesCouldNotBeRead() {
        Placement web = Serialization.unmarshal("""
                apiVersion: cpm.dev/v1alpha1
                kind: Placement
                metadata: {name: web, namespace: shop}
                spec: {machineType: m1, replicas: 4, regions: [r2, r3]}
                status:
                  observedGeneration: 1
                  zones:
                  - {zone: r2-a, region: r2, replicas: 1, indexes: "0"}
                  - {zone: r2-b, region: r2, replicas: 1, indexes: "1"}
                  - {zone: r3-a, region: r3, replicas: 1, indexes: "2"}
                  - {zone: r3-b, region: r3, replicas: 1, indexes: "3"}
                  violations: [{type: ZoneNotAvailable, severity: Error, message: m, zones: [r2-a]}]
                """, Placement.class);
        String html = Page.html(
                Inventory.of(List.of(web), List.of(Placement.class, LoadBalancer.class)),
                new About("Read", true, "shop", true, List.of(), null, null));
        assertThat(html).contains("Not judged, since ", "Placement shop/web.").doesNotContain("Whichever zone");
    }
}
