package dev.cpm.operator.controller;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cpm.operator.api.Region;
import dev.cpm.operator.api.RegionSpec;
import dev.cpm.operator.cluster.Cluster;
import dev.cpm.operator.local.LocalControlPlane;
import dev.cpm.operator.local.RealApiServer;
import dev.cpm.operator.placement.Shard;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What is stored is read whole, a page at a time. */
@ExtendWith(RealApiServer.class)
class AuditIT {

    @Test
    void moreThanAPageIsReadOnceEach(LocalControlPlane controlPlane) {
        try (Cluster cluster = new Cluster(controlPlane)) {
            List<String> names = IntStream.rangeClosed(0, (int) Audit.PAGE)
                    .mapToObj(i -> "region-" + i)
                    .toList();
            names.parallelStream().forEach(name -> {
                Region region = new Region();
                region.getMetadata().setName(name);
                region.setSpec(new RegionSpec(name));
                cluster.client().resource(region).create();
            });
            assertThat(new Audit(cluster.client(), new Mirror(Shard.ALL)).all().seen())
                    .filteredOn(seen -> seen.object() instanceof Region)
                    .extracting(seen -> seen.object().getMetadata().getName())
                    .containsExactlyInAnyOrderElementsOf(names);
        }
    }
}
