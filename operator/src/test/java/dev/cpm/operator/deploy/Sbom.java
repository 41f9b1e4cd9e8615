package dev.cpm.operator.deploy;

import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Files;
import java.nio.file.Path;

/** The list of what the program needs at run time, as {@code mvn package} leaves it in target. */
final class Sbom {
    static final Path FILE = Path.of("target", "cpm-operator.cdx.json");

    private Sbom() {}

    /** Its maker does nothing in a build with {@code -o}; a CI that skips its tests for that proves nothing. */
    static void assumeBuilt() {
        assumeThat(Boolean.parseBoolean(System.getenv("CI")) || Files.exists(FILE))
                .as("no SBOM: Maven makes none with -o")
                .isTrue();
    }
}
