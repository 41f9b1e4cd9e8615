package dev.cpm.operator.cli.look;

import dev.cpm.operator.api.Bounds;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads the name of a namespace. */
public final class NamespaceConverter implements ITypeConverter<String> {

    @Override
    public String convert(String value) {
        if (!value.matches(Bounds.DNS_LABEL) || value.length() > Bounds.LABEL) {
            throw new TypeConversionException("'" + value + "' is no namespace's name");
        }
        return value;
    }
}
