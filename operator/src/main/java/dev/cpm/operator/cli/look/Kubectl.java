package dev.cpm.operator.cli.look;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.cpm.operator.api.Interconnect;
import dev.cpm.operator.api.LoadBalancer;
import dev.cpm.operator.api.Placement;
import dev.cpm.operator.api.Region;
import dev.cpm.operator.api.Zone;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * Reads a cluster with the user's own {@code kubectl}: contexts, credentials, proxies and impersonation are as they are
 * everywhere else, and this program needs to know none of them.
 */
final class Kubectl {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** A prefix of what it says of itself when something fails. */
    private static final String SAYS = "kubectl: ";

    private static final Map<String, Class<? extends HasMetadata>> KINDS = Map.of(
            "Interconnect", Interconnect.class,
            "LoadBalancer", LoadBalancer.class,
            "Namespace", Namespace.class,
            "Placement", Placement.class,
            "Region", Region.class,
            "Zone", Zone.class);

    private final String program;
    private final List<String> options;

    /** {@code options} go with every call, such as a context. */
    Kubectl(String program, List<String> options) {
        this.program = program;
        this.options = List.copyOf(options);
    }

    /**
     * All objects of some resources; each call for itself and all at once, so that what may not be read keeps nothing
     * else from being read.
     */
    Seen get(List<List<String>> calls) {
        List<CompletableFuture<Read>> reads = calls.stream()
                .map(call -> CompletableFuture.supplyAsync(() -> get1(call)))
                .toList();
        List<HasMetadata> objects = new ArrayList<>();
        List<String> unseen = new ArrayList<>();
        boolean any = false;
        for (CompletableFuture<Read> read : reads) {
            Read done = read.join();
            objects.addAll(done.objects());
            done.errors().stream().filter(error -> !unseen.contains(error)).forEach(unseen::add);
            any |= done.anything();
        }
        return new Seen(List.copyOf(objects), List.copyOf(unseen), any);
    }

    private record Read(List<HasMetadata> objects, List<String> errors, boolean anything) {}

    private Read get1(List<String> call) {
        List<String> command = new ArrayList<>(List.of(program, "get", "-o", "json"));
        command.addAll(options);
        command.addAll(call);
        try {
            Process process = new ProcessBuilder(command)
                    .redirectInput(ProcessBuilder.Redirect.INHERIT) // a credential plugin may ask
                    .start();
            CompletableFuture<String> errors = CompletableFuture.supplyAsync(() -> text(process.getErrorStream()));
            JsonNode list = MAPPER.readTree(process.getInputStream());
            List<HasMetadata> objects = list == null ? List.of() : objects(list);
            boolean done = process.waitFor() == 0;
            return new Read(objects, done ? List.of() : sentences(errors.join()), done || !objects.isEmpty());
        } catch (IOException e) {
            return new Read(
                    List.of(), List.of(program + " cannot be run: is it on the PATH? " + e.getMessage()), false);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Read(List.of(), List.of("interrupted"), false);
        }
    }

    private static List<HasMetadata> objects(JsonNode list) throws IOException {
        List<HasMetadata> objects = new ArrayList<>();
        for (JsonNode item : list.has("items") ? list.get("items") : List.of(list)) {
            Class<? extends HasMetadata> kind = KINDS.get(item.path("kind").asText());
            if (kind != null) {
                objects.add(MAPPER.treeToValue(item, kind));
            }
        }
        return objects;
    }

    private static String text(InputStream stream) {
        try (stream) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What kubectl says, line by line; where it has no such resource, what is missing. */
    private static List<String> sentences(String errors) {
        List<String> said = errors.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .distinct()
                .map(line -> line.contains("the server doesn't have a resource type")
                        ? "This cluster does not know the kinds of cpm.dev: kubectl apply -k deploy installs them."
                        : SAYS + line)
                .toList();
        return said.isEmpty() ? List.of(SAYS + "it failed, and did not say why") : said;
    }
}
