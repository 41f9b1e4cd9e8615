package dev.cpm.operator.cli.look;

import dev.cpm.operator.api.Region;
import dev.cpm.operator.api.Zone;
import picocli.CommandLine.ITypeConverter;

/** Reads the name of a zone or region, also as {@code kubectl get -o name} prints it: {@code zone.cpm.dev/r1-a}. */
public final class PlaceName implements ITypeConverter<String> {

    @Override
    public String convert(String value) {
        return TypedName.without(TypedName.without(value, Zone.class), Region.class);
    }
}
