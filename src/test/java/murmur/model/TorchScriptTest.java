package murmur.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import murmur.BadInput;
import murmur.math.ParameterVector;
import murmur.math.VectorLayout.Content;
import murmur.random.TorchRandom;
import org.bytedeco.pytorch.JitModule;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What stands in a file of TorchScript, and which files are refused before anything starts.
class TorchScriptTest {
    private static final List<Integer> SHAPE = List.of(1, 2, 3);

    @TempDir
    private Path folder;

    private Path file(JitModule module) {
        return ScriptedModules.save(module, folder.resolve("my.pt"));
    }

    private Network network(JitModule module) {
        return new TorchScript(file(module)).of(SHAPE, 4);
    }

    private static JitModule linear(Tensor weight) {
        JitModule module = ScriptedModules.module("Linear");
        module.register_parameter("weight", weight, false);
        module.define("def forward(self, x):\n    return torch.linear(x.flatten(1), self.weight)\n");
        return module;
    }

    private static Tensor weight(int classes) {
        return ScriptedModules.learned(new float[6 * classes], classes, 6);
    }

    @Test
    void theStateStandsInTheOrderOfStateDict() {
        Network network = network(ScriptedModules.normalizedAndDropped(6, 4, 0));

        assertThat(network.state())
                .containsExactly(
                        Entry.of("weight", 4, 6),
                        Entry.buffer("order", Content.STATISTIC, 6),
                        Entry.of("norm.weight", 6),
                        Entry.of("norm.bias", 6),
                        Entry.buffer("norm.running_mean", Content.STATISTIC, 6),
                        Entry.buffer("norm.running_var", Content.STATISTIC, 6),
                        Entry.buffer("norm.num_batches_tracked", Content.COUNTER));
    }

    @Test
    void theInitialWeightsAreThoseOfTheFile() {
        Network mlp = Networks.multilayerPerceptron(SHAPE, 4);
        TorchRandom random = new TorchRandom(1);
        long untouched = random.copy().next63();

        ParameterVector initial =
                network(ScriptedModules.multilayerPerceptron(mlp, 90)).initialize(random);

        assertThat(initial).isEqualTo(mlp.initialize(new TorchRandom(90)));
        assertThat(random.next63()).isEqualTo(untouched);
    }

    @Test
    void whatHasNoGradientIsKeptAndNotLearned() {
        JitModule module = linear(weight(4));
        module.register_parameter("frozen", torch.ones(3), false);

        assertThat(network(module).state())
                .containsExactly(Entry.of("weight", 4, 6), Entry.buffer("frozen", Content.STATISTIC, 3));
    }

    @Test
    void aTensorWithTwoNamesStandsOnce() {
        Tensor tied = weight(4);
        JitModule module = ScriptedModules.module("Tied");
        module.register_parameter("encoder", tied, false);
        module.register_parameter("decoder", tied, false);
        module.define("""
                def forward(self, x):
                    return torch.linear(x.flatten(1), self.encoder) + torch.linear(x.flatten(1), self.decoder)
                """);
        Network network = network(module);
        TorchModel model = new TorchModel(network);
        float[] ones = new float[24];
        Arrays.fill(ones, 1);
        model.load(ParameterVector.of(ones));

        assertThat(network.state()).containsExactly(Entry.of("encoder", 4, 6));
        assertThat(model.forward(torch.ones(new long[] {1, 1, 2, 3}), Mode.EVALUATION)
                        .sum()
                        .item_double())
                .isEqualTo(4 * 12);
    }

    @Test
    void modulesWithoutParametersAreRefused() {
        JitModule module = ScriptedModules.module("Frozen");
        module.define("def forward(self, x):\n    return x.flatten(1)[:, :4]\n");

        assertThatThrownBy(() -> network(module))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("my.pt must have parameters to learn")
                .hasMessageEndingWith("if it was frozen, save it before torch.jit.freeze");
    }

    @Test
    void modulesWithoutGradientsAreRefused() {
        assertThatThrownBy(() -> network(linear(weight(4).detach())))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("my.pt: some parameter must have a gradient")
                .hasMessageContaining("save it before torch.jit.freeze");
        JitModule detached = linear(weight(4));
        JitModule outer = ScriptedModules.module("Outer");
        outer.register_module("inner", detached);
        outer.define("def forward(self, x):\n    return self.inner.forward(x).detach()\n");
        assertThatThrownBy(() -> network(outer))
                .hasMessageContaining("my.pt: the output must depend on a parameter with gradients");
    }

    @Test
    void otherClassesAreRefused() {
        assertThatThrownBy(() -> network(linear(weight(5))))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("my.pt: the output for 2 samples must be 2×4, a value per class of the data,"
                        + " was 2×5; give the last layer 4 outputs");
    }

    @Test
    void otherInputsAreRefused() {
        assertThatThrownBy(() -> new TorchScript(file(linear(weight(4)))).of(List.of(3, 32, 32), 4))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("my.pt: forward must work for float32 inputs [2, 3, 32, 32], was refused: ")
                .hasMessageContaining("mat1 and mat2 shapes cannot be multiplied (2x3072 and 6x4)");
    }

    @Test
    void otherNumbersAreRefused() {
        assertThatThrownBy(() -> network(linear(weight(4).detach().to(ScalarType.Double))))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("my.pt: weight must be float32")
                .hasMessageContaining("model.float()");
    }

    @Test
    void otherFilesAreRefused() throws IOException {
        Path text = Files.writeString(folder.resolve("my.pt"), "weights");

        assertThatThrownBy(() -> new TorchScript(text).of(SHAPE, 4))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("my.pt must be a module of TorchScript, was something else")
                .hasMessageEndingWith("save it by torch.jit.script(model).save(…), not by torch.save(…)");
        byte[] whole = Files.readAllBytes(file(linear(weight(4))));
        Files.write(text, Arrays.copyOf(whole, whole.length / 2));
        assertThatThrownBy(() -> new TorchScript(text).of(SHAPE, 4)).hasMessageContaining("module of TorchScript");
    }
}
