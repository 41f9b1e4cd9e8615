package dev.cpm.operator.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The image with an AOT cache, as far as its Dockerfile tells; AotImageIT does what it says. */
class DockerfileTest {
    private static Dockerfile dockerfile;

    @BeforeAll
    static void read() throws IOException {
        dockerfile = Dockerfile.read(Dockerfile.OF_THE_IMAGE);
    }

    @Test
    void theCacheIsWrittenByTheVeryImageThatReadsIt() {
        assertThat(dockerfile.stages())
                .hasSize(2)
                .allMatch(stage -> stage.base().equals("${IMAGE}"));
    }

    @Test
    void theImageIsTheSameButForAFileAndAVariable() {
        Dockerfile.Stage last = dockerfile.stages().get(1);
        assertThat(last.runs()).isEmpty();
        assertThat(last.copies()).extracting(Dockerfile.Copy::to).containsExactly("/app/start.aot");
        assertThat(last.copies()).as("nobody's who could write it").allMatch(copy -> copy.owner() == 0);
        assertThat(last.environment()).containsOnlyKeys("JDK_JAVA_OPTIONS");
    }

    /** The cache depends on how objects lie in memory. */
    @Test
    void itIsTrainedWithTheCollectorOfTheDeployment() {
        String options = DeployFiles.only(DeployFiles.BASE, "Deployment")
                .at("/spec/template/spec/containers/0/env/0/value")
                .asText();
        String collector = List.of(options.split(" ")).stream()
                .filter(option -> option.endsWith("GC"))
                .findFirst()
                .orElseThrow();
        assertThat(dockerfile.stages().get(0).environment().get("JDK_JAVA_OPTIONS"))
                .contains(collector);
    }

    @Test
    void whatItRehearsesExists() throws ClassNotFoundException {
        List<String> training = dockerfile.stages().get(0).runs().get(0);
        assertThat(Class.forName(training.get(training.size() - 1))).hasDeclaredMethods("main");
    }
}
