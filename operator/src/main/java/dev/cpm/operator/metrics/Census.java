package dev.cpm.operator.metrics;

import dev.cpm.operator.api.Answer;
import dev.cpm.operator.api.ConditionReasons;
import dev.cpm.operator.api.Interconnect;
import dev.cpm.operator.api.InterconnectState;
import dev.cpm.operator.api.Kinds;
import dev.cpm.operator.api.Region;
import dev.cpm.operator.view.Inventory;
import dev.cpm.operator.view.Readiness;
import dev.cpm.operator.view.Topologies;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.CustomResource;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;

/** Counts objects with their statuses, as they are at one moment. Pure. */
final class Census {
    /** Reasons of the condition Ready that say more than that something is to be mended in the cluster. */
    private static final List<String> NO_ANSWERS =
            List.of(ConditionReasons.INVALID_SPEC, ConditionReasons.INTERNAL_ERROR);

    private static final String ANSWERED = "Answered";

    private final Tally tally = new Tally();

    private Census() {}

    /**
     * Counts what one operator answers.
     *
     * @param all also what others answer: their placements may have replicas in its zones, and its own in theirs
     * @param owns whether it answers an object
     * @param most how many zones have series of their own, and how many machine types in zones
     */
    static Tally of(Inventory all, Predicate<HasMetadata> owns, Instant now, int most) {
        Inventory owned = Inventory.of(all.objects().stream().filter(owns).toList());
        Census census = new Census();
        PlacementNumbers placements = new PlacementNumbers(census.tally, now);
        ViolationNumbers violations = new ViolationNumbers(census.tally, now);
        placements.begin();
        violations.begin();
        owned.placements().forEach(placements::count);
        owned.placements().forEach(violations::count);
        owned.loadBalancers().forEach(violations::count);
        new ZoneNumbers(census.tally, most)
                .count(Topologies.of(all).regions().stream()
                        .filter(region -> owns.test(named(region.name())))
                        .toList());
        census.answers(owned.objects());
        census.links(owned.interconnects());
        return census.tally;
    }

    /** Who owns a region owns its zones, whether there are such objects or not. */
    private static Region named(String name) {
        Region region = new Region();
        region.setMetadata(new ObjectMetaBuilder().withName(name).build());
        return region;
    }

    @SuppressWarnings("unchecked") // every status of the five kinds is an Answer
    private void answers(List<HasMetadata> objects) {
        for (String kind : Kinds.NAMES) {
            for (String answer : List.of(ANSWERED, Reasons.WAITING)) {
                tally.add(Family.OBJECTS, 0, kind, answer);
            }
            NO_ANSWERS.forEach(answer -> tally.add(Family.OBJECTS, 0, kind, answer));
        }
        for (HasMetadata object : objects) {
            tally.add(Family.OBJECTS, 1, object.getClass().getSimpleName(), answer((CustomResource<?, ? extends Answer>)
                    object));
        }
    }

    private static String answer(CustomResource<?, ? extends Answer> object) {
        if (!Readiness.isAnswered(object)) {
            return Reasons.WAITING;
        }
        return Readiness.of(object)
                .map(ready -> ready.reason())
                .filter(NO_ANSWERS::contains)
                .orElse(ANSWERED);
    }

    private void links(List<Interconnect> interconnects) {
        for (InterconnectState state : InterconnectState.values()) {
            tally.add(Family.INTERCONNECTS, 0, state.name());
        }
        for (Interconnect interconnect : interconnects) {
            InterconnectState state = interconnect.getSpec() == null
                    ? null
                    : interconnect.getSpec().state();
            tally.add(Family.INTERCONNECTS, 1, (state == null ? InterconnectState.Requested : state).name());
        }
    }
}
