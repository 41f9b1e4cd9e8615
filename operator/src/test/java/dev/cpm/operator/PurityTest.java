package dev.cpm.operator;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each way to be impure is found: a class that takes it breaks a rule. */
class PurityTest {
    interface Impure {
        Object take();
    }

    private static final List<String> FOUND = found();

    private static List<String> found() {
        JavaClasses classes = new ClassFileImporter().importClasses(PurityTest.class.getDeclaredClasses());
        return Purity.rules("dev.cpm.operator..").stream()
                .flatMap(rule -> rule.evaluate(classes).getFailureReport().getDetails().stream())
                .toList();
    }

    private static boolean pure(Class<?> type) {
        return FOUND.stream().noneMatch(line -> line.contains(type.getName()));
    }

    static List<Class<?>> impure() {
        return Arrays.stream(PurityTest.class.getDeclaredClasses())
                .filter(type -> Impure.class.isAssignableFrom(type) && type != Impure.class && type != Plain.class)
                .sorted(Comparator.comparing(Class::getName))
                .collect(Collectors.toList());
    }

    @ParameterizedTest
    @MethodSource("impure")
    void isFound(Class<?> type) {
        assertThat(pure(type)).as("%s passes as pure", type.getSimpleName()).isFalse();
    }

    @Test
    void whatIsPlainIsNot() {
        assertThat(pure(Plain.class)).isTrue();
    }

    static final class Plain implements Impure {
        private static final List<String> NAMES = List.of("a", "b");
        private static final Map<String, Integer> NONE = Map.of();

        @Override
        public Object take() {
            int[] copy = new int[3];
            System.arraycopy(new int[] {1, 2, 3}, 0, copy, 0, 3);
            return NAMES.stream().map(name -> name + NONE.size() + copy.length).toList();
        }
    }

    static final class LocalTime implements Impure {
        @Override
        public Object take() {
            return LocalDateTime.now();
        }
    }

    static final class ZonedTime implements Impure {
        @Override
        public Object take() {
            return ZonedDateTime.now();
        }
    }

    static final class AnInstant implements Impure {
        @Override
        public Object take() {
            return Instant.now();
        }
    }

    static final class ADate implements Impure {
        @Override
        public Object take() {
            return new Date();
        }
    }

    static final class Millis implements Impure {
        @Override
        public Object take() {
            return System.currentTimeMillis();
        }
    }

    static final class Nanos implements Impure {
        @Override
        public Object take() {
            return System.nanoTime();
        }
    }

    static final class Environment implements Impure {
        @Override
        public Object take() {
            return System.getenv("HOME");
        }
    }

    static final class Printing implements Impure {
        @Override
        public Object take() {
            System.out.println();
            return null;
        }
    }

    static final class ARandom implements Impure {
        @Override
        public Object take() {
            return new Random();
        }
    }

    static final class AThreadsRandom implements Impure {
        @Override
        public Object take() {
            return ThreadLocalRandom.current().nextInt();
        }
    }

    static final class MathsRandom implements Impure {
        @Override
        public Object take() {
            return Math.random();
        }
    }

    static final class Shuffling implements Impure {
        @Override
        public Object take() {
            List<String> list = new ArrayList<>();
            Collections.shuffle(list);
            return list;
        }
    }

    static final class Identity implements Impure {
        @Override
        public Object take() {
            return UUID.randomUUID();
        }
    }

    static final class OldFiles implements Impure {
        @Override
        public Object take() {
            return new java.io.File("x").exists();
        }
    }

    static final class Files implements Impure {
        @Override
        public Object take() {
            return java.nio.file.Files.exists(java.nio.file.Path.of("x"));
        }
    }

    static final class Network implements Impure {
        @Override
        public Object take() {
            return java.net.URI.create("x");
        }
    }

    static final class CurrentThread implements Impure {
        @Override
        public Object take() {
            return Thread.currentThread();
        }
    }

    static final class ParallelStream implements Impure {
        @Override
        public Object take() {
            return List.of(1).parallelStream().toList();
        }
    }

    static final class Command implements Impure {
        @Override
        public Object take() {
            return new ProcessBuilder("x");
        }
    }

    static final class Variable implements Impure {
        private static int count;

        @Override
        public Object take() {
            return count++;
        }
    }

    static final class Counter implements Impure {
        private static final AtomicInteger COUNT = new AtomicInteger();

        @Override
        public Object take() {
            return COUNT.incrementAndGet();
        }
    }

    static final class Cache implements Impure {
        private static final Map<String, String> CACHE = new HashMap<>();

        @Override
        public Object take() {
            return CACHE.put("a", "b");
        }
    }

    static final class AnArray implements Impure {
        private static final int[] LAST = new int[1];

        @Override
        public Object take() {
            return LAST[0]++;
        }
    }
}
