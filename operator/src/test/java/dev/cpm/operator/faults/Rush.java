package dev.cpm.operator.faults;

import dev.cpm.operator.cluster.SmallWorld;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** A story in which twenty placements want more machines than there are, by seed: all that is certain is the rules. */
final class Rush {
    private static final int PLACEMENTS = 20;
    private static final int STEPS = 5;

    private Rush() {}

    static Story story(long seed) {
        Random random = new Random(seed);
        List<Story.Step> steps = new ArrayList<>();
        steps.add(new Story.Step("machines", rig -> rig.apply(SmallWorld.of(Map.of("r1-a", 8, "r1-b", 7, "r1-c", 6)))));
        for (int step = 0; step < STEPS; step++) {
            StringBuilder manifests = new StringBuilder();
            List<String> gone = new ArrayList<>();
            for (int i = 0; i < PLACEMENTS; i++) {
                switch (random.nextInt(5)) {
                    case 0, 1 -> manifests.append(SmallWorld.placement("p-" + i, random.nextInt(5)));
                    case 2 -> gone.add("p-" + i);
                    default -> {
                        // It stays as it is.
                    }
                }
            }
            String zone = "r1-" + (char) ('a' + random.nextInt(3));
            String state = random.nextInt(3) > 0 ? "Available" : "Maintenance";
            manifests.append(SmallWorld.zone(zone, state, 3 + random.nextInt(6)));
            steps.add(new Story.Step("rush " + step, rig -> {
                gone.forEach(rig::delete);
                rig.apply(manifests.toString());
            }));
        }
        return new Story("rush " + seed, steps);
    }
}
