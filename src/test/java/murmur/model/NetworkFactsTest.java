package murmur.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import murmur.BadInput;
import murmur.math.ParameterVector;
import murmur.random.TorchRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Sizes, state and initial weights of the reference's networks.
final class NetworkFactsTest {
    private static final List<Integer> CIFAR = List.of(3, 32, 32);
    private static final List<Integer> FEMNIST = List.of(1, 28, 28);

    private static Network network(String name) {
        return switch (name) {
            case "RNET" -> ResidualNetworks.rnet(FEMNIST, 62);
            case "GN_RNET" -> ResidualNetworks.groupNormRnet(FEMNIST, 62);
            case "ResNet8" -> ResidualNetworks.resNet8(CIFAR, 10);
            case "ResNet18" -> ResidualNetworks.resNet18(CIFAR, 10);
            case "GN_ResNet18" -> ResidualNetworks.groupNormResNet18(CIFAR, 10);
            case "CelebA" -> Networks.celebaCnn(List.of(3, 84, 84), 2);
            case "FEMNIST" -> Networks.femnistCnn(FEMNIST, 62);
            case "LogisticRegression" -> Networks.softmaxRegression(FEMNIST, 62);
            case "LSTM" -> RecurrentNetworks.characters(List.of(80), 92);
            case "RNN" -> RecurrentNetworks.words(List.of(10), 9999);
            default -> throw new IllegalStateException(name);
        };
    }

    @ParameterizedTest
    @CsvSource({
        "RNET, 2811678, 2816498",
        "GN_RNET, 2811678, 2811678",
        "ResNet8, 4932344, 4937729",
        "ResNet18, 11189312, 11198932",
        "GN_ResNet18, 11189312, 11189312",
        "CelebA, 30242, 30242",
        "FEMNIST, 1690046, 1690046",
        "LogisticRegression, 48670, 48670",
        "LSTM, 2683708, 2683708",
        "RNN, 4317895, 4317895"
    })
    void networksHaveTheReferencesParametersAndWireLength(String name, int parameters, int length) {
        assertThat(network(name).layout().parameters()).isEqualTo(parameters);
        assertThat(network(name).length()).isEqualTo(length);
    }

    @Test
    void theStateOfRnetStandsInTheReferencesOrder() {
        List<String> names = network("RNET").state().stream().map(Entry::name).toList();

        assertThat(names)
                .startsWith(
                        "conv1.weight",
                        "bn1.weight",
                        "bn1.bias",
                        "bn1.running_mean",
                        "bn1.running_var",
                        "bn1.num_batches_tracked",
                        "layer1.0.conv1.weight",
                        "layer1.0.norm1.weight")
                .containsSubsequence(
                        "layer2.0.norm2.num_batches_tracked",
                        "layer2.0.downsample.0.weight",
                        "layer2.0.downsample.1.weight",
                        "layer2.0.downsample.1.num_batches_tracked",
                        "layer2.1.conv1.weight")
                .endsWith("layer4.1.norm2.num_batches_tracked", "fc.weight", "fc.bias")
                .doesNotHaveDuplicates();
        assertThat(network("GN_RNET").state().stream().map(Entry::name))
                .contains("bn1.norm.weight", "layer2.0.downsample.1.norm.bias")
                .noneMatch(name -> name.contains("running"));
    }

    @Test
    void statesHaveTheReferencesShapes() {
        assertThat(shape("RNET", "conv1.weight")).containsExactly(32, 1, 7, 7);
        assertThat(shape("RNET", "layer3.0.downsample.0.weight")).containsExactly(128, 64, 1, 1);
        assertThat(shape("RNET", "bn1.num_batches_tracked")).isEmpty();
        assertThat(shape("ResNet8", "layer3.0.shortcut.0.weight")).containsExactly(512, 256, 1, 1);
        assertThat(shape("ResNet18", "fc.weight")).containsExactly(10, 2048);
        assertThat(shape("LSTM", "lstm.weight_ih_l0")).containsExactly(1024, 8);
        assertThat(shape("LSTM", "l1.weight")).containsExactly(92, 20480);
        assertThat(shape("RNN", "rnn_cells.weight_ih_l1")).containsExactly(1024, 256);
        assertThat(shape("CelebA", "fc1.weight")).containsExactly(2, 800);
    }

