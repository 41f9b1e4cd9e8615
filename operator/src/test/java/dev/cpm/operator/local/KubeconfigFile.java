package dev.cpm.operator.local;

import io.fabric8.kubernetes.api.model.ConfigBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A client's configuration as a file, for kubectl and for an operator in a process of its own. */
public final class KubeconfigFile {
    private static final String NAME = "local";

    private KubeconfigFile() {}

    /** Writes server, user and namespace of {@code config} to {@code file}; returns the file. */
    public static Path write(Path file, Config config) {
        var kubeconfig = new ConfigBuilder()
                .addNewCluster()
                .withName(NAME)
                .withNewCluster()
                .withServer(config.getMasterUrl())
                .withCertificateAuthorityData(config.getCaCertData())
                .endCluster()
                .endCluster()
                .addNewUser()
                .withName(NAME)
                .withNewUser()
                .withClientCertificateData(config.getClientCertData())
                .withClientKeyData(config.getClientKeyData())
                .withToken(config.getOauthToken())
                .endUser()
                .endUser()
                .addNewContext()
                .withName(NAME)
                .withNewContext()
                .withCluster(NAME)
                .withUser(NAME)
                .withNamespace(config.getNamespace())
                .endContext()
                .endContext()
                .withCurrentContext(NAME)
                .build();
        try {
            return Files.writeString(file, Serialization.asYaml(kubeconfig));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
