package dev.cpm.operator.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cpm.operator.api.Build;
import dev.cpm.operator.api.Cpm;
import dev.cpm.operator.cluster.Cluster;
import dev.cpm.operator.cluster.SmallWorld;
import dev.cpm.operator.controller.CpmOperator;
import dev.cpm.operator.controller.HealthServer;
import dev.cpm.operator.controller.Observer;
import dev.cpm.operator.controller.Settings;
import dev.cpm.operator.local.AccountToken;
import dev.cpm.operator.local.LocalControlPlane;
import dev.cpm.operator.local.RealApiServer;
import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the operator needs before it starts, and what it says of what is not there. */
@ExtendWith(RealApiServer.class)
class StartIT {
    private LocalControlPlane controlPlane;
    private Cluster cluster;

    @BeforeEach
    void start(LocalControlPlane shared) {
        controlPlane = shared;
        cluster = new Cluster(controlPlane);
    }

    @AfterEach
    void stop() {
        new Cluster(controlPlane).close(); // puts back what a test took away
    }

    private void takeAway(String... definitions) {
        for (String definition : definitions) {
            cluster.kubectl("", "delete", "crd", definition);
        }
        Cluster.await(
                "they are gone",
                () -> definitions.length
                        == CpmOperator.missingKinds(cluster.client()).size());
    }

    @Test
    void everyKindThatIsMissingIsNamedWithTheCommandThatInstallsIt() throws Exception {
        takeAway("zones.cpm.dev", "loadbalancers.cpm.dev");
        try (Connection connection = Connection.to(controlPlane.clientConfig())) {
            assertThatThrownBy(() -> connection.awaitKinds(Duration.ofMillis(1)))
                    .isInstanceOf(NoStartException.class)
                    .hasMessage("the cluster does not know zones.cpm.dev, loadbalancers.cpm.dev;"
                            + " install the resource definitions first: kubectl apply -k crds");
        }
    }

    @Test
    void aKindThatComesALittleLaterIsWaitedFor() throws Exception {
        takeAway("zones.cpm.dev");
        try (Connection connection = Connection.to(controlPlane.clientConfig())) {
            CompletableFuture<Void> later = CompletableFuture.runAsync(() -> {
                Cluster.pause(Duration.ofSeconds(1));
                new Cluster(controlPlane);
            });
            connection.awaitKinds(Duration.ofSeconds(30));
            later.join();
        }
    }

    @Test
    void aNamespaceForTheLeaseThatDoesNotExistIsSaid() throws Exception {
        try (Connection connection = Connection.to(controlPlane.clientConfig())) {
            connection.requireNamespace("default");
            assertThatThrownBy(() -> connection.requireNamespace("nowhere"))
                    .isInstanceOf(NoStartException.class)
                    .hasMessageStartingWith("there is no namespace nowhere to hold the lease in;");
        }
    }

    @Test
    void anAccountWithoutRightsIsToldWhichFileHasThem() throws Exception {
        if (cluster.client()
                        .serviceAccounts()
                        .inNamespace("default")
                        .withName("somebody")
                        .get()
                == null) {
            cluster.kubectl("", "create", "serviceaccount", "somebody", "-n", "default");
        }
        try (Connection connection = Connection.to(AccountToken.of(controlPlane, "default", "somebody"))) {
            assertThatThrownBy(() -> connection.awaitKinds(Duration.ZERO))
                    .isInstanceOf(NoStartException.class)
                    .hasMessageContaining("does not allow it: ")
                    .hasMessageContaining("User \"system:serviceaccount:default:somebody\" cannot list resource")
                    .hasMessageEndingWith("deploy/base/operator-access.yaml has all that the operator needs");
        }
    }

    @Test
    void theRightsOfTheDeploymentAreEnough() throws Exception {
        try (Connection connection = Connection.to(cluster.access().config("by-its-rights"))) {
            connection.awaitKinds(Duration.ZERO);
            connection.requireNamespace("cpm-system");
            Settings settings = new Settings(Cluster.SETTLE, true, "cpm-system", "by-its-rights", -1);
            try (CpmOperator operator = new CpmOperator(
                    connection.client(), settings, new HealthServer(settings.healthPort()), Observer.NONE)) {
                operator.start();
                cluster.apply(SmallWorld.unlimited("r1-a"));
                cluster.want("web", 2);
                Cluster.await("it is placed", () -> cluster.zones("web").equals(Map.of("r1-a", 2)));
                Cluster.await(
                        "the zone says so",
                        () -> cluster.zone("r1-a").getStatus() != null
                                && Integer.valueOf(1)
                                        .equals(cluster.zone("r1-a").getStatus().placements()));
            }
        }
        Lease lease = cluster.client()
                .leases()
                .inNamespace("cpm-system")
                .withName(Settings.LEASE)
                .get();
        assertThat(lease.getSpec().getHolderIdentity()).as("it is given back").isEmpty();
        assertThat(lease.getMetadata().getAnnotations()).containsEntry(Cpm.VERSION_ANNOTATION, Build.version());
    }
}
