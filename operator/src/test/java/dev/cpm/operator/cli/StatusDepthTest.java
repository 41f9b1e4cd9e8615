package dev.cpm.operator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code status} folds what is long and passes over what is healthy; {@code -v} and {@code -vv} do not. */
class StatusDepthTest {
    @TempDir
    private Path folder;

    private Cli cli;

    @BeforeEach
    void world() {
        StringBuilder world =
                new StringBuilder("apiVersion: cpm.dev/v1alpha1\nkind: Region\nmetadata: {name: r1}\nspec: {}\n");
        for (int i = 0; i < 9; i++) {
            world.append(object("Zone", "r1-" + i, "{region: r1, capacity: [{machineType: m" + i + ", count: 20}]}"));
        }
        for (int i = 10; i < 24; i++) {
            world.append(object("Placement", "p" + i, "{machineType: m0, regions: [r1]}"));
        }
        world.append(object("Placement", "wide", "{machineType: m1, replicas: 30, regions: [r1]}"));
        cli = new Cli(folder).file("world.yaml", world.toString());
    }

    private static String object(String kind, String name, String spec) {
        return "---\napiVersion: cpm.dev/v1alpha1\nkind: " + kind + "\nmetadata: {name: " + name + "}\nspec: " + spec
                + "\n";
    }

    private String status(String... more) {
        String[] args = new String[3 + more.length];
        System.arraycopy(new String[] {"status", "-f", "DIR"}, 0, args, 0, 3);
        System.arraycopy(more, 0, args, 3, more.length);
        return cli.run(KubectlMain.commandLine(), args).out();
    }

    @Test
    void usuallyWhatIsLongIsFolded() {
        assertThat(status())
                .contains("5 more placements: 5 replicas", "1 more zone without a replica", " and 3 more: ")
                .doesNotContain("default/p23", "r1-8", "State", "Topology");
    }

    /** Whoever has hundreds of zones sees what is wrong, not all that is well before it. */
    @Test
    void ofVeryManyZonesOnlyThoseAreNamedInWhichSomethingIsWrong() {
        StringBuilder world = new StringBuilder();
        for (int r = 0; r < 25; r++) {
            world.append("---\napiVersion: cpm.dev/v1alpha1\nkind: Region\nmetadata: {name: g")
                    .append(r);
            world.append("}\nspec: {}\n");
            for (int z = 0; z < 20; z++) {
                world.append(object(
                        "Zone",
                        "g" + r + "-" + z,
                        "{region: g" + r + ", state: " + (r == 0 && z == 3 ? "Retired" : "Available") + "}"));
            }
        }
        world.append(object("Placement", "held", "{machineType: m1, replicas: 20, regions: [g0]}")
                .replace("spec:", "status: {zones: [{zone: g0-3, region: g0, replicas: 1, indexes: '0'}]}\nspec:"));
        Cli many = new Cli(folder.resolve("many")).file("world.yaml", world.toString());
        String out = many.run(KubectlMain.commandLine(), "status", "-f", "DIR").out();
        assertThat(out)
                .contains(
                        "\ng0  20 zones, 19 open; 20 replicas\n└─ g0-3  Retired\n   └─ default/held",
                        "\ng24  20 zones, all open; 0 replicas\n",
                        "-v names all.")
                .doesNotContain("g0-4", "g1-0");
        assertThat(out.lines().count()).isLessThan(60);
        assertThat(many.run(KubectlMain.commandLine(), "status", "-v", "-f", "DIR")
                        .out())
                .contains("g0-4", "g1-19");
    }

    @Test
    void onceNothingIsFolded() {
        assertThat(status("-v"))
                .contains("default/p23", "─ r1-8", "  Blocked   r1-8: MachineTypeNotOffered, r1-8 offers no m1\n")
                .doesNotContain("more placement", "more zone", "and 3 more", "State", "default/p10: ");
        assertThat(status("--verbose")).isEqualTo(status("-v"));
    }

    /** Dealt round robin, no two indexes in a zone make a range. */
    @Test
    void tenThousandIndexesAreNoLineOf24Kilobytes() {
        StringBuilder world =
                new StringBuilder("apiVersion: cpm.dev/v1alpha1\nkind: Region\nmetadata: {name: r1}\nspec: {}\n");
        world.append(object("Zone", "r1-a", "{region: r1}")).append(object("Zone", "r1-b", "{region: r1}"));
        world.append(object("Placement", "most", "{machineType: m1, replicas: 10000, regions: [r1]}"));
        Cli many = new Cli(folder.resolve("most")).file("world.yaml", world.toString());
        String out = many.run(KubectlMain.commandLine(), "status", "-f", "DIR").out();
        assertThat(out)
                .contains(
                        "\n│  └─ default/most  5000 m1: 0,2,4,6,8,10,12,14,16,18,20,22,24,26,28,30,…,9998\n",
                        "\n   └─ default/most  5000 m1: 1,3,5,7,9,11,13,15,17,19,21,23,25,27,29,31,…,9999\n");
        assertThat(out.lines()).allMatch(line -> line.length() <= 80);
        String all =
                many.run(KubectlMain.commandLine(), "status", "-v", "-f", "DIR").out();
        assertThat(all.lines()).allMatch(line -> line.length() <= 80);
        assertThat(all)
                .contains("\n│  └─ default/most  5000 m1: 0,2,", ",9998\n└─ r1-b", "\n│" + " ".repeat(28) + "1")
                .doesNotContain("…");
        assertThat(many.run(KubectlMain.commandLine(), "status", "-o", "json", "-f", "DIR")
                        .out())
                .contains(",4996,4998,5000,5002,");
    }

    @Test
    void twiceWhatIsHealthyIsToldToo() {
        assertThat(status("-vv").replaceAll("\\s+", " "))
                .contains("default/p10: 1 of 1 replica is placed in 1 zone Topology 1 zone in 1 region, skew ")
                .containsPattern(
                        "State Ready is True since \\S+Z, AllPlaced: 1/1 replicas placed in 1 zone Scheduled is True since ")
                .containsPattern("default/wide: 20 of 30 replicas are placed in 1 zone Error .* State ")
                .doesNotContain("more placement", "more zone");
        assertThat(status("-v", "-v", "-v")).contains("Topology");
    }
}
