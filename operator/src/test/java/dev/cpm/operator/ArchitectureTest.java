package dev.cpm.operator;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.stream.Stream;

/** The shape of the program: dependencies go one way, and the decision is pure. */
@AnalyzeClasses(packages = "dev.cpm.operator", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String OURS = "dev.cpm.operator..";

    private static final String DECISION = "dev.cpm.operator.placement..";

    @ArchTest
    static final ArchRule theDecisionIsMadeOfPlainData = Purity.usesPlainDataOnly(DECISION);

    @ArchTest
    static final ArchRule theDecisionAsksNobody = Purity.asksNobody(DECISION);

    @ArchTest
    static final ArchRule theDecisionRemembersNothing = Purity.remembersNothing(DECISION);

    @ArchTest
    static final ArchRule theApiDependsOnNoneOfUs = onlyOn("..operator.api..", "dev.cpm.operator.api..");

    @ArchTest
    static final ArchRule theArithmeticDependsOnNoneOfUs =
            onlyOn("..placement.fill..", "dev.cpm.operator.placement.fill..");

    @ArchTest
    static final ArchRule whatADecisionIsAboutKnowsNoRule = within("model", "fill");

    @ArchTest
    static final ArchRule whatIsKnownNowIsNotDecided = within("world", "model", "fill");

    @ArchTest
    static final ArchRule decidingKnowsNoneOfTheRules = within("decide", "model", "fill");

    @ArchTest
    static final ArchRule whatChangesComeToIsFoundByDeciding = within("moves", "decide", "model", "fill");

    @ArchTest
    static final ArchRule theRulesKnowNeitherTheWorldNorWhatIsSaid =
            within("rules", "moves", "decide", "model", "fill");

    @ArchTest
    static final ArchRule whatIsSaidDoesNotKnowWhoAsks = within("status", "rules", "moves", "decide", "world", "model");

    @ArchTest
    static final ArchRule theDecisionDependsOnTheApi =
            onlyOn("..placement..", "dev.cpm.operator.placement..", "dev.cpm.operator.api..");

    @ArchTest
    static final ArchRule nobodyElseDecides = classes()
            .that()
            .resideInAPackage(OURS)
            .and()
            .resideOutsideOfPackages("..operator.placement..", "..operator.view..")
            .should()
            .onlyDependOnClassesThat(not(resideInAnyPackage(
                    "..placement.fill..", "..placement.decide..", "..placement.moves..", "..placement.rules..")));

    @ArchTest
    static final ArchRule whoLooksAsksTheRulesAndMovesNothing = classes()
            .that()
            .resideInAPackage("..operator.view..")
            .should()
            .onlyDependOnClassesThat(not(resideInAnyPackage("..placement.fill..", "..placement.moves..")));

    @ArchTest
    static final ArchRule theControllerDoesNotKnowTheCommandLine = onlyOn(
            "..controller..",
            "dev.cpm.operator.controller..",
            "dev.cpm.operator.placement..",
            "dev.cpm.operator.api..");

    @ArchTest
    static final ArchRule whatThereIsToLookAtKnowsNobodyWhoShowsIt = onlyOn(
            "..operator.view..", "dev.cpm.operator.view..", "dev.cpm.operator.placement..", "dev.cpm.operator.api..");

    @ArchTest
    static final ArchRule metricsKnowWhatThereIsToLookAtAndWhoDoesIt = onlyOn(
            "..operator.metrics..",
            "dev.cpm.operator.metrics..",
            "dev.cpm.operator.controller..",
            "dev.cpm.operator.view..",
            "dev.cpm.operator.api..");

    @ArchTest
    static final ArchRule nobodyElseUsesTheLibrariesForMetrics = classes()
            .that()
            .resideOutsideOfPackage("..operator.metrics..")
            .should()
            .onlyDependOnClassesThat(not(resideInAnyPackage("io.micrometer..", "io.prometheus..")));

    @ArchTest
    static final ArchRule wordsKnowNobodyWhoShowsThem = onlyOn(
            "..operator.words..",
            "dev.cpm.operator.words..",
            "dev.cpm.operator.view..",
            "dev.cpm.operator.placement..",
            "dev.cpm.operator.api..");

    @ArchTest
    static final ArchRule thePageKnowsNobodyWhoAsksForIt = onlyOn(
            "..operator.page..",
            "dev.cpm.operator.page..",
            "dev.cpm.operator.words..",
            "dev.cpm.operator.view..",
            "dev.cpm.operator.placement..",
            "dev.cpm.operator.api..");

    @ArchTest
    static final ArchRule whoJudgesManifestsKeepsItsLibrariesToItself = classes()
            .that()
            .resideInAPackage(OURS)
            .and()
            .resideOutsideOfPackage("..cli.admission..")
            .should()
            .onlyDependOnClassesThat(not(resideInAnyPackage("dev.cel..", "com.networknt..", "com.google..")));

    @ArchTest
    static final ArchRule noCirclesInTheCommandLine =
            slices().matching("dev.cpm.operator.cli.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule noCircles =
            slices().matching("dev.cpm.operator.(*)..").should().beFreeOfCycles();

    /** What a package of the decision may use: some of those before it, and the API; never the door. */
    private static ArchRule within(String one, String... others) {
        Stream<String> all = Stream.concat(Stream.of(one), Stream.of(others)).map("..placement.%s.."::formatted);
        return onlyOn(
                "..placement." + one + "..",
                Stream.concat(all, Stream.of("..operator.api..")).toArray(String[]::new));
    }

    private static ArchRule onlyOn(String who, String... whom) {
        return classes()
                .that()
                .resideInAPackage(who)
                .should()
                .onlyDependOnClassesThat(not(resideInAPackage(OURS)).or(resideInAnyPackage(whom)));
    }
}
