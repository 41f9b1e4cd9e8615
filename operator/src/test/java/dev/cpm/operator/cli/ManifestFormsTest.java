package dev.cpm.operator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cpm.operator.cli.Cli.Result;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What kubectl takes for manifests, {@code plan} does: other programs write them. */
class ManifestFormsTest {
    private static final String REGION =
            "{\"apiVersion\": \"cpm.dev/v1alpha1\", \"kind\": \"Region\", \"metadata\": {\"name\": \"%s\"}, \"spec\": {}}";

    @TempDir
    private Path folder;

    private Result plan(String file, String text) {
        return new Cli(folder).file(file, text).run("plan", "-f", "DIR/" + file, "-o", "json");
    }

    private static String zone(String rest) {
        return "apiVersion: cpm.dev/v1alpha1\nkind: Zone\nmetadata: {name: r1-a}\nspec: {region: r1, " + rest + "}\n";
    }

    /** As {@code jq '.items[]'} writes them, and {@code jq -c}. */
    @ParameterizedTest
    @ValueSource(strings = {"\n", "\n\n", "", " ", "\n  ", "\n\t"})
    void jsonObjectsOneAfterTheOther(String between) {
        Result result = plan("all.json", REGION.formatted("r1") + between + REGION.formatted("r2"));
        assertThat(result.err()).isEmpty();
        assertThat(result.out()).contains("\"name\": \"r1\"", "\"name\": \"r2\"");
    }

    @Test
    void bracesWithinTextsOfJsonEndNothing() {
        String odd = REGION.formatted("r1").replace("\"spec\": {}", "\"spec\": {\"displayName\": \"}{ \\\" }{\"}");
        Result result = plan("all.json", odd + "\n" + REGION.formatted("r2").replace("spec", "spek"));
        assertThat(result.err()).contains("all.json:2: Region r2: spek: unknown field");
    }

    /** As a program writes it that has the answer of an API server: the kind of its items is in that of the list. */
    @Test
    void itemsOfATypedList() {
        String item = "- metadata: {name: %s}\n  spec: {displayName: One}\n";
        String list = "apiVersion: cpm.dev/v1alpha1\nkind: RegionList\nmetadata: {resourceVersion: \"7\"}\nitems:\n";
        Result result = plan("regions.yaml", list + item.formatted("r1") + item.formatted("r2"));
        assertThat(result.err()).isEmpty();
        assertThat(result.out()).contains("\"kind\": \"Region\"", "\"name\": \"r1\"", "\"name\": \"r2\"");
        assertThat(plan("regions.yaml", list + item.formatted("r1").replace("spec", "spek"))
                        .err())
                .startsWith("DIR/regions.yaml:6: Region r1: spek: unknown field");
        assertThat(plan("regions.yaml", list.replace("RegionList", "List") + item.formatted("r1"))
                        .err())
                .contains("kind: Required value");
        assertThat(plan("regions.yaml", list + "- kind: Zone\n  metadata: {name: r1}\n")
                        .err())
                .contains("apiVersion: Required value");
    }

    private static String placement(String name) {
        return "apiVersion: cpm.dev/v1alpha1\nkind: Placement\nmetadata: {name: " + name
                + "}\nspec: {machineType: m1, replicas: 0, regions: [r1]}\n";
    }

    /** What is applied is another placement than the one that was planned. */
    @ParameterizedTest
    @ValueSource(strings = {"kustomization.yaml", "kustomization.yml", "Kustomization"})
    void aKustomizationThatChangesWhatIsApplied(String name) {
        Cli cli = new Cli(folder)
                .file("all/kust/web.yaml", placement("web"))
                .file("all/kust/" + name, "resources: [web.yaml]\nnamespace: elsewhere\nnameSuffix: -v2\n");
        Result result = cli.run("plan", "-f", "DIR/all");
        assertThat(result.err())
                .isEqualTo("DIR/all/kust/" + name + ":2: namespace and nameSuffix change what is applied, and files are"
                        + " read here as they stand: kubectl kustomize DIR/all/kust | … -f -\n"
                        + "1 mistake; nothing was planned.\n");
        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(cli.run("plan", "-f", "DIR/all/kust/web.yaml").err()).isEmpty();
        cli.file("all/kust/" + name, "resources: [web.yaml]\nimages: [{name: a, newTag: b}]\npatches: []\n");
        assertThat(cli.run("plan", "-f", "DIR/all").err()).isEmpty();
    }

