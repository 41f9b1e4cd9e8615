package dev.cpm.operator.faults;

import dev.cpm.operator.cluster.Cluster;
import dev.cpm.operator.cluster.FaultyWay;
import dev.cpm.operator.cluster.OperatorProcess;
import dev.cpm.operator.history.Recorder;
import dev.cpm.operator.local.LocalControlPlane;
import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.util.Random;

/** Two operators in all kinds of trouble, by seed: one leads and one stands by, and each is started again when it ends. */
final class Storm implements AutoCloseable {
    private final Random random;
    private final Rig rig;
    private final Side one;
    private final Side two;

    Storm(LocalControlPlane controlPlane, Recorder recorder, long seed) {
        random = new Random(seed);
        rig = new Rig(controlPlane, recorder);
        rig.cluster().forgetLease();
        one = new Side(rig, "one", seed);
        two = new Side(rig, "two", -seed);
        rig.withLogs(() -> "one:\n" + one.keeper.logs() + "\ntwo:\n" + two.keeper.logs() + "\n" + troubles());
    }

    /** An operator, its way to the API server, and what can happen to both. */
    private static final class Side implements AutoCloseable {
        private final FaultyWay way;
        private final Watches watches;
        private final Weather weather;
        private final Keeper keeper;

        Side(Rig rig, String name, long seed) {
            way = new FaultyWay(rig.cluster().access().config(name));
            watches = new Watches(way);
            weather = new Weather(way, seed);
            keeper = new Keeper(
                    () -> new OperatorProcess(way.kubeconfig(), name, Cluster.SETTLE), () -> rig.forgetLeaseOf(name));
        }

        /** Whether its process is the one that the lease names, and has read all that is stored. */
        boolean leads(String holder) {
            return keeper.process().alive()
                    && keeper.process().said("This process leads, as " + holder)
                    && keeper.process().leads();
        }

        @Override
        public void close() {
            try (way) {
                keeper.close();
            }
        }

        void heal() {
            keeper.process().thaw();
            weather.heal();
            watches.heal();
        }
    }

    Rig rig() {
        return rig;
    }

    /** How often a process has ended. */
    int ends() {
        return one.keeper.ends() + two.keeper.ends();
    }

    /** What happened to requests, how often. */
    String troubles() {
        return "one " + one.weather.happened() + ", two " + two.weather.happened();
    }

    /**
     * Plays a story; in every step there is trouble for some seconds after the edits, and then none. At its end no request
     * hangs any more: what is told of the last step may come after it.
     */
    void play(Story story) {
        rig.play(story, (step, edits) -> {
            one.weather.storm();
            two.weather.storm();
            edits.run();
            int events = 2 + random.nextInt(4);
            for (int i = 0; i < events; i++) {
                happen(random.nextBoolean() ? one : two);
                Cluster.pause(Duration.ofMillis(100 + random.nextInt(900)));
            }
            one.heal();
            two.heal();
            awaitLeader(ZonedDateTime.now());
        });
        Cluster.await("no request hangs", () -> !one.weather.hangs() && !two.weather.hangs());
    }

    /** Who takes over writes what could have been granted: that belongs to the trouble, not to the rest after it. */
    private void awaitLeader(ZonedDateTime healed) {
        Cluster.await(
                "somebody leads",
                () -> rig.lease()
                        .map(Lease::getSpec)
                        .filter(lease -> lease.getRenewTime() != null
                                && lease.getRenewTime().isAfter(healed)
                                && (one.leads(lease.getHolderIdentity()) || two.leads(lease.getHolderIdentity())))
                        .isPresent());
    }

    private void happen(Side side) {
        switch (random.nextInt(8)) {
            case 0 -> side.keeper.kill();
            case 1 -> side.keeper.process().freeze();
            case 2 -> side.keeper.process().thaw();
            case 3 -> side.watches.hold();
            case 4 -> side.watches.refuse();
            case 5 -> side.watches.expire();
            case 6 -> side.watches.cut();
            default -> side.watches.heal();
        }
    }

    @Override
    public void close() {
        try (rig;
                one;
                two) {
            one.heal();
            two.heal();
        }
    }
}
