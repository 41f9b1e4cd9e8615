package dev.cpm.operator.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cpm.operator.placement.model.Shard;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The example of {@code deploy/shards} leaves together what the samples and the catalogue join. */
class ShardsCutNothingTest {
    private static final Pattern REGIONS = Pattern.compile("--regions=([^\"]+)");

    private static List<Shard> shards() throws IOException {
        try (Stream<Path> installs = Files.list(DeployFiles.DEPLOY.resolve("shards"))) {
            return installs.map(ShardsCutNothingTest::shard).toList();
        }
    }

    private static Shard shard(Path install) {
        try {
            Matcher regions = REGIONS.matcher(Files.readString(install.resolve("regions.json")));
            assertThat(regions.find()).as("%s names its regions", install).isTrue();
            return Shard.parse(regions.group(1));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void whatNamesSeveralRegionsNamesThoseOfOneOperator() throws IOException {
        List<Shard> shards = shards();
        assertThat(shards).hasSize(2);
        Set<String> joined = new TreeSet<>();
        for (String directory : List.of("samples", "catalog")) {
            for (Path file : DeployFiles.manifests(DeployFiles.DEPLOY.resolve(directory))) {
                for (JsonNode object : DeployFiles.documents(file)) {
                    List<String> regions = texts(object.at("/spec/regions"));
                    joined.addAll(regions.size() > 1 ? regions : List.of());
                    assertThat(shards)
                            .as("who decides %s of %s", regions, file)
                            .filteredOn(shard -> regions.stream().anyMatch(shard::owns))
                            .hasSizeLessThan(2);
                }
            }
        }
        assertThat(joined).as("the samples join some").contains("ap-beijing", "ap-shanghai");
    }

    private static List<String> texts(JsonNode list) {
        return Stream.iterate(0, i -> i < list.size(), i -> i + 1)
                .map(i -> list.get(i).asText())
                .toList();
    }
}
