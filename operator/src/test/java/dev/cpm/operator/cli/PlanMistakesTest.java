package dev.cpm.operator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cpm.operator.cli.Cli.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every mistake has its file, its line, a word on what is wrong, and exit code 2. */
class PlanMistakesTest {
    private static final String HEAD = "apiVersion: cpm.dev/v1alpha1\nkind: Placement\nmetadata: {name: web}\n";

    @TempDir
    private Path folder;

    private Cli cli;

    @BeforeEach
    void setUp() {
        cli = new Cli(folder);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    replica: 3                     | spec.replica: unknown field; did you mean replicas?
                    Replicas: 3                    | spec.Replicas: unknown field; did you mean replicas?
                    replicas: "3"                  | spec.replicas: Invalid value: "3": must be a whole number: remove the quotes
                    replicas: three                | spec.replicas: Invalid value: "three": must be a whole number
                    replicas: 2.5                  | spec.replicas: Invalid value: 2.5: must be a whole number
                    replicas: [1]                  | spec.replicas: Invalid value: a list: must be a whole number
                    replicas: 3000000000           | spec.replicas: Invalid value: 3000000000: is too large
                    regions: r1                    | spec.regions: Invalid value: "r1": must be a list
                    regions: [7]                   | spec.regions[0]: Invalid value: 7: must be text: put it in quotes
                    zoneSelector: gold             | spec.zoneSelector: Invalid value: "gold": must be an object
                    suspend: "yes"                 | spec.suspend: Invalid value: "yes": must be true or false
                    suspend: "true"                | spec.suspend: Invalid value: "true": must be true or false: remove the quotes
                    account: 12                    | spec.account: Invalid value: 12: must be text: put it in quotes
                    availability: {minAvailable: []} | spec.availability.minAvailable: Invalid value: a list: must be a whole number or text
                    privateNetwork: required       | spec.privateNetwork: Unsupported value: "required": did you mean Required? supported values: "Required", "NotRequired"
                    rebalance: Always              | spec.rebalance: Unsupported value: "Always": supported values: "Never", "OnApproval"
                    zoneSelector: {matchLabels: {tier: 1}} | spec.zoneSelector.matchLabels[tier]: Invalid value: 1: must be text: put it in quotes
                    replicas: 1\\n  replicas: 2    | replicas: given twice
                    """)
    void inTheShapeOfASpec(String field, String message) {
        boolean twice = message.endsWith("given twice");
        String text = HEAD + "spec:\n  machineType: m1\n  " + field.replace("\\n", "\n") + "\n"
                + (twice ? "  regions: [r1]\n" : "");
        Result result = cli.file("p.yaml", text).plan();
        assertThat(result.err())
                .isEqualTo("DIR/p.yaml:" + (twice ? "7: " : "6: Placement default/web: ") + message
                        + "\n1 mistake; nothing was planned.\n");
        assertThat(result.out()).isEmpty();
        assertThat(result.exitCode()).isEqualTo(2);
    }

    /** Who mends a name is not told of the spec only then. */
    @Test
    void inMetadataAndInTheSpecAtOnce() {
        String text = """
                apiVersion: cpm.dev/v1alpha1
                kind: Placement
                metadata: {name: Web_1, labels: {tier: 1}}
                spec: {machineType: m1, regions: [], replicas: -3}
                """;
        assertThat(cli.file("p.yaml", text).plan().err())
                .containsSubsequence(
                        "metadata.name: Invalid value",
                        "metadata.labels[tier]: Invalid value",
                        "spec.replicas: Invalid value",
                        "mistakes; nothing was planned.")
                .contains("spec.regions: ")
                .doesNotContain("given twice");
    }

    /** A tag may say that a text is a number; kubectl does not believe it either. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    replicas: !!int three | "three" cannot be read as !!int
                    replicas: !!float x   | "x" cannot be read as !!float
                    suspend: !!bool maybe | "maybe" cannot be read as !!bool
                    """)
    void inATag(String field, String message) {
        Result result = cli.file("p.yaml", HEAD + "spec:\n  machineType: m1\n  " + field + "\n  regions: [r1]\n")
                .plan();
        assertThat(result.err())
                .isEqualTo("DIR/p.yaml:6: not valid YAML: " + message + "\n1 mistake; nothing was planned.\n");
        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(cli.file("p.yaml", HEAD + "spec: {machineType: m1, regions: [r1], replicas: !!int \"3\"}\n")
                        .plan()
                        .err())
                .isEmpty();
    }

