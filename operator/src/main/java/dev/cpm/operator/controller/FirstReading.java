package dev.cpm.operator.controller;

import dev.cpm.operator.api.Interconnect;
import dev.cpm.operator.placement.model.Shard;
import dev.cpm.operator.placement.model.Words;
import dev.cpm.operator.placement.world.World;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads everything, consistently, at the beginning of a term: what watches saw before may lag behind what a former leader
 * wrote. For the engine's thread only.
 */
final class FirstReading {
    private static final Logger log = LoggerFactory.getLogger(FirstReading.class);

    private final Watchers watches;
    private final Inbox inbox;
    private final Audit audit;
    private final Intake intake;
    private final Mirror mirror;

    FirstReading(Watchers watches, Inbox inbox, Audit audit, Intake intake, Mirror mirror) {
        this.watches = watches;
        this.inbox = inbox;
        this.audit = audit;
        this.intake = intake;
        this.mirror = mirror;
    }

    /** Takes in all or nothing; throws what {@link Audit#all()} throws. */
    void read() throws InterruptedException {
        intake.everything(watches.start() ? watched() : audit.all());
        World world = mirror.world();
        log.info(
                "Loaded {}, {} and {}.",
                Counted.of(world.placements().size(), "placement"),
                Counted.of(world.zones().size(), "zone"),
                Counted.of(world.regions().size(), "region"));
        if (!world.shard().all()) {
            tellOfShard(world);
        }
    }

    /** All that the watches read when they were started; what they said until then is in it. */
    private Audit.Reading watched() throws InterruptedException {
        inbox.take(Duration.ZERO);
        return new Audit.Reading(
                watches.objects().stream()
                        .map(object -> new Inbox.Seen(object, false))
                        .toList(),
                Map.of());
    }

    private void tellOfShard(World world) {
        Shard shard = world.shard();
        log.info("Decides what is at home in {}.", shard.words());
        List<String> unknown = shard.regions().stream()
                .filter(region -> !world.regions().contains(region))
                .toList();
        if (!unknown.isEmpty()) {
            log.warn("--regions names {}, of which there is no Region yet.", Words.list(unknown));
        }
        Boundary.crossed(shard, mirror.all(Interconnect.class)).forEach(log::warn);
    }
}
