package dev.cpm.operator.placement.rules;

import dev.cpm.operator.api.Severity;
import dev.cpm.operator.api.Violation;
import dev.cpm.operator.api.ViolationType;
import dev.cpm.operator.placement.Findings;
import dev.cpm.operator.placement.Words;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/**
 * Pairs of regions that replicas must be joined over and are not: {@code CrossRegionWithoutInterconnect} for those
 * without an interconnect of the account, {@code InterconnectNotActive} "the same, where the interconnect exists but is
 * Requested or Suspended".
 */
final class LinkGaps {
    private final Findings findings;
    private final Gap missing = new Gap(new TreeSet<>(), new LinkedHashSet<>());
    private final Gap inactive = new Gap(new TreeSet<>(), new LinkedHashSet<>());

    private record Gap(Set<String> regions, Set<String> remedies) {}

    LinkGaps(Findings findings) {
        this.findings = findings;
    }

    /** Two regions that must be joined; nothing is missing where they are. */
    void add(String a, String b) {
        String account = findings.request().account();
        if (findings.snapshot().links().active(account, a, b)) {
            return;
        }
        Gap gap = findings.snapshot().links().state(account, a, b).isPresent() ? inactive : missing;
        gap.regions().add(a);
        gap.regions().add(b);
        gap.remedies().add(Catalogue.link(findings, a, b));
    }

    /** {@code message} is given the regions, and what is wrong between them. */
    Stream<Violation> violations(BiFunction<Set<String>, String, String> message) {
        return Stream.concat(
                violation(
                        ViolationType.CrossRegionWithoutInterconnect,
                        missing,
                        message,
                        missing.remedies().size() > 1 ? "no interconnects" : "no interconnect"),
                violation(
                        ViolationType.InterconnectNotActive,
                        inactive,
                        message,
                        inactive.remedies().size() > 1
                                ? "the interconnects are not Active"
                                : "the interconnect is not Active"));
    }

    private static Stream<Violation> violation(
            ViolationType type, Gap gap, BiFunction<Set<String>, String, String> message, String link) {
        return gap.regions().isEmpty()
                ? Stream.empty()
                : Stream.of(Words.violation(
                        type,
                        Severity.Error,
                        message.apply(gap.regions(), link),
                        String.join("; and ", gap.remedies()),
                        List.of(),
                        gap.regions()));
    }
}
