package murmur.training;

import java.util.List;
import murmur.BadInput;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/// Adam (Kingma and Ba, 2015) as `torch.optim.Adam`, and AdamW (Loshchilov and Hutter, 2019) as `torch.optim.AdamW`
/// where the weight decay is decoupled: w ← w − η·λ·w before the step instead of g ← g + λ·w.
public record Adam(
        double learningRate, double beta1, double beta2, double epsilon, double weightDecay, boolean decoupledDecay)
        implements Optimizer {
    public Adam {
        BadInput.unless(learningRate >= 0 && Double.isFinite(learningRate), "lr", "be at least 0", learningRate);
        BadInput.unless(beta1 >= 0 && beta1 < 1, "betas", "be in [0, 1)", beta1);
        BadInput.unless(beta2 >= 0 && beta2 < 1, "betas", "be in [0, 1)", beta2);
        BadInput.unless(epsilon >= 0, "eps", "be at least 0", epsilon);
        BadInput.unless(weightDecay >= 0 && Double.isFinite(weightDecay), "weight_decay", "be at least 0", weightDecay);
    }

    /// The first and the second moment of the gradient.
    @Override
    public int memories() {
        return 2;
    }

    @Override
    public void step(Tensor values, Tensor gradient, List<Tensor> memories, long step) {
        if (decoupledDecay) {
            values.mul_(new Scalar(1 - learningRate * weightDecay));
        } else if (weightDecay > 0) {
            gradient.add_(values, new Scalar(weightDecay));
        }
        Tensor first = memories.get(0);
        Tensor second = memories.get(1);
        first.lerp_(gradient, new Scalar(1 - beta1));
        second.mul_(new Scalar(beta2)).addcmul_(gradient, gradient, new Scalar(1 - beta2));
        double firstCorrection = 1 - Math.pow(beta1, (double) step);
        double secondCorrection = Math.sqrt(1 - Math.pow(beta2, (double) step));
        Tensor denominator = second.sqrt().div_(new Scalar(secondCorrection)).add_(new Scalar(epsilon));
        values.addcdiv_(first, denominator, new Scalar(-learningRate / firstCorrection));
    }
}
