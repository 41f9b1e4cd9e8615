package dev.cpm.operator.controller;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cpm.operator.api.Cpm;
import dev.cpm.operator.placement.model.Shard;
import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseBuilder;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseSpec;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Operators that have regions in common, two processes for each lease, with the election and the precedence of real ones.
 * Time passes when one of them acts; while one waits for an answer, all others act.
 */
final class Contenders {
    private static final int PROCESSES = 2;
    private static final List<String> REGIONS = List.of("a", "b", "c", "d");

    private final Random random;
    private final Map<String, Lease> leases = new LinkedHashMap<>();
    private final List<Process> running = new ArrayList<>();

    /** All that ever decided. */
    private final List<Process> deciders = new ArrayList<>();

    private long nanos = 1;
    private int versions;
    private int started;
    /** Whether the way to the server is as in real life. */
    private boolean disturbs = true;

    /** How many wait for an answer. */
    private int waiting;

    Contenders(Random random, List<String> shards) {
        this.random = random;
        for (String shard : shards) {
            for (int i = 0; i < PROCESSES; i++) {
                running.add(new Process(Shard.parse(shard)));
            }
        }
    }

    /** One of them does something, right or wrong; with what must be true after it. */
    void act() {
        pass(Duration.ofMillis(random.nextInt(random.nextInt(20) == 0 ? 9_000 : 300)));
        int who = random.nextInt(running.size());
        running.get(who).act();
        replaceEnded();
        assertNoTwoDecideForOneRegion();
    }

    /** From now on nothing goes wrong. */
    void heal() {
        disturbs = false;
        running.forEach(process -> process.asleepUntil = nanos);
        running.forEach(Process::resume);
    }

    /** All do what they do in a second. */
    void goOn() {
        pass(Duration.ofSeconds(1));
        List.copyOf(running).forEach(Process::goOn);
        replaceEnded();
        assertNoTwoDecideForOneRegion();
    }

    List<Shard> deciding() {
        return running.stream()
                .filter(Process::decides)
                .map(process -> process.shard)
                .toList();
    }

    private void pass(Duration time) {
        nanos += time.toNanos();
    }

    private void replaceEnded() {
        running.replaceAll(process -> process.ended ? new Process(process.shard) : process);
    }

    private void assertNoTwoDecideForOneRegion() {
        List<Process> all = running.stream().filter(Process::decides).toList();
        for (Process one : all) {
            for (Process other : all) {
                assertThat(one == other || !one.shard.overlaps(other.shard))
                        .as("%s and %s both decide", one, other)
                        .isTrue();
            }
        }
    }

    /** One process: a thread for the election, and one that looks at others before it decides. */
    private final class Process extends Clock implements Election.Store, Election.Listener {
        private final Shard shard;
        private final String name;
        private final String lease;
        private final Precedence precedence;
        private final Election election;
        private Duration clockIsAhead = Duration.ZERO;
        private long asleepUntil;
        /** Since when its machine is suspended, so that its monotonic clock stands still; for how long it was, in all. */
        private long suspended = Long.MAX_VALUE;

        private long stoodStill;
        private boolean waits;
        private boolean unreachable;
        private boolean answersAreLost;
        private boolean leads;
        private boolean afterAnother;
        private boolean begun;
        private boolean ended;

        /** Regions where what it sent may arrive yet, since nobody fenced it. */
        private final Set<String> open = new TreeSet<>();

        private Process(Shard shard) {
            this.shard = shard;
            this.name = "process-" + ++started;
            this.lease = LeaseName.of(shard);
            this.precedence =
                    new Precedence(new Rivals(name, shard, lease, this::all, this::monotonic), this::monotonic);
            this.election = new Election(this, name, this, this, this::monotonic);
        }

        private long monotonic() {
            return Math.min(nanos, suspended) - stoodStill;
        }

        private void suspend() {
            suspended = nanos;
        }

        private void resume() {
            stoodStill += nanos - Math.min(nanos, suspended);
            suspended = Long.MAX_VALUE;
        }

        /** Whether it decides if it is to decide something now, see {@link Engine}. */
        boolean decides() {
            return begun && !ended && suspended >= nanos && election.holds() && confirmed();
        }

        /** Whether the server says so, asked and answered at once. */
        private boolean confirmed() {
            boolean disturbed = disturbs;
            disturbs = false;
            try {
                precedence.confirm();
                return name.equals(Leases.holder(get()));
            } catch (Precedence.GivesWayException e) {
                return false;
            } finally {
                disturbs = disturbed;
            }
        }

