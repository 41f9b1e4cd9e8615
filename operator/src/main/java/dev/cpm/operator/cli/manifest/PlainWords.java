package dev.cpm.operator.cli.manifest;

import java.util.regex.Pattern;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.resolver.Resolver;

/** What words without quotes are in YAML, as kubectl takes them: for what is read, and for what others are to read. */
public final class PlainWords extends Resolver {
    private static final Pattern SHORT_WORDS = Pattern.compile("[yYnN]");

    /** With an 8 or a 9 in it this is no octal number, and so a decimal one. */
    private static final Pattern LEADING_ZERO = Pattern.compile("[-+]?0[0-9]*[89][0-9]*");

    @Override
    protected void addImplicitResolvers() {
        super.addImplicitResolvers();
        addImplicitResolver(Tag.BOOL, SHORT_WORDS, "yYnN");
        addImplicitResolver(Tag.FLOAT, LEADING_ZERO, "-+0");
    }
}
