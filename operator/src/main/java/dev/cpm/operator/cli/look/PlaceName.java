package dev.cpm.operator.cli.look;

import dev.cpm.operator.api.Region;
import dev.cpm.operator.api.Zone;
import io.fabric8.kubernetes.api.model.HasMetadata;
import picocli.CommandLine.ITypeConverter;

/**
 * The name of a zone or region, also as {@code kubectl get -o name} prints it: {@code zone.cpm.dev/r1-a}.
 *
 * @param kind which of the two it says that it is; null: it does not say
 */
record PlaceName(String name, Class<? extends HasMetadata> kind) {

    /** Whether it may be one of a kind. */
    boolean mayBe(Class<? extends HasMetadata> other) {
        return kind == null || kind == other;
    }

    /** "zone", "region", or "zone or region". */
    String what() {
        return kind == null ? "zone or region" : HasMetadata.getSingular(kind);
    }

    @Override
    public String toString() {
        return name;
    }

    /** Reads it. */
    static final class Converter implements ITypeConverter<PlaceName> {
        @Override
        public PlaceName convert(String value) {
            String zone = TypedName.without(value, Zone.class);
            String region = TypedName.without(value, Region.class);
            return !zone.equals(value)
                    ? new PlaceName(zone, Zone.class)
                    : new PlaceName(region, region.equals(value) ? null : Region.class);
        }
    }
}
