package dev.cpm.operator.controller;

import dev.cpm.operator.api.Interconnect;
import dev.cpm.operator.api.LoadBalancer;
import dev.cpm.operator.api.Placement;
import dev.cpm.operator.api.Region;
import dev.cpm.operator.api.Zone;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ListOptions;
import io.fabric8.kubernetes.api.model.ListOptionsBuilder;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads everything as it is stored: before the first decision, since the watches may lag behind what a former leader
 * wrote, and now and then later, since a machine that a lost event would have freed is lost for good.
 */
final class Audit {
    private static final Logger log = LoggerFactory.getLogger(Audit.class);

    /** Soon: until all watches are listened to, which is after the first reading, they lose what is deleted. */
    private static final Duration FIRST = Duration.ofSeconds(30);

    private static final Duration APART = Duration.ofMinutes(10);

    /**
     * Objects to read at once. For thousands of placements a busy API server may need longer than the client waits: it
     * would ask for all of them again and again, and never have them.
     */
    static final long PAGE = 500;

    private static final List<Class<? extends HasMetadata>> KINDS =
            List.of(Region.class, Zone.class, Interconnect.class, LoadBalancer.class, Namespace.class, Placement.class);

    private final KubernetesClient client;
    private final Mirror mirror;
    private long next = System.nanoTime();

    Audit(KubernetesClient client, Mirror mirror) {
        this.client = client;
        this.mirror = mirror;
    }

    /**
     * What was read.
     *
     * @param seen all objects, and the end of those that are no longer
     * @param versions of each kind, the version at which all of it was read
     */
    record Reading(List<Inbox.Seen> seen, Map<Class<? extends HasMetadata>, Long> versions) {
        static final Reading NOTHING = new Reading(List.of(), Map.of());
    }

    /** Reads everything. */
    Reading all() {
        next = System.nanoTime() + FIRST.toNanos();
        Map<Class<? extends HasMetadata>, Long> versions = new HashMap<>();
        List<Inbox.Seen> all = new ArrayList<>();
        for (Class<? extends HasMetadata> kind : KINDS) {
            List<HasMetadata> there = new ArrayList<>();
            long version = read(kind, there);
            versions.put(kind, version);
            mirror.missingIn(kind, there, version).forEach(gone -> all.add(new Inbox.Seen(gone, true)));
            there.forEach(object -> all.add(new Inbox.Seen(object, false)));
        }
        return new Reading(all, versions);
    }

    /** Adds all objects of the kind; returns the version at which they were read, which is that of every page. */
    private long read(Class<? extends HasMetadata> kind, List<HasMetadata> objects) {
        ListOptions request = new ListOptionsBuilder().withLimit(PAGE).build();
        while (true) {
            var page = client.resources(kind).inAnyNamespace().list(request);
            objects.addAll(page.getItems());
            String more = page.getMetadata().getContinue();
            if (more == null || more.isEmpty()) {
                return Long.parseUnsignedLong(page.getMetadata().getResourceVersion());
            }
            request.setContinue(more);
        }
    }

    /** The same where it is time, else nothing. */
    Reading ifDue() {
        if (System.nanoTime() - next < 0) {
            return Reading.NOTHING;
        }
        try {
            return all();
        } catch (KubernetesClientException e) {
            log.warn(
                    "Cannot check whether a change was missed, trying again in {}: {}",
                    Counted.of((int) APART.toMinutes(), "minute"),
                    e.getMessage());
            return Reading.NOTHING;
        } finally {
            next = System.nanoTime() + APART.toNanos();
        }
    }
}