    @Test
    void aKustomizationOverAnotherFolder() {
        Cli cli = new Cli(folder)
                .file("base/web.yaml", placement("web"))
                .file("base/kustomization.yaml", "resources: [web.yaml]\n")
                .file("mid/kustomization.yaml", "resources: [../base]\n")
                .file("prod/kustomization.yaml", "resources: [../mid]\nnamePrefix: a-\n")
                .file("db/db.yaml", placement("db"));
        assertThat(cli.run("plan", "DIR/base", "DIR/mid").err()).isEmpty();
        assertThat(cli.run("plan", "DIR").err()).startsWith("DIR/prod/kustomization.yaml:2: namePrefix changes ");
        assertThat(cli.run("plan", "DIR/db", "DIR/mid").err())
                .startsWith("DIR/mid/kustomization.yaml:1: ../base belongs to it, and was not given here: kubectl");
        cli.file("prod/kustomization.yaml", "resources: [../elsewhere]\nnamePrefix: a-\n");
        assertThat(cli.run("plan", "DIR").err())
                .as("it concerns nothing of ours")
                .isEmpty();
    }

    /** It would be planned, and never be there. */
    @Test
    void aFileThatAKustomizationDoesNotList() {
        Cli cli = new Cli(folder)
                .file("all/kustomization.yaml", "resources: [one, two.yaml]\n")
                .file("all/two.yaml", placement("two"))
                .file("all/one/kustomization.yaml", "resources:\n- web.yaml\n")
                .file("all/one/web.yaml", placement("web"))
                .file("all/one/values.yaml", "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\n")
                .file("beside.yaml", placement("beside"));
        assertThat(cli.run("plan", "DIR").err()).isEmpty();
        cli.file("all/one/more/web.yaml", placement("more"));
        assertThat(cli.run("plan", "DIR").err())
                .as("a folder of its own may be applied by itself")
                .isEmpty();
        cli.file("all/one/old.yaml", placement("old")).file("all/one/db.yaml", placement("db"));
        Result result = cli.run("plan", "DIR");
        assertThat(result.err())
                .isEqualTo("DIR/all/one/kustomization.yaml:1: db.yaml and old.yaml are not listed, so that they are"
                        + " not applied, and files are read here as they stand: kubectl kustomize DIR/all/one | … -f -\n"
                        + "1 mistake; nothing was planned.\n");
        assertThat(result.exitCode()).isEqualTo(2);
    }

    @Test
    void aPatchBesideAKustomization() {
        Cli cli = new Cli(folder)
                .file("kust/patch.yaml", "metadata: {name: web}\nspec: {replicas: 3}\n")
                .file("kust/kustomization.yaml", "patches: [{path: patch.yaml}]\n");
        assertThat(cli.run("plan", "-f", "DIR/kust").err())
                .contains(
                        "kind: Required value",
                        "patches changes what is applied",
                        "kubectl kustomize DIR/kust | … -f -");
        cli.file("kust/kustomization.yaml", "patches: [\n");
        assertThat(cli.run("plan", "-f", "DIR/kust").err())
                .contains("kustomization.yaml:2: not valid YAML", "kubectl kustomize DIR/kust | … -f -");
        assertThat(cli.runWithInput(
                                "kind: Kustomization\napiVersion: kustomize.config.k8s.io/v1beta1\nnamespace: a\n---\n"
                                        + placement("web"),
                                "plan",
                                "-f",
                                "-")
                        .err())
                .startsWith("stdin:3: namespace changes what is applied");
    }

