package dev.cpm.operator.placement;

import dev.cpm.operator.api.Cpm;
import dev.cpm.operator.api.Interconnect;
import dev.cpm.operator.api.InterconnectSpec;
import dev.cpm.operator.api.InterconnectState;
import dev.cpm.operator.api.LoadBalancer;
import dev.cpm.operator.api.LoadBalancerSpec;
import dev.cpm.operator.api.LoadBalancerStatus;
import dev.cpm.operator.api.Placement;
import dev.cpm.operator.api.PlacementSpec;
import dev.cpm.operator.api.Region;
import dev.cpm.operator.api.Zone;
import dev.cpm.operator.placement.model.Approval;
import dev.cpm.operator.placement.model.Known;
import dev.cpm.operator.placement.model.PlacementKey;
import dev.cpm.operator.placement.model.ZoneInfo;
import dev.cpm.operator.placement.world.World;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;

/** One thing that a user does to one object. */
sealed interface Change {

    /** What it is done to. */
    String object();

    void to(World world);

    /** Notes it in the plain picture of the catalogue that the checks go by. */
    default void to(Catalogue catalogue) {}

    /** The objects besides placements, as they were applied. */
    final class Catalogue {
        final Map<String, ZoneInfo> zones = new TreeMap<>();
        final TreeSet<String> regions = new TreeSet<>();
        final Map<String, InterconnectSpec> links = new TreeMap<>();
        final Map<String, String> labels = new HashMap<>();
        final Map<PlacementKey, LoadBalancerSpec> loadBalancers = new TreeMap<>();

        /** Notes an object of any kind but Placement, as it is stored. */
        void put(HasMetadata object) {
            String name = object.getMetadata().getName();
            if (object instanceof Zone zone) {
                zones.put(name, ZoneInfo.of(name, zone.getMetadata().getLabels(), zone.getSpec()));
            } else if (object instanceof Region) {
                regions.add(name);
            } else if (object instanceof Interconnect link) {
                links.put(name, link.getSpec());
            } else if (object instanceof LoadBalancer loadBalancer) {
                loadBalancers.put(new PlacementKey(object.getMetadata().getNamespace(), name), loadBalancer.getSpec());
            } else if (object instanceof Namespace) {
                labels.put(name, object.getMetadata().getLabels().get(Cpm.ACCOUNT_LABEL));
                labels.values().removeIf(Objects::isNull);
            }
        }

        /** "The namespace's label if it has one, else spec.account, else the namespace's name." */
        String account(String namespace, String specAccount) {
            String label = labels.get(namespace);
            return label != null ? label : specAccount != null ? specAccount : namespace;
        }

        /** Whether an account has an Active interconnect of two regions. */
        boolean active(String account, String a, String b) {
            return links.values().stream()
                    .anyMatch(link -> link.account().equals(account)
                            && link.state() == InterconnectState.Active
                            && link.regions().containsAll(List.of(a, b)));
        }
    }

    /** Applies a zone, or deletes it (null). */
    record SetZone(String name, ZoneInfo zone) implements Change {
        @Override
        public String object() {
            return "zone " + name;
        }

        @Override
        public String toString() {
            return zone == null ? "delete " + name : name + " " + zone.state() + zone.labels() + zone.capacity();
        }

        @Override
        public void to(World world) {
            world.zone(name, zone);
        }

        @Override
        public void to(Catalogue catalogue) {
            catalogue.zones.put(name, zone);
            catalogue.zones.values().removeIf(z -> z == null);
        }
    }

    /** Applies a region, or deletes it. */
    record SetRegion(String name, boolean exists) implements Change {
        @Override
        public String object() {
            return "region " + name;
        }

        @Override
        public void to(World world) {
            world.region(name, exists);
        }

        @Override
        public void to(Catalogue catalogue) {
            if (exists) {
                catalogue.regions.add(name);
            } else {
                catalogue.regions.remove(name);
            }
        }
    }

