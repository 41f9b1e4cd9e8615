package dev.cpm.operator.placement;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cpm.operator.api.LoadBalancerSpec;
import dev.cpm.operator.api.LoadBalancerStatus;
import dev.cpm.operator.api.LoadBalancerStatus.Backend;
import dev.cpm.operator.api.PlacementStatus.ZoneAssignment;
import dev.cpm.operator.api.Severity;
import dev.cpm.operator.placement.model.Known;
import dev.cpm.operator.placement.model.PlacementKey;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;

/** Judges the status of every load balancer of a story by the words of section 3. */
final class LoadBalancerCheck {
    private LoadBalancerCheck() {}

    static void check(Story story) {
        story.loadBalancers().forEach((key, status) -> check(story, key, status));
    }

    private static void check(Story story, PlacementKey key, LoadBalancerStatus status) {
        LoadBalancerSpec spec = story.catalogue().loadBalancers.get(key);
        String account = story.catalogue().account(key.namespace(), spec.account());
        boolean mismatch = spec.account() != null && !spec.account().equals(account);
        List<Backend> backends = new ArrayList<>();
        TreeSet<String> expected = new TreeSet<>();
        TreeSet<String> zones = new TreeSet<>();
        for (Known known : story.world().placements()) {
            if (!known.key().namespace().equals(key.namespace())
                    || !known.spec().loadBalancers().contains(key.name())) {
                continue;
            }
            mismatch |= !story.catalogue()
                    .account(key.namespace(), known.spec().account())
                    .equals(account);
            if (story.catalogue()
                    .account(key.namespace(), known.spec().account())
                    .equals(account)) {
                for (ZoneAssignment zone : known.assignment().toStatus()) {
                    backends.add(new Backend(known.key().name(), zone.zone(), zone.replicas()));
                    zones.add(zone.zone());
                    if (!zone.region().equals(spec.region())) {
                        expected.add("LoadBalancerCrossRegion");
                    }
                }
            }
        }
        backends.sort(Comparator.comparing(Backend::zone).thenComparing(Backend::placement));
        if (mismatch) {
            expected.add("LoadBalancerAccountMismatch");
        }
        if (!story.catalogue().regions.contains(String.valueOf(spec.region()))) {
            expected.add("UnknownRegion");
        }
        if (zones.size() == 1 && backends.stream().mapToInt(Backend::replicas).sum() >= 2) {
            expected.add("SingleZone");
        }
        boolean valid = spec.region() != null;
        assertThat(status.backends()).as("backends of %s", key).isEqualTo(backends);
        assertThat(status.violations())
                .as("violations of %s", key)
                .extracting(violation -> violation.type().name())
                .containsExactlyInAnyOrderElementsOf(valid ? expected : List.of());
        assertThat(status.violations())
                .allMatch(violation -> (violation.severity() == Severity.Warning)
                        == violation.type().name().equals("SingleZone"));
        assertThat(status.conditions()).singleElement().satisfies(ready -> {
            expected.remove("SingleZone");
            assertThat(ready.status()).isEqualTo(valid && expected.isEmpty() ? "True" : "False");
        });
        List<String> texts = new ArrayList<>();
        status.violations().forEach(v -> texts.addAll(List.of(v.message(), v.remedy())));
        status.conditions().forEach(condition -> texts.add(condition.message()));
        texts.forEach(StatusCheck::readable);
    }
}
