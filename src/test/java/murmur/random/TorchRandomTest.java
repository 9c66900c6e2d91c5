package murmur.random;

import static murmur.random.ReferenceFacts.doubles;
import static murmur.random.ReferenceFacts.fact;
import static murmur.random.ReferenceFacts.ints;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class TorchRandomTest {
    /// The parameters of a network in the order in which its layers are created.
    private static final class Parameters {
        private final TorchRandom random;
        private final List<float[]> tensors = new ArrayList<>();

        Parameters(TorchRandom random) {
            this.random = random;
        }

        /// A convolution or linear layer with bias, both uniform in ±1/√inputs.
        Parameters layer(int outputs, int inputs) {
            return uniform(outputs * inputs, 1 / Math.sqrt(inputs)).uniform(outputs, 1 / Math.sqrt(inputs));
        }

        Parameters uniform(int size, double bound) {
            float[] tensor = new float[size];
            random.fillUniform(tensor, 0, size, -bound, bound);
            tensors.add(tensor);
            return this;
        }

        Parameters normal(int size, double std) {
            float[] tensor = new float[size];
            random.fillNormal(tensor, 0, size, 0, std);
            tensors.add(tensor);
            return this;
        }

        /// A normalisation layer: ones and zeros, no draws.
        Parameters norm(int channels) {
            float[] ones = new float[channels];
            Arrays.fill(ones, 1);
            tensors.add(ones);
            tensors.add(new float[channels]);
            return this;
        }

        float[] flat() {
            float[] flat = new float[tensors.stream().mapToInt(t -> t.length).sum()];
            int at = 0;
            for (float[] tensor : tensors) {
                System.arraycopy(tensor, 0, flat, at, tensor.length);
                at += tensor.length;
            }
            return flat;
        }
    }

    private static float[] leNet(TorchRandom random) {
        return new Parameters(random)
                .layer(32, 75)
                .norm(32)
                .layer(32, 800)
                .norm(32)
                .layer(64, 800)
                .norm(64)
                .layer(10, 1024)
                .flat();
    }

    /// A generator after the one draw that the reference spends on the labels before it creates a model.
    private static TorchRandom afterLabelPass(long seed) {
        TorchRandom random = new TorchRandom(seed);
        random.next63();
        return random;
    }

    private static double sum(float[] values) {
        double sum = 0;
        for (float value : values) {
            sum += value;
        }
        return sum;
    }

    private static double sumOfSquares(float[] values) {
        double sum = 0;
        for (float value : values) {
            sum += (double) value * value;
        }
        return sum;
    }

    @Test
    void permutationsEqualTorchs() {
        JsonNode fact = fact("torch_randperm");
        TorchRandom random = new TorchRandom(fact.get("seed").longValue());
        assertThat(random.permutation(10)).isEqualTo(ints(fact.get("n10")));
        assertThat(random.permutation(7)).isEqualTo(ints(fact.get("then_n7")));
    }

    @Test
    void leNetsInitialWeightsEqualTorchsBitForBit() {
        JsonNode fact = fact("lenet_init");
        float[] weights = leNet(new TorchRandom(fact.get("seed").longValue()));
        assertThat(weights).hasSize(fact.get("parameters").intValue());
        int[] index = ints(fact.get("index"));
        double[] expected = doubles(fact.get("value"));
        assertThat(Arrays.stream(index).mapToDouble(i -> weights[i]).toArray()).isEqualTo(expected);
        assertThat(Math.sqrt(sumOfSquares(weights))).isCloseTo(fact.get("l2").doubleValue(), within(1e-5));
    }

    @Test
    void leNetAfterTheLabelPassEqualsTheReferencesNodes() {
        float[] weights = leNet(afterLabelPass(90));
        assertThat(Arrays.copyOf(weights, 4))
                .containsExactly(
                        (float) -0.03059263899922371, (float) 0.03888452798128128, (float) -0.049484733492136, (float)
                                -0.0411212220788002);
        assertThat(Arrays.copyOfRange(weights, 89831, 89834))
                .containsExactly(
                        (float) -0.012206528335809708, (float) 0.005255639553070068, (float) -0.0035601332783699036);
        assertThat(sum(weights)).isCloseTo(113.63476759158254, within(1e-9));
        assertThat(sumOfSquares(weights)).isCloseTo(173.7158833389766, within(1e-9));
    }

    @Test
    void theLoaderAfterLeNetOrdersSamplesLikeTheReference() {
        TorchRandom random = afterLabelPass(90);
        leNet(random);
        int[] first = pass(random, 390);
        assertThat(Arrays.copyOf(first, 6)).containsExactly(76, 225, 224, 52, 10, 216);
        assertThat(Arrays.copyOfRange(first, 32, 35)).containsExactly(246, 250, 83);
        assertThat(Arrays.copyOfRange(first, 64, 67)).containsExactly(63, 344, 153);
        assertThat(Arrays.copyOf(pass(random, 390), 6)).containsExactly(302, 21, 345, 368, 96, 127);
    }

    @Test
    void passesOverALoaderFollowTheReference() {
        JsonNode fact = fact("loader_order");
        TorchRandom random = new TorchRandom(90);
        leNet(random);
        assertThat(pass(random, 10)).isEqualTo(flattened(fact.get("pass1")));
        assertThat(pass(random, 10)).isEqualTo(flattened(fact.get("pass2")));
        random.next63();
        assertThat(pass(random, 10)).isEqualTo(flattened(fact.get("pass3_after_one_unshuffled_pass")));
        assertThat(Arrays.copyOf(pass(random, 10), 4)).isEqualTo(ints(fact.get("pass4_first_batch_only")));
        assertThat(pass(random, 10)).isEqualTo(flattened(fact.get("pass5")));
    }

    /// One shuffled pass of torch's loader: a base seed that nobody uses, then the seed of the order.
    private static int[] pass(TorchRandom random, int samples) {
        random.next63();
        return TorchRandom.permutation(random.next63(), samples);
    }

    private static int[] flattened(JsonNode batches) {
        return Arrays.stream(doubles(batches)).mapToInt(i -> (int) i).toArray();
    }

    @Test
    void femnistsNetworkEqualsTorchsBitForBit() {
        float[] weights = new Parameters(afterLabelPass(90))
                .layer(32, 25)
                .layer(64, 800)
                .layer(512, 3136)
                .layer(62, 512)
                .flat();
        assertThat(weights).hasSize(1690046);
        assertThat(weights[0]).isCloseTo(-0.05298800f, within(1e-8f));
        assertThat(weights[1]).isCloseTo(0.06734999f, within(1e-8f));
        assertThat(weights[2]).isCloseTo(-0.08571007f, within(1e-8f));
        assertThat(sum(weights)).isCloseTo(-1.0632894676650642, within(1e-9));
    }

    /// The user table's 12,200 entries are no multiple of 16, so torch draws its last block twice.
    @Test
    void drawingNormalTablesAdvancesTheStreamLikeTorch() {
        float[] weights = factors(97);
        assertThat(Arrays.copyOf(weights, 3)).containsExactly(0.013570517f, 0.013779712f, 0.021398956f);
        assertThat(sum(weights)).isCloseTo(0.316117657, within(1e-8));
        float[] others = factors(1234);
        assertThat(Arrays.copyOf(others, 3)).containsExactly(-0.0007566035f, 0.014182019f, 0.027675617f);
        assertThat(sum(others)).isCloseTo(-19.420138, within(1e-6));
    }

    private static float[] factors(long seed) {
        TorchRandom random = afterLabelPass(seed);
        new Parameters(random).normal(610 * 20, 1).normal(9724 * 20, 1);
        return new Parameters(random)
                .uniform(610 * 20, 0.05)
                .uniform(9724 * 20, 0.05)
                .flat();
    }

    /// Sizes and inputs of the ResNet's convolutions in the order of their creation, and then of their second drawing.
    @Test
    void aResNetsNormalWeightsAgreeWithTorch() {
        TorchRandom random = afterLabelPass(90);
        Parameters first = new Parameters(random).uniform(32 * 49, 1.0 / 7);
        Parameters second = new Parameters(random);
        int inputs = 32;
        for (int channels : new int[] {32, 64, 128, 256}) {
            if (channels != inputs) {
                first.uniform(channels * inputs, 1 / Math.sqrt(inputs));
            }
            first.uniform(channels * inputs * 9, 1 / Math.sqrt(9 * inputs));
            for (int i = 0; i < 3; i++) {
                first.uniform(channels * channels * 9, 1 / Math.sqrt(9 * channels));
            }
            inputs = channels;
        }
        Parameters output = new Parameters(random).layer(62, 256);
        second.normal(32 * 49, Math.sqrt(2.0 / (32 * 49)));
        inputs = 32;
        for (int channels : new int[] {32, 64, 128, 256}) {
            double std = Math.sqrt(2.0 / (channels * 9));
            second.normal(channels * inputs * 9, std).normal(channels * channels * 9, std);
            if (channels != inputs) {
                second.normal(channels * inputs, Math.sqrt(2.0 / channels));
            }
            second.normal(channels * channels * 9, std).normal(channels * channels * 9, std);
            inputs = channels;
        }
        float[] weights = second.flat();
        float[] last = output.flat();
        assertThat(weights[0]).isCloseTo(0.03342282f, within(2e-8f));
        assertThat(weights[1]).isCloseTo(0.0543957f, within(2e-8f));
        assertThat(weights[2]).isCloseTo(-0.03992833f, within(2e-8f));
        assertThat(weights[3]).isCloseTo(-0.01932665f, within(2e-8f));
        assertThat(last[last.length - 3]).isCloseTo(-0.0008805394f, within(1e-9f));
        assertThat(last[last.length - 2]).isCloseTo(-0.0064760074f, within(1e-9f));
        assertThat(last[last.length - 1]).isCloseTo(0.0246234f, within(1e-8f));
        // Each of the 2,400 channels of normalisation adds a weight and a running variance of 1.
        assertThat(sum(weights) + sum(last)).isCloseTo(4831.45258 - 2 * 2400, within(1e-3));
    }

    @Test
    void fewNormalNumbersAreDrawnInPairsAcrossCalls() {
        float[] together = new float[15];
        new TorchRandom(4).fillNormal(together, 0, 15, 1, 2);
        float[] apart = new float[15];
        TorchRandom random = new TorchRandom(4);
        random.fillNormal(apart, 0, 3, 1, 2);
        random.copy().fillNormal(apart, 3, 15, 1, 2);
        assertThat(apart).isEqualTo(together);
    }

    @Test
    void uniformNumbersFillTheirRangeOnly() {
        float[] drawn = new float[10_000];
        new TorchRandom(8).fillUniform(drawn, 10, 10_000, -2, 3);
        float[] range = Arrays.copyOfRange(drawn, 10, 10_000);
        Arrays.sort(range);
        assertThat(Arrays.copyOf(drawn, 10)).containsOnly(0f);
        assertThat(range[0]).isBetween(-2f, -1.99f);
        assertThat(range[range.length - 1]).isBetween(2.99f, 3f);
    }

    @Test
    void onlyTheLow32BitsOfASeedCount() {
        assertThat(TorchRandom.permutation(5L << 32 | 77, 100)).isEqualTo(TorchRandom.permutation(77, 100));
    }
}
