package murmur.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import murmur.BadInput;
import murmur.math.ParameterVector;
import murmur.math.VectorLayout;
import murmur.random.ReferenceFacts;
import murmur.random.TorchRandom;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class NetworksTest {
    private static final List<Integer> CIFAR = List.of(3, 32, 32);
    private static final List<Integer> FEMNIST = List.of(1, 28, 28);

    @Test
    void networksHaveAsManyValuesAsTheReferences() {
        assertThat(Networks.leNet(CIFAR, 10).length()).isEqualTo(89_834);
        assertThat(Networks.cnn(FEMNIST, 62).length()).isEqualTo(1_690_046);
        assertThat(Networks.cnn(CIFAR, 10).length()).isEqualTo(62_006);
        assertThat(Networks.softmaxRegression(FEMNIST, 62).length()).isEqualTo(48_670);
        assertThat(Networks.multilayerPerceptron(List.of(1, 8, 8), 10).length()).isEqualTo(64 * 65 + 65 * 10);
    }

    @Test
    void leNetsStateIsNamedShapedAndOrderedAsTheReferences() {
        List<Entry> expected = StreamSupport.stream(fact().get("state_order").spliterator(), false)
                .map(entry -> new Entry(
                        entry.get(0).stringValue(),
                        boxed(ReferenceFacts.ints(entry.get(1))),
                        VectorLayout.Content.PARAMETER))
                .toList();
        assertThat(Networks.leNet(CIFAR, 10).state()).isEqualTo(expected).hasSize(14);
    }

    private static List<Integer> boxed(int[] shape) {
        return IntStream.of(shape).boxed().toList();
    }

    private static JsonNode fact() {
        return ReferenceFacts.fact("lenet_init");
    }

    @Test
    void leNetsInitialWeightsAreTheReferencesBitForBit() {
        ParameterVector weights = Networks.leNet(CIFAR, 10).initialize(new TorchRandom(90));
        int[] index = ReferenceFacts.ints(fact().get("index"));
        double[] value = ReferenceFacts.doubles(fact().get("value"));
        for (int k = 0; k < index.length; k++) {
            assertThat((double) weights.at(index[k])).as("value %d", index[k]).isEqualTo(value[k]);
        }
        assertThat(weights.norm()).isCloseTo(fact().get("l2").doubleValue(), within(1e-6));
    }

    /// As in a run: a pass over the labels has drawn one number before.
    @Test
    void leNetsInitialWeightsInARunAreTheReferences() {
        ParameterVector weights = Networks.leNet(CIFAR, 10).initialize(afterLabelPass());
        double[] first = {-0.03059263899922371, 0.03888452798128128, -0.049484733492136, -0.0411212220788002};
        double[] last = {-0.012206528335809708, 0.005255639553070068, -0.0035601332783699036};
        for (int i = 0; i < first.length; i++) {
            assertThat((double) weights.at(i)).isCloseTo(first[i], within(1e-15));
        }
        for (int i = 0; i < last.length; i++) {
            assertThat((double) weights.at(89_831 + i)).isCloseTo(last[i], within(1e-16));
        }
        assertThat(sum(weights)).isCloseTo(113.63476759158254, within(1e-9));
        assertThat(Math.pow(weights.norm(), 2)).isCloseTo(173.7158833389766, within(1e-9));
    }

    @Test
    void femnistsInitialWeightsAreTheReferences() {
        ParameterVector weights = Networks.cnn(FEMNIST, 62).initialize(afterLabelPass());
        assertThat(weights.at(0)).isCloseTo(-0.05298800f, within(1e-8f));
        assertThat(weights.at(1)).isCloseTo(0.06734999f, within(1e-8f));
        assertThat(weights.at(2)).isCloseTo(-0.08571007f, within(1e-8f));
        assertThat(sum(weights)).isCloseTo(-1.0632894676650642, within(1e-9));
    }

    private static TorchRandom afterLabelPass() {
        TorchRandom random = new TorchRandom(90);
        random.next63();
        return random;
    }

    private static double sum(ParameterVector weights) {
        return IntStream.range(0, weights.length()).mapToDouble(weights::at).sum();
    }

    @Test
    void whatIsLoadedIntoAModelIsStoredAgain() {
        Network network = Networks.leNet(List.of(1, 8, 8), 10);
        ParameterVector weights = network.initialize(new TorchRandom(1));
        TorchModel model = new TorchModel(network);
        model.load(weights);
        assertThat(model.store()).isEqualTo(weights);
    }

    @Test
    void imagesThatAreTooSmallAreRefused() {
        assertThatThrownBy(() -> Networks.leNet(List.of(3, 7, 8), 10))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("8×8");
        assertThatThrownBy(() -> Networks.cnn(List.of(3, 8, 15), 10)).isInstanceOf(BadInput.class);
        assertThatThrownBy(() -> Networks.cnn(List.of(64), 10)).isInstanceOf(BadInput.class);
    }
}
