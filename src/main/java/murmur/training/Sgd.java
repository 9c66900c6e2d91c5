package murmur.training;

import java.util.List;
import murmur.BadInput;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/// Stochastic gradient descent as `torch.optim.SGD`: with g ← g + λ·w, b ← μ·b + (1 − τ)·g (b ← g at the first step),
/// w ← w − η·b, or w − η·(g + μ·b) with Nesterov's momentum (Sutskever et al., 2013).
public record Sgd(double learningRate, double momentum, double dampening, double weightDecay, boolean nesterov)
        implements Optimizer {
    public Sgd {
        BadInput.unless(learningRate >= 0 && Double.isFinite(learningRate), "lr", "be at least 0", learningRate);
        BadInput.unless(momentum >= 0 && Double.isFinite(momentum), "momentum", "be at least 0", momentum);
        BadInput.unless(Double.isFinite(dampening), "dampening", "be a number", dampening);
        BadInput.unless(weightDecay >= 0 && Double.isFinite(weightDecay), "weight_decay", "be at least 0", weightDecay);
        BadInput.unless(
                !nesterov || (momentum > 0 && dampening == 0),
                "nesterov",
                "go with a momentum above 0 and no dampening",
                "momentum " + momentum + ", dampening " + dampening);
    }

    public Sgd(double learningRate) {
        this(learningRate, 0, 0, 0, false);
    }

    @Override
    public int memories() {
        return momentum > 0 ? 1 : 0;
    }

    @Override
    public void step(Tensor values, Tensor gradient, List<Tensor> memories, long step) {
        if (weightDecay > 0) {
            gradient.add_(values, new Scalar(weightDecay));
        }
        if (momentum > 0) {
            Tensor velocity = memories.getFirst();
            velocity.mul_(new Scalar(momentum)).add_(gradient, new Scalar(step == 1 ? 1 : 1 - dampening));
            if (nesterov) {
                gradient.add_(velocity, new Scalar(momentum));
            } else {
                gradient.copy_(velocity);
            }
        }
        values.add_(gradient, new Scalar(-learningRate));
    }
}
