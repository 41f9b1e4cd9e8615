package dev.cpm.operator.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The container image that {@code mvn package} leaves in target, without its base: an OCI image layout in a tar. */
record Image(JsonNode index, JsonNode config, Path root) {
    static final Path TAR = Path.of("target", "image-without-base.tar");
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Unpacks it into an empty directory; {@code root} is then the file system of a container of it. */
    static Image unpack(Path directory) throws IOException, InterruptedException {
        Path layout = Files.createDirectory(directory.resolve("layout"));
        Path root = Files.createDirectory(directory.resolve("root"));
        untar(TAR, layout);
        JsonNode index = JSON.readTree(layout.resolve("index.json").toFile());
        JsonNode manifest = blob(layout, index.at("/manifests/0"));
        for (JsonNode layer : manifest.path("layers")) {
            untar(blobFile(layout, layer), root);
        }
        return new Image(index, blob(layout, manifest.path("config")), root);
    }

    private static JsonNode blob(Path layout, JsonNode descriptor) throws IOException {
        return JSON.readTree(blobFile(layout, descriptor).toFile());
    }

    private static Path blobFile(Path layout, JsonNode descriptor) {
        return layout.resolve("blobs")
                .resolve(descriptor.path("digest").asText().replace(':', '/'));
    }

    private static void untar(Path file, Path into) throws IOException, InterruptedException {
        Process tar = new ProcessBuilder(List.of("tar", "xf", file.toString(), "-C", into.toString()))
                .redirectError(new File("/dev/null")) // it does not know every header, and says so
                .start();
        if (tar.waitFor() != 0) {
            throw new IOException("tar cannot unpack " + file);
        }
    }
}
