package murmur.model;

import murmur.random.TorchRandom;

/// PyTorch's default for linear and convolutional layers: weights, then biases, uniform in ±1/√fan_in.
final class UniformInitialization {
    private UniformInitialization() {}

    /// Fills `weights` values and then `biases` values from `offset` on.
    static void fill(float[] values, int offset, Fan fan, TorchRandom random) {
        double root = Math.sqrt(fan.in());
        double weightBound = Math.sqrt(3) * (gain() / root);
        random.fillUniform(values, offset, offset + fan.weights(), -weightBound, weightBound);
        double biasBound = 1 / root;
        int biasStart = offset + fan.weights();
        random.fillUniform(values, biasStart, biasStart + fan.biases(), -biasBound, biasBound);
    }

    /// The gain of Kaiming-uniform with slope √5 (He et al., 2015), in the reference's own arithmetic: its last
    /// bit counts.
    private static double gain() {
        double slope = Math.sqrt(5);
        return Math.sqrt(2.0 / (1 + slope * slope));
    }

    /// The number of inputs of one output, and how many weights and biases there are.
    record Fan(int in, int weights, int biases) {}
}
