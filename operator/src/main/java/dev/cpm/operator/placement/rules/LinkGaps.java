package dev.cpm.operator.placement.rules;

import dev.cpm.operator.api.Severity;
import dev.cpm.operator.api.ViolationType;
import dev.cpm.operator.placement.Breach;
import dev.cpm.operator.placement.Findings;
import dev.cpm.operator.placement.Words;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Pairs of regions that replicas must be joined over and are not: {@code CrossRegionWithoutInterconnect} for those
 * without an interconnect of the account, {@code InterconnectNotActive} "the same, where the interconnect exists but is
 * Requested or Suspended".
 */
final class LinkGaps {
    private final Findings findings;
    private final Gap missing = new Gap(ViolationType.CrossRegionWithoutInterconnect, "no interconnect");
    private final Gap inactive = new Gap(ViolationType.InterconnectNotActive, "the interconnect is not Active");

    /** The regions that one violation is about. */
    private static final class Gap {
        private final ViolationType type;
        private final String trouble;
        private final Set<String> regions = new TreeSet<>();
        private final Set<String> pairs = new LinkedHashSet<>();
        private final Set<String> remedies = new LinkedHashSet<>();

        Gap(ViolationType type, String trouble) {
            this.type = type;
            this.trouble = trouble;
        }
    }

    LinkGaps(Findings findings) {
        this.findings = findings;
    }

    /** Two regions that must be joined; nothing is missing where they are, or where one is not known. */
    void add(String a, String b) {
        String account = findings.request().account();
        boolean unknown = a.isEmpty() || b.isEmpty();
        if (unknown || findings.snapshot().links().active(account, a, b)) {
            return;
        }
        Gap gap = findings.snapshot().links().state(account, a, b).isPresent() ? inactive : missing;
        gap.regions.addAll(List.of(a, b));
        gap.pairs.add(a.compareTo(b) < 0 ? a + " and " + b : b + " and " + a);
        gap.remedies.add(Catalogue.link(findings, a, b));
    }

    /** All of few; of many the first ones, and how many more there are: sixteen regions have 120 pairs. */
    private static String some(Set<String> all, String between, String what) {
        if (all.size() <= Words.LISTED) {
            return String.join(between, all);
        }
        int listed = Words.LISTED - 1;
        return all.stream().limit(listed).collect(Collectors.joining(between)) + between + (all.size() - listed)
                + " more " + what;
    }

    /** {@code message} is given the regions, and the pairs of them in words; what is wrong with those is added. */
    Stream<Breach> violations(BiFunction<Set<String>, String, String> message) {
        return Stream.of(missing, inactive)
                .filter(gap -> !gap.regions.isEmpty())
                .map(gap -> Breach.of(
                        gap.type,
                        Severity.Error,
                        message.apply(gap.regions, some(gap.pairs, ", ", "pairs")) + ": " + gap.trouble
                                + " for account " + findings.request().account(),
                        () -> some(gap.remedies, "; and ", "links"),
                        List.of(),
                        gap.regions));
    }
}
