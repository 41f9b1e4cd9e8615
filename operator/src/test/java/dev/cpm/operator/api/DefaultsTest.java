package dev.cpm.operator.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cpm.operator.api.PlacementSpec.PlacementReference;
import io.fabric8.generator.annotation.Default;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.lang.reflect.Field;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Defaults by the table are those by the marks, of which the definitions are made. */
class DefaultsTest {
    @Test
    void theTableIsThatOfTheMarks() {
        Map<String, String> marks = new TreeMap<>();
        Deque<Class<?>> records = new ArrayDeque<>(List.of(
                InterconnectSpec.class, LoadBalancerSpec.class, PlacementSpec.class, RegionSpec.class, ZoneSpec.class));
        while (!records.isEmpty()) {
            Class<?> record = records.pop();
            records.addAll(Arrays.asList(record.getDeclaredClasses()));
            for (Field field : record.getDeclaredFields()) {
                Default mark = field.getAnnotation(Default.class);
                if (mark != null) {
                    marks.put(record.getSimpleName() + "." + field.getName(), mark.value());
                }
            }
        }
        assertThat(new TreeMap<>(Defaults.ALL)).isEqualTo(marks);
    }

    private static PlacementSpec spec(String yaml) {
        return Serialization.unmarshal("---\n" + yaml, PlacementSpec.class);
    }

    /** Whoever counts them counts the same, also of a spec that definitions without bounds let in. */
    @Test
    void aPlacementWantsAsManyReplicasAsItMay() {
        assertThat(PlacementSpec.wanted(null)).isOne();
        assertThat(PlacementSpec.wanted(spec("{regions: [r1]}"))).isOne();
        assertThat(PlacementSpec.wanted(spec("{replicas: 0}"))).isZero();
        assertThat(PlacementSpec.wanted(spec("{replicas: 6}"))).isEqualTo(6);
        assertThat(PlacementSpec.wanted(spec("{replicas: -3}"))).isZero();
        assertThat(PlacementSpec.wanted(spec("{replicas: 2000000}"))).isEqualTo(Cpm.MAX_REPLICAS);
    }

    @Test
    void whatIsWrittenInMeansTheSameAsWhatIsLeftOut() {
        PlacementSpec manifest =
                spec("{machineType: m1, regions: [r1], topologySpreadConstraints: [{topologyKey: k}]}");
        PlacementSpec stored = spec("{machineType: m1, regions: [r1], replicas: 1, priority: 0, suspend: false,"
                + " privateNetwork: Required, onZoneUnavailable: Keep, rebalance: Never, topologySpreadConstraints:"
                + " [{topologyKey: k, maxSkew: 1, whenUnsatisfiable: DoNotSchedule, capacityPolicy: Ignore}]}");
        assertThat(Defaults.same(manifest, stored)).isTrue();
        assertThat(Defaults.same(manifest, spec("{machineType: m1, regions: [r1]}")))
                .isFalse();
        assertThat(Defaults.same(manifest, null)).isFalse();
        assertThat(Defaults.same(new PlacementReference("a", null), new PlacementReference("a", "b")))
                .isFalse();
    }
}
