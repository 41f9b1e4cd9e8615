package dev.cpm.operator.cli.plan;

import dev.cpm.operator.cli.manifest.ManifestReader;
import dev.cpm.operator.cli.manifest.Manifests;
import dev.cpm.operator.cli.manifest.Mistake;
import dev.cpm.operator.cli.manifest.Texts;
import dev.cpm.operator.cli.report.RefusedException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Manifests that a user names. */
public final class Given {
    private Given() {}

    /**
     * All manifests of some files and folders; {@code -} is the standard input.
     *
     * @param namespace where objects are that do not say
     * @param tell tells a mistake
     * @throws RefusedException where anything is wrong with them but a spec, once all of that was told
     */
    public static Manifests read(List<String> names, String namespace, Consumer<Mistake> tell) {
        List<Mistake> mistakes = new ArrayList<>();
        Manifests manifests = ManifestReader.read(Texts.read(names, System.in, mistakes), namespace, mistakes);
        if (mistakes.isEmpty() && manifests.ours().isEmpty()) {
            mistakes.add(new Mistake(String.join(" ", names), 0, "no object of cpm.dev in these manifests"));
        }
        if (!mistakes.isEmpty()) {
            mistakes.forEach(tell);
            throw new RefusedException(
                    (mistakes.size() == 1 ? "1 mistake" : mistakes.size() + " mistakes") + "; nothing was planned.");
        }
        return manifests;
    }
}
