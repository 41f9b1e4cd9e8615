package dev.cpm.operator.placement;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cpm.operator.api.InterconnectSpec;
import dev.cpm.operator.api.InterconnectStatus;
import dev.cpm.operator.api.LoadBalancerSpec;
import dev.cpm.operator.api.LoadBalancerStatus;
import dev.cpm.operator.api.PlacementSpec;
import dev.cpm.operator.api.PlacementStatus;
import dev.cpm.operator.api.RegionSpec;
import dev.cpm.operator.api.RegionStatus;
import dev.cpm.operator.api.ZoneSpec;
import dev.cpm.operator.api.ZoneStatus;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every field of every kind does something, or says something, and there is a test for it. */
class FieldsTest {
    private static final List<Class<?>> KINDS = List.of(
            PlacementSpec.class,
            PlacementStatus.class,
            LoadBalancerSpec.class,
            LoadBalancerStatus.class,
            InterconnectSpec.class,
            InterconnectStatus.class,
            ZoneSpec.class,
            ZoneStatus.class,
            RegionSpec.class,
            RegionStatus.class);

    private static List<FieldCase> cases() {
        return Stream.of(
                        SpecFields.whatAndWhere(),
                        SpecFields.spreading(),
                        SpecFields.others(),
                        SpecFields.turns(),
                        SpecFields.moves(),
                        StatusFields.placement(),
                        StatusFields.moves(),
                        StatusFields.ofLoadBalancer(),
                        CatalogueFields.zones(),
                        CatalogueFields.regions(),
                        CatalogueFields.interconnects())
                .flatMap(List::stream)
                .toList();
    }

    @TestFactory
    Stream<DynamicTest> everyFieldHasAnEffect() {
        return cases().stream().map(test -> DynamicTest.dynamicTest(String.join(", ", test.fields()), test.test()));
    }

    @Test
    void noFieldIsLeftOut() {
        Set<String> tested = new TreeSet<>();
        cases().forEach(test -> tested.addAll(test.fields()));
        Set<String> fields = new TreeSet<>();
        KINDS.forEach(kind -> collect(kind, fields));
        assertThat(tested).isEqualTo(fields);
    }

    /** The components of a record and of all records in it, as {@code Record.component}. */
    private static void collect(Type type, Set<String> fields) {
        if (type instanceof ParameterizedType list) {
            Stream.of(list.getActualTypeArguments()).forEach(item -> collect(item, fields));
        } else if (type instanceof Class<?> found && found.isRecord()) {
            for (RecordComponent component : found.getRecordComponents()) {
                if (fields.add(found.getSimpleName() + "." + component.getName())) {
                    collect(component.getGenericType(), fields);
                }
            }
        }
    }
}