    /** Whoever found them: the operator, the schema, or what is the same for all kinds. */
    @Test
    void fromTheFirstLineToTheLast() {
        cli.file("p.yaml", """
                apiVersion: cpm.dev/v1alpha1
                kind: Placement
                metadata: {name: web, labels: {tier: a b}}
                spec:
                  replicas: -1
                  regions: [r1]
                """);
        assertThat(cli.plan().err().lines().map(line -> line.replaceFirst("(p.yaml:\\d+: [^:]*: [^:]*):.*", "$1")))
                .containsExactly(
                        "DIR/p.yaml:3: Placement default/web: metadata.labels[tier]",
                        "DIR/p.yaml:4: Placement default/web: spec.machineType",
                        "DIR/p.yaml:5: Placement default/web: spec.replicas");
    }

    @Test
    void inAnyFileAllAtOnce() {
        cli.file("a.yaml", HEAD + "spec:\n  topologySpreadConstraints:\n    - maxSkew: 1\n    - maxSkw: 2\n")
                .file("b/b.yml", "kind: Zone\nmetadata: {name: z}\n---\napiVersion: cpm.dev/v1alpha1\nkind: Zone\n")
                .file("c.yaml", "# first\napiVersion: cpm.dev/v1alpha2\nkind: Zone\n---\n\n- a\n---\nmetadata: {}\n")
                .file("d.yaml", "apiVersion: cpm.dev/v1alpha1\nkind: Zones\nmetadata: {name: z}\nspecs: {}\n")
                .file("e.yaml", "apiVersion: cpm.dev/v1alpha1\nkind: Zone\nmetadata: {name: z}\nspecs: {}\n")
                .file("f.yaml", "apiVersion: cmp.dev/v1alpha1\nkind: Zone\nmetadata: {name: z}\n")
                .file("g.yaml", HEAD.replace("{name: web}", "{name: Web, namespace: 5, labels: {a: 1}}"));
        Result result = cli.plan();
        assertThat(result.err()).isEqualTo("""
                        DIR/a.yaml:7: Placement default/web: spec.topologySpreadConstraints[1].maxSkw: unknown field; did you mean maxSkew?
                        DIR/b/b.yml:1: Zone: apiVersion: Required value: write cpm.dev/v1alpha1
                        DIR/b/b.yml:4: Zone: metadata.name: Required value: give the object a name
                        DIR/b/b.yml:4: Zone: spec: Required value: say at least region
                        DIR/c.yaml:2: Zone: apiVersion: Unsupported value: "cpm.dev/v1alpha2": must be cpm.dev/v1alpha1
                        DIR/c.yaml:6: not a Kubernetes object: it must have apiVersion, kind and metadata
                        DIR/c.yaml:8: kind: Required value: say what this is, such as Placement
                        DIR/c.yaml:8: apiVersion: Required value: say which, such as cpm.dev/v1alpha1
                        DIR/d.yaml:2: Zones z: kind: unknown kind; did you mean Zone?
                        DIR/e.yaml:4: Zone z: specs: unknown field; did you mean spec?
                        DIR/f.yaml:1: Zone z: apiVersion: Unsupported value: "cmp.dev/v1alpha1": must be cpm.dev/v1alpha1
                        DIR/g.yaml:1: Placement default/Web: spec.machineType: Required value: name the machine type, such as PS100v3
                        DIR/g.yaml:1: Placement default/Web: spec.regions: Required value: name 1 to 16 regions
                        DIR/g.yaml:1: Placement default/Web: spec: Required value: the definition of this kind asks for it
                        DIR/g.yaml:3: Placement default/Web: metadata.name: Invalid value: "Web": must be lower-case letters, digits, '-' or '.', starting and ending with a letter or digit
                        DIR/g.yaml:3: Placement default/Web: metadata.namespace: Invalid value: 5: must be text: put it in quotes
                        DIR/g.yaml:3: Placement default/Web: metadata.labels[a]: Invalid value: 1: must be text: put it in quotes
                        17 mistakes; nothing was planned.
                        """);
        assertThat(result.exitCode()).isEqualTo(2);
    }

