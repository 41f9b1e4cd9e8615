package dev.cpm.operator.controller;

import dev.cpm.operator.controller.Mirror.Key;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ListMeta;
import io.fabric8.kubernetes.api.model.ListOptions;
import io.fabric8.kubernetes.api.model.ListOptionsBuilder;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.PartialObjectMetadata;
import io.fabric8.kubernetes.api.model.PartialObjectMetadataList;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * All objects of a kind, as they are stored at one version. What is at hand in the version that is stored is not read
 * again: of each object the name and version are asked for, and the rest only of a page on which something is another.
 */
record Listing(Class<? extends HasMetadata> kind, long version, List<HasMetadata> objects) {

    /**
     * Reads them page by page, and once more where the API server does not know the version any more. Throws {@link
     * KubernetesClientException} where the API server does not let it.
     *
     * @param known what is at hand by that name, or null; of each it is asked once
     */
    static Listing read(
            KubernetesClient client,
            Class<? extends HasMetadata> kind,
            Supplier<Gait> gait,
            Function<Key, HasMetadata> known) {
        Attempt attempt = new Attempt(client, kind, gait.get(), known);
        try {
            return attempt.read();
        } catch (KubernetesClientException e) {
            if (e.getCode() != HttpURLConnection.HTTP_GONE) {
                throw e;
            }
            // Meanwhile the version was compacted: once more, without rests, and with what it has read so far at hand.
            Map<Key, HasMetadata> read = new HashMap<>();
            attempt.objects.forEach(object -> read.put(Key.of(object), object));
            Function<Key, HasMetadata> atHand =
                    key -> Optional.ofNullable(read.remove(key)).orElseGet(() -> known.apply(key));
            return new Attempt(client, kind, Gait.hurried(), atHand).read();
        }
    }

    /** Reads them once, from the first page to the last. */
    private static final class Attempt {
        private final KubernetesClient client;
        private final Class<? extends HasMetadata> kind;
        private final Gait gait;
        private final Function<Key, HasMetadata> known;

        /** Those of the pages so far. */
        private final List<HasMetadata> objects = new ArrayList<>();

        Attempt(
                KubernetesClient client,
                Class<? extends HasMetadata> kind,
                Gait gait,
                Function<Key, HasMetadata> known) {
            this.client = client;
            this.kind = kind;
            this.gait = gait;
            this.known = known;
        }

        Listing read() {
            ListOptions request =
                    new ListOptionsBuilder().withLimit(gait.page()).build();
            while (true) {
                long began = System.nanoTime();
                ListMeta page = page(request);
                String more = page.getContinue();
                if (more == null || more.isEmpty()) {
                    return new Listing(kind, Long.parseUnsignedLong(page.getResourceVersion()), objects);
                }
                request.setContinue(more);
                gait.rest(System.nanoTime() - began, Objects.requireNonNullElse(page.getRemainingItemCount(), 0L));
            }
        }

        private ListMeta page(ListOptions request) {
            var all = client.resources(kind).inAnyNamespace();
            PartialObjectMetadataList stored = all.listAsPartialObjectMetadata(request);
            // Of none there is no list, but nothing.
            List<ObjectMeta> metas =
                    Objects.requireNonNullElse(stored.getItems(), List.<PartialObjectMetadata>of()).stream()
                            .map(PartialObjectMetadata::getMetadata)
                            .toList();
            Map<Key, HasMetadata> atHand = new HashMap<>();
            metas.forEach(meta -> atHand.put(Key.of(kind, meta), known.apply(Key.of(kind, meta))));
            if (metas.stream().allMatch(meta -> isOf(meta, atHand.get(Key.of(kind, meta))))) {
                metas.forEach(meta -> objects.add(atHand.get(Key.of(kind, meta))));
                return stored.getMetadata();
            }
            var page = all.list(request);
            // The one at hand where there is one: it is what the watches keep, too.
            page.getItems()
                    .forEach(object -> objects.add(Optional.ofNullable(atHand.get(Key.of(object)))
                            .filter(one -> isOf(object.getMetadata(), one))
                            .orElse(object)));
            return page.getMetadata();
        }
    }

    /** Whether the object is the one that is stored, in the version that is stored. */
    private static boolean isOf(ObjectMeta stored, HasMetadata object) {
        return object != null
                && Objects.equals(object.getMetadata().getUid(), stored.getUid())
                && Objects.equals(object.getMetadata().getResourceVersion(), stored.getResourceVersion());
    }
}
