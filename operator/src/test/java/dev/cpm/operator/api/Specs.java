package dev.cpm.operator.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** Asks {@link SpecCheck} about manifests of any kind. */
final class Specs {

    static List<FieldError> check(JsonNode manifest) {
        Resource<?, ?> object = Manifests.object(manifest);
        return object.unreadableSpec().isEmpty() ? check(object) : object.unreadableSpec();
    }

    private static List<FieldError> check(Resource<?, ?> object) {
        if (object instanceof Placement placement) {
            return SpecCheck.check(
                    placement.getSpec(),
                    placement.getMetadata().getName(),
                    placement.getMetadata().getNamespace());
        } else if (object instanceof LoadBalancer loadBalancer) {
            return SpecCheck.check(loadBalancer.getSpec());
        } else if (object instanceof Interconnect interconnect) {
            return SpecCheck.check(interconnect.getSpec());
        } else if (object instanceof Zone zone) {
            return SpecCheck.check(zone.getSpec());
        }
        return SpecCheck.check(((Region) object).getSpec());
    }

    /** As the operator would: the old object was accepted, its status says as what. */
    static List<FieldError> checkEdit(JsonNode old, JsonNode manifest) {
        Resource<?, ?> before = Manifests.object(old);
        Resource<?, ?> after = Manifests.object(manifest);
        if (before instanceof Placement was && after instanceof Placement is) {
            PlacementSpec spec = was.getSpec();
            return SpecCheck.checkImmutable(is.getSpec(), accepted(spec.account(), spec.machineType()));
        } else if (before instanceof LoadBalancer was && after instanceof LoadBalancer is) {
            LoadBalancerSpec spec = was.getSpec();
            return SpecCheck.checkImmutable(
                    is.getSpec(), new LoadBalancerStatus(1L, null, spec.account(), spec.region(), null, null, null));
        } else if (before instanceof Interconnect was && after instanceof Interconnect is) {
            return SpecCheck.checkImmutable(
                    is.getSpec(),
                    new InterconnectStatus(
                            1L, was.getSpec().account(), was.getSpec().regions(), null));
        }
        return SpecCheck.checkImmutable(
                ((Zone) after).getSpec(),
                new ZoneStatus(1L, ((Zone) before).getSpec().region(), null, null, null));
    }

    static PlacementStatus accepted(String account, String machineType) {
        return new PlacementStatus(
                1L, null, account, machineType, null, null, null, null, null, null, null, null, null, null, null);
    }

    private Specs() {}
}
