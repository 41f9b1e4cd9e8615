package dev.cpm.operator.api;

import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.ContextAttributes;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The objects that were read last. What is written comes back twice, as the answer and by the watch: of one that comes
 * again in the version that was read, no more than its metadata is. For several threads.
 */
public final class Recent {
    /** More than are under way at once. */
    private static final int MOST = 1_000;

    private static final Recent NONE = new Recent(0);

    private final Map<String, Resource<?, ?>> byUid;

    private Recent(int most) {
        byUid = new LinkedHashMap<>() {
            private static final long serialVersionUID = 1;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Resource<?, ?>> eldest) {
                return size() > most;
            }
        };
    }

    /** For a mapper whose objects nobody changes, and which reads those of one cluster; one without it reads all anew. */
    public static ContextAttributes attributes() {
        return ContextAttributes.getEmpty().withSharedAttribute(Recent.class, new Recent(MOST));
    }

    /** That of the mapper that reads. */
    static Recent of(DeserializationContext context) {
        return context.getAttribute(Recent.class) instanceof Recent recent ? recent : NONE;
    }

    /** The object of that class, in the very version, or null. It is forgotten: nothing comes three times. */
    synchronized <R> R take(Class<R> kind, JsonNode metadata) {
        String uid = metadata.path("uid").textValue();
        Resource<?, ?> read = byUid.get(uid);
        String version = metadata.path("resourceVersion").textValue();
        if (!kind.isInstance(read) || !read.getMetadata().getResourceVersion().equals(version)) {
            return null;
        }
        byUid.remove(uid);
        return kind.cast(read);
    }

    /** An object that was read. */
    synchronized void keep(Resource<?, ?> object) {
        if (object.getMetadata().getUid() != null && object.getMetadata().getResourceVersion() != null) {
            byUid.put(object.getMetadata().getUid(), object);
        }
    }
}
