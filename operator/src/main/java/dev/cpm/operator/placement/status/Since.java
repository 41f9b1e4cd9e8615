package dev.cpm.operator.placement.status;

import dev.cpm.operator.api.Violation;
import dev.cpm.operator.api.ViolationType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiPredicate;

/** "{@code since} does not change while the violation lasts": finds each violation in the previous status again. */
final class Since {
    /** How a violation is known again, the surest first: its numbers, zones and severity may change, its type may not. */
    private static final List<BiPredicate<Violation, Violation>> SAME = List.of(
            (a, b) -> a.severity() == b.severity() && a.message().equals(b.message()),
            (a, b) -> a.severity() == b.severity() && samePlaces(a, b),
            (a, b) -> a.severity() == b.severity(),
            Since::samePlaces,
            (a, b) -> true);

    /** About an object that nothing but the message names, at its beginning: two names are two violations. */
    private static final Set<ViolationType> NAMED = EnumSet.of(
            ViolationType.PeerNotFound,
            ViolationType.LoadBalancerNotFound,
            ViolationType.LoadBalancerAccountMismatch,
            ViolationType.CrossAccountPrivateNetwork);

    private Since() {}

    private static boolean samePlaces(Violation a, Violation b) {
        return a.zones().equals(b.zones()) && a.regions().equals(b.regions());
    }

    private static String subject(Violation violation) {
        return String.valueOf(violation.message()).replaceFirst("[,:].*", "");
    }

    static List<Violation> keep(List<Violation> found, List<Violation> previous, String now) {
        List<Violation> lasting = lasting(found, previous);
        List<Violation> kept = new ArrayList<>();
        for (int i = 0; i < found.size(); i++) {
            Violation old = lasting.get(i);
            kept.add(found.get(i).since(old == null || old.since() == null ? now : old.since()));
        }
        return List.copyOf(kept);
    }

    /** Of each violation found, in their order, the previous one that it is; null for a new one. */
    static List<Violation> lasting(List<Violation> found, List<Violation> previous) {
        List<Violation> left = new ArrayList<>(previous);
        Violation[] lasting = new Violation[found.size()];
        for (BiPredicate<Violation, Violation> same : SAME) {
            for (int i = 0; i < lasting.length; i++) {
                Violation violation = found.get(i);
                if (lasting[i] == null) {
                    lasting[i] = left.stream()
                            .filter(old -> old.type() == violation.type())
                            .filter(old -> same.test(violation, old))
                            .filter(old -> !NAMED.contains(old.type())
                                    || subject(violation).equals(subject(old)))
                            .findFirst()
                            .orElse(null);
                    left.remove(lasting[i]);
                }
            }
        }
        return Arrays.asList(lasting);
    }
}
