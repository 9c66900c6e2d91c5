package murmur.model;

import static murmur.model.Stateless.FLATTEN;
import static murmur.model.Stateless.MAX_POOL_2;
import static murmur.model.Stateless.RELU;

import java.util.List;
import murmur.BadInput;
import murmur.data.Dataset;
import murmur.data.Ratings;

/// The networks a configuration can name, each made for the shape of an input and the number of classes.
///
/// Where the reference takes a maximum of ReLUs, these take the ReLU of a maximum: the same values and
/// gradients, to the bit, from a quarter of the ReLUs.
public final class Networks {
    private static final int HIDDEN = 64;

    private Networks() {}

    /// Makes a network for inputs of one shape.
    @FunctionalInterface
    public interface Architecture {
        Network of(List<Integer> shape, int classes);

        /// The same for some data, of which most networks need no more than that.
        default Network of(Dataset data) {
            return of(data.shape(), data.classes());
        }
    }

    /// Matrix factorisation, with tables as large as the data say.
    public static final Architecture MATRIX_FACTORIZATION = new Architecture() {
        @Override
        public Network of(List<Integer> shape, int classes) {
            throw BadInput.must("the data of MatrixFactorization", "be ratings, as MovieLens", "of shape " + shape);
        }

        @Override
        public Network of(Dataset data) {
            return data instanceof Ratings ratings
                    ? matrixFactorization(ratings.tables())
                    : of(data.shape(), data.classes());
        }
    };

    /// 20 values for each user and each item: 206,680 for 610 users and 9,724 items.
    public static Network matrixFactorization(Ratings.Tables tables) {
        return Network.named("MatrixFactorization").with("", new MatrixFactorization(tables.users(), tables.items()));
    }

    /// LeNet of decentralizepy's CIFAR-10: three 5×5 convolutions, each with group normalisation in 2 groups, ReLU and
    /// pooling, and one linear layer. 89,834 values for 3×32×32 and 10 classes.
    public static Network leNet(List<Integer> shape, int classes) {
        requireImages("LeNet", shape, 8);
        int features = 64 * (shape.get(1) / 8) * (shape.get(2) / 8);
        Network network = Network.named("LeNet");
        int[] channels = {shape.get(0), 32, 32, 64};
        for (int block = 1; block <= 3; block++) {
            network = network.with("conv" + block, new Conv2d(channels[block - 1], channels[block], 5, 2))
                    .with("gn" + block, new GroupNorm(2, channels[block]))
                    .with(MAX_POOL_2)
                    .with(RELU);
        }
        return network.with(FLATTEN).with("fc1", new Linear(features, classes));
    }

    /// The convolutional network of LEAF's FEMNIST (Caldas et al., 2018): 1,690,046 values for 1×28×28 and 62 classes.
    public static Network femnistCnn(List<Integer> shape, int classes) {
        requireImages("CNN", shape, 4);
        int features = 64 * (shape.get(1) / 4) * (shape.get(2) / 4);
        return Network.named("CNN")
                .with("conv1", new Conv2d(shape.get(0), 32, 5, 2))
                .with(MAX_POOL_2)
                .with(RELU)
                .with("conv2", new Conv2d(32, 64, 5, 2))
                .with(MAX_POOL_2)
                .with(RELU)
                .with(FLATTEN)
                .with("fc1", new Linear(features, 512))
                .with(RELU)
                .with("fc2", new Linear(512, classes));
    }

    /// The small convolutional network of decentralizepy's CIFAR-10 (PyTorch's tutorial): 62,006 values for
    /// 3×32×32 and 10 classes.
    public static Network cifarCnn(List<Integer> shape, int classes) {
        requireImages("CNN", shape, 16);
        int features = 16 * (((shape.get(1) - 4) / 2 - 4) / 2) * (((shape.get(2) - 4) / 2 - 4) / 2);
        return Network.named("CNN")
                .with("conv1", new Conv2d(shape.get(0), 6, 5, 0))
                .with(MAX_POOL_2)
                .with(RELU)
                .with("conv2", new Conv2d(6, 16, 5, 0))
                .with(MAX_POOL_2)
                .with(RELU)
                .with(FLATTEN)
                .with("fc1", new Linear(features, 120))
                .with(RELU)
                .with("fc2", new Linear(120, 84))
                .with(RELU)
                .with("fc3", new Linear(84, classes));
    }

    /// `CNN` names one network with CIFAR-10 and another with FEMNIST, as in the reference: coloured images get
    /// the former.
    public static Network cnn(List<Integer> shape, int classes) {
        return shape.size() == 3 && shape.getFirst() == 3 ? cifarCnn(shape, classes) : femnistCnn(shape, classes);
    }

    /// The convolutional network of LEAF's CelebA (Caldas et al., 2018): 30,242 values for 3×84×84 and 2 classes.
    public static Network celebaCnn(List<Integer> shape, int classes) {
        requireImages("CNN", shape, 16);
        Network network = Network.named("CNN");
        for (int block = 1; block <= 4; block++) {
            network = network.with("conv" + block, new Conv2d(block == 1 ? shape.getFirst() : 32, 32, 3, 1))
                    .with(MAX_POOL_2)
                    .with(RELU);
        }
        int features = 32 * (shape.get(1) / 16) * (shape.get(2) / 16);
        return network.with(FLATTEN).with("fc1", new Linear(features, classes));
    }

    /// One hidden layer of 64 units.
    public static Network multilayerPerceptron(List<Integer> shape, int classes) {
        return Network.named("MLP")
                .with(FLATTEN)
                .with("fc1", new Linear(inputs(shape), HIDDEN))
                .with(RELU)
                .with("fc2", new Linear(HIDDEN, classes));
    }

    /// Softmax (multinomial logistic) regression.
    public static Network softmaxRegression(List<Integer> shape, int classes) {
        return Network.named("LogisticRegression").with(FLATTEN).with("fc1", new Linear(inputs(shape), classes));
    }

    private static int inputs(List<Integer> shape) {
        return shape.stream().reduce(1, Math::multiplyExact);
    }

    static void requireImages(String model, List<Integer> shape, int side) {
        BadInput.unless(
                shape.size() == 3 && shape.get(1) >= side && shape.get(2) >= side,
                "the input of " + model,
                "be an image of at least " + side + "×" + side,
                shape);
    }
}
