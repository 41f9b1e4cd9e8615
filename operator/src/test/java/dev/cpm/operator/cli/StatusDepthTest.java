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

    @Test
    void onceNothingIsFolded() {
        assertThat(status("-v"))
                .contains("default/p23", "─ r1-8", "  Blocked   r1-8: MachineTypeNotOffered, r1-8 offers no m1\n")
                .doesNotContain("more placement", "more zone", "and 3 more", "State", "default/p10: ");
        assertThat(status("--verbose")).isEqualTo(status("-v"));
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
