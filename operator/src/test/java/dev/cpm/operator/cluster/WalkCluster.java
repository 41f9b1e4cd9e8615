package dev.cpm.operator.cluster;

import dev.cpm.operator.cli.plan.Planner;
import dev.cpm.operator.cluster.Edit.Verb;
import dev.cpm.operator.history.Recorder;
import dev.cpm.operator.local.LocalControlPlane;
import dev.cpm.operator.placement.PlainCheck;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A cluster in which steps of edits are made, each planned beforehand and judged when it has settled. */
final class WalkCluster implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    /** Nothing is written any more once nothing was for so long: some settling times. */
    private static final int QUIET = 2;

    private final Cluster cluster;
    private final Recorder recorder;
    private final Editor editor;
    private final Tally tally = new Tally();
    private Duration settle;
    private Map<String, String> settled = Map.of();
    private Map<String, HasMetadata> input = Map.of();
    private Instant created = Instant.EPOCH;
    private int steps;
    private int edits;

    WalkCluster(LocalControlPlane controlPlane, Recorder recorder) {
        this.recorder = recorder;
        cluster = new Cluster(controlPlane);
        editor = new Editor(cluster.client(), edited -> recorder.history().byHand(edited));
        Walk.NAMESPACES.forEach(name -> {
            cluster.namespace(name, Map.of());
            editor.unlabel(name);
        });
    }

    int steps() {
        return steps;
    }

    int edits() {
        return edits;
    }

    /** What happened how often. */
    Tally tally() {
        return tally;
    }

    Map<String, HasMetadata> objects() {
        Map<String, HasMetadata> objects = new TreeMap<>();
        recorder.history().objects().values().forEach(object -> objects.put(Edit.key(object), object));
        return objects;
    }

    private static Map<String, String> versions(Map<String, HasMetadata> objects) {
        Map<String, String> versions = new TreeMap<>();
        objects.forEach((key, object) -> versions.put(key, object.getMetadata().getResourceVersion()));
        return versions;
    }

    /** Runs the operator with this settling time, anew if it has another. */
    void settle(Duration time) {
        if (!time.equals(settle)) {
            restart(time);
        }
    }

    void restart(Duration time) {
        cluster.stopOperator();
        settle = time;
        cluster.startOperator(time, time);
    }

    /** Deletes everything, takes the labels off the namespaces, and begins a history. */
    void empty(String name) {
        Cluster.await("all is gone", () -> {
            editor.delete(objects().values());
            return objects().isEmpty();
        });
        editor.unlabelAll();
        recorder.begin(name);
        settled = Map.of();
        created = Instant.EPOCH;
    }

    /** Makes the first edits, of all but placements, and waits until they have the statuses that are planned. */
    void make(List<Edit> first) {
        edits += first.size();
        input = editor.make(Map.of(), inOrder(first));
        Answers planned = planned(input.values(), Instant.now());
        awaitAnswers(planned);
        awaitQuiet(System.nanoTime());
        settled = versions(objects());
    }

    private Answers planned(Collection<HasMetadata> stored, Instant begun) {
        return new Answers(
                Planner.plan(withNamespaces(stored), Instant.now()).inventory().objects(), begun);
    }

    private List<HasMetadata> withNamespaces(Collection<HasMetadata> stored) {
        List<HasMetadata> all = new ArrayList<>(stored);
        all.addAll(editor.namespaces());
        return all;
    }

    /** By what they edit, in the order in which they are to arrive. */
    private static Map<String, Edit> inOrder(List<Edit> edits) {
        Map<String, Edit> byKey = new LinkedHashMap<>();
        edits.forEach(edit -> byKey.put(edit.key(), edit));
        return byKey;
    }

    /** Something was written that was not planned, or later: a batch may have ended in between, on a slow machine. */
    static final class OtherwiseError extends AssertionError {
        private static final long serialVersionUID = 1;

        OtherwiseError(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /** What breaks a rule on the way, whatever was planned: that is no matter of how fast a machine is. */
    List<String> broken() {
        return recorder.broken();
    }

    /** Makes the edits of a step together, waits until it has settled as planned, and judges it. */
    void step(List<Edit> step) {
        steps++;
        edits += step.size();
        notWritten("between the steps");
        Map<String, HasMetadata> before = objects();
        Map<String, Edit> byKey = inOrder(step);
        recorder.history().step();
        awaitCreation(step, before);
        Instant begun = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        long start = System.nanoTime();
        input = editor.make(before, byKey);
        long sent = System.nanoTime();
        List<HasMetadata> objects = withNamespaces(input.values());
        Answers planned = planned(input.values(), begun);
        awaitAnswers(planned);
        awaitQuiet(Math.max(start, sent));
        awaitAnswers(planned); // still
        Map<String, HasMetadata> after = objects();
        settled = versions(after);
        try {
            PlainCheck.step(objects, withNamespaces(after.values()));
        } catch (AssertionError e) {
            throw new AssertionError("against the rules: " + e.getMessage(), e);
        }
        List<String> violations = recorder.broken();
        if (!violations.isEmpty()) {
            throw new AssertionError("against the rules on the way: " + String.join("\n", violations));
        }
        tally.note(step, before, after);
    }

    /** Creation times count in whole seconds: what is created in one step has one, and none before it has the same. */
    private void awaitCreation(List<Edit> step, Map<String, HasMetadata> before) {
        boolean creates = step.stream()
                .anyMatch(edit -> edit.verb() == Verb.RECREATE
                        || edit.verb() == Verb.APPLY
                                && edit.key().startsWith("Placement")
                                && !before.containsKey(edit.key()));
        if (!creates) {
            return;
        }
        long intoSecond = System.currentTimeMillis() % 1000;
        Instant second = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        if (second.equals(created) || intoSecond > 300) {
            Cluster.pause(Duration.ofMillis(1010 - intoSecond));
        }
        created = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    }

    private void awaitAnswers(Answers planned) {
        long end = System.nanoTime() + PATIENCE.plus(settle.multipliedBy(10)).toNanos();
        while (true) {
            int seen = recorder.history().size();
            List<String> differences = planned.differences(objects().values());
            if (differences.isEmpty()) {
                return;
            }
            if (System.nanoTime() > end) {
                throw new OtherwiseError("planned otherwise than done:\n" + String.join("\n", differences), null);
            }
            recorder.history().awaitMore(seen, Duration.ofMillis(50));
        }
    }

    private void awaitQuiet(long sent) {
        Duration quiet = settle.multipliedBy(QUIET);
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (recorder.history().quiet().compareTo(quiet) < 0 || System.nanoTime() - sent < quiet.toNanos()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("it does not come to rest");
            }
            Cluster.pause(Duration.ofMillis(5));
        }
    }

    /** After a restart: everything is looked at again. */
    void expectNothingWritten() {
        Cluster.pause(settle.multipliedBy(QUIET).plusMillis(700));
        notWritten("looking again");
    }

    private void notWritten(String when) {
        Map<String, HasMetadata> objects = objects();
        Map<String, String> changed = versions(objects);
        if (!changed.equals(settled)) {
            changed.entrySet().removeAll(settled.entrySet());
            throw new OtherwiseError(
                    "written " + when + ": " + changed + "\n"
                            + changed.keySet().stream()
                                    .map(key -> Serialization.asYaml(objects.get(key)))
                                    .collect(Collectors.joining()),
                    null);
        }
    }

    /** Writes down what the last step started from, for {@code plan}; says where. */
    String keep(long seed) {
        try {
            Path file = Files.createDirectories(Path.of("target", "walks")).resolve(seed + ".yaml");
            List<HasMetadata> objects = withNamespaces(input.values());
            Files.writeString(file, objects.stream().map(Serialization::asYaml).collect(Collectors.joining()));
            return "The objects of the step, with the statuses from before it: operator/" + file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        empty("");
        editor.close();
        cluster.close();
    }
}
