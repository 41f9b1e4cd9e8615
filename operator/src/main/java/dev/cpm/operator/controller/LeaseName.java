package dev.cpm.operator.controller;

import dev.cpm.operator.api.Bounds;
import dev.cpm.operator.api.Digest;
import dev.cpm.operator.placement.model.Shard;
import java.util.HexFormat;

/**
 * The name of a shard's lease, which the role of its account has to name: {@code cpm-operator-ap-beijing-ap-shanghai},
 * {@code cpm-operator-all-but-ap-beijing}. One that is no DNS label by itself ends in a hash. Two shards that come to the
 * same name by their hyphens cannot lead both, which {@link Leases#get()} says.
 */
public final class LeaseName {
    private static final int HASH = 8;

    private LeaseName() {}

    public static String of(Shard shard) {
        if (shard.all()) {
            return Settings.LEASE;
        }
        String name = Settings.LEASE + (shard.allBut() ? "-all-but-" : "-") + String.join("-", shard.regions());
        if (name.length() <= Bounds.LABEL && name.matches(Bounds.DNS_LABEL)) {
            return name;
        }
        String label = name.replace('.', '-');
        String start = label.substring(0, Math.min(label.length(), Bounds.LABEL - HASH - 1));
        return start.replaceFirst("-+$", "") + "-" + hash(shard.toString());
    }

    private static String hash(String text) {
        return HexFormat.of().formatHex(Digest.of(text)).substring(0, HASH);
    }
}
