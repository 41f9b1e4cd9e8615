package dev.cpm.operator.api;

import dev.cpm.operator.api.PlacementSpec.Affinity;
import dev.cpm.operator.api.PlacementSpec.AffinityTerm;
import dev.cpm.operator.api.PlacementSpec.Availability;
import dev.cpm.operator.api.PlacementSpec.PlacementReference;
import dev.cpm.operator.api.PlacementSpec.TopologySpreadConstraint;
import dev.cpm.operator.api.PlacementSpec.ZoneSelector;
import dev.cpm.operator.api.PlacementSpec.ZoneSelector.Operator;
import dev.cpm.operator.api.PlacementSpec.ZoneSelector.Requirement;
import io.fabric8.kubernetes.api.model.IntOrString;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Judges the spec of one placement, field by field in the order of the spec. */
final class PlacementCheck {
    private static final List<String> TOPOLOGY_KEYS = List.of(Cpm.ZONE_KEY, Cpm.REGION_KEY);
    private static final String TOPOLOGY_KEY = "name " + Cpm.ZONE_KEY + " or " + Cpm.REGION_KEY;

    private final Checks checks = new Checks();
    private final String name;
    private final String namespace;

    private PlacementCheck(String name, String namespace) {
        this.name = name;
        this.namespace = namespace;
    }

    static List<FieldError> of(PlacementSpec spec, String name, String namespace) {
        PlacementCheck check = new PlacementCheck(name, namespace);
        if (check.checks.required("spec", spec, "say at least machineType and regions")) {
            check.whatAndWhere(spec);
            check.rules(spec);
        }
        return check.checks.errors();
    }

    private void whatAndWhere(PlacementSpec spec) {
        checks.text("spec.account", spec.account(), Format.TOKEN);
        checks.requiredText(
                "spec.machineType", spec.machineType(), Format.TOKEN, "name the machine type, such as PS100v3");
        checks.range("spec.replicas", spec.replicas(), 0, Cpm.MAX_REPLICAS);
        checks.required("spec.regions", spec.regions().isEmpty() ? null : spec.regions(), "name 1 to 16 regions");
        checks.texts("spec.regions", spec.regions(), Bounds.REGIONS, Format.NAME);
        checks.distinct("spec.regions", spec.regions(), region -> region, Messages.REGIONS_DISTINCT);
        checks.texts("spec.zones", spec.zones(), Bounds.ZONE_LIST, Format.NAME);
        checks.distinct("spec.zones", spec.zones(), zone -> zone, "remove the repeated zone");
        checks.texts("spec.excludedZones", spec.excludedZones(), Bounds.ZONE_LIST, Format.NAME);
        checks.distinct("spec.excludedZones", spec.excludedZones(), zone -> zone, "remove the repeated zone");
        Set<String> excluded = new HashSet<>(spec.excludedZones());
        for (int i = 0; i < spec.zones().size(); i++) {
            String zone = spec.zones().get(i);
            if (zone != null && excluded.contains(zone)) {
                checks.invalid("spec.zones[" + i + "]", zone, Messages.ZONE_LISTS);
            }
        }
        if (spec.zoneSelector() != null) {
            selector(spec.zoneSelector());
        }
    }

    private void rules(PlacementSpec spec) {
        checks.atMost(
                "spec.topologySpreadConstraints",
                spec.topologySpreadConstraints().size(),
                Bounds.CONSTRAINTS);
        for (int i = 0; i < spec.topologySpreadConstraints().size(); i++) {
            constraint(
                    "spec.topologySpreadConstraints[" + i + "]",
                    spec.topologySpreadConstraints().get(i));
        }
        checks.distinct(
                "spec.topologySpreadConstraints",
                spec.topologySpreadConstraints(),
                PlacementCheck::key,
                "one constraint for each topologyKey and whenUnsatisfiable: merge the two");
        if (spec.availability() != null) {
            availability(spec.availability());
        }
        checks.texts("spec.loadBalancers", spec.loadBalancers(), Bounds.LOAD_BALANCERS, Format.NAME);
        checks.distinct("spec.loadBalancers", spec.loadBalancers(), name -> name, "remove the repeated load balancer");
        peers(spec.peers());
        if (spec.affinity() != null) {
            affinity(spec.affinity());
        }
        checks.range("spec.priority", spec.priority(), -Bounds.PRIORITY, Bounds.PRIORITY);
    }

    private void selector(ZoneSelector selector) {
        String labels = "spec.zoneSelector.matchLabels";
        checks.atMost(labels, selector.matchLabels().size(), Bounds.SELECTOR_TERMS);
        for (Map.Entry<String, String> label : selector.matchLabels().entrySet()) {
            String key = label.getKey();
            if (key.isEmpty() || Format.LABEL_KEY.tooLong(key)) {
                checks.invalid(labels, key, Messages.MATCH_LABELS_KEY);
            } else {
                checks.text(labels, key, Format.LABEL_KEY);
            }
            checks.requiredText(
                    labels + "[" + FieldError.brief(key) + "]",
                    label.getValue(),
                    Format.LABEL_VALUE,
                    "give the label a value, or \"\"");
        }
        String expressions = "spec.zoneSelector.matchExpressions";
        checks.atMost(expressions, selector.matchExpressions().size(), Bounds.SELECTOR_TERMS);
        for (int i = 0; i < selector.matchExpressions().size(); i++) {
            requirement(expressions + "[" + i + "]", selector.matchExpressions().get(i));
        }
    }

