package dev.cpm.operator.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.marcnuri.helm.DryRun;
import com.marcnuri.helm.Helm;
import com.marcnuri.helm.InstallCommand;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * The Helm chart in the hands of Helm itself, which comes as a library.
 *
 * @param values what is set, in one line of YAML without the outer braces
 */
record Chart(String values) {
    static final Path SOURCE = DeployFiles.DEPLOY.resolve("helm").resolve("cpm-operator");

    /** One for which everything is rendered. */
    static final String CURRENT = "1.36.0";

    private static final String NOTES = "NOTES:\n";

    /** {@code helm template} for a version of Kubernetes: what it prints. */
    String text(String release, String namespace, String kubeVersion) {
        return withValues(file -> new Helm(SOURCE)
                .template()
                .withName(release)
                .withNamespace(namespace)
                .withKubeVersion(kubeVersion)
                .withValuesFile(file)
                .call());
    }

    /** The objects by title; a chart's definitions are not among them. */
    Map<String, JsonNode> objects(String release, String namespace, String kubeVersion) {
        return DeployFiles.byTitle(DeployFiles.documents(text(release, namespace, kubeVersion)));
    }

    /** What {@code helm install} says at its end, as {@code --dry-run=client} has it. */
    static String notes(String release, String namespace, Map<String, String> set) {
        InstallCommand install = new Helm(SOURCE)
                .install()
                .withName(release)
                .withNamespace(namespace)
                .withKubeVersion(CURRENT)
                .clientOnly()
                .withDryRunOption(DryRun.CLIENT);
        set.forEach(install::set);
        String said = install.call().getOutput();
        return said.substring(said.indexOf(NOTES) + NOTES.length());
    }

    /** {@code helm install --create-namespace}, which waits for nothing. */
    void install(String release, String namespace, Path kubeconfig) {
        withValues(file -> new Helm(SOURCE)
                .install()
                .withName(release)
                .withNamespace(namespace)
                .createNamespace()
                .withKubeConfig(kubeconfig)
                .withValuesFile(file)
                .call());
    }

    void upgrade(String release, String namespace, Path kubeconfig) {
        withValues(file -> new Helm(SOURCE)
                .upgrade()
                .withName(release)
                .withNamespace(namespace)
                .withKubeConfig(kubeconfig)
                .withValuesFile(file)
                .call());
    }

    static void uninstall(String release, String namespace, Path kubeconfig) {
        Helm.uninstall(release)
                .withNamespace(namespace)
                .withKubeConfig(kubeconfig)
                .call();
    }

    /** What {@code helm lint --strict} finds; empty if nothing. */
    static List<String> complaints() {
        var lint = new Helm(SOURCE).lint().strict().call();
        return lint.isFailed() ? lint.getMessages() : List.of();
    }

    private interface Command<T> {
        T run(Path values);
    }

    private <T> T withValues(Command<T> command) {
        try {
            Path file = Files.writeString(Files.createTempFile("values", ".yaml"), "{" + values + "}");
            try {
                return command.run(file);
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
