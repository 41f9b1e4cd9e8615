package dev.cpm.operator;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;

/** The shape of the program, design section 6: dependencies go one way, and the decision is pure. */
@AnalyzeClasses(packages = "dev.cpm.operator", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String OURS = "dev.cpm.operator..";

    @ArchTest
    static final ArchRule theDecisionTalksToNobody = noClasses()
            .that()
            .resideInAPackage("..placement..")
            .should()
            .dependOnClassesThat(resideInAnyPackage(
                            "io.fabric8.kubernetes.client..",
                            "io.javaoperatorsdk..",
                            "org.slf4j..",
                            "java.util.logging..",
                            "java.util.concurrent..",
                            "java.io..",
                            "java.nio..",
                            "java.net..",
                            "picocli..")
                    // The API classes are the client's custom resources; their base class is all that is seen of it.
                    .and(not(resideInAPackage("io.fabric8.kubernetes.client"))));

    @ArchTest
    static final ArchRule theDecisionKnowsNoTime = noClasses()
            .that()
            .resideInAPackage("..placement..")
            .should()
            .dependOnClassesThat()
            .belongToAnyOf(Clock.class, Instant.class)
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(System.class, "nanoTime")
            .orShould()
            .accessClassesThat()
            .belongToAnyOf(Thread.class);

    @ArchTest
    static final ArchRule theApiDependsOnNoneOfUs = onlyOn("..operator.api..", "dev.cpm.operator.api..");

    @ArchTest
    static final ArchRule theArithmeticDependsOnNoneOfUs =
            onlyOn("..placement.fill..", "dev.cpm.operator.placement.fill..");

    @ArchTest
    static final ArchRule theDecisionDependsOnTheApi =
            onlyOn("..placement..", "dev.cpm.operator.placement..", "dev.cpm.operator.api..");

    @ArchTest
    static final ArchRule theControllerDoesNotKnowTheCommandLine = onlyOn(
            "..controller..",
            "dev.cpm.operator.controller..",
            "dev.cpm.operator.placement..",
            "dev.cpm.operator.api..");

    @ArchTest
    static final ArchRule noCircles =
            slices().matching("dev.cpm.operator.(*)..").should().beFreeOfCycles();

    private static ArchRule onlyOn(String who, String... whom) {
        return classes()
                .that()
                .resideInAPackage(who)
                .should()
                .onlyDependOnClassesThat(not(resideInAPackage(OURS)).or(resideInAnyPackage(whom)));
    }
}
