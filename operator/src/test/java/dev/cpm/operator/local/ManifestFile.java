package dev.cpm.operator.local;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/** A file with objects of Kubernetes, such as those of {@code deploy/}. */
public final class ManifestFile {
    private ManifestFile() {}

    /** Its objects, in their order. */
    public static List<HasMetadata> read(Path file) {
        try (InputStream manifest = Files.newInputStream(file)) {
            Object content = new KubernetesSerialization().unmarshal(manifest);
            Stream<?> objects = content instanceof Collection<?> many ? many.stream() : Stream.of(content);
            return objects.map(HasMetadata.class::cast).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
