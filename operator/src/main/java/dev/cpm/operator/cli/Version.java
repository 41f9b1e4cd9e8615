package dev.cpm.operator.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** Which version this is, wherever its classes lie, and the Java that runs it. */
final class Version implements IVersionProvider {
    private static final String WRITTEN_BY_THE_BUILD = "version.properties";

    @Override
    public String[] getVersion() {
        return new String[] {"cpm-operator " + ofTheBuild() + ", Java " + Runtime.version()};
    }

    /** The version alone. */
    static String ofTheBuild() {
        Properties properties = new Properties();
        try (InputStream written = Version.class.getResourceAsStream(WRITTEN_BY_THE_BUILD)) {
            properties.load(written);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties.getProperty("version");
    }
}