    private void requirement(String field, Requirement requirement) {
        if (!checks.required(field, requirement, "remove the empty item")) {
            return;
        }
        checks.requiredText(field + ".key", requirement.key(), Format.LABEL_KEY, "name the label");
        checks.texts(field + ".values", requirement.values(), Bounds.SELECTOR_VALUES, Format.LABEL_VALUE);
        if (!checks.required(field + ".operator", requirement.operator(), "say In, NotIn, Exists or DoesNotExist")) {
            return;
        }
        boolean compares = requirement.operator() == Operator.In || requirement.operator() == Operator.NotIn;
        if (compares) {
            checks.required(
                    field + ".values",
                    requirement.values().isEmpty() ? null : requirement.values(),
                    Messages.VALUES_REQUIRED);
        } else if (!requirement.values().isEmpty()) {
            checks.invalid(field + ".values", requirement.values(), Messages.VALUES_FORBIDDEN);
        }
    }

    private void constraint(String field, TopologySpreadConstraint constraint) {
        if (!checks.required(field, constraint, "remove the empty item")) {
            return;
        }
        checks.required(field + ".topologyKey", constraint.topologyKey(), TOPOLOGY_KEY);
        checks.oneOf(field + ".topologyKey", constraint.topologyKey(), TOPOLOGY_KEYS);
        checks.range(field + ".maxSkew", constraint.maxSkew(), 1, Bounds.MAX_SKEW);
        checks.range(field + ".minDomains", constraint.minDomains(), 1, Bounds.MIN_DOMAINS);
    }

    private static Object key(TopologySpreadConstraint constraint) {
        WhenUnsatisfiable when =
                Objects.requireNonNullElse(constraint.whenUnsatisfiable(), WhenUnsatisfiable.DoNotSchedule);
        return constraint.topologyKey() == null ? null : constraint.topologyKey() + ", " + when;
    }

    private void availability(Availability availability) {
        String field = "spec.availability.minAvailable";
        IntOrString value = availability.minAvailable();
        if (!checks.required(field, value, "say a number, a percentage or Quorum")) {
            return;
        }
        checks.range(field, value.getIntVal(), 0, Cpm.MAX_REPLICAS);
        if (value.getIntVal() == null && !MinAvailable.valid(value)) {
            checks.invalid(field, value.getStrVal(), Messages.MIN_AVAILABLE);
        }
    }

    private void peers(List<PlacementReference> peers) {
        checks.atMost("spec.peers", peers.size(), Bounds.PEERS);
        for (int i = 0; i < peers.size(); i++) {
            String field = "spec.peers[" + i + "]";
            PlacementReference peer = peers.get(i);
            if (checks.required(field, peer, "remove the empty item")) {
                reference(field, peer.name(), peer.namespace(), Messages.PEERS_SELF);
            }
        }
        checks.distinct("spec.peers", peers, p -> key(p.name(), p.namespace()), Messages.PEERS_DISTINCT);
    }

    private void affinity(Affinity affinity) {
        terms("spec.affinity.colocateWith", affinity.colocateWith());
        terms("spec.affinity.separateFrom", affinity.separateFrom());
        Set<Object> colocated = new HashSet<>();
        affinity.colocateWith().stream().filter(Objects::nonNull).map(this::key).forEach(colocated::add);
        for (int i = 0; i < affinity.separateFrom().size(); i++) {
            AffinityTerm term = affinity.separateFrom().get(i);
            if (term != null && term.name() != null && colocated.contains(key(term))) {
                checks.invalid("spec.affinity.separateFrom[" + i + "]", key(term), Messages.AFFINITY_CONTRADICTION);
            }
        }
    }

    private void terms(String field, List<AffinityTerm> terms) {
        checks.atMost(field, terms.size(), Bounds.AFFINITY_TERMS);
        for (int i = 0; i < terms.size(); i++) {
            String item = field + "[" + i + "]";
            AffinityTerm term = terms.get(i);
            if (checks.required(item, term, "remove the empty item")) {
                reference(item, term.name(), term.namespace(), Messages.AFFINITY_SELF);
                checks.required(item + ".topologyKey", term.topologyKey(), TOPOLOGY_KEY);
                checks.oneOf(item + ".topologyKey", term.topologyKey(), TOPOLOGY_KEYS);
            }
        }
    }

    private void reference(String field, String itsName, String itsNamespace, String self) {
        checks.requiredText(field + ".name", itsName, Format.NAME, "name the placement");
        checks.text(field + ".namespace", itsNamespace, Format.NAMESPACE);
        if (itsName != null && key(itsName, itsNamespace).equals(key(name, namespace))) {
            checks.invalid(field, key(itsName, itsNamespace), self);
        }
    }

    /** Namespace and name, whether the namespace is spelled out or not. */
    private String key(String itsName, String itsNamespace) {
        return itsName == null ? null : Objects.requireNonNullElse(itsNamespace, namespace) + "/" + itsName;
    }

    private String key(AffinityTerm term) {
        return key(term.name(), term.namespace()) + ", " + term.topologyKey();
    }
}
