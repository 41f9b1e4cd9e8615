package dev.cpm.operator;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.conditions.ArchPredicates.are;
import static com.tngtech.archunit.lang.conditions.ArchPredicates.have;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaType;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import io.fabric8.kubernetes.client.CustomResource;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Calendar;
import java.util.Collection;
import java.util.Comparator;
import java.util.Date;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Scanner;
import java.util.ServiceLoader;
import java.util.SplittableRandom;
import java.util.Timer;
import java.util.TimerTask;
import java.util.UUID;

/** What it takes for the classes of a package to be pure: the same records in, the same records out. */
final class Purity {
    private Purity() {}

    static List<ArchRule> rules(String who) {
        return List.of(usesPlainDataOnly(who), asksNobody(who), remembersNothing(who));
    }

    /**
     * A list of what is allowed, since that of what is not has no end: java.io, java.nio, java.net,
     * java.util.concurrent, java.security, loggers and clients are not on it.
     */
    static ArchRule usesPlainDataOnly(String who) {
        DescribedPredicate<JavaClass> plainData = resideInAnyPackage(
                        who,
                        "dev.cpm.operator.api..",
                        "java.lang",
                        "java.lang.annotation",
                        "java.lang.invoke", // how lambdas
                        "java.lang.runtime", // and records are compiled
                        "java.util",
                        "java.util.function",
                        "java.util.stream",
                        "io.fabric8.kubernetes.api.model..")
                // The API classes are the client's custom resources; their base class is all that is seen of it.
                .or(belongToAnyOf(CustomResource.class))
                // Times that are written in objects can be read; what time it is cannot be asked, see below.
                .or(belongToAnyOf(Instant.class, DateTimeParseException.class));
        DescribedPredicate<JavaClass> notSo = belongToAnyOf(
                        Thread.class,
                        ThreadLocal.class,
                        Runtime.class,
                        Process.class,
                        ProcessBuilder.class,
                        ProcessHandle.class,
                        ClassLoader.class,
                        Date.class,
                        Calendar.class,
                        Timer.class,
                        TimerTask.class,
                        Random.class,
                        SplittableRandom.class,
                        UUID.class,
                        Locale.class,
                        Scanner.class,
                        ServiceLoader.class)
                .or(resideInAPackage("java.lang.reflect"));
        return classes()
                .that()
                .resideInAPackage(who)
                .should()
                .onlyDependOnClassesThat(elementOf(plainData).and(DescribedPredicate.not(elementOf(notSo))));
    }

    /** Of an array, what it is an array of; primitives are plain data. */
    private static DescribedPredicate<JavaClass> elementOf(DescribedPredicate<JavaClass> predicate) {
        return DescribedPredicate.describe(
                predicate.getDescription(), type -> predicate.test(type.getBaseComponentType()));
    }

    /** What even allowed classes offer: the time, the environment, chance, other threads, a machine's own order. */
    static ArchRule asksNobody(String who) {
        return noClasses()
                .that()
                .resideInAPackage(who)
                .should()
                .callMethodWhere(have(nameMatching("random|shuffle|parallel.*|identityHashCode")))
                .orShould()
                .callMethod(Instant.class, "now")
                .orShould()
                .accessTargetWhere(DescribedPredicate.describe(
                        "is System's, but for arraycopy",
                        access -> access.getTargetOwner().isEquivalentTo(System.class)
                                && !access.getName().equals("arraycopy")));
    }

    /** Constants only: final, and of a type whose values cannot change. */
    static ArchRule remembersNothing(String who) {
        return fields().that()
                .areDeclaredInClassesThat(resideInAPackage(who))
                .and()
                .areStatic()
                .and(are(DescribedPredicate.describe(
                        "written by hand", field -> !field.getModifiers().contains(JavaModifier.SYNTHETIC))))
                .should()
                .beFinal()
                .andShould(hold(
                        "a value that cannot change", (field, type) -> unchangeable(type) || fixedCollection(field)));
    }

    /** A type whose instances do not change: of ours, those with final fields only, such as records. */
    private static boolean unchangeable(JavaClass type) {
        return type.isPrimitive()
                || type.isEnum()
                || type.isEquivalentTo(String.class)
                || type.isEquivalentTo(Comparator.class)
                || type.getPackageName().startsWith("java.util.function")
                || type.getPackageName().startsWith("dev.cpm.operator")
                        && type.getAllFields().stream()
                                .filter(field -> !field.getModifiers().contains(JavaModifier.STATIC))
                                .allMatch(field -> field.getModifiers().contains(JavaModifier.FINAL));
    }

    /** A list, set or map that takes no more elements, by the class of the value itself; or a private set of an enum's. */
    private static boolean fixedCollection(JavaField field) {
        JavaType type = field.getRawType();
        if (!type.toErasure().isAssignableTo(Collection.class)
                && !type.toErasure().isAssignableTo(Map.class)) {
            return false;
        }
        try {
            var reflected = field.reflect();
            reflected.setAccessible(true);
            Object held = reflected.get(null);
            String value = held.getClass().getName();
            return held instanceof EnumSet && field.getModifiers().contains(JavaModifier.PRIVATE)
                    || value.startsWith("java.util.ImmutableCollections$")
                    || value.startsWith("java.util.Collections$Unmodifiable")
                    || value.startsWith("java.util.Collections$Empty");
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    private interface FieldTest {
        boolean passes(JavaField field, JavaClass type);
    }

    private static ArchCondition<JavaField> hold(String what, FieldTest test) {
        return new ArchCondition<>("hold " + what) {
            @Override
            public void check(JavaField field, ConditionEvents events) {
                boolean good = test.passes(field, field.getRawType());
                events.add(new SimpleConditionEvent(
                        field, good, field.getFullName() + (good ? " holds " : " does not hold ") + what));
            }
        };
    }
}
