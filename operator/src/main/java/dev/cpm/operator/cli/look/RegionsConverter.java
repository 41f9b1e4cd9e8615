package dev.cpm.operator.cli.look;

import dev.cpm.operator.placement.model.Shard;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads {@code --regions}: {@code a,b} for some regions, {@code !a,!b} for all but some. */
public final class RegionsConverter implements ITypeConverter<Shard> {

    @Override
    public Shard convert(String value) {
        try {
            return Shard.parse(value);
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(e.getMessage());
        }
    }
}
