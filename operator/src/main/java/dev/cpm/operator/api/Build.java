package dev.cpm.operator.api;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** Which version this is, wherever its classes lie. */
public final class Build {
    private static final String WRITTEN_BY_MAVEN = "version.properties";

    private Build() {}

    /** The version alone, such as 0.1.0. */
    public static String version() {
        Properties properties = new Properties();
        try (InputStream written = Build.class.getResourceAsStream(WRITTEN_BY_MAVEN)) {
            properties.load(written);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties.getProperty("version");
    }
}
