package dev.cpm.operator.view;

import dev.cpm.operator.api.PlacementSpec;
import dev.cpm.operator.api.PlacementSpec.AffinityTerm;
import dev.cpm.operator.api.PlacementSpec.PlacementReference;
import dev.cpm.operator.view.Change.Broken;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which broken rules of an object appear, last and go. The words and numbers of the message may change; but one in another
 * place, or about another object that the spec names, is one that appears. And none is gone while another of its type is
 * there, wherever: it is not mended by being broken in fewer places.
 */
final class Lasting {
    private static final Pattern BETWEEN = Pattern.compile("[^A-Za-z0-9./-]+");

    /** What the specs name, as messages may have it. */
    private final Set<String> named = new HashSet<>();

    private final List<Broken> appeared;
    private final List<Broken> changed;
    private final List<Broken> gone;

    /** By the specs of the object, before and after, and the rules that it breaks. */
    Lasting(List<Record> specs, List<Broken> before, List<Broken> after) {
        specs.forEach(this::name);
        List<Broken> old = new ArrayList<>(before);
        List<Broken> others = without(after, old, (now, was) -> now.message().equals(was.message()));
        List<Broken> ended = new ArrayList<>(old);
        this.appeared = without(others, ended, this::covered);
        List<Broken> narrowed = new ArrayList<>(old);
        narrowed.removeAll(ended);
        narrowed.removeIf(was ->
                after.stream().anyMatch(now -> ofOneKind(now, was) && same(now.places(), was.places())));
        Set<String> different = Stream.concat(ended.stream(), narrowed.stream())
                .map(Broken::type)
                .collect(Collectors.toSet());
        List<Broken> last = new ArrayList<>(after);
        last.removeAll(appeared);
        this.changed = last.stream()
                .filter(broken -> different.contains(broken.type()))
                .toList();
        Set<String> there = after.stream().map(Broken::type).collect(Collectors.toSet());
        this.gone =
                ended.stream().filter(broken -> !there.contains(broken.type())).toList();
    }

    /** An item of a list may be nothing, as a manifest can have it. */
    private void name(Record each) {
        if (each instanceof PlacementSpec spec) {
            add(spec.loadBalancers(), name -> name);
            add(spec.peers(), PlacementReference::name);
            if (spec.affinity() != null) {
                add(spec.affinity().colocateWith(), AffinityTerm::name);
                add(spec.affinity().separateFrom(), AffinityTerm::name);
            }
        }
    }

    private <T> void add(List<T> items, Function<T, String> name) {
        items.stream().filter(Objects::nonNull).map(name).forEach(named::add);
    }

    /** Those that were not broken before, or not in all of these places, or not so badly. */
    List<Broken> appeared() {
        return appeared;
    }

    /** Those that last, of a type of which less is broken than before: in fewer places, or about fewer objects. */
    List<Broken> changed() {
        return changed;
    }

    /** Those that were broken, of whose type none is left. */
    List<Broken> gone() {
        return gone;
    }

    /** Those that are not the same as one of the others, each of which stands for one and is taken out. */
    private static List<Broken> without(List<Broken> some, List<Broken> others, BiPredicate<Broken, Broken> same) {
        List<Broken> left = new ArrayList<>(some);
        left.removeIf(broken -> {
            Optional<Broken> found = others.stream()
                    .filter(other -> ofOneKind(broken, other) && same.test(broken, other))
                    .findFirst();
            found.ifPresent(others::remove);
            return found.isPresent();
        });
        return left;
    }

    private static boolean ofOneKind(Broken some, Broken other) {
        return some.type().equals(other.type()) && some.error() == other.error();
    }

    private boolean covered(Broken now, Broken was) {
        return was.places().containsAll(now.places())
                && now.places().isEmpty() == was.places().isEmpty()
                && about(now).equals(about(was));
    }

    private static boolean same(List<String> some, List<String> others) {
        return Set.copyOf(some).equals(Set.copyOf(others));
    }

    /** Of what the specs name, that which its message has; with its namespace or without. */
    private Set<String> about(Broken broken) {
        return Arrays.stream(BETWEEN.split(broken.message()))
                .map(word -> word.substring(word.lastIndexOf('/') + 1).replaceFirst("\\.$", ""))
                .filter(named::contains)
                .collect(Collectors.toSet());
    }
}
