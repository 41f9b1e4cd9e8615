package dev.cpm.operator.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Manifests of a pull request beside those of the main branch, each with one catalogue. */
final class PullRequest {
    static final String CATALOG = """
            apiVersion: cpm.dev/v1alpha1
            kind: Region
            metadata: {name: r1}
            spec: {displayName: Region One}
            ---
            apiVersion: cpm.dev/v1alpha1
            kind: Zone
            metadata: {name: r1-a}
            spec: {region: r1}
            """;

    private PullRequest() {}

    /** A folder with the catalogue. */
    static Cli in(Path folder) {
        return new Cli(folder).file("catalog/catalog.yaml", CATALOG);
    }

    /** {@code name} may go on with more metadata. */
    static String placement(String name, String more) {
        return """
                apiVersion: cpm.dev/v1alpha1
                kind: Placement
                metadata: {name: %s}
                spec: {machineType: m1, regions: [r1], %s}
                """.formatted(name, more);
    }

    /** Plans a folder beside another one, each with the catalogue. */
    static Cli.Result plan(Cli cli, String of, String against, String... more) {
        List<String> args =
                new ArrayList<>(List.of("plan", "DIR/catalog", of, "--against", "DIR/catalog", "--against", against));
        args.addAll(List.of(more));
        return cli.run(args.toArray(String[]::new));
    }
}
