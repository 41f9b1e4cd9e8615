package dev.cpm.operator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is rehearsed reaches no cluster, decides, and ends well. */
@Timeout(value = 3, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class StartRehearsalIT {
    private static ProcessBuilder rehearsal() {
        ProcessBuilder rehearsal = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        StartRehearsal.class.getName())
                .redirectErrorStream(true);
        rehearsal.environment().remove("KUBECONFIG");
        return rehearsal;
    }

    private static String said(Process process) throws IOException {
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    @Test
    void allThatAStartDoesIsDoneToItsEnd() throws IOException, InterruptedException {
        Process rehearsal = rehearsal().start();
        String said = said(rehearsal);
        assertThat(rehearsal.waitFor()).as(said).isZero();
        // On a machine that stalls, the lease may take longer than a try does.
        assertThat(said.lines()
                        .filter(line -> !line.contains(" the lease, trying again"))
                        .toList())
                .noneMatch(line -> line.contains("[WARN]") || line.contains("[ERROR]") || line.contains("Exception"));
        assertThat(said)
                .containsSubsequence(
                        "cannot reach the API server at https://127.0.0.1:",
                        "This process leads",
                        "Loaded 6 placements, 5 zones and 3 regions.",
                        "The lease is given back.");
    }

    /** As where an image is built: in a pod, and behind a proxy. */
    @Test
    void itGoesNowhereElse() throws IOException, InterruptedException {
        ProcessBuilder inAPod = rehearsal();
        inAPod.environment()
                .putAll(Map.of(
                        "KUBERNETES_SERVICE_HOST", "127.0.0.1",
                        "KUBERNETES_SERVICE_PORT", "1",
                        "HTTP_PROXY", "http://127.0.0.1:1",
                        "HTTPS_PROXY", "http://127.0.0.1:1",
                        "http_proxy", "http://127.0.0.1:1"));
        Process rehearsal = inAPod.start();
        String said = said(rehearsal);
        assertThat(rehearsal.waitFor()).as(said).isZero();
        assertThat(said).contains("The lease is given back.");
    }

    @Test
    void whoNamesAClusterIsRefused() throws IOException, InterruptedException {
        ProcessBuilder named = rehearsal();
        named.environment().put("KUBECONFIG", "/somewhere/config");
        Process rehearsal = named.start();
        assertThat(said(rehearsal)).contains("KUBECONFIG names a cluster");
        assertThat(rehearsal.waitFor()).isNotZero();
    }
}
