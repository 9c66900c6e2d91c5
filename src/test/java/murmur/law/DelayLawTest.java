package murmur.law;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import murmur.data.Dataset;
import murmur.data.Digits;
import murmur.math.ParameterVector;
import murmur.mixing.MetropolisHastings;
import murmur.privacy.ZeroSumNoise;
import murmur.random.Seed;
import murmur.topology.RandomRegular;
import murmur.transport.Faulty;
import murmur.transport.Transport;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A synchronous run is a function of its experiment: when messages arrive makes no difference.
@Timeout(60)
class DelayLawTest {
    private static final Dataset SAMPLES = Digits.load().train();
    private static final SmallNetwork NETWORK = new SmallNetwork(
            new RandomRegular(5).generate(16, 90),
            new MetropolisHastings(),
            new ZeroSumNoise(0.1, true, ZeroSumNoise.Weighting.UNIFORM, 17),
            SmallNetwork.iterations(5, 3),
            SmallNetwork.training(0.1, 8));

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void delayedMessagesGiveTheSameBits(long seed) {
        check(carrier -> Faulty.mended(carrier, new Seed(seed)));
    }

    /// More than a transport may do: nodes get messages twice, and those of one neighbour in any order.
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void doubledAndDisorderedMessagesGiveTheSameBits(long seed) {
        check(carrier -> Faulty.raw(carrier, new Seed(seed)));
    }

    private static void check(UnaryOperator<Transport> line) {
        List<Dataset> shards = IntStream.range(0, 16).mapToObj(node -> SAMPLES).toList();
        List<ParameterVector> models =
                SmallNetwork.differentModels(16, SmallNetwork.network(SAMPLES).length());
        List<ParameterVector> undisturbed = NETWORK.run(models, shards, carrier -> carrier);
        assertThat(NETWORK.run(models, shards, line)).isEqualTo(undisturbed);
    }
}
