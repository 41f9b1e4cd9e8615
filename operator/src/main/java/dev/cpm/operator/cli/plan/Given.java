package dev.cpm.operator.cli.plan;

import dev.cpm.operator.cli.admission.Admission;
import dev.cpm.operator.cli.manifest.ManifestReader;
import dev.cpm.operator.cli.manifest.Manifests;
import dev.cpm.operator.cli.manifest.Manifests.LeftOut;
import dev.cpm.operator.cli.manifest.Mistake;
import dev.cpm.operator.cli.manifest.Text;
import dev.cpm.operator.cli.manifest.Texts;
import dev.cpm.operator.cli.report.RefusedException;
import dev.cpm.operator.words.Names;
import dev.cpm.operator.words.Plural;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Manifests that a user names. */
public final class Given {
    private static final String NONE = "no object of cpm.dev in these manifests";

    private Given() {}

    /**
     * All manifests of some files and folders; {@code -} is the standard input.
     *
     * @param namespace where objects are that do not say
     * @param compared whether they are compared with what is there: then Namespaces alone, with their labels, are enough
     * @param tell tells a mistake
     * @throws RefusedException where there are none, or anything is wrong with them but a spec, once all of that was told;
     *     an object whose shape is wrong is told, and left out, as an API server would refuse that one alone
     */
    public static Manifests read(List<String> names, String namespace, boolean compared, Consumer<Mistake> tell) {
        List<Mistake> mistakes = new ArrayList<>();
        List<Text> texts = Texts.read(names, System.in, mistakes);
        Manifests manifests = ManifestReader.read(texts, namespace, mistakes);
        boolean none = manifests.ours().isEmpty()
                && !(compared && !manifests.namespaces().isEmpty());
        if (mistakes.isEmpty() && none) {
            mistakes.add(new Mistake(String.join(" ", Texts.named(names)), 0, NONE));
        }
        return sound(manifests, texts, mistakes, true, tell);
    }

    /** All manifests that are planned by themselves. */
    public static Manifests read(List<String> names, String namespace, Consumer<Mistake> tell) {
        return read(names, namespace, false, tell);
    }

    /**
     * The same, where there may be none: in a repository that is new, or that has none any more. What is empty is noted,
     * since it may be so by mistake; a folder that is not there is a mistake still.
     */
    public static Manifests readAny(
            List<String> names, String namespace, Consumer<Mistake> tell, Consumer<String> note) {
        List<Mistake> mistakes = new ArrayList<>();
        List<Text> texts = texts(names, mistakes, note);
        return sound(readAny(texts, names, namespace, mistakes, note), texts, mistakes, true, tell);
    }

    /**
     * What others are compared with. An object is left out for its shape only where it is replaced, so that a mistake can be
     * mended; any other one would take machines that then seem free.
     *
     * @param replaced whether another object of a title is there afterwards
     * @param mended is told of what is left out for that
     */
    public static Manifests readThere(
            List<String> names,
            String namespace,
            Predicate<String> replaced,
            Consumer<LeftOut> mended,
            Consumer<Mistake> tell,
            Consumer<String> note) {
        List<Mistake> mistakes = new ArrayList<>();
        List<Text> texts = texts(names, mistakes, note);
        Manifests manifests = readAny(texts, names, namespace, mistakes, note);
        manifests.leftOut().stream()
                .filter(object -> replaced.test(object.title()))
                .forEach(object -> {
                    mistakes.removeAll(object.mistakes());
                    mended.accept(object);
                });
        return sound(manifests, texts, mistakes, false, tell);
    }

    private static List<Text> texts(List<String> names, List<Mistake> mistakes, Consumer<String> note) {
        List<String> empty = new ArrayList<>();
        List<Text> texts = Texts.read(names, System.in, mistakes, empty::add);
        if (!empty.isEmpty()) {
            note.accept("There are no manifests in " + Names.list(empty) + ".");
        }
        return texts;
    }

    private static Manifests readAny(
            List<Text> texts, List<String> names, String namespace, List<Mistake> mistakes, Consumer<String> note) {
        Manifests manifests = ManifestReader.read(texts, namespace, mistakes);
        if (!texts.isEmpty()
                && manifests.ours().isEmpty()
                && manifests.namespaces().isEmpty()) {
            note.accept("There is no object of cpm.dev in " + Names.list(Texts.named(names)) + ".");
        }
        return manifests;
    }

    /** What is wrong with the specs is told as well then: whoever mends the one mends the other at once. */
    private static Manifests sound(
            Manifests manifests, List<Text> texts, List<Mistake> mistakes, boolean partly, Consumer<Mistake> tell) {
        if (!mistakes.isEmpty()) {
            boolean rest = partly
                    && !manifests.ours().isEmpty()
                    && ofLeftOut(manifests).containsAll(mistakes);
            if (!rest) {
                mistakes.addAll(Admission.mistakes(manifests, List.of()));
            }
            List<String> files = texts.stream().map(Text::name).toList();
            mistakes.sort(Comparator.comparingInt((Mistake mistake) -> files.indexOf(mistake.file()))
                    .thenComparingInt(Mistake::line));
            mistakes.forEach(tell);
            if (rest) {
                return manifests;
            }
            boolean written = mistakes.stream().allMatch(mistake -> mistake.line() > 0);
            throw new RefusedException(Plural.of(mistakes.size(), "mistake")
                    + (partly ? "" : " in what --against names")
                    + "; nothing was planned."
                    + (partly || !written ? "" : "\nIf the change itself mends that, plan it without --against."));
        }
        return manifests;
    }

    private static Set<Mistake> ofLeftOut(Manifests manifests) {
        return manifests.leftOut().stream()
                .flatMap(object -> object.mistakes().stream())
                .collect(Collectors.toSet());
    }
}
