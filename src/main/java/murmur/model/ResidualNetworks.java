package murmur.model;

import static murmur.model.Stateless.FLATTEN;
import static murmur.model.Stateless.RELU;

import java.util.Iterator;
import java.util.List;
import java.util.OptionalInt;
import murmur.random.TorchRandom;
import org.bytedeco.pytorch.Tensor;

/// Residual networks (He et al., 2016) with the sizes, names and order of drawing that the reference has.
public final class ResidualNetworks {
    /// How a layer's output is normalised.
    private enum Norm {
        BATCH,
        GROUP;

        /// The reference nests its group normalisation one level deeper than batch normalisation.
        Layer of(int channels) {
            return this == BATCH
                    ? new BatchNorm2d(channels)
                    : Network.sequence().with("norm", new GroupNorm(32, channels));
        }
    }

    private ResidualNetworks() {}

    /// RNET of the reference's FEMNIST, an 18-layer residual network of half the usual width: 2,811,678 parameters and
    /// 4,820 values in buffers for 1×28×28 and 62 classes.
    public static Network rnet(List<Integer> shape, int classes) {
        return rnet("RNET", Norm.BATCH, shape, classes);
    }

    /// RNET with group normalisation in 32 groups in place of batch normalisation.
    public static Network groupNormRnet(List<Integer> shape, int classes) {
        return rnet("GN_RNET", Norm.GROUP, shape, classes);
    }

    private static Network rnet(String name, Norm norm, List<Integer> shape, int classes) {
        Networks.requireImages(name, shape, 16);
        Network stem = Network.sequence()
                .with("conv1", convolution(shape.getFirst(), 32, 7, 2))
                .with("bn1", norm.of(32))
                .with("", new MaxPool(3, 2, 1))
                .with(RELU);
        Network network = stages(stem, norm, 32)
                .with("", new AdaptiveAveragePool(1))
                .with(FLATTEN)
                .with("fc", new Linear(256, classes));
        return Network.named(name).with("", new KaimingConvolutions(network));
    }

    /// ResNet-18 for small images: 11,189,312 parameters and 9,620 values in buffers for 3×32×32 and 10 classes.
    ///
    /// Initial weights are drawn as those of RNET, a shortcut before the block it belongs to, which is also
    /// torchvision's
    /// order; but, unlike RNET's and torchvision's, convolutions keep what PyTorch's own layers draw, for nothing says
    /// that the reference draws these a second time. No weights of the reference are known that could prove either.
    public static Network resNet18(List<Integer> shape, int classes) {
        return resNet18("ResNet18", Norm.BATCH, shape, classes);
    }

    /// ResNet-18 with group normalisation in 32 groups in place of batch normalisation.
    public static Network groupNormResNet18(List<Integer> shape, int classes) {
        return resNet18("GN_ResNet18", Norm.GROUP, shape, classes);
    }

    private static Network resNet18(String name, Norm norm, List<Integer> shape, int classes) {
        Networks.requireImages(name, shape, 8);
        Network stem = Network.named(name)
                .with("conv1", convolution(shape.getFirst(), 64, 3, 1))
                .with("bn1", norm.of(64))
                .with(RELU);
        return stages(stem, norm, 64)
                .with("", new AdaptiveAveragePool(2))
                .with(FLATTEN)
                .with("fc", new Linear(4 * 512, classes, false));
    }

    /// Four stages of two blocks, each stage after the first with twice the channels and half the side.
    private static Network stages(Network stem, Norm norm, int width) {
        Network network = stem;
        int in = width;
        for (int stage = 1; stage <= 4; stage++) {
            int out = width << (stage - 1);
            Network blocks = Network.sequence()
                    .with("0", block(norm, in, out, stage == 1 ? 1 : 2))
                    .with("1", block(norm, out, out, 1));
            network = network.with("layer" + stage, blocks);
            in = out;
        }
        return network;
    }

    private static Layer block(Norm norm, int in, int out, int stride) {
        Network body = Network.sequence()
                .with("conv1", convolution(in, out, 3, stride))
                .with("norm1", norm.of(out))
                .with(RELU)
                .with("conv2", convolution(out, out, 3, 1))
                .with("norm2", norm.of(out));
        return new Residual(body, shortcut("downsample", norm, new Widths(in, out), stride), true);
    }

    private record Widths(int in, int out) {}

    /// The identity where the shape stays.
    private static Network shortcut(String name, Norm norm, Widths widths, int stride) {
        if (stride == 1 && widths.in() == widths.out()) {
            return Network.sequence();
        }
        Network projection = Network.sequence()
                .with("0", convolution(widths.in(), widths.out(), 1, stride))
                .with("1", norm.of(widths.out()));
        return Network.sequence().with(name, projection);
    }

    /// ResNet8 of the reference's CIFAR-10: three wide blocks, 4,932,344 parameters (20,590 of which serve no purpose
    /// but are shared all the same) and 5,385 values in buffers for 3×32×32 and 10 classes.
    public static Network resNet8(List<Integer> shape, int classes) {
        Networks.requireImages("ResNet8", shape, 16);
        int features = 512 * (shape.get(1) / 16) * (shape.get(2) / 16);
        Network network = Network.named("ResNet8")
                .with("conv1", convolution(shape.getFirst(), 128, 3, 1))
                .with("bn1", Norm.BATCH.of(128))
                .with(RELU);
        int[] widths = {128, 128, 256, 512};
        for (int stage = 1; stage <= 3; stage++) {
            Layer block = wideBlock(widths[stage - 1], widths[stage], stage == 1 ? 1 : 2);
            network = network.with("layer" + stage, Network.sequence().with("0", block));
        }
        return network.with("", new AveragePool(4))
                .with(FLATTEN)
                .with("linear1", new Linear(features, classes))
                .with("linear2", new Unused(new Linear(features, classes)))
                .with("emb", new Unused(new IdentityTable(classes)));
    }

    private static Layer wideBlock(int in, int out, int stride) {
        Network body = Network.sequence()
                .with("conv1", convolution(in, out, 3, stride))
                .with("bn1", Norm.BATCH.of(out))
                .with(RELU)
                .with("conv2", convolution(out, out, 3, 1))
                .with("bn2", Norm.BATCH.of(out));
        return new Residual(body, shortcut("shortcut", Norm.BATCH, new Widths(in, out), stride), false);
    }

    /// Without bias, padded so that stride alone changes the side.
    private static Layer convolution(int in, int out, int kernel, int stride) {
        return new Conv2d(in, out, kernel, stride, kernel / 2, false);
    }

    /// A square table of random numbers, replaced by the identity matrix as soon as it is drawn.
    private record IdentityTable(int size) implements Layer {
        private Embedding table() {
            return new Embedding(size, size, OptionalInt.empty());
        }

        @Override
        public List<Entry> state() {
            return table().state();
        }

        @Override
        public void initialize(float[] values, int offset, TorchRandom random) {
            table().initialize(values, offset, random);
            for (int i = 0; i < size * size; i++) {
                values[offset + i] = i % (size + 1) == 0 ? 1 : 0;
            }
        }

        @Override
        public Forward bind(Iterator<Tensor> state) {
            return table().bind(state);
        }
    }
}
