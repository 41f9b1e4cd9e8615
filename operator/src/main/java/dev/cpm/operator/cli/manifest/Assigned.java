package dev.cpm.operator.cli.manifest;

import dev.cpm.operator.api.PlacementStatus;
import dev.cpm.operator.api.PlacementStatus.ZoneAssignment;
import dev.cpm.operator.placement.model.Indexes;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The assignment in a placement's status, which counts as what is there: unlike the operator, who must go on with
 * whatever it finds, {@code plan} passes nothing over that it cannot read.
 */
final class Assigned {
    private static final Pattern INDEXES = Pattern.compile("\\d{1,4}(-\\d{1,4})?(,\\d{1,4}(-\\d{1,4})?)*");

    /** Is told the field and what is wrong with it. */
    private final BiConsumer<String, String> mistake;

    private final Map<String, String> zones = new HashMap<>();
    private final Map<Integer, String> holders = new HashMap<>();

    private Assigned(BiConsumer<String, String> mistake) {
        this.mistake = mistake;
    }

    static void check(PlacementStatus status, BiConsumer<String, String> mistake) {
        Assigned assigned = new Assigned(mistake);
        List<ZoneAssignment> all = status == null ? List.of() : status.zones();
        for (int i = 0; i < all.size(); i++) {
            assigned.check("status.zones[" + i + "]", all.get(i));
        }
    }

    private void check(String field, ZoneAssignment entry) {
        if (entry == null || entry.zone() == null) {
            mistake.accept(field + ".zone", "Required value: name the zone that holds these replicas");
            return;
        }
        String first = zones.putIfAbsent(entry.zone(), field);
        if (first != null) {
            mistake.accept(
                    field + ".zone",
                    "Duplicate value: \"" + entry.zone() + "\": " + first + " has it; put its indexes into one");
            return;
        }
        String text = entry.indexes();
        Indexes indexes = Indexes.parse(text);
        if (text == null || !INDEXES.matcher(text).matches() || indexes.size() != count(text)) {
            mistake.accept(
                    field + ".indexes",
                    (text == null ? "Required value" : "Invalid value: \"" + text + "\"")
                            + ": write each index from 0 to 9999 once, such as \"0,2,4-6\"");
            return;
        }
        if (entry.replicas() != null && entry.replicas() != indexes.size()) {
            mistake.accept(
                    field + ".replicas",
                    "Invalid value: " + entry.replicas() + ": indexes \"" + text + "\" are " + indexes.size());
        }
        indexes.stream().forEach(index -> {
            String holder = holders.putIfAbsent(index, entry.zone());
            if (holder != null) {
                mistake.accept(
                        field + ".indexes",
                        "Duplicate value: " + index + ": it is in " + holder + " too; a replica is in one zone");
            }
        });
    }

    /** How many indexes the ranges name, those that are named twice counted twice. */
    private static int count(String text) {
        return Stream.of(text.split(","))
                .map(range -> range.split("-"))
                .mapToInt(ends -> Integer.parseInt(ends[ends.length - 1]) - Integer.parseInt(ends[0]) + 1)
                .sum();
    }
}