    /** As kubectl takes it, what is no octal number is a decimal one; what is printed can be read again. */
    @Test
    void digitsThatLookLikeANumberAreNoText() {
        String placement = placement("web").replace("{machineType", "{account: %s, machineType");
        assertThat(plan("web.yaml", placement.formatted("012345678901")).err())
                .contains("spec.account", "must be text: put it in quotes");
        Cli cli = new Cli(folder)
                .file("web.yaml", placement.formatted("\"012345678901\""))
                .file(
                        "zone.yaml",
                        zone("state: Available").replace("metadata: {", "metadata: {labels: {ssd: \"y\"}, "));
        Result printed = cli.run("plan", "-f", "DIR/web.yaml", "-f", "DIR/zone.yaml", "-o", "yaml");
        assertThat(printed.out()).contains("account: '012345678901'", "ssd: 'y'");
        assertThat(cli.runWithInput(printed.out(), "plan", "-f", "-").err()).isEmpty();
    }

    /** Helm makes 1e+06 of 1000000. */
    @Test
    void wholeNumbersInTheFormOfReals() {
        Result result =
                plan("zone.yaml", zone("capacity: [{machineType: m1, count: 1e+06}, {machineType: m2, count: 3.0}]"));
        assertThat(result.err()).isEmpty();
        assertThat(result.out()).contains("\"count\": 1000000", "\"count\": 3");
        assertThat(plan("zone.yaml", zone("capacity: [{machineType: m1, count: 1.5}]"))
                        .err())
                .contains("must be a whole number");
    }

    /** The short words of YAML 1.1: a label must be text. */
    @Test
    void yAndNAreYesAndNo() {
        Result label = plan("zone.yaml", zone("state: Available").replace("r1-a}", "r1-a, labels: {gpu: y}}"));
        assertThat(label.err()).contains("zone.yaml:3: Zone r1-a: metadata.labels[gpu]");
        Result quoted = plan("zone.yaml", zone("state: Available").replace("r1-a}", "r1-a, labels: {gpu: \"y\"}}"));
        assertThat(quoted.err()).isEmpty();
        Result tagged = plan("zone.yaml", zone("state: Available").replace("r1-a}", "r1-a, labels: {gpu: !!str y}}"));
        assertThat(tagged.err()).isEmpty();
    }

    @Test
    void manyAliases() {
        String zones = IntStream.range(0, 200)
                .mapToObj(i -> "- {apiVersion: cpm.dev/v1alpha1, kind: Zone, metadata: {name: r1-" + i
                        + "}, spec: {region: r1, capacity: " + (i == 0 ? "&all [{machineType: m1, count: 7}]" : "*all")
                        + "}}\n")
                .collect(Collectors.joining());
        Result result = plan("zones.yaml", "apiVersion: v1\nkind: List\nitems:\n" + zones);
        assertThat(result.err()).isEmpty();
        assertThat(result.out().split("\"count\": 7", -1)).hasSizeGreaterThan(200);
    }

    /** Thirty lines that stand for a thousand million values. */
    @Test
    void aliasesOfAliasesAreAMistakeAtALine() {
        StringBuilder bomb = new StringBuilder("a0: &a0 [x, x]\n");
        for (int i = 1; i < 30; i++) {
            bomb.append("a%d: &a%d [*a%d, *a%d]\n".formatted(i, i, i - 1, i - 1));
        }
        Result result = plan("bomb.yaml", bomb.toString());
        assertThat(result.err()).containsPattern("bomb.yaml:\\d+: too large: aliases repeat more than 1000000 values");
        assertThat(result.exitCode()).isEqualTo(2);
    }

