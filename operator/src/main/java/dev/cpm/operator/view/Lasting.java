package dev.cpm.operator.view;

import dev.cpm.operator.api.PlacementSpec;
import dev.cpm.operator.view.Change.Broken;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which broken rules of an object last. The words and numbers of the message may change; but one in another place, or about
 * another object that the spec names, is another one.
 */
final class Lasting {
    private static final Pattern BETWEEN = Pattern.compile("[^A-Za-z0-9./-]+");

    /** What the specs name, as messages may have it. */
    private final Set<String> named = new HashSet<>();

    /** How a broken rule is known again, the surest first. */
    private final List<BiPredicate<Broken, Broken>> same = List.of(
            (a, b) -> a.message().equals(b.message()),
            (a, b) -> b.places().containsAll(a.places())
                    && a.places().isEmpty() == b.places().isEmpty()
                    && about(a).equals(about(b)));

    /** By the specs of the object, before and after. */
    Lasting(List<Object> specs) {
        for (Object each : specs) {
            if (each instanceof PlacementSpec spec) {
                named.addAll(spec.loadBalancers());
                spec.peers().forEach(peer -> named.add(peer.name()));
                if (spec.affinity() != null) {
                    Stream.concat(spec.affinity().colocateWith().stream(), spec.affinity().separateFrom().stream())
                            .forEach(term -> named.add(term.name()));
                }
            }
        }
    }

    /** Those that are not among the others, each of which stands for one. */
    List<Broken> without(List<Broken> some, List<Broken> others) {
        List<Broken> left = new ArrayList<>(some);
        List<Broken> free = new ArrayList<>(others);
        for (BiPredicate<Broken, Broken> each : same) {
            left.removeIf(broken -> {
                Optional<Broken> found = free.stream()
                        .filter(other -> other.type().equals(broken.type()) && other.error() == broken.error())
                        .filter(other -> each.test(broken, other))
                        .findFirst();
                found.ifPresent(free::remove);
                return found.isPresent();
            });
        }
        return left;
    }

    /** Of what the specs name, that which its message has; with its namespace or without. */
    private Set<String> about(Broken broken) {
        return Arrays.stream(BETWEEN.split(broken.message()))
                .map(word -> word.substring(word.lastIndexOf('/') + 1).replaceFirst("\\.$", ""))
                .filter(named::contains)
                .collect(Collectors.toSet());
    }
}
