package dev.cpm.operator.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Random JSON, and JSON that was good until something random was put in the place of a part of it. */
final class AnyJson {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final int DEEP = 2000;
    private static final int LONG = 300_000;

    private final Random random;

    AnyJson(long seed) {
        this.random = new Random(seed);
    }

    int upTo(int bound) {
        return random.nextInt(bound);
    }

    /** The same with one to three of its values replaced by anything. */
    JsonNode spoiled(JsonNode good) {
        JsonNode spoiled = good.deepCopy();
        for (int i = 0; i <= random.nextInt(3); i++) {
            List<Runnable> places = new ArrayList<>();
            JsonNode[] root = {spoiled};
            places.add(() -> root[0] = value(3));
            places(spoiled, places);
            places.get(random.nextInt(places.size())).run();
            spoiled = root[0];
        }
        return spoiled;
    }

    /** Ways to replace or add a value somewhere inside. */
    private void places(JsonNode node, List<Runnable> places) {
        if (node instanceof ObjectNode object) {
            object.properties().forEach(field -> {
                places.add(() -> object.set(field.getKey(), value(3)));
                places(field.getValue(), places);
            });
            places.add(() -> object.set(text(), value(2)));
        } else if (node instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                int index = i;
                places.add(() -> array.set(index, value(3)));
                places(array.get(i), places);
            }
            places.add(() -> array.add(value(2)));
        }
    }

    private JsonNode value(int depth) {
        return switch (random.nextInt(depth > 0 ? 14 : 10)) {
            case 0 -> NODES.nullNode();
            case 1 -> NODES.booleanNode(random.nextBoolean());
            case 2 -> NODES.numberNode(random.nextInt());
            case 3 -> NODES.numberNode(random.nextLong());
            case 4 -> NODES.numberNode(random.nextGaussian() * 1e6);
            case 5 -> NODES.numberNode(random.nextInt(5) - 1);
            case 6, 7, 8 -> NODES.textNode(text());
            case 9 -> NODES.textNode("");
            case 10 -> random.nextInt(8) == 0 ? deep() : NODES.arrayNode();
            case 11 -> NODES.objectNode();
            case 12 -> {
                ArrayNode array = NODES.arrayNode();
                for (int i = random.nextInt(random.nextInt(10) == 0 ? 3000 : 4); i >= 0; i--) {
                    array.add(value(depth - 1));
                }
                yield array;
            }
            default -> {
                ObjectNode object = NODES.objectNode();
                for (int i = random.nextInt(4); i >= 0; i--) {
                    object.set(text(), value(depth - 1));
                }
                yield object;
            }
        };
    }

    private static JsonNode deep() {
        JsonNode deep = NODES.arrayNode();
        for (int i = 0; i < DEEP; i++) {
            deep = i % 2 == 0
                    ? NODES.objectNode().set("a", deep)
                    : NODES.arrayNode().add(deep);
        }
        return deep;
    }

    private String text() {
        return switch (random.nextInt(9)) {
            case 0 -> "r1";
            case 1 -> "r1-a";
            case 2 -> "m1";
            case 3 -> "x".repeat(random.nextInt(20) == 0 ? LONG : 400);
            case 4 -> "\u202e\u200b\u0000\ud83d\ude00e\u0301";
            case 5 -> "__proto__";
            case 6 -> "0-99999999";
            case 7 -> "101%";
            default -> Long.toString(random.nextLong(), 36);
        };
    }
}
