package murmur.model;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import murmur.BadInput;
import murmur.data.Dataset;
import murmur.random.TorchRandom;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.JitModule;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/// A network that somebody wrote and scripted in PyTorch: a file of `torch.jit.save`. Its initial weights are those in
/// the file. It must take n inputs of the data's shape, and return n×classes.
public record TorchScript(Path file) implements Networks.Architecture {
    /// Enough for layers that normalise by the mini-batch.
    private static final int TRIED = 2;

    @Override
    public Network of(List<Integer> shape, int classes) {
        return network(new float[TRIED * length(shape)], shape, classes);
    }

    /// Tried on real samples, as a table of words may have no row for a made-up one.
    @Override
    public Network of(Dataset data) {
        int length = length(data.shape());
        float[] samples = new float[TRIED * length];
        for (int sample = 0; sample < TRIED; sample++) {
            data.read(Math.min(sample, data.size() - 1), samples, sample * length);
        }
        return network(samples, data.shape(), data.classes());
    }

    private static int length(List<Integer> shape) {
        return shape.stream().reduce(1, Math::multiplyExact);
    }

    private Network network(float[] samples, List<Integer> shape, int classes) {
        BadInput.unless(Files.isRegularFile(file), "model_file", "be a file that exists", file);
        List<Long> dimensions = new ArrayList<>(List.of((long) TRIED));
        shape.forEach(side -> dimensions.add((long) side));
        ScriptedLayer layer = new ScriptedLayer(file.toString(), load());
        Tensor input = Tensor.create(
                samples, dimensions.stream().mapToLong(Long::longValue).toArray());
        return Network.named("TorchScript").with("", tried(layer, input, classes));
    }

    private JitModule load() {
        Libtorch.load();
        try {
            return Device.moduleOnCpu(file);
        } catch (RuntimeException failure) {
            throw BadInput.must(file.toString(), "be a module of TorchScript", "something else: " + reason(failure))
                    .cure("save it by torch.jit.script(model).save(…), not by torch.save(…)");
        }
    }

    /// What of libtorch's long messages says what went wrong.
    static String reason(RuntimeException failure) {
        List<String> lines =
                String.valueOf(failure.getMessage()).lines().map(String::strip).toList();
        String first =
                lines.stream().filter(line -> !line.isEmpty()).findFirst().orElse("?");
        return lines.stream()
                .filter(line -> line.matches("[\\w.]*(Error|Exception): .*"))
                .reduce((earlier, later) -> later)
                .orElse(first)
                .replaceFirst(", Exception raised from .*", "");
    }

    /// The layer, once a pass forward in both modes gave what training and evaluation need.
    private ScriptedLayer tried(ScriptedLayer layer, Tensor input, int classes) {
        Network network = Network.named("tried").with("", layer);
        TorchModel model = new TorchModel(network);
        model.load(network.initialize(new TorchRandom(0)));
        try (PointerScope scope = new PointerScope()) {
            Tensor before = ScriptedLayer.randomState();
            Tensor output = model.forward(input, Mode.TRAINING);
            boolean draws = !torch.equal(before, ScriptedLayer.randomState());
            check(output, classes);
            BadInput.unless(
                    output.requires_grad(),
                    file + ": the output",
                    "depend on a parameter with gradients",
                    "independent of all of them");
            try (NoGradGuard guard = new NoGradGuard()) {
                check(model.forward(input, Mode.EVALUATION), classes);
            }
            return draws ? layer.drawing() : layer;
        }
    }

    private void check(Tensor output, int classes) {
        long[] shape = output.shape();
        if (shape.length != 2 || shape[0] != TRIED || shape[1] != classes) {
            List<String> sides = new ArrayList<>();
            for (long side : shape) {
                sides.add(Long.toString(side));
            }
            throw BadInput.must(
                            file + ": the output for " + TRIED + " samples",
                            "be " + TRIED + "×" + classes + ", a value per class of the data",
                            String.join("×", sides))
                    .cure("give the last layer " + classes + " outputs");
        }
    }
}
