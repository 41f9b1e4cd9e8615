package dev.cpm.operator.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.cpm.operator.cli.manifest.Texts;
import dev.cpm.operator.cli.plan.Basis;
import dev.cpm.operator.cli.report.RefusedException;
import dev.cpm.operator.words.Printable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

/** A plan that was printed as data, and kept. */
final class SavedPlan {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final int LISTED = 10;

    private SavedPlan() {}

    /**
     * Compares what it stood on with what there is now.
     *
     * @throws RefusedException where anything differs, or the file is no such plan
     */
    static void check(String file, Basis now) {
        List<String> differences =
                now.differencesFrom(read(file)).stream().map(Printable::line).toList();
        if (!differences.isEmpty()) {
            int more = differences.size() - LISTED;
            throw new RefusedException("What the plan in " + file + " stood on has changed since:\n  "
                    + String.join("\n  ", differences.subList(0, Math.min(LISTED, differences.size())))
                    + (more > 0 ? "\n  and " + more + " more" : "")
                    + "\nPlan again, and look at the result.");
        }
    }

    private static Basis read(String file) {
        try {
            LoaderOptions options = new LoaderOptions();
            options.setCodePointLimit(Integer.MAX_VALUE);
            Object read = new Yaml(new SafeConstructor(options)).load(Texts.decode(Files.readAllBytes(Path.of(file))));
            if (read instanceof Map<?, ?> plan && plan.get("basis") instanceof Map<?, ?> basis) {
                Basis saved = MAPPER.convertValue(basis, Basis.class);
                if (saved.asked() != null && saved.there() != null && saved.applied() != null) {
                    return saved;
                }
            }
        } catch (NoSuchFileException e) {
            throw new RefusedException(file + ": no such file");
        } catch (IOException e) {
            throw new RefusedException(file + ": cannot be read");
        } catch (YAMLException | IllegalArgumentException e) {
            // What follows says what it should be.
        }
        throw new RefusedException(
                file + ": not a plan of this version; write one by plan … --against … -o json > " + file);
    }
}
