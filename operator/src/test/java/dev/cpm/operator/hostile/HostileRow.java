package dev.cpm.operator.hostile;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.yaml.snakeyaml.Yaml;

/**
 * A row of {@code src/test/resources/hostile}: a bad manifest, what refuses it, and what the operator reports where
 * nothing does. In a manifest, apiVersion and a name (the row's) need not be written, and <code>{{a#, *3}}</code> means
 * {@code a0, a1, a2,}.
 *
 * @param before what was applied and accepted before, or null
 * @param refused who refuses it, or null
 * @param reported what the operator reports, whatever version of Kubernetes lets it pass; null where none does
 * @param plan what {@code plan} says where that is another thing, or null
 */
public record HostileRow(
        String name, String what, String before, String manifest, Refusal refused, Report reported, String plan) {
    private static final Path TABLE = Path.of("src/test/resources/hostile");
    private static final Pattern REPEATED = Pattern.compile("\\{\\{(.+?)\\*(\\d+)}}");

    /** Regions, zones and an innocent tenant, among whom the rows are applied. */
    public static final String WORLD = """
            ---
            apiVersion: cpm.dev/v1alpha1
            kind: Region
            metadata: {name: r1}
            spec: {displayName: Region One}
            ---
            apiVersion: cpm.dev/v1alpha1
            kind: Zone
            metadata: {name: r1-a}
            spec: {region: r1, capacity: [{machineType: m1, count: 1000}, {machineType: m2, count: 2}]}
            ---
            apiVersion: cpm.dev/v1alpha1
            kind: Zone
            metadata: {name: r1-b}
            spec: {region: r1, capacity: [{machineType: m1, count: 1000}, {machineType: m2, count: 2}]}
            ---
            apiVersion: v1
            kind: Namespace
            metadata: {name: innocent}
            ---
            apiVersion: cpm.dev/v1alpha1
            kind: Placement
            metadata: {name: web, namespace: innocent}
            spec: {machineType: m2, replicas: 4, regions: [r1]}
            """;

    /** Who refuses a manifest. */
    public enum By {
        /** The API server, by the schema of the CRD. */
        schema,
        /** The API server, by a CEL rule, where it knows CEL. */
        rule,
        /** A current API server that is asked to be strict, as kubectl does. */
        strict,
        /** kubectl: it cannot make an object of it, or knows of no place to send it to. */
        kubectl
    }

    /** A refusal; {@code field} is the path that a current API server names, null where it names none. */
    public record Refusal(By by, String field, String says) {}

    /** The Ready condition's reason, and a part of its message; what is placed of what is wanted. */
    public record Report(String reason, String says, String placed) {}

    /** Whether an API server refuses it; one without CEL is older, and not strict either. */
    public boolean refused(boolean withCel) {
        return refused != null && (withCel || refused.by() == By.schema || refused.by() == By.kubectl);
    }

    /** Whether it is about how YAML is read, which is kubectl's affair. */
    public boolean isAboutYaml() {
        return name.startsWith("yaml-");
    }

    /** The whole table. */
    public static List<HostileRow> all() {
        try (Stream<Path> files = Files.list(TABLE)) {
            List<HostileRow> rows = new ArrayList<>();
            for (Path file : files.sorted().toList()) {
                for (Map<String, Object> row : new Yaml().<List<Map<String, Object>>>load(Files.readString(file))) {
                    rows.add(row(row));
                }
            }
            return rows;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static HostileRow row(Map<String, Object> row) {
        String name = (String) row.get("row");
        Map<?, ?> refused = (Map<?, ?>) row.get("refused");
        Map<?, ?> reported = (Map<?, ?>) row.get("reported");
        return new HostileRow(
                name,
                (String) row.get("what"),
                whole((String) row.get("before"), name),
                whole((String) row.get("manifest"), name),
                refused == null
                        ? null
                        : new Refusal(
                                refused.containsKey("by") ? By.valueOf((String) refused.get("by")) : By.schema,
                                (String) refused.get("field"),
                                (String) refused.get("says")),
                reported == null
                        ? null
                        : new Report((String) reported.get("reason"), (String) reported.get("says"), (String)
                                reported.get("placed")),
                (String) row.get("plan"));
    }

    private static String whole(String manifest, String name) {
        if (manifest == null) {
            return null;
        }
        String version = manifest.startsWith("apiVersion:") ? "" : "apiVersion: cpm.dev/v1alpha1\n";
        String metadata = manifest.contains("\nmetadata:") ? "" : "metadata: {name: " + name + "}\n";
        return REPEATED.matcher(version + manifest + metadata).replaceAll(HostileRow::repeated);
    }

    private static String repeated(MatchResult match) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < Integer.parseInt(match.group(2)); i++) {
            text.append(match.group(1).replace("#", Integer.toString(i)));
        }
        return Matcher.quoteReplacement(text.toString());
    }

    @Override
    public String toString() {
        return name;
    }
}
