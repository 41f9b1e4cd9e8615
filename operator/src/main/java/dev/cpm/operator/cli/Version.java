package dev.cpm.operator.cli;

import picocli.CommandLine.IVersionProvider;

/** Which version this is, from the manifest of the jar, and the Java that runs it. */
final class Version implements IVersionProvider {

    @Override
    public String[] getVersion() {
        String version = Main.class.getPackage().getImplementationVersion();
        return new String[] {
            "cpm-operator " + (version == null ? "(not from a jar)" : version) + ", Java " + Runtime.version()
        };
    }
}
