package dev.cpm.operator.cli.look;

import dev.cpm.operator.api.Placement;
import picocli.CommandLine.ITypeConverter;

/** Reads the name of a placement, also as {@code kubectl get -o name} prints it: {@code placement.cpm.dev/web}. */
public final class PlacementName implements ITypeConverter<String> {

    @Override
    public String convert(String value) {
        return TypedName.without(value, Placement.class);
    }
}
