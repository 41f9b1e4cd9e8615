package dev.cpm.operator.cli.look;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cpm.operator.api.Cpm;
import dev.cpm.operator.placement.model.Shard;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;

/**
 * The lease of an operator, or of those that take turns.
 *
 * @param shard whom it is for; null where that cannot be read
 * @param holder who leads; empty: nobody
 * @param renewed when that was last said; null: never
 * @param version of the operator that said it; empty: it does not say
 */
record SeenLease(String name, Shard shard, String holder, Instant renewed, String version) {
    /** Of the lease of an operator for all regions. */
    private static final String OF_ALL = "cpm-operator";

    /** A lease is renewed every few seconds; the rest is for clocks that differ. */
    private static final Duration FRESH = Duration.ofSeconds(60);

    /** Those among some lists of leases as kubectl prints them. */
    static List<SeenLease> of(List<JsonNode> lists) {
        List<SeenLease> all = new ArrayList<>();
        for (JsonNode list : lists) {
            for (JsonNode lease : list.path("items")) {
                String name = lease.path("metadata").path("name").asText();
                JsonNode annotations = lease.path("metadata").path("annotations");
                JsonNode regions = annotations.path(Cpm.REGIONS_ANNOTATION);
                if (name.equals(OF_ALL) || !regions.isMissingNode()) {
                    all.add(new SeenLease(
                            name,
                            regions.isMissingNode() ? Shard.ALL : shard(regions.asText()),
                            lease.path("spec").path("holderIdentity").asText(),
                            time(lease.path("spec").path("renewTime").asText()),
                            annotations.path(Cpm.VERSION_ANNOTATION).asText()));
                }
            }
        }
        return all;
    }

    /** Whether somebody holds it, and has renewed it of late. */
    boolean led(Instant now) {
        return !holder.isEmpty()
                && renewed != null
                && Duration.between(renewed, now).abs().compareTo(FRESH) < 0;
    }

    private static Shard shard(String regions) {
        try {
            return Shard.parse(regions);
        } catch (IllegalArgumentException e) {
            return null; // Somebody edited it; the operator itself refuses to lead by it.
        }
    }

    private static Instant time(String text) {
        try {
            return text.isEmpty() ? null : OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeParseException e) {
            return null; // as good as never
        }
    }
}
