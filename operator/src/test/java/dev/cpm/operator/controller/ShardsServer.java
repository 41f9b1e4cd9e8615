package dev.cpm.operator.controller;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cpm.operator.api.Copies;
import dev.cpm.operator.api.Placement;
import dev.cpm.operator.api.PlacementSpec;
import dev.cpm.operator.api.PlacementSpec.OnZoneUnavailable;
import dev.cpm.operator.api.PlacementSpec.PlacementReference;
import dev.cpm.operator.api.PlacementSpec.PrivateNetwork;
import dev.cpm.operator.api.PlacementSpec.Rebalance;
import dev.cpm.operator.api.PlacementStatus;
import dev.cpm.operator.api.Zone;
import dev.cpm.operator.api.ZoneSpec;
import dev.cpm.operator.api.ZoneState;
import dev.cpm.operator.placement.PlainCheck;
import dev.cpm.operator.placement.Round;
import dev.cpm.operator.placement.RoundAnswer;
import dev.cpm.operator.placement.model.Known;
import dev.cpm.operator.placement.model.PlacementKey;
import dev.cpm.operator.placement.model.Shard;
import dev.cpm.operator.placement.world.World;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * An API server in a few lines: versions, generations, a history that each operator reads at its own pace, and status
 * writes that fail unless they name the newest version. It judges every status that it stores.
 */
final class ShardsServer {
    private static final String NOW = "2026-01-01T00:00:00Z";
    private static final List<String> REGIONS = List.of("r1", "r2", "r3");
    private static final int PLACEMENTS = 5;

    private final Random random;
    private final int machines;
    private final Map<Mirror.Key, HasMetadata> stored =
            new TreeMap<>((a, b) -> a.toString().compareTo(b.toString()));
    private final List<Inbox.Seen> history = new ArrayList<>();
    private final List<Runnable> onTheirWay = new ArrayList<>();
    private boolean atRest;

    ShardsServer(Random random, int machines) {
        this.random = random;
        this.machines = machines;
        REGIONS.forEach(region -> List.of("a", "b").forEach(zone -> zone(region + "-" + zone, ZoneState.Available)));
    }

    private void store(HasMetadata object, boolean edited) {
        HasMetadata before = stored.get(Mirror.Key.of(object));
        long generation = before == null ? 1 : before.getMetadata().getGeneration() + (edited ? 1 : 0);
        object.setMetadata(new ObjectMetaBuilder(object.getMetadata())
                .withUid(
                        before == null
                                ? "uid-" + history.size()
                                : before.getMetadata().getUid())
                .withGeneration(generation)
                .withCreationTimestamp(NOW)
                .withResourceVersion(Integer.toString(history.size() + 1))
                .build());
        stored.put(Mirror.Key.of(object), object);
        history.add(new Inbox.Seen(object, false));
    }

    private void zone(String name, ZoneState state) {
        Zone zone = new Zone();
        zone.setMetadata(new ObjectMetaBuilder().withName(name).build());
        zone.setSpec(new ZoneSpec(name.substring(0, 2), null, state, List.of(new ZoneSpec.Capacity("m1", machines))));
        store(zone, true);
    }

    /** Creates, edits or deletes a placement, or changes the state of a zone; messages in between may arrive. */
    void userEdits() {
        if (!onTheirWay.isEmpty() && random.nextBoolean()) {
            onTheirWay.remove(random.nextInt(onTheirWay.size())).run();
        }
        if (random.nextInt(8) == 0) {
            ZoneState state = List.of(ZoneState.Available, ZoneState.Available, ZoneState.Unavailable)
                    .get(random.nextInt(3));
            zone(REGIONS.get(random.nextInt(3)) + "-" + (random.nextBoolean() ? "a" : "b"), state);
            return;
        }
        Placement placement = new Placement();
        placement.setMetadata(new ObjectMetaBuilder()
                .withNamespace("default")
                .withName("p-" + random.nextInt(PLACEMENTS))
                .build());
        Mirror.Key key = Mirror.Key.of(placement);
        Placement before = (Placement) stored.get(key);
        if (before != null && random.nextInt(6) == 0) {
            HasMetadata gone = Copies.withStatus(before, Placement::new, before.getStatus());
            gone.setMetadata(new ObjectMetaBuilder(before.getMetadata())
                    .withResourceVersion(Integer.toString(history.size() + 1))
                    .build());
            stored.remove(key);
            history.add(new Inbox.Seen(gone, true));
            return;
        }
        placement.setSpec(spec());
        placement.setStatus(before == null ? null : before.getStatus());
        store(placement, true);
    }

    private PlacementSpec spec() {
        List<String> regions = new ArrayList<>(REGIONS);
        Collections.shuffle(regions, random);
        boolean named = random.nextInt(4) == 0;
        return new PlacementSpec(
                null,
                "m1",
                random.nextInt(7),
                regions.subList(0, 1 + random.nextInt(3)),
                null,
                null,
                null,
                random.nextInt(4) == 0 ? PrivateNetwork.Required : PrivateNetwork.NotRequired,
                null,
                null,
                null,
                named ? List.of(new PlacementReference("p-" + random.nextInt(PLACEMENTS), null)) : null,
                null,
                null,
                random.nextInt(3) == 0 ? OnZoneUnavailable.Replace : OnZoneUnavailable.Keep,
                random.nextInt(3) == 0 ? Rebalance.OnApproval : null,
                null);
    }

    /** From now on users look on. */
    void usersRest() {
        atRest = true;
    }

