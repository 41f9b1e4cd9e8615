package dev.cpm.operator.local;

import io.fabric8.kubeapitest.cert.CertManager;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;

/** The certificates of one local control plane, and its administrator's way in: for a client and for kubectl. */
final class AdminAccess {

    private final CertManager certificates;
    private final Config config;
    private final Path kubeconfig;

    /** Makes new certificates in {@code home}: so no two JVMs meet over them, and none is ever found expired. */
    AdminAccess(Path home, int apiServerPort) throws IOException {
        certificates = new CertManager(home.toString());
        certificates.createCertificatesIfNeeded();
        // From empty(): the user's own kubeconfig, proxy or in-cluster settings must not leak in.
        config = new ConfigBuilder(Config.empty())
                .withMasterUrl("https://127.0.0.1:" + apiServerPort)
                .withNamespace("default")
                .withCaCertData(base64(serverCertificate()))
                .withClientCertData(base64(clientCertificate()))
                .withClientKeyData(base64(certificates.getClientKeyPath()))
                .build();
        kubeconfig = KubeconfigFile.write(home.resolve("kubeconfig"), config);
    }

    Config config() {
        return config;
    }

    Path kubeconfig() {
        return kubeconfig;
    }

    String serverCertificate() {
        return certificates.getAPIServerCertPath();
    }

    String serverKey() {
        return certificates.getAPIServerKeyPath();
    }

    String clientCertificate() {
        return certificates.getClientCertPath();
    }

    private static String base64(String file) throws IOException {
        return Base64.getEncoder().encodeToString(Files.readAllBytes(Path.of(file)));
    }
}
