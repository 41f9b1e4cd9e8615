package dev.cpm.operator.local;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** How the two servers of a local control plane are started. */
final class ServerCommands {

    private ServerCommands() {}

    static List<String> etcd(ControlPlaneBinaries binaries, Path home, URI url) {
        return List.of(
                binaries.etcd().toString(),
                "--data-dir=" + home.resolve("etcd"),
                "--listen-client-urls=" + url,
                "--advertise-client-urls=" + url,
                "--listen-peer-urls=http://127.0.0.1:0"); // a lone member has no peers: any port will do
    }

    /** {@code extraFlags} come last, so that they win. */
    static List<String> kubeApiServer(
            ControlPlaneBinaries binaries,
            Path home,
            AdminAccess access,
            int port,
            int etcdPort,
            List<String> extraFlags) {
        List<String> command = new ArrayList<>(List.of(
                binaries.kubeApiServer().toString(),
                "--etcd-servers=http://127.0.0.1:" + etcdPort,
                "--secure-port=" + port,
                "--bind-address=127.0.0.1",
                // A documentation address: loopback is refused here, and without the flag the server asks for a default
                // route, which a laptop without network does not have.
                "--advertise-address=192.0.2.1",
                "--cert-dir=" + home,
                "--tls-cert-file=" + access.serverCertificate(),
                "--tls-private-key-file=" + access.serverKey(),
                "--client-ca-file=" + access.clientCertificate(),
                "--authorization-mode=RBAC",
                "--service-account-issuer=https://localhost",
                "--service-account-signing-key-file=" + access.serverKey(),
                "--service-account-key-file=" + access.serverKey(),
                "--disable-admission-plugins=ServiceAccount", // it waits for accounts that nobody makes here
                "--service-cluster-ip-range=10.0.0.0/24",
                "--allow-privileged=true"));
        command.addAll(extraFlags);
        return List.copyOf(command);
    }
}
