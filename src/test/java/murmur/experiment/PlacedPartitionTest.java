package murmur.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import murmur.data.ByOwner;
import murmur.data.Digits;
import murmur.data.SampleSet;
import org.junit.jupiter.api.Test;

final class PlacedPartitionTest {
    private static SampleSet samplesOfTwo() {
        SampleSet.Builder samples = new SampleSet.Builder(new SampleSet.Kind(List.of(1), 2));
        for (String owner : List.of("ann", "bob", "ann")) {
            samples.startOwner(owner);
            samples.add(new float[] {1}, 0);
        }
        return samples.build();
    }

    @Test
    void testSamplesAreDividedAsThePartitionSays() {
        PlacedPartition partition = new PlacedPartition(new ByOwner(true), "a.ini");

        assertThat(partition.testSets(samplesOfTwo(), 2).stream().map(set -> set.size()))
                .containsExactly(2, 1);
    }

    @Test
    void complaintsNameThePlace() {
        PlacedPartition partition = new PlacedPartition(new ByOwner(true), "a.ini:1: [DATASET]");

        assertThatThrownBy(() -> partition.testSets(Digits.load().test(), 2))
                .hasMessageStartingWith("a.ini:1: [DATASET]: the data set must say whose its samples are");
    }
}
