package dev.cpm.operator.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cpm.operator.cli.report.Annotation.Place;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An annotation has the path that GitHub has for the file, or GitHub shows it at none. */
class AnnotationTest {
    @TempDir
    private Path folder;

    private static Path here(Path path) {
        return Path.of("").toAbsolutePath().relativize(path);
    }

    @Test
    void aPathIsThatFromTheRootOfTheRepository() throws IOException {
        Files.createDirectories(folder.resolve("change/.git"));
        Path file = folder.resolve("change/apps/web.yaml");
        assertThat(Place.of(file.toString(), 3)).isEqualTo(new Place("apps/web.yaml", 3));
        assertThat(Place.of(here(file).toString(), 3)).isEqualTo(new Place("apps/web.yaml", 3));
        assertThat(Place.of(folder + "/change/./apps/../web.yaml", 3)).isEqualTo(new Place("web.yaml", 3));
    }

    @Test
    void outsideAnyRepositoryItIsTheOneThatWasGiven() {
        assertThat(Place.of(folder + "/./web.yaml", 1)).isEqualTo(new Place(folder + "/web.yaml", 1));
    }

    @Test
    void theStandardInputHasNone() {
        assertThat(Place.of("stdin", 1)).isNull();
    }

    /** As where the locale does not have its letters; here, what no file system has. */
    @Test
    void whatCannotBeANameHereIsNamedAsItIs() {
        assertThat(Place.of("apps/\0.yaml", 1)).isEqualTo(new Place("apps/\0.yaml", 1));
    }

    @Test
    void nothingInAMessageIsACommand() {
        assertThat(Annotation.of("error", new Place("a,b:c.yaml", 2), "T", "100%\n::stop-commands::t\u001b[2J"))
                .isEqualTo("::error file=a%2Cb%3Ac.yaml,line=2,title=T::100%25%0A::stop-commands::t\\u001b[2J");
    }
}
