package dev.cpm.operator.gitops;

import dev.cpm.operator.cli.manifest.ManifestReader;
import dev.cpm.operator.cli.manifest.Manifests;
import dev.cpm.operator.cli.manifest.Mistake;
import dev.cpm.operator.cli.manifest.Texts;
import dev.cpm.operator.cli.plan.Planner;
import dev.cpm.operator.placement.Round;
import dev.cpm.operator.placement.RoundAnswer;
import dev.cpm.operator.placement.Rounds;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.yaml.snakeyaml.Yaml;

/** What a cluster has after manifests were applied and the operator has answered them: {@code kubectl get -o yaml}. */
final class Run {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final KubernetesSerialization SERIALIZATION = new KubernetesSerialization();

    private final Map<String, HasMetadata> applied = new TreeMap<>();
    private final Map<String, HasMetadata> answered = new TreeMap<>();

    private Run(Rounds rounds, Path... paths) {
        List<Mistake> mistakes = new ArrayList<>();
        List<String> files = Stream.of(paths).map(Path::toString).toList();
        Manifests manifests =
                ManifestReader.read(Texts.read(files, InputStream.nullInputStream(), mistakes), "default", mistakes);
        if (!mistakes.isEmpty()) {
            throw new IllegalStateException(String.valueOf(mistakes));
        }
        for (HasMetadata object : manifests.objects()) {
            object.getMetadata().setGeneration(1L);
            object.getMetadata().setCreationTimestamp(NOW.toString());
            applied.put(title(object), object);
        }
        Planner.plan(manifests.objects(), NOW, rounds)
                .inventory()
                .objects()
                .forEach(object -> answered.put(title(object), object));
    }

    static Run of(Path... paths) {
        return new Run(Round::of, paths);
    }

    /** The same by an operator that fails at each placement, as by a defect. */
    static Run broken(Path... paths) {
        return new Run(
                (world, concerned, now) -> Round.of(world, concerned, now).stream()
                        .map(answer -> RoundAnswer.failed(
                                answer.known(), new IllegalStateException("injected by a test"), now))
                        .toList(),
                paths);
    }

    private static String title(HasMetadata object) {
        return object.getKind() + " " + object.getMetadata().getName();
    }

    /** The object with its answer. */
    Map<String, Object> answered(String kind, String name) {
        return plain(answered, kind, name);
    }

    /** The object as the API server stores it, before anybody has answered: the definition says what its status is then. */
    Map<String, Object> unanswered(String kind, String name) {
        Map<String, Object> object = plain(applied, kind, name);
        object.put("status", Map.of("observedGeneration", -1));
        return object;
    }

    /** The object after an edit that nobody has answered yet. */
    @SuppressWarnings("unchecked")
    Map<String, Object> edited(String kind, String name) {
        Map<String, Object> object = plain(answered, kind, name);
        ((Map<String, Object>) object.get("metadata")).put("generation", 2);
        ((Map<String, Object>) object.get("spec")).merge("replicas", 1, (was, more) -> (Integer) was + (Integer) more);
        return object;
    }

    private static Map<String, Object> plain(Map<String, HasMetadata> objects, String kind, String name) {
        HasMetadata object = objects.get(kind + " " + name);
        if (object == null) {
            throw new IllegalArgumentException("no " + kind + " " + name + " among " + objects.keySet());
        }
        // Through text: numbers are then of the types that they have when they are read.
        return new Yaml().load(HealthCase.yaml(SERIALIZATION.convertValue(object, Map.class)));
    }
}