    private static List<Integer> shape(String network, String entry) {
        return network(network).state().stream()
                .filter(each -> each.name().equals(entry))
                .findFirst()
                .orElseThrow()
                .shape();
    }

    private static ParameterVector afterTheLabelPass(String network) {
        TorchRandom random = new TorchRandom(90);
        random.next63();
        return network(network).initialize(random);
    }

    private static double sum(ParameterVector vector) {
        return IntStream.range(0, vector.length()).mapToDouble(vector::at).sum();
    }

    @Test
    void rnetStartsFromTheReferencesWeights() {
        ParameterVector weights = afterTheLabelPass("RNET");
        int last = weights.length() - 1;

        assertThat(weights.at(0)).isCloseTo(0.03342282f, within(1e-8f));
        assertThat(weights.at(1)).isCloseTo(0.0543957f, within(1e-7f));
        assertThat(weights.at(2)).isCloseTo(-0.03992833f, within(1e-8f));
        assertThat(weights.at(3)).isCloseTo(-0.01932665f, within(1e-8f));
        assertThat(weights.at(last - 2)).isEqualTo(-0.0008805394f);
        assertThat(weights.at(last - 1)).isEqualTo(-0.0064760074f);
        assertThat(weights.at(last)).isCloseTo(0.0246234f, within(1e-8f));
        assertThat(sum(weights)).isCloseTo(4831.45258, within(1e-4));
    }

    @Test
    void femnistsConvolutionalNetworkStartsFromTheReferencesWeights() {
        ParameterVector weights = afterTheLabelPass("FEMNIST");

        assertThat(weights.at(0)).isCloseTo(-0.05298800f, within(1e-8f));
        assertThat(weights.at(1)).isCloseTo(0.06734999f, within(1e-8f));
        assertThat(weights.at(2)).isCloseTo(-0.08571007f, within(1e-8f));
        assertThat(sum(weights)).isCloseTo(-1.0632894676550642, within(1e-9));
    }

    /// A shortcut is drawn before the convolutions of its block, and all of them once.
    @Test
    void residualNetworksDrawAShortcutBeforeItsBlock() {
        Network network = network("GN_ResNet18");
        TorchRandom random = new TorchRandom(90);
        float[] weights = network.initialize(random.copy()).toArray();
        List<String> drawn = List.of(
                "conv1",
                "layer1.0.conv1",
                "layer1.0.conv2",
                "layer1.1.conv1",
                "layer1.1.conv2",
                "layer2.0.downsample.0",
                "layer2.0.conv1",
                "layer2.0.conv2");
        for (String convolution : drawn) {
            int offset = 0;
            for (Entry entry : network.state()) {
                if (entry.name().equals(convolution + ".weight")) {
                    float[] expected = new float[entry.length()];
                    double bound = 1
                            / Math.sqrt(entry.length() / (double) entry.shape().getFirst());
                    random.fillUniform(expected, 0, expected.length, -bound, bound);
                    assertThat(weights[offset]).as(convolution).isCloseTo(expected[0], within(1e-7f));
                    assertThat(weights[offset + entry.length() - 1])
                            .as(convolution)
                            .isCloseTo(expected[expected.length - 1], within(1e-7f));
                }
                offset += entry.length();
            }
        }
    }

    @Test
    void theWordForPaddingStartsAsZero() {
        float[] weights = network("RNN").initialize(new TorchRandom(1)).toArray();

        assertThat(Arrays.copyOf(weights, 200)).containsOnly(0f);
        assertThat(weights[200]).isNotZero();
    }

    @Test
    void inputsOfAnotherKindAreRefused() {
        assertThatThrownBy(() -> RecurrentNetworks.words(FEMNIST, 10))
                .isInstanceOf(BadInput.class)
                .hasMessage("the input of RNN must be a sequence, of one dimension, was [1, 28, 28]");
        assertThatThrownBy(() -> ResidualNetworks.rnet(List.of(80), 10)).isInstanceOf(BadInput.class);
    }
}
