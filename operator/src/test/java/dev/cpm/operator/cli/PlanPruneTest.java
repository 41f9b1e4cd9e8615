package dev.cpm.operator.cli;

import static dev.cpm.operator.cli.PullRequest.placement;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cpm.operator.cli.Cli.Result;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code plan --prune} takes for deleted, and what it leaves alone. */
class PlanPruneTest {
    @TempDir
    private Path folder;

    private Cli cli;

    @BeforeEach
    void catalogue() {
        cli = PullRequest.in(folder);
    }

    private Result plan(String of, String against, String... more) {
        return PullRequest.plan(cli, of, against, more);
    }

    private static String kept(String name, String annotation) {
        return """
                apiVersion: cpm.dev/v1alpha1
                kind: Placement
                metadata: {name: %s, annotations: {%s}}
                spec: {machineType: m1, regions: [r1], replicas: 3}
                """.formatted(name, annotation);
    }

    /** Whoever prunes leaves alone what is annotated so: it keeps its machines. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "'argocd.argoproj.io/sync-options': 'Delete=false, Prune=false'",
                "'kustomize.toolkit.fluxcd.io/prune': disabled",
                "'helm.sh/resource-policy': keep"
            })
    void whatIsAnnotatedToBeKeptIsNotPruned(String annotation) {
        cli.file("old/web.yaml", kept("web", annotation)).file("new/api.yaml", placement("api", "replicas: 1"));
        assertThat(plan("DIR/new", "DIR/old", "--prune").out())
                .doesNotContain("default/web  deleted")
                .endsWith("\nAnnotated to be kept, and so not deleted: Placement default/web.\n");
        cli.file("old/web.yaml", kept("web", "'argocd.argoproj.io/sync-options': Prune=confirm"));
        assertThat(plan("DIR/new", "DIR/old", "--prune").out()).contains("default/web  deleted");
    }

    @Test
    void whoPrunesANamespaceIsToldWhatThatDeletes() {
        String namespace =
                "apiVersion: v1\nkind: Namespace\nmetadata: {name: shop, labels: {cpm.dev/account: acme}}\n---\n";
        String web = placement("web, namespace: shop", "replicas: 1");
        cli.file("old/web.yaml", namespace + web).file("new/web.yaml", web);
        assertThat(plan("DIR/new", "DIR/old", "--prune").out())
                .endsWith(
                        "These manifests no longer have Namespace shop: who prunes that deletes all that is in it, also what\n"
                                + "is planned here.\n");
    }
}
