package dev.cpm.operator.placement.model;

import dev.cpm.operator.api.FieldError;
import dev.cpm.operator.api.Interconnect;
import dev.cpm.operator.api.LoadBalancer;
import dev.cpm.operator.api.Placement;
import dev.cpm.operator.api.Region;
import dev.cpm.operator.api.Resource;
import dev.cpm.operator.api.SpecCheck;
import dev.cpm.operator.api.Zone;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What is wrong with the spec of one object by itself: what CEL would have refused, and what was accepted before. */
public final class InvalidSpec {
    /** A message names no more errors than a person mends in one go, and stays within a condition's bounds. */
    private static final int NAMED = 10;

    /** The errors of any object; none for a valid spec, and none for kinds that are not ours. */
    public static List<FieldError> errors(HasMetadata object) {
        if (object instanceof Placement placement) {
            return Known.of(placement).errors();
        } else if (object instanceof Zone zone) {
            return errors(zone);
        } else if (object instanceof Region region) {
            return errors(region);
        } else if (object instanceof Interconnect interconnect) {
            return errors(interconnect);
        } else if (object instanceof LoadBalancer loadBalancer) {
            return errors(loadBalancer);
        }
        return List.of();
    }

    static List<FieldError> errors(Region region) {
        return all(region, SpecCheck.check(region.getSpec()), List.of());
    }

    static List<FieldError> errors(Zone zone) {
        return all(zone, SpecCheck.check(zone.getSpec()), SpecCheck.checkImmutable(zone.getSpec(), zone.getStatus()));
    }

    public static List<FieldError> errors(Interconnect interconnect) {
        return all(
                interconnect,
                SpecCheck.check(interconnect.getSpec()),
                SpecCheck.checkImmutable(interconnect.getSpec(), interconnect.getStatus()));
    }

    static List<FieldError> errors(LoadBalancer loadBalancer) {
        return all(
                loadBalancer,
                SpecCheck.check(loadBalancer.getSpec()),
                SpecCheck.checkImmutable(loadBalancer.getSpec(), loadBalancer.getStatus()));
    }

    /** The errors in one sentence for a condition. */
    public static String message(List<FieldError> errors) {
        String named = errors.stream().limit(NAMED).map(FieldError::toString).collect(Collectors.joining("; "));
        return errors.size() <= NAMED ? named : named + "; and " + (errors.size() - NAMED) + " more errors";
    }

    /** Where a value cannot be read, what the rest means would be guesswork. */
    private static List<FieldError> all(Resource<?, ?> object, List<FieldError> first, List<FieldError> second) {
        return object.unreadableSpec().isEmpty()
                ? Stream.concat(first.stream(), second.stream()).toList()
                : object.unreadableSpec();
    }

    private InvalidSpec() {}
}
