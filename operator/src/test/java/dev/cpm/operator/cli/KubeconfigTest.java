package dev.cpm.operator.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.client.Config;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is said of a KUBECONFIG that leads nowhere: one sentence, never a parser's trace. */
class KubeconfigTest {
    private static final String GOOD = """
            apiVersion: v1
            kind: Config
            current-context: home
            contexts: [{name: home, context: {cluster: local}}]
            clusters: [{name: local, cluster: {server: "https://127.0.0.1:1"}}]
            """;

    @TempDir
    private Path folder;

    private String file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text).toString();
    }

    private void says(String named, String sentence) {
        assertThatThrownBy(() -> Kubeconfig.find(named))
                .isInstanceOf(NoStartException.class)
                .hasMessage(sentence.replace("DIR", folder.toString()));
    }

    @Test
    void aFileThatDoesNotExistIsNamed() {
        says(folder.resolve("gone").toString(), "the file that KUBECONFIG names does not exist: DIR/gone");
    }

    @Test
    void ofSeveralFilesOneIsEnough() throws Exception {
        String gone = folder.resolve("gone").toString();
        Kubeconfig.find(gone + File.pathSeparator + file("good", GOOD));
        says(gone + File.pathSeparator + gone, "the file that KUBECONFIG names does not exist: DIR/gone:DIR/gone");
    }

    @Test
    void aFolderCannotBeRead() {
        says(folder.toString(), "the file that KUBECONFIG names cannot be read: DIR");
    }

    @Test
    void whatIsNoYamlIsSaidWithItsLine() throws IOException {
        says(file("bad", "a: b\nc: [d\n"), "the file that KUBECONFIG names is not a kubeconfig: DIR/bad, line 2");
    }

    @Test
    void whatIsYamlButNoKubeconfigIsSaid() throws IOException {
        says(file("list", "- 1\n- 2\n"), "the file that KUBECONFIG names is not a kubeconfig: DIR/list");
        says(file("empty", ""), "the file that KUBECONFIG names is not a kubeconfig: DIR/empty");
    }

    @Test
    void aContextThatLeadsNowhereIsSaid() throws IOException {
        says(file("none", GOOD.replaceAll("current-context.*", "")), "the kubeconfig DIR/none has no current-context");
        says(
                file("other", GOOD.replace("name: home", "name: work")),
                "the kubeconfig DIR/other has no context home, which is its current-context");
        says(
                file("lost", GOOD.replace("name: local", "name: remote")),
                "the kubeconfig DIR/lost has no cluster with a server for its context home");
    }

    @Test
    void noClusterReachableIsOneSentence() throws Exception {
        try (Connection connection = Connection.to(Config.fromKubeconfig(new File(file("good", GOOD))))) {
            assertThatThrownBy(() -> connection.awaitKinds(Duration.ZERO))
                    .isInstanceOf(NoStartException.class)
                    .hasMessage("cannot reach the API server at https://127.0.0.1:1/: it does not accept connections;"
                            + " set KUBECONFIG to a cluster that runs, or run inside one");
        }
        assertThat(NoStartException.reason(new RuntimeException(new IllegalStateException("first\nsecond"))))
                .isEqualTo("first");
    }
}
