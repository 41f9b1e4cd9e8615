package dev.cpm.operator.words;

import dev.cpm.operator.api.Cpm;
import dev.cpm.operator.api.Placement;
import dev.cpm.operator.api.PlacementStatus.LastProposal;
import dev.cpm.operator.api.PlacementStatus.Move;
import dev.cpm.operator.api.PlacementStatus.Proposal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What a plan says of moves: those that are proposed, how to approve them, and what became of an approval. */
public final class MoveWords {
    private MoveWords() {}

    /** Whether there is anything to say. */
    static boolean any(Placement placement) {
        return placement.getStatus().proposal() != null || answered(placement);
    }

    /** An answer is news for as long as the annotation that it answers is there. */
    private static boolean answered(Placement placement) {
        LastProposal last = placement.getStatus().lastProposal();
        Map<String, String> annotations = placement.getMetadata().getAnnotations();
        return last != null
                && annotations != null
                && String.valueOf(last.id()).equals(annotations.get(Cpm.APPROVE_ANNOTATION));
    }

    static List<Remark> of(Placement placement) {
        List<Remark> remarks = new ArrayList<>();
        if (answered(placement)) {
            LastProposal last = placement.getStatus().lastProposal();
            remarks.add(Remark.of("Approved", last.id() + ", " + last.result() + ": " + withoutResult(last)));
        }
        Proposal proposal = placement.getStatus().proposal();
        if (proposal != null) {
            remarks.add(Remark.of(
                    "Proposed", moves(proposal) + "; " + skew(proposal.zoneSkewBefore(), proposal.zoneSkewAfter())));
            remarks.add(new Remark("", "", "To approve:", "", approval(placement)));
        }
        return remarks;
    }

    /** The command that approves the moves that are proposed. */
    public static String approval(Placement placement) {
        return "kubectl annotate --overwrite pl " + placement.getMetadata().getName() + " -n "
                + placement.getMetadata().getNamespace() + " " + Cpm.APPROVE_ANNOTATION + "="
                + placement.getStatus().proposal().id();
    }

    private static String skew(Integer now, Integer then) {
        return Objects.equals(now, then)
                ? "skew over zones stays " + now
                : "skew over zones " + now + " now, " + then + " then";
    }

    private static String withoutResult(LastProposal last) {
        return String.valueOf(last.message()).replaceFirst("^Moved [0-9]+: ", "");
    }

    /** "2 moves: 2,3 from r1-a to r1-b". */
    private static String moves(Proposal proposal) {
        Map<String, List<Integer>> ways = new LinkedHashMap<>();
        for (Move move : proposal.moves().stream()
                .filter(move -> move != null && move.index() != null)
                .toList()) {
            ways.computeIfAbsent(" from " + move.from() + " to " + move.to(), w -> new ArrayList<>())
                    .add(move.index());
        }
        int count = proposal.moves().size();
        return count
                + (count == 1 ? " move: " : " moves: ")
                + new TreeMap<>(ways)
                        .entrySet().stream()
                                .map(way -> (way.getValue().size() == 1 ? "replica " : "replicas ")
                                        + Names.list(way.getValue().stream()
                                                .sorted()
                                                .map(String::valueOf)
                                                .toList())
                                        + way.getKey())
                                .collect(Collectors.joining(", "));
    }
}
