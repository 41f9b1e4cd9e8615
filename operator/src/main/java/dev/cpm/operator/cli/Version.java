package dev.cpm.operator.cli;

import dev.cpm.operator.api.Build;
import picocli.CommandLine.IVersionProvider;

/** What {@code --version} says: which version this is, and the Java that runs it. */
final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
        return new String[] {"cpm-operator " + Build.version() + ", Java " + Runtime.version()};
    }
}
