package dev.cpm.operator.controller;

import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseBuilder;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseSpec;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** Candidates for one lease in one process, with a time that passes when a test says so. */
final class Candidates {
    private long nanos = 1_000_000_000_000L;
    private long version;
    private Lease stored;

    /** One candidate, its way to the lease, and its clock. */
    final class Candidate extends Clock implements Election.Store, Election.Listener {
        final List<String> heard = new ArrayList<>();
        private final Election election;
        private Duration clockIsAhead = Duration.ZERO;
        private boolean unreachable;
        private boolean refused;
        private boolean answersAreLost;
        private boolean broken;
        private Runnable beforeItWrites = () -> {};

        private Candidate(String name) {
            election = new Election(this, name, this, this, () -> nanos);
        }

        Candidate clockIsAheadBy(Duration ahead) {
            clockIsAhead = ahead;
            return this;
        }

        Candidate cannotReachTheServer(boolean cannot) {
            unreachable = cannot;
            return this;
        }

        Candidate isRefused(boolean is) {
            refused = is;
            return this;
        }

        Candidate isBroken(boolean is) {
            broken = is;
            return this;
        }

        Candidate hearsNoAnswers(boolean none) {
            answersAreLost = none;
            return this;
        }

        Candidate before(Runnable itWrites) {
            beforeItWrites = itWrites;
            return this;
        }

        Candidate step() {
            election.step();
            return this;
        }

        boolean holds() {
            return election.holds();
        }

        Election election() {
            return election;
        }

        @Override
        public void leads(boolean afterAnother) {
            heard.add(afterAnother ? "leads after another" : "leads");
        }

        @Override
        public void lost(String why) {
            heard.add("lost: " + why);
        }

        private void reach() {
            if (broken) {
                throw new StackOverflowError("injected by a test");
            }
            if (unreachable) {
                throw new KubernetesClientException("injected: no route to the server");
            }
            if (refused) {
                throw new KubernetesClientException("injected: forbidden", HttpURLConnection.HTTP_FORBIDDEN, null);
            }
        }

        private Lease answer(Lease lease) {
            if (answersAreLost) {
                throw new KubernetesClientException("injected: the answer is lost");
            }
            return lease;
        }

        @Override
        public Lease get() {
            reach();
            return stored;
        }

        @Override
        public Lease create(LeaseSpec spec) {
            reach();
            return answer(stored == null ? store(spec) : null);
        }

        @Override
        public Lease replace(Lease lease) {
            reach();
            beforeItWrites.run();
            boolean newest = stored != null
                    && stored.getMetadata()
                            .getResourceVersion()
                            .equals(lease.getMetadata().getResourceVersion());
            return answer(!newest ? null : lease.getSpec().equals(stored.getSpec()) ? stored : store(lease.getSpec()));
        }

        @Override
        public Instant instant() {
            return Instant.parse("2026-11-25T12:00:00Z").plusNanos(nanos).plus(clockIsAhead);
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException();
        }
    }

    Candidate candidate(String name) {
        return new Candidate(name);
    }

    /** Puts into the lease what anybody may have put there; null deletes it. */
    Lease store(LeaseSpec spec) {
        stored = spec == null
                ? null
                : new LeaseBuilder()
                        .withNewMetadata()
                        .withName(Settings.LEASE)
                        .withResourceVersion(Long.toString(++version))
                        .endMetadata()
                        .withSpec(spec)
                        .build();
        return stored;
    }

    String holder() {
        return stored == null ? null : Leases.holder(stored);
    }

    /** Lets time pass, on every clock. */
    void pass(Duration time) {
        nanos += time.toNanos();
    }

    /** Lets time pass while the candidates do what they do, each second; a leader renews every two. */
    void pass(Duration time, Candidate... candidates) {
        for (int second = 1; second <= time.toSeconds(); second++) {
            pass(Duration.ofSeconds(1));
            for (Candidate candidate : candidates) {
                if (!candidate.holds() || second % 2 == 0) {
                    candidate.step();
                }
            }
        }
    }
}
