package dev.cpm.operator.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.client.Config;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is said of a KUBECONFIG that leads nowhere: one sentence, never a parser's trace. */
class KubeconfigTest {
    private static final String GOOD = """
            apiVersion: v1
            kind: Config
            current-context: home
            contexts: [{name: home, context: {cluster: local}}]
            clusters: [{name: local, cluster: {server: "https://127.0.0.1:1"}}]
            """;

    private static final char[] PASSWORD = "changeit".toCharArray();

    /** Bytes at the end of an encoded key on the curve P-256 that are the key itself. */
    private static final int SEC1 = 39;

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
    void whatHasNoNameIsPassedOver() throws Exception {
        Kubeconfig.find(file("unnamed", GOOD.replace("clusters: [", "clusters: [{cluster: {}}, ")));
        says(
                file("one", GOOD.replace("name: local, ", "")),
                "the kubeconfig DIR/one has no cluster with a server for its context home");
    }

    /** kubectl writes it so where there is none. */
    @Test
    void listsThatAreNullAreEmpty() throws Exception {
        String empty = file("empty", "apiVersion: v1\nkind: Config\ncontexts: null\nclusters: null\nusers: null\n");
        Kubeconfig.find(empty + File.pathSeparator + file("good", GOOD));
        String lost = file("lost", "current-context: home\ncontexts: null\n");
        says(lost, "the kubeconfig DIR/lost has no context home, which is its current-context");
    }

    @Test
    void whatIsNoPathIsSaid() {
        says("a\0b", "KUBECONFIG does not name a file: a\\u0000b (Nul character not allowed)");
    }

    /** Some distributions of Kubernetes make such keys for their administrators. */
    @ParameterizedTest
    @ValueSource(strings = {"PRIVATE KEY", "EC PRIVATE KEY"})
    void aKeyThatTheClientDoesNotReadIsSaidWithTheWayOut(String title) throws Exception {
        KeyStore store = withKey("EC");
        byte[] pkcs8 = store.getKey("user", PASSWORD).getEncoded();
        byte[] key = title.startsWith("EC") ? Arrays.copyOfRange(pkcs8, pkcs8.length - SEC1, pkcs8.length) : pkcs8;
        Config config = Config.empty();
        config.setMasterUrl("https://127.0.0.1:1");
        config.setClientCertData(pem("CERTIFICATE", store.getCertificate("user").getEncoded()));
        config.setClientKeyData(pem(title, key));
        config.setClientKeyAlgo(title.startsWith("EC") ? "EC" : "RSA"); // as the client finds it in a kubeconfig
        assertThatThrownBy(() -> Connection.to(config))
                .isInstanceOf(NoStartException.class)
                .hasMessageStartingWith(
                        "cannot connect to https://127.0.0.1:1/: the client key of the kubeconfig's user is")
                .hasMessageContaining("create token cpm-operator");
    }

    private KeyStore withKey(String algorithm) throws Exception {
        Path file = folder.resolve("user.p12");
        String[] call = {
            Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
            "-genkeypair",
            "-alias",
            "user",
            "-keyalg",
            algorithm,
            "-groupname",
            "secp256r1",
            "-dname",
            "CN=user",
            "-storetype",
            "PKCS12",
            "-storepass",
            new String(PASSWORD),
            "-keystore",
            file.toString()
        };
        assertThat(new ProcessBuilder(call).inheritIO().start().waitFor()).isZero();
        return KeyStore.getInstance(file.toFile(), PASSWORD);
    }

    /** As a kubeconfig has it. */
    private static String pem(String title, byte[] der) {
        String pem = "-----BEGIN " + title + "-----\n" + Base64.getMimeEncoder().encodeToString(der) + "\n-----END "
                + title + "-----\n";
        return Base64.getEncoder().encodeToString(pem.getBytes(StandardCharsets.UTF_8));
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
