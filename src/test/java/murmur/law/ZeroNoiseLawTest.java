package murmur.law;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import murmur.data.Dataset;
import murmur.data.Digits;
import murmur.math.ParameterVector;
import murmur.mixing.MetropolisHastings;
import murmur.privacy.AntiCorrelatedNoise;
import murmur.privacy.Muffliato;
import murmur.privacy.ZeroSumNoise;
import murmur.privacy.ZeroSumNoise.Weighting;
import murmur.sharing.PlainSharing;
import murmur.sharing.Sharing;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(60)
class ZeroNoiseLawTest {
    private static final Dataset SAMPLES = Digits.load().train();

    static Stream<Sharing> mechanisms() {
        return Stream.of(
                        noise(0, 17),
                        noise(0, 18),
                        Stream.<Sharing>of(new AntiCorrelatedNoise(0, 17), new Muffliato(0, 17)))
                .flatMap(each -> each);
    }

    private static Stream<Sharing> noise(double sigma, long seed) {
        return Stream.of(
                new ZeroSumNoise(sigma, true, Weighting.UNIFORM, seed),
                new ZeroSumNoise(sigma, false, Weighting.UNIFORM, seed),
                new ZeroSumNoise(sigma, true, Weighting.MIXING, seed),
                new ZeroSumNoise(sigma, false, Weighting.MIXING, seed));
    }

    @ParameterizedTest
    @MethodSource("mechanisms")
    void noiseOfSigmaZeroIsPlainSharingBitForBit(Sharing mechanism) {
        List<ParameterVector> plain = learned(new PlainSharing());
        assertThat(learned(mechanism)).isEqualTo(plain);
        assertThat(plain).doesNotHaveDuplicates();
    }

    /// After three iterations of learning and two mixing steps in each.
    private static List<ParameterVector> learned(Sharing sharing) {
        SmallNetwork network = new SmallNetwork(
                IrregularGraphs.random(2),
                new MetropolisHastings(),
                sharing,
                SmallNetwork.iterations(3, 2),
                SmallNetwork.training(0.1, 16));
        int length = SmallNetwork.network(SAMPLES).length();
        return network.run(SAMPLES, SmallNetwork.differentModels(network.graph().nodes(), length));
    }
}
