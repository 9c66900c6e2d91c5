package murmur.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.IntStream;
import murmur.BadInput;
import murmur.data.Validation.Drawing;
import murmur.data.Validation.Source;
import murmur.random.TorchRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ValidationTest {
    private static final Dataset DIGITS = Digits.load().train();

    private static Dataset first(int samples) {
        return new Shard(DIGITS, IntStream.range(0, samples).toArray());
    }

    private static int[] indices(Shard shard) {
        return IntStream.range(0, shard.size()).map(shard::index).toArray();
    }

    private static Validation.Pieces cut(Drawing drawing, double fraction, int samples) {
        return new Validation(Source.TRAIN, fraction, drawing, 90).cut(first(samples));
    }

    @ParameterizedTest
    @EnumSource(Drawing.class)
    void everySampleIsInOnePiece(Drawing drawing) {
        Validation.Pieces pieces = cut(drawing, 0.1, 77);
        Set<Integer> all = new HashSet<>();
        Arrays.stream(indices(pieces.validation())).forEach(all::add);
        Arrays.stream(indices(pieces.rest())).forEach(all::add);

        assertThat(pieces.validation().size() + pieces.rest().size()).isEqualTo(77);
        assertThat(all).hasSize(77);
        assertThat(indices(cut(drawing, 0.1, 77).validation())).isEqualTo(indices(pieces.validation()));
    }

    /// `random_split(set, [f, 1 - f], Generator().manual_seed(90))`: both pieces are rounded down, and what is
    /// left over goes to the first one first.
    @ParameterizedTest
    @CsvSource({"0.1, 100, 10", "0.1, 77, 8", "0.25, 77, 20", "0.5, 77, 39", "0.3, 10, 3"})
    void wholeSetsAreCutAsTorchSplitsThem(double fraction, int samples, int taken) {
        Validation.Pieces pieces = cut(Drawing.WHOLE_SET, fraction, samples);
        int[] order = TorchRandom.permutation(90, samples);

        assertThat(indices(pieces.validation())).isEqualTo(Arrays.copyOf(order, taken));
        assertThat(indices(pieces.rest())).isEqualTo(Arrays.copyOfRange(order, taken, samples));
    }

    /// `numpy.random.seed(90); numpy.random.choice(20, 6, replace=False)`
    @Test
    void shardsAreCutAsNumpyChooses() {
        Validation.Pieces pieces = cut(Drawing.EACH_SHARD, 0.3, 20);

        assertThat(indices(pieces.validation())).containsExactly(12, 17, 6, 16, 9, 1);
        assertThat(indices(pieces.rest())).isSorted().hasSize(14);
    }

    @ParameterizedTest
    @CsvSource({"0.01, EACH_SHARD", "0.01, WHOLE_SET"})
    void nothingIsRefused(double fraction, Drawing drawing) {
        assertThatThrownBy(() -> cut(drawing, fraction, drawing == Drawing.EACH_SHARD ? 20 : 1))
                .isInstanceOf(BadInput.class)
                .hasMessageStartingWith("validation_size must take at least one of ");
    }

    @ParameterizedTest
    @CsvSource({"0", "1", "-0.5", "NaN"})
    void fractionsAreBetweenZeroAndOne(double fraction) {
        assertThatThrownBy(() -> new Validation(Source.TEST, fraction, Drawing.WHOLE_SET, 1))
                .isInstanceOf(BadInput.class)
                .hasMessageStartingWith("validation_size must be between 0 and 1");
    }
}