    @Test
    void inTheYamlItself() throws IOException {
        cli.file("a.yaml", HEAD + "spec:\n\treplicas: 1\n")
                .file("b.yaml", HEAD + "spec: {a: b\n")
                .file("c.yaml", "apiVersion: v1\nkind: Pod\nspec: &x\n  b: *x\n")
                .file("d.json", "{\"kind\": \"Zone\",\n\t\"apiVersion\": \"cpm.dev/v1alpha1\" \"a\"}")
                .file("e.yaml", "a: b\n# \u0007\n");
        Files.write(folder.resolve("f.yaml"), new byte[] {'a', ':', ' ', (byte) 0xff});
        assertThat(cli.plan().err()).isEqualTo("""
                        DIR/f.yaml: not a text in UTF-8
                        DIR/a.yaml:5: not valid YAML: a tab where there must be spaces
                        DIR/b.yaml:5: not valid YAML: expected ',' or '}', but got the end of the file
                        DIR/c.yaml:3: not valid YAML: an anchor contains itself
                        DIR/d.json:2: not valid YAML: expected ',' or '}', but got <scalar>
                        DIR/e.yaml:2: not valid YAML: the character U+0007 is not allowed
                        6 mistakes; nothing was planned.
                        """);
    }

    @Test
    void theSameObjectTwice() {
        String web = HEAD + "spec: {machineType: m1, regions: [r1]}\n";
        cli.file("a.yaml", web).file("b.yaml", "---\n" + web);
        assertThat(cli.plan().err())
                .isEqualTo("DIR/b.yaml:2: Placement default/web: given twice, here and at DIR/a.yaml:1\n"
                        + "1 mistake; nothing was planned.\n");
        assertThat(cli.run("plan", "DIR/a.yaml", "DIR/a.yaml", "DIR/a.yaml").err())
                .doesNotContain("given twice");
    }

    @Test
    void namespacesThatDisagree() {
        String namespace = "apiVersion: v1\nkind: Namespace\nmetadata: {name: shop, labels: {%s}}\n";
        cli.file("a.yaml", namespace.formatted("cpm.dev/account: a"))
                .file("b.yaml", namespace.formatted("cpm.dev/account: a, other: label"))
                .file("c.yaml", namespace.formatted("other: label"));
        assertThat(cli.plan().err())
                .startsWith("DIR/c.yaml:1: Namespace shop: given twice, here and at DIR/a.yaml:1\n");
    }

    @Test
    void aStatusThatNobodyCanRead() {
        cli.file("a.yaml", HEAD + "spec: {machineType: m1, regions: [r1]}\nstatus:\n  zones:\n    - replicas: x\n");
        assertThat(cli.plan().err())
                .startsWith("DIR/a.yaml:7: Placement default/web: status.zones[0].replicas: Invalid value: ");
    }

    @Test
    void whatASpecMeansIsToldAndTheRestIsPlanned() {
        cli.file(
                        "a.yaml",
                        HEAD + "spec:\n  machineType: m1\n  replicas: -1\n  regions: [r1, r1]\n"
                                + "---\napiVersion: cpm.dev/v1alpha1\nkind: Zone\nmetadata: {name: r1-a}\n"
                                + "spec:\n  region: r1\n  capacity:\n    - {machineType: m1, count: -5}\n    -\n")
                .file("b.yaml", HEAD.replace("web", "db") + "spec: {machineType: m1, regions: [r1]}\n");
        Result result = cli.plan();
        assertThat(result.err()).isEqualTo("""
                        DIR/a.yaml:6: Placement default/web: spec.replicas: Invalid value: -1: must be between 0 and 10000
                        DIR/a.yaml:7: Placement default/web: spec.regions[1]: Duplicate value: "r1": regions must name each region once: remove the repeated one
                        DIR/a.yaml:15: Zone r1-a: spec.capacity[0].count: Invalid value: -5: must be between 0 and 1000000
                        DIR/a.yaml:16: Zone r1-a: spec.capacity[1]: Required value: remove the empty item
                        """);
        assertThat(result.out()).startsWith("Neither placement is ready.\n").contains("InvalidSpec");
        assertThat(result.exitCode()).isEqualTo(2);
    }

