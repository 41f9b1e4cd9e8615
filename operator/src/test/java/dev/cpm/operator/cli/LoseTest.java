package dev.cpm.operator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code lose} says that all goes on only where it knows; of each that does not, what would have to be so. */
class LoseTest {
    private static final String WORLD = """
            {apiVersion: cpm.dev/v1alpha1, kind: Region, metadata: {name: r1}, spec: {}}
            ---
            {apiVersion: cpm.dev/v1alpha1, kind: Zone, metadata: {name: r1-a}, spec: {region: r1}}
            ---
            {apiVersion: cpm.dev/v1alpha1, kind: Zone, metadata: {name: r1-b}, spec: {region: r1}}
            """;

    @TempDir
    private Path folder;

    private Cli cli;

    @BeforeEach
    void world() {
        cli = new Cli(folder).file("world.yaml", WORLD);
    }

    private LoseTest placement(String name, String spec) {
        cli.file(
                name + ".yaml",
                "{apiVersion: cpm.dev/v1alpha1, kind: Placement, metadata: {name: " + name
                        + ", namespace: default}, spec: {machineType: m1, regions: [r1], " + spec + "}}\n");
        return this;
    }

    private Cli.Result lose(String... args) {
        String[] all = new String[args.length + 3];
        System.arraycopy(new String[] {"lose", "-f", "DIR"}, 0, all, 0, 3);
        System.arraycopy(args, 0, all, 3, args.length);
        return cli.run(KubectlMain.commandLine(), all);
    }

