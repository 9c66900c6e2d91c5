package murmur.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.function.IntUnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Divisions computed by the reference system, index for index.
final class PartitionFactsTest {
    private static final JsonNode FACTS =
            JsonMapper.shared().readTree(Path.of("src/test/resources/reference/facts.json"));

    static Stream<JsonNode> partitions() {
        return FACTS.get("partitions").valueStream();
    }

    @ParameterizedTest
    @MethodSource("partitions")
    void partitionsEqualTheReference(JsonNode fact) throws NoSuchAlgorithmException {
        List<int[]> split = split(fact);

        assertThat(compactJson(split.stream().map(part -> part.length).toList()))
                .isEqualTo(fact.get("lengths").toString());
        assertThat(sha256(split)).isEqualTo(fact.get("sha256_of_compact_json").asString());
        if (fact.has("indices")) {
            assertThat(compactJson(
                            split.stream().map(PartitionFactsTest::compactJson).toList()))
                    .isEqualTo(fact.get("indices").toString());
        }
    }

    private static List<int[]> split(JsonNode fact) {
        int items = fact.get("items").asInt();
        int nodes = fact.get("nodes").asInt();
        long seed = fact.get("seed").asLong();
        Dataset dataset = Datasets.labelled(items, 1, index -> 0);
        return switch (fact.get("kind").asString()) {
            case "kshard" -> new LabelShards(fact.get("shards").asInt(), seed, Fractions.equal()).split(items, nodes);
            case "iid" -> new Iid(seed, Fractions.equal()).split(dataset, nodes);
            case "simple" -> new Consecutive(Fractions.equal()).split(dataset, nodes);
            default -> throw new IllegalStateException("unknown kind in " + fact);
        };
    }

    @Test
    void dirichletPartsEqualTheReference() {
        JsonNode fact = FACTS.get("dirichlet");
        Dataset dataset = Datasets.labelled(2000, 10, index -> index % 10);

        List<int[]> split = new DirichletLabels(
                        fact.get("alpha").asDouble(), fact.get("seed").asLong())
                .split(dataset, fact.get("nodes").asInt());

        assertThat(compactJson(split.stream().map(part -> part.length).toList()))
                .isEqualTo(fact.get("lengths").toString());
        assertThat(compactJson(split.stream()
                        .map(part -> compactJson(Arrays.copyOf(part, 5)))
                        .toList()))
                .isEqualTo(fact.get("first5").toString());
    }

    /// Digests from NumPy 2.4: many parts (pairwise sums), several passes, alpha below 0.1 (stick breaking).
    @Test
    void dirichletPartsEqualNumPys() throws NoSuchAlgorithmException {
        assertThat(dirichlet(2000, 10, index -> index % 10, 8, 0.5, 90))
                .isEqualTo("d2156014963bfae47d9a63c96e8050f32c131774e633bd5be9d21f8d4307fc64");
        assertThat(dirichlet(1000, 10, index -> index % 10, 5, 0.5, 90))
                .isEqualTo("a6f193ca7fad83e6044fe02ea0d833e2274aaf29fc5208382570b0ab1fbd5c54");
        assertThat(dirichlet(50_000, 10, index -> index * 7 / 3 % 10, 150, 0.5, 1234))
                .isEqualTo("d06819b20bd680763fe34a4e0ff69fcd0c24fca841ff728c9ff408d593c69da5");
        assertThat(dirichlet(3000, 10, index -> index % 10, 8, 0.05, 7))
                .isEqualTo("a87ecf009bfed8918869086d8162b24d83b33e9195f4c523cc376eac60008b04");
        assertThat(dirichlet(1000, 3, index -> index * index % 3, 20, 100, 97))
                .isEqualTo("7def7a1e56bd2d3a6870b27dcdb99d96232e79d9ffad7b473159f6d342ff1ffe");
    }

    private static String dirichlet(int size, int classes, IntUnaryOperator label, int nodes, double alpha, long seed)
            throws NoSuchAlgorithmException {
        return sha256(new DirichletLabels(alpha, seed).split(Datasets.labelled(size, classes, label), nodes));
    }

    private static String sha256(List<int[]> split) throws NoSuchAlgorithmException {
        String json =
                compactJson(split.stream().map(PartitionFactsTest::compactJson).toList());
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(json.getBytes(StandardCharsets.US_ASCII));
        return HexFormat.of().formatHex(digest);
    }

    private static String compactJson(int[] numbers) {
        return compactJson(Arrays.stream(numbers).boxed().toList());
    }

    private static String compactJson(List<?> items) {
        return items.stream().map(String::valueOf).collect(Collectors.joining(",", "[", "]"));
    }
}
