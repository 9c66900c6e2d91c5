package murmur.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import murmur.BadInput;
import org.assertj.core.api.AbstractThrowableAssert;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PartitionTest {
    private static final Fractions EQUAL = Fractions.equal();

    static Stream<Arguments> everyPartition() {
        return IntStream.range(1, 15)
                .boxed()
                .flatMap(seed -> Stream.of(
                                new Consecutive(EQUAL),
                                new Iid(seed, EQUAL),
                                new Iid(seed, Fractions.parse("[1/" + 2 * seed + "] * " + seed)),
                                new LabelShards(1, seed, EQUAL),
                                new LabelShards(3, seed, EQUAL),
                                new DirichletLabels(0.5, seed),
                                new DirichletLabels(100, seed))
                        .map(partition -> Arguments.of(partition, seed)));
    }

    @ParameterizedTest
    @MethodSource("everyPartition")
    void noSampleIsHeldTwice(Partition partition, int parts) {
        Dataset dataset = dataset(parts);
        int[] held = partition.split(dataset, parts).stream()
                .flatMapToInt(Arrays::stream)
                .toArray();

        assertThat(held).doesNotHaveDuplicates();
        assertThat(Arrays.stream(held)).allMatch(index -> index >= 0 && index < dataset.size());
    }

    @ParameterizedTest
    @MethodSource("everyPartition")
    void theSameSeedGivesTheSameParts(Partition partition, int parts) {
        Dataset dataset = dataset(parts);

        assertThat(partition.split(dataset, parts))
                .usingRecursiveComparison()
                .isEqualTo(partition.split(dataset, parts));
    }

    @ParameterizedTest
    @MethodSource("everyPartition")
    void nodesHoldTheirFractionsRoundedDown(Partition partition, int parts) {
        Dataset dataset = dataset(parts);
        List<int[]> split = partition.split(dataset, parts);

        assertThat(split).hasSize(parts);
        switch (partition) {
            case LabelShards shards -> {
                int[] counts = shards.sizes().counts(dataset.size(), parts);
                IntStream.range(0, parts)
                        .forEach(part ->
                                assertThat(split.get(part)).hasSize(counts[part] / shards.shards() * shards.shards()));
            }
            case Iid iid -> {
                int[] counts = iid.sizes().counts(dataset.size(), parts);
                IntStream.range(0, parts)
                        .forEach(part -> assertThat(split.get(part)).hasSize(counts[part]));
            }
            case DirichletLabels all -> {
                assertThat(split.stream().mapToInt(part -> part.length).sum()).isEqualTo(dataset.size());
                assertThat(split).allMatch(part -> part.length >= dataset.classes());
            }
            default ->
                assertThat(split.getLast()[split.getLast().length - 1]).isGreaterThanOrEqualTo(dataset.size() - 2);
        }
    }

    private static Dataset dataset(int parts) {
        return Datasets.labelled(97 * parts + 13, 4, index -> index * index % 7 % 4);
    }

    /// Spec of the reference: sizes of CIFAR-10's 50,000 images for the numbers of nodes it was run with.
    @Test
    void equalPartsLoseSamplesWhereTheReferenceDoes() {
        assertThat(ends(128)).containsExactly(390, 470, 50_000);
        assertThat(ends(256)).containsExactly(195, 275, 50_000);
        assertThat(ends(100)).containsExactly(500, 500, 50_000);
        assertThat(ends(96)).containsExactly(520, 600, 50_000);
        assertThat(ends(64)).containsExactly(781, 796, 49_999);
        assertThat(ends(36)).containsExactly(1388, 1419, 49_999);
    }

    /// First, last, and all together.
    private static int[] ends(int parts) {
        int[] counts = EQUAL.counts(50_000, parts);
        return new int[] {counts[0], counts[parts - 1], Arrays.stream(counts).sum()};
    }

    /// A run of 50 samples reaches over at most two classes of 100. Later nodes may get runs pieced together.
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 90, 97})
    void theFirstNodeSeesAtMostTwoClassesPerShard(long seed) {
        Dataset dataset = Datasets.labelled(1000, 10, index -> index % 10);
        int[] histogram =
                new LabelShards(2, seed, EQUAL).shards(dataset, 10).getFirst().labelHistogram();

        assertThat(Arrays.stream(histogram).sum()).isEqualTo(100);
        assertThat(Arrays.stream(histogram).filter(count -> count > 0).count()).isLessThanOrEqualTo(4);
    }

    @Test
    void samplesOfAClassComeInFileOrder() {
        Dataset dataset = Datasets.labelled(9, 3, index -> index % 3);
        int[] one = new LabelShards(1, 90, EQUAL).split(dataset, 1).getFirst();
        int[] byClass = {0, 3, 6, 1, 4, 7, 2, 5, 8};
        int start = new LabelShards(1, 90, EQUAL).split(9, 1).getFirst()[0];

        // One node gets everything, from a random start on and round the end.
        assertThat(one)
                .containsExactly(
                        IntStream.range(0, 9).map(i -> byClass[(start + i) % 9]).toArray());
    }

    /// All of the second class go to the only node although it already holds its fair share.
    @Test
    void oneNodeGetsEverything() {
        Dataset dataset = Datasets.labelled(100, 3, index -> index % 2);

        assertThat(new DirichletLabels(0.5, 1).split(dataset, 1).getFirst()).hasSize(100);
    }

    @Test
    void shardsAreViewsWithTheirOwnNumbering() {
        Dataset dataset = Datasets.labelled(20, 10, index -> index % 10);
        Shard shard = new Shard(dataset, new int[] {13, 4, 3});

        assertThat(shard.size()).isEqualTo(3);
        assertThat(shard.index(0)).isEqualTo(13);
        assertThat(Datasets.labels(shard)).containsExactly(3, 4, 3);
        assertThat(Datasets.image(shard, 1)).containsExactly(4);
        assertThat(shard.labelHistogram()).containsExactly(0, 0, 0, 2, 1, 0, 0, 0, 0, 0);
        assertThat(shard.dataset()).isSameAs(dataset);
        assertThat(shard.classes()).isEqualTo(10);
        assertThatThrownBy(() -> new Shard(dataset, new int[] {20})).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void histogramsOfAllNodesAddUpToTheDataSets() {
        Dataset dataset = Datasets.labelled(1000, 10, index -> index % 10);
        int[] sum = new int[10];

        for (Shard shard : new DirichletLabels(0.5, 90).shards(dataset, 5)) {
            int[] histogram = shard.labelHistogram();
            Arrays.setAll(sum, label -> sum[label] + histogram[label]);
        }

        assertThat(sum).containsOnly(100);
    }

    @Test
    void moreNodesThanSamplesAreRefused() {
        Dataset dataset = Datasets.labelled(5, 1, index -> 0);
        for (Partition partition : List.of(new Consecutive(EQUAL), new Iid(1, EQUAL), new LabelShards(1, 1, EQUAL))) {
            refused(() -> partition.split(dataset, 6))
                    .hasMessage("the number of nodes must be at most that of the samples, 5, was 6;"
                            + " use fewer nodes or more data");
        }
        refused(() -> new DirichletLabels(1, 1).split(dataset, 6))
                .hasMessage("samples must number at least 1 (one per class) for each of 6 nodes, was 5;"
                        + " use fewer nodes or more data");
    }

    @Test
    void moreShardsThanSamplesAreRefused() {
        refused(() -> new LabelShards(3, 1, EQUAL).split(5, 2))
                .hasMessageStartingWith(
                        "node 0: shards must number at most as many as the node's samples, 2, was 3; use fewer shards");
    }

    @Test
    void impossibleParametersAreRefused() {
        refused(() -> new LabelShards(0, 1, EQUAL)).hasMessage("shards must be at least 1, was 0");
        refused(() -> new DirichletLabels(0, 1)).hasMessage("alpha must be above 0 and finite, was 0.0");
        refused(() -> new DirichletLabels(Double.NaN, 1)).hasMessage("alpha must be above 0 and finite, was NaN");
        refused(() -> new Consecutive(EQUAL).split(Datasets.labelled(5, 1, index -> 0), 0))
                .hasMessage("parts must number at least 1, was 0");
        refused(() -> new LabelShards(1, 1, EQUAL).split(0, 1))
                .hasMessage("the data set must hold at least 1 sample, was 0");
    }

    @Test
    void anAlphaThatNeverFillsEveryNodeIsRefusedInsteadOfTriedForEver() {
        Dataset dataset = Datasets.labelled(100, 10, index -> index % 10);

        refused(() -> new DirichletLabels(0.1, 90).split(dataset, 10))
                .hasMessage("alpha must give every node 10 samples within 10000 draws, was 0.1;"
                        + " raise alpha, or use fewer nodes or more data");
    }

    private static AbstractThrowableAssert<?, ? extends Throwable> refused(ThrowingCallable call) {
        return assertThatThrownBy(call).isInstanceOf(BadInput.class);
    }
}