    /** As an API server refuses that one alone; what is there of it stays. */
    @ParameterizedTest
    @ValueSource(strings = {"replicas: \"3\"", "replica: 3"})
    void anObjectOfAWrongShapeIsLeftOutAndTheRestIsPlanned(String field) {
        String good = "spec: {machineType: m1, regions: [r1], replicas: 0}\n";
        String bad = HEAD + "spec:\n  machineType: m1\n  regions: [r1]\n  " + field + "\n";
        cli.file("in/a.yaml", bad).file("in/b.yaml", HEAD.replace("web", "db") + good);
        cli.file("main/a.yaml", HEAD + good);
        Result result = cli.run("plan", "DIR/in");
        assertThat(result.err())
                .startsWith("DIR/in/a.yaml:7: Placement default/web: spec.repl")
                .endsWith("\nPlacement default/web is not planned: it has a mistake.\n");
        assertThat(result.out()).contains("default/db").doesNotContain("default/web");
        assertThat(result.exitCode()).isEqualTo(2);
        Result change = cli.run("plan", "DIR/in", "--against", "DIR/main", "--prune");
        assertThat(change.out())
                .contains("+ default/db", "\nPlacement default/web is not planned: it has a mistake.\n")
                .doesNotContain("deleted");
        assertThat(change.exitCode()).isEqualTo(2);
        assertThat(cli.run("status", "-f", "DIR/in").out()).contains("default/db");
        assertThat(cli.run("plan", "DIR/in/b.yaml", "--against", "DIR/in").err())
                .endsWith("1 mistake in what --against names; nothing was planned.\n"
                        + "If the change itself mends that, plan it without --against.\n");
        cli.file("in/a.yaml", bad + "status: {zones: [{zone: r1-a, replicas: 1, indexes: \"0\"}]}\n");
        assertThat(cli.run("plan", "DIR/in").err()).endsWith("1 mistake; nothing was planned.\n");
        cli.file("in/a.yaml", bad + "---\n" + HEAD + good);
        assertThat(cli.run("plan", "DIR/in").err()).endsWith("2 mistakes; nothing was planned.\n");
    }