    @Test
    void aMistakeInAManifestIsNoGreenAnswer() {
        placement("good", "replicas: 1, zones: [r1-b]")
                .placement("bad", "replicas: 4, topologySpreadConstraints: [{topologyKey: rack}]");
        Cli.Result result = lose("r1-a");
        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err()).contains("bad.yaml:1: Placement default/bad: ");
        assertThat(result.out()).isEqualTo("""
                It is not known what would be lost with r1-a.
                Not judged, since it has a mistake, is not answered yet, or is in a zone whose
                state could not be read: Placement default/bad.
                """);
        assertThat(lose("r1-a", "-o", "json").out())
                .contains("\"notJudged\": [\n        \"Placement default/bad\"\n    ]", "\"survived\": false");
    }

    /** The ranking neither. */
    @Test
    void aMistakeIsNoGreenAnswerOfAllEither() {
        placement("good", "replicas: 2, availability: {minAvailable: 1, whenUnsatisfiable: ScheduleAnyway}")
                .placement("bad", "replicas: 4, topologySpreadConstraints: [{topologyKey: rack}]");
        cli.file("r2.yaml", WORLD.replace("r1", "r2"));
        cli.file("good.yaml", """
                apiVersion: cpm.dev/v1alpha1
                kind: Placement
                metadata: {name: good, namespace: default}
                spec:
                  {machineType: m1, replicas: 2, regions: [r1, r2], privateNetwork: NotRequired,
                  availability: {minAvailable: 1, whenUnsatisfiable: ScheduleAnyway}}
                status:
                  zones:
                  - {zone: r1-a, region: r1, replicas: 1, indexes: "0"}
                  - {zone: r2-a, region: r2, replicas: 1, indexes: "1"}
                """);
        Cli.Result result = lose();
        assertThat(result.out())
                .startsWith("Of what could be judged, all goes on whichever zone or region is lost.\nNot judged, ");
        assertThat(result.exitCode()).isEqualTo(2);
        cli.file("bad.yaml", "{apiVersion: v1, kind: Namespace, metadata: {name: x}}");
        assertThat(lose().exitCode()).isZero();
    }

    /** A zone and a region may have one name. */
    @Test
    void aNameOfBothHasToSayWhichItMeans() {
        cli.file("world.yaml", WORLD.replace("r1-a", "r1"));
        assertThat(lose("r1").err()).contains("There is a zone and a region r1: say which, as zone/r1 or region/r1");
        assertThat(lose("r1").exitCode()).isEqualTo(2);
        assertThat(lose("zone/r1", "-o", "json").out())
                .startsWith("{\n    \"lost\": {\n        \"kind\": \"Zone\",\n        \"name\": \"r1\"\n    },\n")
                .contains("\"zones\": [\n        \"r1\"\n    ]");
        assertThat(lose("region/r1", "-o", "yaml").out())
                .startsWith("lost:\n  kind: Region\n  name: r1\n")
                .contains("- r1-b\n");
    }

    @Test
    void whatIsLostForCertainIsWorse() {
        placement("good", "replicas: 1, zones: [r1-b]").placement("bad", "zones: [r1-a, r1-a]");
        Cli.Result result = lose("r1-b");
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.out()).contains("1 placement would be down", "Not judged, since it has a mistake");
    }

    @Test
    void withoutAMistakeAllGoesOn() {
        placement("good", "replicas: 1, zones: [r1-b]");
        assertThat(lose("r1-a").exitCode()).isZero();
        assertThat(lose("r1-a", "-o", "json").out()).contains("\"notJudged\": []", "\"survived\": true");
    }

    /** What is in a zone that burnt down before is not left when another one goes. */
    @Test
    void whatIsLostAlreadyIsNotLeft() {
        cli.file(
                "world.yaml",
                WORLD.replace("r1-b}, spec: {region: r1}", "r1-b}, spec: {region: r1, state: Unavailable}"));
        cli.file("held.yaml", """
                apiVersion: cpm.dev/v1alpha1
                kind: Placement
                metadata: {name: both, namespace: default}
                spec: {machineType: m1, replicas: 6, regions: [r1], availability: {minAvailable: 3, whenUnsatisfiable: ScheduleAnyway}}
                status:
                  zones:
                  - {zone: r1-a, region: r1, replicas: 3, indexes: "0,2,4"}
                  - {zone: r1-b, region: r1, replicas: 3, indexes: "1,3,5"}
                """);
        Cli.Result result = lose("r1-a");
        assertThat(result.out().replaceAll("\\s+", " "))
                .contains(
                        "1 placement would be down",
                        "default/both 3 0/6 3 down; 3 more are in a zone that is Unavailable");
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.out().replaceAll("\\s+", " "))
                .contains("3 of its replicas are in a zone that is Unavailable: first replace those")
                .doesNotContain("those without a zone");
        assertThat(lose("r1-b").exitCode()).as("it is no worse than it is").isZero();
    }

    /** That nothing may be left was asked for; that it goes on would not be true. */
    @Test
    void whatMayBeLostAltogetherDoesNotGoOn() {
        placement(
                "all",
                "replicas: 2, zones: [r1-a], availability: {minAvailable: 0, whenUnsatisfiable: ScheduleAnyway}");
        Cli.Result result = lose("r1-a");
        assertThat(result.out().replaceAll("\\s+", " "))
                .contains("default/all 2 0/2 0 none left, as minAvailable allows")
                .contains(": 1 placement would have none left, and needs none.");
        assertThat(result.exitCode()).isZero();
    }

    @Test
    void eachLoserIsToldWhatWouldSurvive() {
        placement("single", "replicas: 1, zones: [r1-a]")
                .placement("pair", "replicas: 2")
                .placement("six", "replicas: 6, zones: [r1-a]")
                .placement("strict", "replicas: 4, availability: {minAvailable: 4, whenUnsatisfiable: ScheduleAnyway}");
        assertThat(lose("r1-a").out().replaceAll("\\s+", " "))
                .contains(
                        "default/single To survive it: a single replica is always lost with its zone; 3 in three zones keep a"
                                + " quorum, and 2 in two keep one, which is enough with minAvailable 1.",
                        "default/pair To survive it: a quorum of 2 is both of them; of 3 replicas in three zones one may be"
                                + " lost.",
                        "default/six To survive it: no more than 2 of its 6 replicas in any one zone, which takes 3 zones.",
                        "default/strict To survive it: minAvailable leaves none to lose: lower"
                                + " spec.availability.minAvailable.",
                        " Next: kubectl cpm explain minAvailable ");
        assertThat(lose("r1").out().replaceAll("\\s+", " "))
                .contains("no more than 2 of its 6 replicas in any one region, which takes 3 regions.");
    }

    /** The bound on a zone is of no use to one that lacks replicas, or that asks for more than there are. */
    @Test
    void whatWouldSurviveIsTrueOfOneThatIsNotWhollyPlaced() {
        cli.file(
                "world.yaml",
                WORLD.replace(
                        "r1-b}, spec: {region: r1}",
                        "r1-b}, spec: {region: r1, capacity: [{machineType: m1, count: 1}]}"));
        placement("half", "replicas: 5, zones: [r1-b]")
                .placement(
                        "more",
                        "replicas: 2, zones: [r1-a], availability: {minAvailable: 5, whenUnsatisfiable: ScheduleAnyway}");
        assertThat(lose("r1-b").out().replaceAll("\\s+", " "))
                .contains("it has 1 of 5 now, and needs 3: first those without a zone need one.");
        assertThat(lose("r1-a").out().replaceAll("\\s+", " "))
                .contains("minAvailable asks for more than spec.replicas has: scale up, or lower it.");
    }
}
