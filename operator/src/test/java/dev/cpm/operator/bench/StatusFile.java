package dev.cpm.operator.bench;

import dev.cpm.operator.api.Placement;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Placements with their statuses in a file, one a line, for another process. */
final class StatusFile {
    static final Path PLACE = Path.of("target", "bench", "statuses.jsonl");

    private StatusFile() {}

    static Path write(Path file, List<Placement> placements) throws IOException {
        Files.createDirectories(file.getParent());
        return Files.write(file, placements.stream().map(Serialization::asJson).toList());
    }

    static List<Placement> read(Path file) throws IOException {
        try (var lines = Files.lines(file)) {
            return lines.map(line -> Serialization.unmarshal(line, Placement.class))
                    .toList();
        }
    }
}