    /** These the operator lets pass, and no API server takes. */
    @Test
    void labelsThatCannotBeAreToldToo() {
        Result result = cli.file("a.yaml", """
                        apiVersion: cpm.dev/v1alpha1
                        kind: Zone
                        metadata:
                          name: r1-a
                          labels:
                            tier: very gold
                            hall: the new one
                        spec: {region: r1}
                        """).plan();
        String form =
                ": must be empty, or letters, digits, '-', '_' or '.', starting and ending with a letter or digit\n";
        assertThat(result.err())
                .isEqualTo("DIR/a.yaml:6: Zone r1-a: metadata.labels[tier]: Invalid value: \"very gold\"" + form
                        + "DIR/a.yaml:7: Zone r1-a: metadata.labels[hall]: Invalid value: \"the new one\"" + form);
        assertThat(result.exitCode()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    {zone: a, indexes: "O"}           | [0].indexes: Invalid value: "O": write each index from 0 to 9999 once, such as "0,2,4-6"
                    {zone: a, indexes: "5-1"}         | [0].indexes: Invalid value: "5-1": write each index from 0 to 9999 once, such as "0,2,4-6"
                    {zone: a, indexes: "0,0"}         | [0].indexes: Invalid value: "0,0": write each index from 0 to 9999 once, such as "0,2,4-6"
                    {zone: a, indexes: ""}            | [0].indexes: Invalid value: "": write each index from 0 to 9999 once, such as "0,2,4-6"
                    {zone: a}                         | [0].indexes: Required value: write each index from 0 to 9999 once, such as "0,2,4-6"
                    {indexes: "0"}                    | [0].zone: Required value: name the zone that holds these replicas
                    {zone: a, indexes: "0-99999999"}  | [0].indexes: Invalid value: "0-99999999": write each index from 0 to 9999 once, such as "0,2,4-6"
                    {zone: a, indexes: "0", replicas: 9} | [0].replicas: Invalid value: 9: indexes "0" are 1
                    {zone: a, indexes: "0"}, {zone: b, indexes: "0"} | [1].indexes: Duplicate value: 0: it is in a too; a replica is in one zone
                    {zone: a, indexes: "0"}, {zone: a, indexes: "1"} | [1].zone: Duplicate value: "a": status.zones[0] has it; put its indexes into one
                    """)
    void inWhatAStatusSaysIsAssigned(String zones, String message) {
        Result result = cli.file(
                        "p.yaml", HEAD + "spec: {machineType: m1, regions: [r1]}\nstatus:\n  zones: [" + zones + "]\n")
                .plan();
        assertThat(result.err())
                .isEqualTo("DIR/p.yaml:6: Placement default/web: status.zones" + message
                        + "\n1 mistake; nothing was planned.\n");
        assertThat(result.exitCode()).isEqualTo(2);
    }

    @Test
    void inWhatToRead() throws IOException {
        Files.createDirectory(folder.resolve("empty"));
        Result result = cli.file("x.yaml", "apiVersion: v1\nkind: Pod\n").run("plan", "DIR/nope", "DIR/empty");
        assertThat(result.err())
                .isEqualTo("DIR/nope: no such file or folder\n"
                        + "DIR/empty: no manifests in this folder (*.yaml, *.yml or *.json)\n"
                        + "2 mistakes; nothing was planned.\n");
        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(cli.plan().err())
                .isEqualTo("DIR: no object of cpm.dev in these manifests\n1 mistake; nothing was planned.\n");
    }

    @Test
    void onTheStandardInputNothingOfOurs() {
        String configMap = "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\n";
        assertThat(cli.runWithInput(configMap, "plan", "-f", "-").err())
                .startsWith("stdin: no object of cpm.dev in these manifests\n");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    plan                    | Say what to plan: files, folders, or - for the standard input
                    plan DIR --bogus        | Unknown option: '--bogus'
                    plan DIR -o xml         | Invalid value for option '--output': expected one of [table, text, wide, yaml, json, markdown, github]
                    plan DIR -n A_b         | Invalid value for option '--namespace': 'A_b' is no namespace's name
                    plan DIR --html=        | Invalid value for option '--html': name a file, or - for the standard output
                    plan DIR --namespace=   | Invalid value for option '--namespace': '' is no namespace's name
                    status -f DIR -n A_b    | Invalid value for option '--namespace': 'A_b' is no namespace's name
                    status --namespace=     | Invalid value for option '--namespace': '' is no namespace's name
                    run --lease-namespace=  | Invalid value for option '--lease-namespace': '' is no namespace's name
                    run --lease-namespace A | Invalid value for option '--lease-namespace': 'A' is no namespace's name
                    plan DIR --context x    | --context is for a cluster, and only --against live looks at one
                    plan DIR --as x --against DIR | --as is for a cluster, and only --against live looks at one
                    plan DIR --against live --against DIR | --against live compares with the cluster alone
                    pln DIR                 | Unmatched arguments from index 0: 'pln'
                    run --health-port 99999 | --health-port: 99999 is no port; it must be -1 or 0 to 65535
                    """)
    void inTheCommand(String command, String message) {
        Result result = cli.run(command.strip().split(" "));
        assertThat(result.err()).startsWith(message).containsPattern("See cpm-operator( plan| run| status)? --help\n$");
        assertThat(result.exitCode()).isEqualTo(2);
    }

    /** It asks for no number: neither for none. */
    @Test
    void anInvalidSpecHasNoCountOfReplicas() {
        cli.file("web.yaml", HEAD + "spec: {machineType: m1, replicas: -1, regions: [r1]}\n");
        assertThat(cli.plan().out())
                .contains("default/web: no replica is placed\n")
                .doesNotContain("0 of 0");
    }
}
