package dev.cpm.operator.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cpm.operator.cluster.Kubectl;
import dev.cpm.operator.local.LocalControlPlane;
import dev.cpm.operator.local.RealApiServer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** {@code helm install}, {@code upgrade} and {@code uninstall} on a real API server. */
@ExtendWith(RealApiServer.class)
class ChartIT {
    private static final String NAME = "by-helm"; // of the release, and of its namespace
    private static final Chart CHART = new Chart("userRoles: {create: false}");

    private final LocalControlPlane controlPlane;

    ChartIT(LocalControlPlane controlPlane) {
        this.controlPlane = controlPlane;
    }

    @Test
    void aReleaseComesStaysAsItIsAndGoes() {
        int objects = CHART.objects(NAME, NAME, controlPlane.version()).size();
        CHART.install(NAME, NAME, controlPlane.kubeconfig());
        List<String> installed = stored();
        assertThat(installed).hasSize(objects).contains("Deployment by-helm 1", "ClusterRole by-helm ");

        CHART.upgrade(NAME, NAME, controlPlane.kubeconfig());
        assertThat(stored()).isEqualTo(installed);

        Chart.uninstall(NAME, NAME, controlPlane.kubeconfig());
        assertThat(stored()).isEmpty();
        assertThat(Kubectl.run(controlPlane, "", "get", "crd", "placements.cpm.dev"))
                .as("definitions stay")
                .contains("placements.cpm.dev");
    }

    /** Of what the chart renders, what is there: kind, name and generation, where it has one. */
    private List<String> stored() {
        return Kubectl.run(
                        controlPlane,
                        CHART.text(NAME, NAME, controlPlane.version()),
                        "get",
                        "--ignore-not-found",
                        "-f",
                        "-",
                        "-o",
                        "jsonpath={range .items[*]}{.kind} {.metadata.name} {.metadata.generation}{'\\n'}{end}")
                .lines()
                .toList();
    }
}
