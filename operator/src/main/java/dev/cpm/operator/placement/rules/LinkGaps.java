package dev.cpm.operator.placement.rules;

import dev.cpm.operator.api.Severity;
import dev.cpm.operator.api.ViolationType;
import dev.cpm.operator.placement.decide.Alternative;
import dev.cpm.operator.placement.decide.Breach;
import dev.cpm.operator.placement.decide.Findings;
import dev.cpm.operator.placement.model.Snapshot;
import dev.cpm.operator.placement.model.Words;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
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

    /** What one violation is about. */
    private static final class Gap {
        private final ViolationType type;
        private final String trouble;
        private final Map<Sentence, Told> sentences = new LinkedHashMap<>();
        private final Set<String> regions = new TreeSet<>();
        private final Set<String> remedies = new LinkedHashSet<>();
        private final List<List<String>> waiting = new ArrayList<>();
        private boolean broken;

        Gap(ViolationType type, String trouble) {
            this.type = type;
            this.trouble = trouble;
        }
    }

    /** What follows from pairs of regions that are not joined; what is wrong with those is added. */
    interface Sentence {
        String of(Set<String> regions, String pairs);
    }

    /** The pairs that one sentence tells of. */
    private record Told(Set<String> regions, Set<String> pairs) {
        String by(Sentence sentence) {
            return sentence.of(regions, some(pairs, ", ", "pairs"));
        }
    }

    LinkGaps(Findings findings) {
        this.findings = findings;
    }

    /** Two regions that replicas are in and must be joined over; nothing where they are, or where one is not known. */
    void broken(String a, String b, Sentence sentence) {
        gap(a, b, sentence).ifPresent(gap -> gap.broken = true);
    }

    /** The same of regions for whose want of a link replicas are unplaced. */
    void waiting(String a, String b, Sentence sentence) {
        gap(a, b, sentence).ifPresent(gap -> gap.waiting.add(List.of(a, b)));
    }

    private Optional<Gap> gap(String a, String b, Sentence sentence) {
        String account = findings.request().account();
        boolean unknown = a.isEmpty() || b.isEmpty();
        if (unknown || findings.snapshot().links().active(account, a, b)) {
            return Optional.empty();
        }
        Gap gap = findings.snapshot().links().state(account, a, b).isPresent() ? inactive : missing;
        Told told = gap.sentences.computeIfAbsent(sentence, s -> new Told(new TreeSet<>(), new LinkedHashSet<>()));
        told.regions.addAll(List.of(a, b));
        told.pairs.add(a.compareTo(b) < 0 ? a + " and " + b : b + " and " + a);
        gap.regions.addAll(told.regions);
        gap.remedies.add(Catalogue.link(findings, a, b));
        return Optional.of(gap);
    }

    /** How many replicas are placed where some pairs of regions are joined, old and new. */
    static int placed(List<List<String>> pairs, Findings findings) {
        Snapshot linked = findings.snapshot().linked(findings.request().account(), pairs);
        return Alternative.in("", findings.scene().with(findings.request(), linked))
                .placed();
    }

    private String remedy(Gap gap) {
        boolean helps = gap.broken
                || placed(gap.waiting, findings) > findings.assignment().total();
        return some(gap.remedies, "; and ", "links") + (helps ? "" : Remedies.NOT_ALONE);
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

    Stream<Breach> violations() {
        return Stream.of(missing, inactive)
                .filter(gap -> !gap.regions.isEmpty())
                .map(gap -> Breach.of(
                        gap.type,
                        Severity.Error,
                        gap.sentences.entrySet().stream()
                                        .map(told -> told.getValue().by(told.getKey()))
                                        .collect(Collectors.joining("; "))
                                + ": " + gap.trouble + " for account "
                                + findings.request().account(),
                        () -> remedy(gap),
                        List.of(),
                        gap.regions));
    }
}
