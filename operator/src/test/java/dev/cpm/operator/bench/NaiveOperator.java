package dev.cpm.operator.bench;

import dev.cpm.operator.api.Interconnect;
import dev.cpm.operator.api.Placement;
import dev.cpm.operator.api.Region;
import dev.cpm.operator.api.Zone;
import dev.cpm.operator.controller.Clients;
import dev.cpm.operator.placement.Round;
import dev.cpm.operator.placement.RoundAnswer;
import dev.cpm.operator.placement.model.Known;
import dev.cpm.operator.placement.model.PlacementKey;
import dev.cpm.operator.placement.world.World;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.Operator;
import io.javaoperatorsdk.operator.api.config.informer.InformerEventSourceConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.event.source.informer.InformerEventSource;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.stream.Collectors;

/**
 * The operator as one writes it at first, as the documentation of the Java Operator SDK shows it: each event one
 * decision, from what the caches show, and one patch of the status; every setting is the SDK's own. It makes the same
 * decision, and does place; but nothing keeps two of its threads from giving away one machine. With {@code blind} it does
 * not even look at what others hold.
 *
 * <p>It does nothing between the lines {@code hold} and {@code go} on standard input, so that it can be measured like the
 * others, with all placements there.
 */
public final class NaiveOperator implements Reconciler<Placement> {
    static final String STARTED = "Started.";
    static final String HOLDS = "Holds.";
    static final String HOLD = "hold";
    static final String GO = "go";

    /** An argument: what others hold is not looked at, and would be given away again. */
    static final String BLIND = "blind";

    private final boolean blind;
    private final ReadWriteLock gate = new ReentrantReadWriteLock();
    private final List<InformerEventSource<? extends HasMetadata, Placement>> catalogue = new ArrayList<>();

    private NaiveOperator(boolean blind) {
        this.blind = blind;
    }

    public static void main(String[] args) throws Exception {
        NaiveOperator naive = new NaiveOperator(List.of(args).contains(BLIND));
        try (KubernetesClient client =
                Clients.builder(new ConfigBuilder().build()).build()) {
            Operator operator = new Operator(overrider -> overrider.withKubernetesClient(client));
            operator.register(naive);
            operator.start();
            System.out.println(STARTED);
            BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                if (line.equals(HOLD)) {
                    naive.gate.writeLock().lock();
                    System.out.println(HOLDS);
                } else if (line.equals(GO)) {
                    naive.gate.writeLock().unlock();
                }
            }
        }
        System.exit(0); // Nobody is there any more; its threads may still hold at the gate.
    }

    @Override
    public List<EventSource<?, Placement>> prepareEventSources(EventSourceContext<Placement> context) {
        catalogue.add(source(Region.class, context));
        catalogue.add(source(Zone.class, context));
        catalogue.add(source(Interconnect.class, context));
        return List.copyOf(catalogue);
    }

    /** What changes in the catalogue may concern every placement. */
    private static <R extends HasMetadata> InformerEventSource<R, Placement> source(
            Class<R> kind, EventSourceContext<Placement> context) {
        return new InformerEventSource<>(
                InformerEventSourceConfiguration.from(kind, Placement.class)
                        .withSecondaryToPrimaryMapper(changed -> placements(context))
                        .build(),
                context);
    }

    private static Set<ResourceID> placements(EventSourceContext<Placement> context) {
        return context.getPrimaryCache()
                .list(placement -> true)
                .map(ResourceID::fromResource)
                .collect(Collectors.toSet());
    }

    @Override
    public UpdateControl<Placement> reconcile(Placement placement, Context<Placement> context) {
        gate.readLock().lock();
        try {
            return answer(placement, context);
        } finally {
            gate.readLock().unlock();
        }
    }

    private UpdateControl<Placement> answer(Placement placement, Context<Placement> context) {
        World world = new World();
        catalogue.forEach(source -> source.list(object -> true).forEach(world::put));
        Known known = Known.of(placement);
        if (!blind) {
            heldByOthers(known, context).forEach(world::reserve);
        }
        world.placement(known);
        String now = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
        RoundAnswer answer = Round.of(world, Set.of(known.key()), now).get(0);
        Placement answered = new Placement();
        answered.setMetadata(new ObjectMetaBuilder()
                .withNamespace(known.key().namespace())
                .withName(known.key().name())
                .build());
        answered.setStatus(answer.status());
        return UpdateControl.patchStatus(answered);
    }

    /** Machines by type and zone, without which those of another placement would be given away again. */
    private static Map<String, Map<String, Integer>> heldByOthers(Known known, Context<Placement> context) {
        Map<String, Map<String, Integer>> held = new HashMap<>();
        context.getPrimaryCache()
                .list(other -> other.getStatus() != null)
                .filter(other -> !PlacementKey.of(other).equals(known.key()))
                .map(Placement::getStatus)
                .forEach(status -> {
                    Map<String, Integer> machines = held.computeIfAbsent(status.machineType(), type -> new HashMap<>());
                    status.zones().forEach(share -> machines.merge(share.zone(), share.replicas(), Integer::sum));
                });
        return held;
    }
}
