package murmur.training;

import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/// What training minimises.
public enum Loss {
    /// −log softmax(output)[class].
    CROSS_ENTROPY {
        @Override
        Tensor of(Tensor output, Tensor target, Reduction reduction) {
            Tensor classes = target.to(ScalarType.Long);
            return torch.cross_entropy_loss(output, classes, new TensorOptional(), reduction.code, -100, 0.0);
        }
    },
    /// (output − target)², averaged over the outputs; where there is one output per class, the target is 1 for the
    /// sample's class and 0 for the others.
    MEAN_SQUARED_ERROR {
        @Override
        Tensor of(Tensor output, Tensor target, Reduction reduction) {
            if (output.dim() == 1) {
                return torch.mse_loss(output, target, reduction.code);
            }
            Tensor wanted =
                    torch.one_hot(target.to(ScalarType.Long), output.size(1)).to(ScalarType.Float);
            Tensor losses = torch.mse_loss(output, wanted, Reduction.NONE.code).mean(1);
            return reduction == Reduction.MEAN ? losses.mean() : losses;
        }
    };

    /// The loss of a batch: n×outputs (or n) and n targets → one value, or n values.
    abstract Tensor of(Tensor output, Tensor target, Reduction reduction);

    /// libtorch's codes.
    enum Reduction {
        NONE(0),
        MEAN(1);

        private final int code;

        Reduction(int code) {
            this.code = code;
        }
    }
}
