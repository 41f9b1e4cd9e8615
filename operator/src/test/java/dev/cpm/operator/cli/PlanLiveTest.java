package dev.cpm.operator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cpm.operator.cli.Cli.Result;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code plan --against live} is about the namespace to which {@code kubectl apply} would apply. */
class PlanLiveTest {
    private static final String CONTEXT = "case \"$*\" in *config*) %s;; *) cat \"${0%%/*}/there.json\";; esac";

    @TempDir
    private Path folder;

    @BeforeEach
    void manifests() {
        new Cli(folder).file("there.json", "{\"items\": []}").file("web.yaml", """
                apiVersion: cpm.dev/v1alpha1
                kind: Placement
                metadata: {name: web}
                spec: {machineType: m1, replicas: 0, regions: [r1]}
                """);
    }

    /** Runs it in a process of its own, whose kubectl has a context that answers so. */
    private Result plan(String context, String... more) throws IOException, InterruptedException {
        Path kubectl = Files.writeString(folder.resolve("kubectl"), "#!/bin/sh\n" + CONTEXT.formatted(context) + "\n");
        assertThat(kubectl.toFile().setExecutable(true)).isTrue();
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                KubectlMain.class.getName(),
                "plan",
                "-f",
                folder.resolve("web.yaml").toString(),
                "--against",
                "live"));
        command.addAll(List.of(more));
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectOutput(folder.resolve("out").toFile())
                .redirectError(folder.resolve("err").toFile());
        builder.environment().put("KUBECTL", kubectl.toString());
        int code = builder.start().waitFor();
        return new Result(code, text("out"), text("err"));
    }

    private String text(String file) throws IOException {
        return Files.readString(folder.resolve(file), StandardCharsets.UTF_8);
    }

    @Test
    void itIsThatOfTheContext() throws Exception {
        assertThat(plan("echo team-p").out()).contains("+ team-p/web  ").doesNotContain("default/web");
        assertThat(plan("echo").out()).contains("+ default/web  ");
    }

    @Test
    void theOneThatIsNamedGoesFirst() throws Exception {
        assertThat(plan("echo team-p", "-n", "team-q").out()).contains("+ team-q/web  ");
    }

    /** As in a pod, where kubectl needs no kubeconfig: it would apply to that of the pod. */
    @Test
    void whereNobodyCanTellItHasToBeNamed() throws Exception {
        Result unknown = plan("exit 1");
        assertThat(unknown.err()).isEqualTo("The namespace of the context cannot be told: say -n which.\n");
        assertThat(unknown.exitCode()).isEqualTo(2);
        assertThat(plan("exit 1", "-n", "default").out()).contains("+ default/web  ");
        new Cli(folder).file("web.yaml", """
                apiVersion: cpm.dev/v1alpha1
                kind: Placement
                metadata: {name: web, namespace: shop}
                spec: {machineType: m1, replicas: 0, regions: [r1]}
                """);
        assertThat(plan("exit 1").out()).contains("+ shop/web  ");
    }

    /** As copied from a cluster: nobody has given it these machines. */
    @Test
    void aStatusInAManifestIsLeftOut() throws Exception {
        new Cli(folder).file("web.yaml", """
                apiVersion: cpm.dev/v1alpha1
                kind: Placement
                metadata: {name: web, creationTimestamp: 2020-01-01T00:00:00Z, generation: 3}
                spec: {machineType: m2, replicas: 1, regions: [r1]}
                status:
                  machineType: m1
                  zones: [{zone: r1-a, region: r1, replicas: 1, indexes: "0"}]
                """);
        Result result = plan("echo team-p");
        assertThat(result.err()).isEmpty();
        assertThat(result.out())
                .contains("+ team-p/web  new, and not ready: 0 of 1 placed")
                .contains("What manifests have as status is left out, as an API server does it.");
        assertThat(result.exitCode()).isEqualTo(1);
    }

    /** What {@code kubectl apply} would answer, too: {@code namespaces "team-p" not found}. */
    @Test
    void intoANamespaceThatIsNotThereNothingGoes() throws Exception {
        there(namespace("default", ""));
        Result refused = plan("echo team-p");
        assertThat(refused.err()).endsWith("web.yaml:3: Placement team-p/web: namespaces \"team-p\" not found\n");
        assertThat(refused.exitCode()).isEqualTo(2);
        assertThat(plan("echo default").err()).isEmpty();
    }

    @Test
    void aNamespaceThatTheManifestsHaveIsThereByThen() throws Exception {
        there(namespace("default", ""));
        Path web = folder.resolve("web.yaml");
        Files.writeString(
                web, Files.readString(web) + "---\napiVersion: v1\nkind: Namespace\nmetadata: {name: team-p}\n");
        Result planned = plan("echo team-p");
        assertThat(planned.err()).isEmpty();
        assertThat(planned.exitCode()).isEqualTo(1); // There is no region.
    }

    @Test
    void intoANamespaceThatIsBeingDeletedNothingNewGoes() throws Exception {
        String ending = namespace("team-p", ", \"deletionTimestamp\": \"2026-01-01T00:00:00Z\"");
        there(ending);
        Result refused = plan("echo team-p");
        assertThat(refused.err())
                .endsWith(
                        "web.yaml:3: Placement team-p/web: forbidden: unable to create new content in namespace team-p"
                                + " because it is being terminated\n");
        assertThat(refused.exitCode()).isEqualTo(2);
        there(ending + """
                , {"apiVersion": "cpm.dev/v1alpha1", "kind": "Placement",
                   "metadata": {"name": "web", "namespace": "team-p", "uid": "1"},
                   "spec": {"machineType": "m1", "replicas": 0, "regions": ["r1"]}}
                """);
        assertThat(plan("echo team-p").err()).isEmpty();
    }

    private void there(String items) throws IOException {
        Files.writeString(folder.resolve("there.json"), "{\"items\": [" + items + "]}");
    }

    private static String namespace(String name, String more) {
        return "{\"apiVersion\": \"v1\", \"kind\": \"Namespace\", \"metadata\": {\"name\": \"" + name + "\"" + more
                + "}}";
    }

    @Test
    void aPlanOfAnotherContextIsRefused() throws Exception {
        Path saved = Files.writeString(
                folder.resolve("plan.json"), plan("echo team-p", "-o", "json").out());
        assertThat(plan("echo team-p", "--check", saved.toString()).err()).isEmpty();
        Result refused = plan("echo team-q", "--check", saved.toString());
        assertThat(refused.err())
                .contains("the manifests: Placement team-p/web is gone", "the manifests: Placement team-q/web is new");
        assertThat(refused.exitCode()).isEqualTo(2);
    }
}