    @Test
    void anUnknownFieldOfTheMetadataIsAMistake() {
        Result result = plan("zone.yaml", zone("state: Available").replace("r1-a}", "r1-a, lables: {tier: gold}}"));
        assertThat(result.err())
                .contains("zone.yaml:3: Zone r1-a: metadata.lables: unknown field; did you mean labels?");
        assertThat(result.exitCode()).isEqualTo(2);
    }

    /** As {@code -f <(kustomize build x)}: a pipe that has a name, and no real path. */
    @Test
    void whatAShellPassesAsAPipe() throws Exception {
        Files.writeString(folder.resolve("zone.yaml"), zone("state: Available"));
        Process process = new ProcessBuilder(
                        "bash",
                        "-c",
                        "\"$0\" -cp \"$1\" dev.cpm.operator.cli.KubectlMain map -f <(cat \"$2\")",
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        System.getProperty("java.class.path"),
                        folder.resolve("zone.yaml").toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(said).contains("r1-a");
        assertThat(process.waitFor()).isZero();
    }

    /** Nobody can turn round what stands beside a name; letters of any script are letters. */
    @Test
    void marksOfDirectionAreShown() {
        String zone = zone("displayName: \"\u05d0\u202e\u4e00\"");
        assertThat(new Cli(folder)
                        .file("zone.yaml", zone)
                        .run("plan", "-f", "DIR/zone.yaml", "-o", "yaml")
                        .exitCode())
                .isZero();
        Result map = new Cli(folder)
                .file(
                        "r.yaml",
                        "apiVersion: cpm.dev/v1alpha1\nkind: Region\nmetadata: {name: r1}\nspec: {displayName: \"\u05d0\u202e\u4e00\"}\n")
                .run(KubectlMain.commandLine(), "map", "-f", "DIR/r.yaml");
        assertThat(map.out()).contains("\u05d0\\u202e\u4e00").doesNotContain("\u202e");
    }

    /** What a parser of YAML says of it helps nobody. */
    @Test
    void aTemplateIsNoManifestYet() {
        Cli cli = new Cli(folder).file("web.yaml", placement("{{ .Release.Name }}-web"));
        assertThat(cli.run("plan", "-f", "DIR/web.yaml").err())
                .startsWith("DIR/web.yaml:3: a template: render it first, as by helm template CHART, ");
        cli.file("web.yaml", placement("web").replace("replicas: 0", "replicas: {{ .Values.replicas }}"));
        assertThat(cli.run("plan", "-f", "DIR/web.yaml").err()).startsWith("DIR/web.yaml:4: a template: ");
        cli.file("web.yaml", "# {{ a comment }}\n" + placement("web") + "---\na: [\n");
        assertThat(cli.run("plan", "-f", "DIR/web.yaml").err()).contains("not valid YAML: ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"plan", "status", "lose", "map"})
    void aKustomizationIsNotReadHere(String command) {
        Result result = new Cli(folder).run(command, "-k", "overlays/prod");
        assertThat(result.err())
                .startsWith(command + " reads files, no kustomizations. Try the same with -f - instead: kubectl"
                        + " kustomize overlays/prod | cpm-operator " + command + " … -f -\n");
        assertThat(result.exitCode()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"plan", "status", "map"})
    void foldersAreReadWithAllBelowWhetherThatIsSaidOrNot(String command) {
        Cli cli = new Cli(folder).file("a/b/web.yaml", placement("web"));
        assertThat(cli.run(command, "-R", "-f", "DIR/a")).isEqualTo(cli.run(command, "-f", "DIR/a"));
    }

    @Test
    void aNameThatIsANumberIsToldOnce() {
        Cli cli = new Cli(folder).file("web.yaml", placement("9"));
        assertThat(cli.run("plan", "-f", "DIR/web.yaml").err())
                .isEqualTo(
                        "DIR/web.yaml:3: Placement: metadata.name: Invalid value: 9: must be text: put it in quotes\n"
                                + "1 mistake; nothing was planned.\n");
    }
}
