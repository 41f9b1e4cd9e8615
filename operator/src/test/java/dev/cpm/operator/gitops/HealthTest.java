package dev.cpm.operator.gitops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * What GitOps tools make of our objects. {@code deploy/gitops/argocd/resource_customizations} has the layout in which Argo CD
 * keeps such checks and their tests; its test data is what runs answer. After a change of words or of {@link HealthCases}:
 * {@code mvn -Dtest=HealthTest -Dgolden.renew=true test && git diff}.
 */
class HealthTest {
    private static final boolean RENEW = Boolean.getBoolean("golden.renew");
    private static final List<HealthCase> CASES = HealthCases.all();

    @BeforeAll
    static void renew() throws IOException {
        if (RENEW) {
            for (HealthCase each : CASES) {
                Files.writeString(each.directory().resolve(each.inputPath()), HealthCase.yaml(each.object()));
            }
            for (Map.Entry<Path, Map<String, Object>> file : healthTests().entrySet()) {
                Files.writeString(file.getKey(), HealthCase.yaml(file.getValue()));
            }
        }
    }

    /** The files health_test.yaml, and what they have to say. */
    private static Map<Path, Map<String, Object>> healthTests() {
        Map<Path, Map<String, Object>> files = new TreeMap<>();
        CASES.stream().collect(Collectors.groupingBy(HealthCase::directory)).forEach((directory, cases) -> {
            Map<String, Object> content = new LinkedHashMap<>();
            content.put("tests", cases.stream().map(HealthCase::test).toList());
            files.put(directory.resolve("health_test.yaml"), content);
        });
        return files;
    }

    private static Stream<DynamicTest> each(
            Function<HealthCase, Object> actual, Function<HealthCase, Object> expected) {
        return CASES.stream()
                .map(each -> dynamicTest(
                        each.toString(), () -> assertThat(actual.apply(each)).isEqualTo(expected.apply(each))));
    }

    @TestFactory
    Stream<DynamicTest> theTestDataIsWhatRunsAnswer() {
        return each(HealthCase::committed, HealthCase::object);
    }

    @Test
    void thereIsNoOtherTestData() throws IOException {
        try (Stream<Path> files = Files.walk(HealthCase.CUSTOMIZATIONS)) {
            assertThat(files.filter(file -> file.getParent().endsWith("testdata"))
                            .filter(file -> !file.toString().contains("actions")))
                    .containsExactlyInAnyOrderElementsOf(CASES.stream()
                            .map(each -> each.directory().resolve(each.inputPath()))
                            .toList());
        }
    }

    @Test
    void itsTestsSayWhatWeSay() {
        healthTests()
                .forEach((file, content) -> assertThat(HealthCase.read(file)).isEqualTo(content));
    }

    /** As Argo CD's own test does with each health_test.yaml: the status and the message, exactly. */
    @TestFactory
    @SuppressWarnings("unchecked")
    Stream<DynamicTest> argoCd() {
        return healthTests().keySet().stream().flatMap(file -> {
            Path directory = file.getParent();
            String script = text(directory.resolve("health.lua"));
            return ((List<Map<String, Object>>) HealthCase.read(file).get("tests"))
                    .stream()
                            .map(test -> dynamicTest(
                                    directory.getFileName() + " " + test.get("inputPath"),
                                    () -> assertThat(ArgoLua.run(script, HealthCase.read(directory.resolve((String)
                                                    test.get("inputPath")))))
                                            .isEqualTo(test.get("healthStatus"))));
        });
    }

    /** An object from before its definition, or restored without a status. */
    @TestFactory
    Stream<DynamicTest> argoCdWithoutAnyStatus() {
        return healthTests().keySet().stream()
                .map(Path::getParent)
                .map(directory -> dynamicTest(
                        directory.getFileName().toString(),
                        () -> assertThat(ArgoLua.run(
                                        text(directory.resolve("health.lua")),
                                        Map.of("metadata", Map.of("generation", 1))))
                                .isEqualTo(Map.of(
                                        "status", Health.Progressing.name(), "message", HealthCase.UNANSWERED))));
    }

    @TestFactory
    Stream<DynamicTest> flux() {
        Map<String, FluxHealth> expressions = FluxFilesTest.expressions();
        return each(each -> expressions.get(each.kind()).judge(each.committed()), HealthCase::flux);
    }

    @TestFactory
    Stream<DynamicTest> kstatus() {
        return each(each -> Kstatus.of(each.committed()), HealthCase::kstatus);
    }

    /** What Ready can give as a reason has a row, but for those of violations, which all read the same. */
    @Test
    void everythingThatCanBeMadeOfAPlacementIs() {
        List<HealthCase> placements =
                CASES.stream().filter(each -> each.kind().equals("Placement")).toList();
        assertThat(placements.stream().map(HealthCase::argo).distinct())
                .containsExactlyInAnyOrder(Health.Healthy, Health.Progressing, Health.Degraded, Health.Suspended);
        assertThat(placements.stream().map(HealthCase::flux).distinct())
                .containsExactlyInAnyOrder(Health.Current, Health.InProgress, Health.Failed);
    }

    /** Why there are expressions at all: so many would be waited for in vain. */
    @Test
    void byItselfKstatusWaitsForWhatIsMeantSo() {
        assertThat(CASES.stream()
                        .filter(each -> each.kstatus() == Health.InProgress && each.flux() == Health.Current)
                        .map(HealthCase::toString))
                .contains(
                        "Zone coming-soon",
                        "Region without-an-open-zone",
                        "Interconnect requested",
                        "Placement suspended");
    }

    @Test
    void everyKindHasACheck() {
        assertThat(CASES.stream().map(HealthCase::kind).distinct())
                .containsExactlyInAnyOrder("Placement", "Zone", "Region", "Interconnect", "LoadBalancer");
        assertThat(Arrays.stream(HealthCase.CUSTOMIZATIONS.toFile().list()))
                .containsExactlyInAnyOrder("Placement", "Zone", "Region", "Interconnect", "LoadBalancer");
    }

    static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