        private void act() {
            if (waits || nanos < asleepUntil) {
                return;
            }
            resume();
            unreachable = random.nextInt(12) == 0;
            answersAreLost = random.nextInt(12) == 0;
            switch (random.nextInt(60)) {
                case 0 -> ended = true; // kill -9
                case 1 -> end(random.nextBoolean());
                case 2, 3 ->
                    asleepUntil =
                            nanos + Duration.ofMillis(random.nextInt(60_000)).toNanos();
                case 4, 5, 6 -> clockIsAhead = Duration.ofMillis(random.nextInt(120_000) - 60_000);
                default -> {
                    if (leads && random.nextBoolean()) {
                        look();
                    } else {
                        election.step();
                    }
                }
            }
        }

        private void goOn() {
            election.step();
            if (leads && !ended) {
                look();
            }
        }

        /** Before it begins, and before each decision; see {@link Beginning} and {@link Engine}. */
        private void look() {
            try {
                if (begun) {
                    precedence.confirm();
                } else if (precedence.hindrance() == null && election.holds() && confirmed()) {
                    begin();
                }
            } catch (Precedence.GivesWayException e) {
                end(true);
            } catch (KubernetesClientException e) {
                // It looks again.
            }
        }

        private void begin() {
            begun = true;
            Set<String> own = REGIONS.stream().filter(shard::owns).collect(Collectors.toSet());
            boolean fences = afterAnother || precedence.leftSomething();
            for (Process former : deciders) {
                assertThat(former.open.removeAll(own) && !fences)
                        .as("%s begins without a fence, though of %s something may arrive", this, former)
                        .isFalse();
            }
            open.addAll(own);
            deciders.add(this);
        }

        /** In order; {@code certain} of all that it sent. See {@link Engine#end}. */
        private void end(boolean certain) {
            election.end(() -> {
                boolean settled = certain && (begun || !afterAnother);
                begun = false;
                if (settled) {
                    open.clear();
                }
                return settled;
            });
            ended = true;
        }

        @Override
        public void leads(boolean another) {
            leads = true;
            afterAnother = another;
        }

        @Override
        public void standsBy() {
            precedence.standBy();
        }

        @Override
        public boolean mayTake() {
            return precedence.mayTake();
        }

        @Override
        public void lost(String why) {
            ended = true;
        }

        /** At times it stands still, or the server is slow, and others go on. */
        private void await() {
            if (!disturbs || waiting > 1 || random.nextInt(60) > 0) {
                return;
            }
            waits = true;
            waiting++;
            if (random.nextBoolean()) {
                suspend();
            }
            for (int i = random.nextInt(60); i > 0; i--) {
                Contenders.this.act();
            }
            waiting--;
            waits = false;
            resume();
        }

        private void reach() {
            await();
            if (disturbs && unreachable) {
                throw new KubernetesClientException("injected: no route to the server");
            }
        }

        private <T> T answer(T answer) {
            await();
            if (disturbs && answersAreLost) {
                throw new KubernetesClientException("injected: the answer is lost");
            }
            return answer;
        }

        private List<Lease> all() {
            reach();
            return answer(List.copyOf(leases.values()));
        }

        @Override
        public Lease get() {
            reach();
            return answer(leases.get(lease));
        }

        @Override
        public Lease create(LeaseSpec spec) {
            reach();
            return answer(leases.containsKey(lease) ? null : store(spec));
        }

        @Override
        public Lease replace(Lease next) {
            reach();
            Lease stored = leases.get(lease);
            boolean newest = stored != null && Leases.version(stored).equals(Leases.version(next));
            return answer(!newest ? null : next.getSpec().equals(stored.getSpec()) ? stored : store(next.getSpec()));
        }

        private Lease store(LeaseSpec spec) {
            Lease stored = new LeaseBuilder()
                    .withNewMetadata()
                    .withName(lease)
                    .withResourceVersion(Integer.toString(++versions))
                    .addToAnnotations(Cpm.REGIONS_ANNOTATION, shard.toString())
                    .endMetadata()
                    .withSpec(spec)
                    .build();
            leases.put(lease, stored);
            return stored;
        }

        @Override
        public Instant instant() {
            return Instant.EPOCH.plus(Duration.ofDays(1)).plusNanos(nanos).plus(clockIsAhead);
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException();
        }

        @Override
        public String toString() {
            return name + " of " + shard.words();
        }
    }
}