    /** Applies an interconnect. */
    record SetLink(String name, InterconnectSpec spec) implements Change {
        @Override
        public String object() {
            return "link " + name;
        }

        @Override
        public void to(World world) {
            world.interconnect(name, spec);
        }

        @Override
        public void to(Catalogue catalogue) {
            catalogue.links.put(name, spec);
        }
    }

    /** Labels a namespace with an account, or takes the label away (null). */
    record Label(String namespace, String account) implements Change {
        @Override
        public String object() {
            return "namespace " + namespace;
        }

        @Override
        public void to(World world) {
            world.namespace(namespace, account);
        }

        @Override
        public void to(Catalogue catalogue) {
            catalogue.labels.put(namespace, account);
            catalogue.labels.values().removeIf(Objects::isNull);
        }
    }

    /** Applies a load balancer, created anew where its region differs; or deletes it (null). */
    record SetLoadBalancer(PlacementKey key, LoadBalancerSpec spec) implements Change {
        @Override
        public String object() {
            return "load balancer " + key;
        }

        @Override
        public void to(World world) {
            if (spec == null) {
                world.remove(object(key, null, null));
            } else {
                world.put(object(key, spec, null));
            }
        }

        @Override
        public void to(Catalogue catalogue) {
            if (spec == null) {
                catalogue.loadBalancers.remove(key);
            } else {
                catalogue.loadBalancers.put(key, spec);
            }
        }

        static LoadBalancer object(PlacementKey key, LoadBalancerSpec spec, LoadBalancerStatus status) {
            LoadBalancer loadBalancer = new LoadBalancer();
            loadBalancer.setMetadata(new ObjectMetaBuilder()
                    .withNamespace(key.namespace())
                    .withName(key.name())
                    .withGeneration(1L)
                    .build());
            loadBalancer.setSpec(spec);
            loadBalancer.setStatus(status);
            return loadBalancer;
        }
    }

    /** Applies a placement. */
    record Apply(PlacementKey key, PlacementSpec spec, String created) implements Change {
        @Override
        public String object() {
            return "placement " + key;
        }

        @Override
        public String toString() {
            return key + " " + created + " "
                    + spec.toString()
                            .replaceAll(
                                    "\\w+=(null|\\[]|false|0)(, |(?=]))|TopologySpreadConstraint|PlacementSpec", "");
        }

        /** As the operator learns of it: the object with its generation, by the API server. */
        @Override
        public void to(World world) {
            Known before = world.placement(key);
            ObjectMeta meta = new ObjectMetaBuilder()
                    .withNamespace(key.namespace())
                    .withName(key.name())
                    .withCreationTimestamp(before == null ? created : before.created())
                    .withGeneration(
                            before == null
                                    ? 1L
                                    : before.generation() + (before.spec().equals(spec) ? 0 : 1))
                    .build();
            Placement placement = new Placement();
            placement.setMetadata(meta);
            placement.setSpec(spec);
            placement.setStatus(before == null ? null : before.status());
            Known event = Known.of(placement);
            world.placement(before == null ? event : before.updatedFrom(event));
        }
    }

    /** Approves a proposal, as {@code kubectl annotate} does. */
    record Approve(PlacementKey key, String id) implements Change {
        @Override
        public String object() {
            return "placement " + key;
        }

        @Override
        public void to(World world) {
            Known k = world.placement(key);
            world.placement(new Known(
                    key,
                    k.spec(),
                    k.generation(),
                    k.created(),
                    k.assignment(),
                    k.heldType(),
                    k.status(),
                    k.told(),
                    k.terminating(),
                    Approval.id(Map.of(Cpm.APPROVE_ANNOTATION, id)),
                    List.of(),
                    List.of()));
        }
    }

    /** Deletes a placement. */
    record Delete(PlacementKey key) implements Change {
        @Override
        public String object() {
            return "placement " + key;
        }

        @Override
        public void to(World world) {
            world.remove(key);
        }
    }
}
