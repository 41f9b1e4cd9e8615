package dev.cpm.operator.controller;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cpm.operator.controller.ShardsServer.Shardling;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/**
 * Several operators on one API server, each of which sees what the others and the users do late and with gaps, is killed
 * and replaced with a write still on its way: no machine is granted twice, nothing that is assigned moves, nobody writes
 * what is another's, and in the end every placement is answered, and would be answered the same again.
 */
class ShardsTest {
    private static final List<List<String>> SHARDS =
            List.of(List.of("r1", "!r1"), List.of("r1", "r2", "!r1,!r2"), List.of("r1,r3", "!r1,!r3"));

    @Property(seed = "23", tries = 400)
    void inWhateverOrderTheyActAndHoweverLateTheySee(
            @ForAll long seed, @ForAll @IntRange(max = 2) int shards, @ForAll boolean tight) {
        Random random = new Random(seed);
        ShardsServer server = new ShardsServer(random, tight ? 1 : 4);
        List<Shardling> operators = new ArrayList<>();
        SHARDS.get(shards).forEach(regions -> operators.add(server.operator(regions)));
        for (int step = 0; step < 150; step++) {
            Shardling one = operators.get(random.nextInt(operators.size()));
            switch (random.nextInt(10)) {
                case 0, 1, 2 -> server.userEdits();
                case 3, 4, 5 -> one.looks(1 + random.nextInt(6));
                case 6, 7, 8 -> one.decides();
                default -> {
                    if (random.nextInt(4) == 0) {
                        one.isKilled();
                    }
                }
            }
        }
        server.usersRest();
        for (int round = 0; operators.stream().anyMatch(Shardling::hasWork); round++) {
            assertThat(round).as("rounds until all is at rest").isLessThan(100);
            operators.forEach(Shardling::looksAtAll);
            operators.forEach(Shardling::decides);
        }
        server.assertAllAnswered();
        for (Shardling operator : operators) {
            assertThat(operator.lookingAgain())
                    .allSatisfy(answer -> assertThat(answer.status())
                            .as("of %s, told by %s", answer.known().key(), operator)
                            .usingRecursiveComparison()
                            .isEqualTo(answer.known().status()));
        }
    }
}