    /** Stores a status at the version that it was decided on; null if that is not the newest. */
    private Placement write(Shard writer, Placement decided, PlacementStatus status) {
        Mirror.Key key = Mirror.Key.of(decided);
        Placement before = (Placement) stored.get(key);
        if (before == null
                || Mirror.version(before) != Mirror.version(decided)
                || !Mirror.sameObject(before, decided)) {
            return null;
        }
        Placement after = Copies.withStatus(before, Placement::new, status);
        judge(writer, before, after);
        store(after, false);
        return after;
    }

    private void judge(Shard writer, Placement before, Placement after) {
        String what = "%s of shard %s".formatted(Mirror.Key.of(after), writer);
        assertThat(writer.owns(after)).as(what).isTrue();
        SortedMap<Integer, String> had = PlainCheck.byIndex(before);
        SortedMap<Integer, String> has = PlainCheck.byIndex(after);
        int replicas = after.getSpec().replicas();
        boolean replaces = after.getSpec().onZoneUnavailable() == OnZoneUnavailable.Replace;
        had.forEach((index, zone) -> assertThat(
                        zone.equals(has.get(index)) || !has.containsKey(index) && has.size() == replicas || replaces)
                .as("%s: index %s stays, %s to %s", what, index, had, has)
                .isTrue());
        has.forEach((index, zone) -> {
            if (!zone.equals(had.get(index))) {
                assertThat(writer.owns(zone.substring(0, 2)))
                        .as("%s: index %s is granted in %s", what, index, zone)
                        .isTrue();
                assertThat(taken(zone, after))
                        .as("%s: machines of %s", what, zone)
                        .isLessThanOrEqualTo(machines);
            }
        });
    }

    private long taken(String zone, Placement after) {
        Map<Mirror.Key, HasMetadata> all = new LinkedHashMap<>(stored);
        all.put(Mirror.Key.of(after), after);
        return all.values().stream()
                .filter(Placement.class::isInstance)
                .mapToLong(placement -> PlainCheck.byIndex((Placement) placement).values().stream()
                        .filter(zone::equals)
                        .count())
                .sum();
    }

    void assertAllAnswered() {
        stored.values().stream()
                .filter(Placement.class::isInstance)
                .forEach(placement -> assertThat(
                                ((Placement) placement).getStatus().observedGeneration())
                        .as("%s is answered", Mirror.Key.of(placement))
                        .isEqualTo(placement.getMetadata().getGeneration()));
    }

    Shardling operator(String regions) {
        return new Shardling(Shard.parse(regions));
    }

    /** One operator, as {@link Engine} and {@link Answers} make it, with a mirror of its own. */
    final class Shardling {
        private final Shard shard;
        private Mirror mirror;
        private int read;

        private Shardling(Shard shard) {
            this.shard = shard;
            begin();
        }

        private void begin() {
            mirror = new Mirror(shard);
            stored.values().forEach(object -> mirror.seen(object, false));
            read = history.size();
        }

        /** kill -9, at times in the middle of its writes; the next one reads all, and fences. */
        void isKilled() {
            for (RoundAnswer answer : answers()) {
                Placement decided = mirror.placement(answer.known().key());
                if (decided != null && random.nextBoolean()) {
                    onTheirWay.add(() -> write(shard, decided, answer.status()));
                }
            }
            begin();
            for (Known known : List.copyOf(mirror.world().placements())) {
                if (Fence.concerns(known, shard, false)) {
                    Placement fenced = write(shard, mirror.placement(known.key()), Fence.renewed(known, NOW));
                    mirror.adopt(fenced);
                }
            }
        }

        boolean hasWork() {
            return read < history.size() || mirror.world().hasConcerned();
        }

        /** What it would write, were it to look at all of its own again though nothing happened: nothing (rule 8). */
        List<RoundAnswer> lookingAgain() {
            World world = mirror.world();
            List.copyOf(world.placements()).forEach(known -> world.concern(known.key()));
            return answers();
        }

        @Override
        public String toString() {
            return shard.words();
        }

        void looksAtAll() {
            looks(history.size() - read);
        }

        /** Takes in so many versions, of each object only the newest. */
        void looks(int versions) {
            Inbox inbox = new Inbox();
            int end = Math.min(history.size(), read + versions);
            history.subList(read, end).forEach(seen -> inbox.put(seen.object(), seen.deleted()));
            read = end;
            inbox.nudge();
            try {
                inbox.take(Duration.ZERO).forEach(seen -> mirror.seen(seen.object(), seen.deleted()));
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }

        private List<RoundAnswer> answers() {
            World world = mirror.world();
            List<RoundAnswer> answers = new ArrayList<>();
            for (RoundAnswer answer : Round.of(world, world.takeConcerned(), NOW)) {
                if (answer.changed()) {
                    answers.add(answer);
                } else {
                    answer.storedIn(world);
                }
            }
            return answers;
        }

        /** One round; users and others act between its writes, which it does not see. */
        void decides() {
            World world = mirror.world();
            for (RoundAnswer answer : answers()) {
                if (!atRest && random.nextInt(6) == 0) {
                    userEdits();
                }
                PlacementKey key = answer.known().key();
                Placement decided = mirror.placement(key);
                Placement written = write(shard, decided, answer.status());
                Placement latest = (Placement) stored.get(Mirror.Key.of(key));
                if (written != null) {
                    answer.storedIn(world, world.placement(key));
                    mirror.written(written);
                } else if (latest != null && Mirror.sameObject(latest, decided)) {
                    mirror.found(answer, latest);
                } else {
                    world.unanswered(answer.known());
                }
            }
        }
    }
}
