package murmur.model;

import java.nio.file.Path;
import java.util.Arrays;
import murmur.math.ParameterVector;
import murmur.random.TorchRandom;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.pytorch.BoolType;
import org.bytedeco.pytorch.IValue;
import org.bytedeco.pytorch.JitModule;
import org.bytedeco.pytorch.QualifiedName;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.Type;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/// Writes modules of TorchScript, as `torch.jit.script(…).save(…)` does in Python.
public final class ScriptedModules {
    private ScriptedModules() {}

    /// An empty module, which knows whether it is being trained.
    public static JitModule module(String name) {
        JitModule module = new JitModule(new QualifiedName("__torch__." + name));
        module.register_attribute("training", new Type.TypePtr(BoolType.get().get()), new IValue(true));
        return module;
    }

    /// A module with the state and the initial weights of `network`, tensor by tensor, whose parts are modules.
    /// They have no code of their own.
    public static JitModule withStateOf(Network network, long seed) {
        ParameterVector values = network.initialize(new TorchRandom(seed));
        JitModule root = module(network.name());
        int offset = 0;
        String current = "";
        JitModule part = root;
        for (Entry entry : network.state()) {
            String[] path = entry.name().split("\\.", 2);
            if (!path[0].equals(current)) {
                current = path[0];
                part = module(network.name() + current);
                root.register_module(current, part);
            }
            float[] content = Arrays.copyOfRange(values.toArray(), offset, offset + entry.length());
            part.register_parameter(path[1], learned(content, entry.dimensions()), false);
            offset += entry.length();
        }
        return root;
    }

    /// The multilayer perceptron, or any network of that state.
    public static JitModule multilayerPerceptron(Network network, long seed) {
        JitModule module = withStateOf(network, seed);
        module.define("""
                def forward(self, x):
                    h = torch.relu(torch.linear(x.view([x.size(0), -1]), self.fc1.weight, self.fc1.bias))
                    return torch.linear(h, self.fc2.weight, self.fc2.bias)
                """);
        return module;
    }

    public static JitModule leNet(Network network, long seed) {
        JitModule module = withStateOf(network, seed);
        StringBuilder code = new StringBuilder("def forward(self, x):\n");
        for (int block = 1; block <= 3; block++) {
            code.append("""
                    x = torch.conv2d(x, self.conv?.weight, self.conv?.bias, [1, 1], [2, 2])
                    x = torch.group_norm(x, 2, self.gn?.weight, self.gn?.bias, 1e-5)
                    x = torch.max_pool2d(torch.relu(x), [2, 2], [2, 2])
                """.replace("?", Integer.toString(block)));
        }
        code.append("    return torch.linear(x.view([x.size(0), -1]), self.fc1.weight, self.fc1.bias)\n");
        module.define(code.toString());
        return module;
    }

    /// Batch normalisation and dropout of one feature per pixel, then a linear layer. Its counter is replaced, not
    /// changed in place, as some of PyTorch's own code does it.
    public static JitModule normalizedAndDropped(int inputs, int classes, double dropout) {
        JitModule norm = module("Norm");
        norm.register_parameter("weight", learned(ones(inputs), inputs), false);
        norm.register_parameter("bias", learned(new float[inputs], inputs), false);
        norm.register_buffer("running_mean", torch.zeros(inputs));
        norm.register_buffer("running_var", torch.ones(inputs));
        norm.register_buffer("num_batches_tracked", torch.zeros(new long[] {}).to(ScalarType.Long));
        norm.define("""
                def forward(self, x):
                    if self.training:
                        self.num_batches_tracked = self.num_batches_tracked + 1
                    return torch.batch_norm(x, self.weight, self.bias, self.running_mean, self.running_var,
                                            self.training, 0.1, 1e-5, False)
                """);
        JitModule module = module("Net");
        module.register_module("norm", norm);
        // A parameter of the module itself stands before those of its parts, whichever came first.
        float[] weights = new float[classes * inputs];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = (i * 37 % 19 - 9) / 90f;
        }
        module.register_parameter("weight", learned(weights, classes, inputs), false);
        module.register_buffer("order", torch.arange(new Scalar(inputs)));
        module.define("""
                def forward(self, x):
                    y = self.norm.forward(x.view([x.size(0), -1])[:, self.order])
                    return torch.linear(torch.dropout(y, %s, self.training), self.weight)
                """.formatted(dropout));
        return module;
    }

    public static Path save(JitModule module, Path file) {
        module.save(file.toString());
        return file;
    }

    private static float[] ones(int length) {
        float[] ones = new float[length];
        Arrays.fill(ones, 1);
        return ones;
    }

    public static Tensor learned(float[] values, long... shape) {
        Tensor tensor = torch.zeros(shape);
        new FloatPointer(tensor.data_ptr()).put(values);
        return tensor.requires_grad_(true);
    }
}
